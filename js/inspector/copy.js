/** A call as a line of a test. */

const literal = (value) =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (char) => `\\u${char.codePointAt(0).toString(16)}`);

/** Headers as the literal of an object, whose member __proto__ would else be its prototype. */
const objectLiteral = (fields) =>
  literal(Object.fromEntries(fields)).replace('"__proto__":', '["__proto__"]:');

/** A line of a test that answers the same; nothing where no route can. `end`: the way in which a route fails so. */
export function asRoute({ api, method, url, state, status, response, end }) {
  const name = method.toLowerCase();
  if (api === 'REST' || !['get', 'post', 'put', 'delete'].includes(name)) return undefined;
  // A * in it stands for itself, too.
  const place = `shim.upstream.${name}(${literal(url)})`;
  if (state === 'failure') return end && `${place}.fail('${end}');`;
  if (state !== 'success') return undefined;
  const { fields, body } = response;
  const { text = '', kept, characters } = body;
  const cut = kept === undefined ? '' : ` // the first ${kept} of ${characters} characters`;
  return `${place}.reply(${status}, ${literal(text)}, ${objectLiteral(fields)});${cut}`;
}
