/** A call as something to paste. */

/** A word of bash or zsh, which expand nothing in it; control characters by their numbers, since a terminal would obey them. */
export function quoted(text) {
  if (!/[\p{Cc}\u2028\u2029]/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/[\p{Cc}\u2028\u2029]/gu, (char) => {
    const code = char.codePointAt(0);
    return code < 0x80
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `$'${escaped}'`;
}

/** What curl sets by itself, `Accept-Encoding` so that it decodes what comes. */
const framing = /^(?:host|content-length|connection|transfer-encoding|accept-encoding)$/i;

/** Others than tokens are no names of headers, and curl would read a file for `@`. */
const isName = (name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !framing.test(name);

export function asCurl({ method, url, request: { fields, body } }) {
  const words = ['curl --globoff --compressed'];
  const upper = method.toUpperCase();
  if (upper === 'HEAD') words.push('--head');
  else if (upper !== 'GET') words.push(`-X ${quoted(upper)}`);
  words.push(`--url ${quoted(url)}`);
  // curl sends a header without a value where a semicolon stands for the colon.
  const sent = fields.filter(([name]) => isName(name));
  for (const [name, value] of sent) {
    words.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body?.text) {
    const hasType = sent.some(([name]) => name.toLowerCase() === 'content-type');
    if (!hasType) words.push("-H 'Content-Type:'");
    words.push(`--data-raw ${quoted(body.text)}`);
  } else if (body?.bytes > 0) {
    words.push("--data-binary '@FILE'");
  }
  return words.join(' \\\n  ');
}

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
