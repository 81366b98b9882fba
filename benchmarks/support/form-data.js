// What a parser of multipart/form-data is measured on: one file of each kind, in a form as Chromium writes it, in chunks as a socket
// gives them.

const boundary = '----WebKitFormBoundaryw7Sd0f2WmTQ9k3Xb';
const delimiter = `\r\n--${boundary}`;
const chunkLength = 64 * 1024;

/** @param {number} size @param {Uint8Array} unit */
const repeated = (size, unit) => Buffer.alloc(size, unit);

/** The same on every run: xorshift32. */
function random(size) {
  const words = new Uint32Array(size / 4);
  let word = 0x9e3779b9;
  for (let i = 0; i < words.length; i += 1) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    words[i] = word;
  }
  return Buffer.from(words.buffer);
}

/** All that a delimiter can begin with, over and over, but never the whole of it. */
function nearBoundary(size) {
  const prefixes = Array.from({ length: delimiter.length - 1 }, (_, i) => delimiter.slice(0, i + 1));
  return repeated(size, Buffer.from(prefixes.join('')));
}

const makers = {
  random,
  zeros: (size) => Buffer.alloc(size),
  dashes: (size) => repeated(size, Buffer.from('-')),
  'CR LF': (size) => repeated(size, Buffer.from('\r\n')),
  'beginnings of the delimiter': nearBoundary,
  // A search for the first and the last byte at their distance stops at every second one.
  'CR, last byte': (size) => repeated(size, Buffer.from(`\r${delimiter.at(-1)}`)),
};

/** @returns {string[]} */
export const fileKinds = Object.keys(makers);

const disposition = 'Content-Disposition: form-data; name="file"; filename="report.bin"';
/** What a form has before and behind its one file. */
export const formHead = Buffer.from(
  `--${boundary}\r\n${disposition}\r\nContent-Type: application/octet-stream\r\n\r\n`,
);
export const formTail = Buffer.from(`${delimiter}--\r\n`);
export const formType = `multipart/form-data; boundary=${boundary}`;

/**
 * @param {string} kind of fileKinds
 * @param {number} size bytes, a multiple of 4
 * @returns {Buffer}
 */
export const fileOf = (kind, size) => makers[kind](size);

/**
 * A form with one file, as a socket gives it.
 * @param {Uint8Array} file
 * @returns {Buffer[]} each in memory of its own
 */
export function formChunks(file) {
  const form = Buffer.concat([formHead, file, formTail]);
  const chunks = [];
  for (let at = 0; at < form.length; at += chunkLength) {
    chunks.push(Buffer.from(new Uint8Array(form.subarray(at, at + chunkLength)).buffer));
  }
  return chunks;
}
