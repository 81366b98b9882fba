/**
 * Bytes as ASCII text, one character for the small ones and two for the others: so gzip finds what repeats itself about as
 * well as in the bytes. The characters are those from `#` to `~` without the backslash; scripts/build.mjs writes them.
 */

/** Bytes of one character each. */
const singles = 89;
/** Bytes that a first character of two stands for. */
const perPair = 84;

const digitAt = (text, i) => {
  const code = text.charCodeAt(i);
  return code - (code > 92 ? 36 : 35);
};

const charOf = (digit) => String.fromCharCode(digit + 35 + (digit > 56));

/** @param {Uint8Array} bytes */
export function packBytes(bytes) {
  let text = '';
  for (const byte of bytes) {
    const over = byte - singles;
    text += over < 0 ? charOf(byte) : charOf(singles + Math.floor(over / perPair)) + charOf(over % perPair);
  }
  return text;
}

/** @param {string} text As `packBytes` made it. */
export function unpackBytes(text) {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let byte = digitAt(text, i);
    if (byte >= singles) byte = singles + (byte - singles) * perPair + digitAt(text, ++i);
    bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}
