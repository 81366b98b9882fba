/** The body of a request to kintone's REST side, where it is read whole. */
import { joined } from '../core/bytes.js';
import { TextDecoder } from '../core/platform.js';

/**
 * @param {{ bytes?: number }} opened Its `bytes` count while they come.
 * @param {number} limit
 * @param {AsyncIterable<Uint8Array>} body
 * @returns {Promise<Uint8Array | undefined>} Nothing where there are more than `limit` bytes; the rest is left unread then.
 */
export async function readBytes(opened, limit, body) {
  const chunks = [];
  for await (const chunk of body) {
    opened.bytes += chunk.length;
    if (opened.bytes > limit) return undefined;
    chunks.push(chunk);
  }
  return joined(chunks);
}

/** The text of a message; none where its bytes are no text. */
export function textOf(bytes) {
  try {
    // A byte order mark is no JSON, and the core's to refuse.
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return '';
  }
}
