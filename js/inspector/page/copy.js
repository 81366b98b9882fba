/** A call as a line of a test. */
import { minified } from './json.js';

const literal = (value, ...format) =>
  JSON.stringify(value, ...format).replace(
    /[\u2028\u2029]/g,
    (char) => `\\u${char.codePointAt(0).toString(16)}`,
  );

/** Headers as the literal of an object, whose member __proto__ would else be its prototype. */
const objectLiteral = (fields) =>
  literal(Object.fromEntries(fields)).replace('"__proto__":', '["__proto__"]:');

/** Fields of one message on its way, which a test has no use for. */
const ofMessage = /^(?:date|connection|keep-alive|content-length|transfer-encoding)$/i;

/** Characters of an object that stands in one line. */
const longestLine = 80;

/** Else a route would add one for an object. */
const isJson = ([name, value]) =>
  /^content-type$/i.test(name) && /^application\/(?:[\w.+-]+\+)?json\b/i.test(value);

/** A body as a test would write it: JSON as an object, unless it would not be the same one. */
function bodyLiteral(text, fields) {
  if (!fields.some(isJson) || !/^\s*[[{]/.test(text) || text.includes('"__proto__"')) return literal(text);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return literal(text);
  }
  // A number with more digits than JavaScript's have, or a member that is there twice.
  if (JSON.stringify(value) !== minified(text)) return literal(text);
  const line = literal(value);
  return line.length <= longestLine ? line : literal(value, null, 2);
}

/**
 * A line of a test that answers the same; nothing where no route can. `end`: the way in which a route fails so. Where nothing was asked,
 * `unanswered`, a line that answers it.
 */
export function asRoute({ api, method, url, state, status, response, end, unanswered }) {
  const name = method.toLowerCase();
  if (api === 'REST' || !['get', 'post', 'put', 'delete'].includes(name)) return undefined;
  // A * in it stands for itself, too.
  const place = `shim.upstream.${name}(${literal(url)})`;
  if (state === 'failure' && unanswered) return `${place}.reply(200, {});`;
  if (state === 'failure') return end && `${place}.fail('${end}');`;
  if (state !== 'success') return undefined;
  const { body } = response;
  const fields = response.fields.filter(([field]) => !ofMessage.test(field));
  const { text = '', kept, characters } = body;
  const cut = kept === undefined ? '' : ` // the first ${kept} of ${characters} characters`;
  const headers = fields.length > 0 ? `, ${objectLiteral(fields)}` : '';
  return `${place}.reply(${status}, ${bodyLiteral(text, fields)}${headers});${cut}`;
}
