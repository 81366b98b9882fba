import { attempt } from '../core/describe.js';

/**
 * The JSON text of `data` (P06), and how making it went, described.
 * @returns {{ text?: string, how: [string, string?] }}
 */
export function serialize(data) {
  let text;
  const how = attempt(() => {
    text = JSON.stringify(data)?.toWellFormed();
    return [text === undefined ? 'undefined' : text === '{}' ? 'object' : 'string'];
  });
  return { text, how };
}
