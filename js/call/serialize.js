import { attempt } from '../core/describe.js';

/** The text of an object with the members of another, which win; nothing where it is none of an object. */
function merged(text, members) {
  const value = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return JSON.stringify(Object.assign(Object.setPrototypeOf(value, null), JSON.parse(members)));
}

/**
 * The JSON text of `data` (P06), and how making it went, described.
 * @param {unknown} data Of a page's call, whose text the page has made, that text.
 * @param {string} [members] A JSON object that is merged into that of an object (G05).
 * @returns {{ own?: string, text?: string, how: [string, string?] }} `own`: without those members.
 */
export function serialize(data, members) {
  let own;
  let text;
  const how = attempt(() => {
    own = typeof data === 'string' ? data || '{}' : JSON.stringify(data)?.toWellFormed();
    const whole = members && own && merged(own, members);
    text = whole ?? own;
    return [whole ? 'merged' : text === undefined ? 'undefined' : text === '{}' ? 'object' : 'string'];
  });
  return { own, text, how };
}
