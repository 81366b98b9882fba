/** What an XMLHttpRequest shows of its response's bytes, as its `responseType` says. */
import { TextDecoder } from '../core/platform.js';

/** Of this name the web has a decoder that Node lacks: every byte stays one character. */
const bytewise = (bytes) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte < 128 ? byte : 0xf700 + byte)).join('');

const charsetOf = (type) => /;\s*charset="?([^";\s]+)/i.exec(type)?.[1].toLowerCase();

export function decodeText(bytes, type) {
  const label = charsetOf(type) ?? 'utf-8';
  if (label === 'x-user-defined') return bytewise(bytes);
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

function parseJSON(bytes, target) {
  try {
    return (target.JSON ?? JSON).parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return null;
  }
}

function parseDocument(bytes, type, { DOMParser }) {
  const [essence] = type.split(';');
  if (!DOMParser || !/^(text\/html|(text|application)\/xml|.+\+xml)$/.test(essence)) return null;
  return new DOMParser().parseFromString(decodeText(bytes, type), essence);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} type The MIME type of the response, or of its `overrideMimeType`.
 * @param {object} target The window, of whose realm the value is, where it has one.
 */
export function valueOf(bytes, responseType, type, target) {
  switch (responseType) {
    case 'arraybuffer':
      return new (target.Uint8Array ?? Uint8Array)(bytes).buffer;
    case 'blob':
      return new target.Blob([bytes], { type });
    case 'json':
      return parseJSON(bytes, target);
    case 'document':
      return parseDocument(bytes, type, target);
    default:
      return decodeText(bytes, type);
  }
}
