import { joined } from '../core/bytes.js';
import { TextDecoder } from '../core/platform.js';

function isKnown(label) {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

function decodeAs(label, bytes, fatal) {
  // ignoreBOM: a byte order mark stays in the text (P22).
  const decoder = new TextDecoder(label, { ignoreBOM: true, fatal });
  if (decoder.encoding === 'utf-8') return decoder.decode(bytes);
  // In two steps, since Node's short cut for one takes windows-1252 for ISO-8859-1.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/**
 * The body as text, decoded once.
 * @param {Uint8Array[]} chunks
 * @param {string[]} labels The first that the platform knows is taken.
 * @returns {{ text: string, isDamaged: boolean }} `isDamaged`: bytes of it were none of that charset.
 * @throws The engine's error where it is more than a string can hold.
 */
export function decode(chunks, labels) {
  const bytes = chunks.length === 1 ? chunks[0] : joined(chunks);
  const label = labels.find(isKnown);
  try {
    return { text: decodeAs(label, bytes, true), isDamaged: false };
  } catch {
    return { text: decodeAs(label, bytes, false), isDamaged: true };
  }
}
