/**
 * The Wasm as text for the script of pages. Base64 hides the bytes from gzip, which finds no byte where it was before; here a byte is
 * one character or two, always the same, so that the script is a fifth shorter on its way.
 */

/** Characters that stand as they are in a string and in a page: ASCII without `"`, `\`, `` ` ``, and the two marks. */
const first = 35;
const characters = Array.from({ length: 92 }, (_, i) => String.fromCharCode(first + i)).filter(
  (character) => character !== '\\' && character !== '`',
);
/** In front of a character: how many times as many as there are characters are added. */
const marks = ['', ' ', '!'];

/**
 * @param {Uint8Array} bytes
 * @returns {string} The source of a module whose default export is the bytes.
 */
export function wasmModule(bytes) {
  const { length } = characters;
  const texts = Array.from({ length: 256 }, (_, i) => marks[Math.floor(i / length)] + characters[i % length]);
  const text = Array.from(bytes, (byte) => texts[byte]).join('');
  return `
const text = ${JSON.stringify(text)};
const bytes = new Uint8Array(${bytes.length});
const values = new Uint8Array(128);
for (let i = 0, value = 0; i < ${characters.at(-1).charCodeAt(0) - first + 1}; i++) {
  if (i !== ${'\\'.charCodeAt(0) - first} && i !== ${'`'.charCodeAt(0) - first}) values[i + ${first}] = value++;
}
for (let i = 0, at = 0, added = 0; i < text.length; i++) {
  const code = text.charCodeAt(i);
  if (code < ${first}) added = (code - 31) * ${length};
  else {
    bytes[at++] = values[code] + added;
    added = 0;
  }
}
export default bytes;
`;
}
