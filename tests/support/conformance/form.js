/**
 * The bodies of requests to kintone's REST side, as the step `ask` describes them (tests/conformance/README.md);
 * tests/native/conformance/form.h makes the same.
 */

const encoder = new TextEncoder();

/** `${file}` in a body that is given as a text: the header of a part with a file. */
export const fileHeader = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';

/** Bytes that are described, as pieces: each repeated until it has `length` bytes. A gigabyte is never in one piece. */
function piecesOf(data) {
  if (Array.isArray(data)) return data.flatMap(piecesOf);
  if (typeof data === 'string') return [wholly(encoder.encode(data))];
  if (typeof data.base64 === 'string') {
    return [wholly(Uint8Array.from(globalThis.atob(data.base64), (char) => char.charCodeAt(0)))];
  }
  if (data.$ === 'numbered') return piecesOf(numbered(data));
  if (data.$ === 'repeat') {
    const bytes = encoder.encode(data.text);
    return [{ bytes, length: bytes.length * data.times }];
  }
  if (typeof data.fill === 'string') return [{ bytes: encoder.encode(data.fill), length: data.length }];
  throw new TypeError(`not bytes: ${JSON.stringify(data)}`);
}

/** A list of so many texts, each with its number in the place of `#`. */
const numbered = ({ text, count }) =>
  Array.from({ length: count }, (_, i) => text.replaceAll('#', i + 1)).join(',');

const wholly = (bytes) => ({ bytes, length: bytes.length });

const lengthOf = (pieces) => pieces.reduce((sum, { length }) => sum + length, 0);

/** The chunks of a piece, of a megabyte at most. */
function* chunksOf({ bytes, length }) {
  if (length === 0) return;
  const times = Math.ceil(Math.min(length, 1 << 20) / bytes.length);
  const chunk = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i += 1) chunk.set(bytes, i * bytes.length);
  for (let at = 0; at < length; at += chunk.length) yield chunk.subarray(0, length - at);
}

/** A body: its length, its chunks from the start, and all of its bytes. */
class Body {
  #pieces;

  constructor(pieces) {
    this.#pieces = pieces;
    this.length = lengthOf(pieces);
  }

  *chunks() {
    for (const piece of this.#pieces) yield* chunksOf(piece);
  }

  bytes() {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const chunk of this.chunks()) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  /** All but the last piece, and that one: an upload that is held, and its end. */
  get halves() {
    return [new Body(this.#pieces.slice(0, -1)), new Body(this.#pieces.slice(-1))];
  }
}

/** The bytes that are described; not for large ones. */
export const bytesOf = (data) => new Body(piecesOf(data)).bytes();

/** The lines of a part, with the empty one, as pieces. */
function partHeader({ header, name, filename, type, headerLength }) {
  const pieces =
    header === undefined
      ? piecesOf([
          'Content-Disposition: form-data; name="',
          name,
          '"',
          ...(filename === undefined ? [] : ['; filename="', filename, '"']),
          '\r\n',
          ...(type === undefined ? [] : [`Content-Type: ${type}\r\n`]),
        ])
      : piecesOf(header);
  const padding = 'X-Padding: ';
  const rest = headerLength - lengthOf(pieces) - padding.length - 4;
  if (headerLength !== undefined) pieces.push(...piecesOf([padding, { fill: 'x', length: rest }, '\r\n']));
  return [...pieces, ...piecesOf('\r\n')];
}

function formOf(parts, boundary) {
  const pieces = parts.flatMap(({ times = 1, text, ...part }) => {
    const one = [...piecesOf(`--${boundary}\r\n`), ...partHeader(part), ...piecesOf([text, '\r\n'])];
    return Array(times).fill(one).flat();
  });
  return [...pieces, ...piecesOf(`--${boundary}--\r\n`)];
}

const boundaryOf = ({ boundary = 'b' }) => new TextDecoder().decode(bytesOf(boundary));

/** @returns {Body | null} the body of a step; null where it has none */
export function bodyOf(step) {
  if (step.form) return new Body(formOf(step.form, boundaryOf(step)));
  if ('json' in step) return new Body(piecesOf(JSON.stringify(step.json)));
  return 'body' in step ? new Body(piecesOf(step.body)) : null;
}

const base64Of = (text) => globalThis.btoa(String.fromCharCode(...encoder.encode(text)));

/**
 * The head of a step's request.
 * @param {object} step
 * @param {string} user `login:password` of who asks unless the step says otherwise
 * @returns {{ method: string, path: string, as: 'user' | 'session' | 'nobody', fields: [string, string][] }}
 */
export function headOf(step, user) {
  const { as = 'user', path = '/k/v1/file.json', fields = {} } = step;
  const isForm = step.form !== undefined || 'body' in step;
  const own = {
    ...(as === 'session' && { 'X-Requested-With': 'XMLHttpRequest' }),
    ...(!['session', 'nobody'].includes(as) && {
      'X-Cybozu-Authorization': base64Of(as === 'user' ? user : as),
    }),
    ...('json' in step && { 'Content-Type': 'application/json' }),
    ...(isForm && { 'Content-Type': `multipart/form-data; boundary=${boundaryOf(step)}` }),
  };
  for (const [name, value] of Object.entries(fields)) {
    const same = Object.keys(own).find((other) => other.toLowerCase() === name.toLowerCase());
    if (same) delete own[same];
    if (value !== null) own[name] = value;
  }
  const lines = Object.entries(own).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one.$ ? numbered(one) : String(one)]),
  );
  const hasBody = isForm || 'json' in step;
  return { method: step.method ?? (hasBody ? 'POST' : 'GET'), path, as, fields: lines };
}

/** Who asks unless the step says otherwise: the first user who is declared, else anybody (S03). */
export function userOf({ users = {} } = {}) {
  const [[login, how]] = [...Object.entries(users), ['user', 'password']];
  return `${login}:${how.password ?? how}`;
}

/** What the step `hold` uploads. */
export const heldForm = [{ name: 'file', filename: 'held.txt', text: 'held' }];
