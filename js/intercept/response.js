/** What an XMLHttpRequest shows of its response's bytes, as its `responseType` says. */
import { TextDecoder } from '../core/platform.js';

/** Of this name the web has a decoder that Node lacks: every byte stays one character. */
const bytewise = (bytes) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte < 128 ? byte : 0xf700 + byte)).join('');

const charsetOf = (type) => /;\s*charset="?([^";\s]+)/i.exec(type)?.[1].toLowerCase();

/** A byte order mark says more than any charset: Encoding Standard, "decode". */
function markedOf([first, second, third]) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

function decodeText({ bytes, type }) {
  const label = markedOf(bytes) ?? charsetOf(type) ?? 'utf-8';
  if (label === 'x-user-defined') return bytewise(bytes);
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

function parseJSON({ bytes }, target) {
  try {
    return (target.JSON ?? JSON).parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return null;
  }
}

const essenceOf = ({ type }) => type.split(';')[0].trim().toLowerCase();

const isXML = (essence) => /^((text|application)\/xml|.+\+xml)$/.test(essence);

function parseDocument(answer, { DOMParser }) {
  const essence = essenceOf(answer);
  if (!DOMParser || !(isXML(essence) || essence === 'text/html')) return null;
  // Of the types that end so it knows two alone.
  const type = essence.endsWith('+xml') ? 'application/xml' : essence;
  const document = new DOMParser().parseFromString(decodeText(answer), type);
  const isBroken = isXML(essence) && document.getElementsByTagName('parsererror').length > 0;
  return isBroken ? null : document;
}

/** The document that an answer of the responseType `''` is: XML, but no HTML. */
export const xmlOf = (answer, target) => (isXML(essenceOf(answer)) ? parseDocument(answer, target) : null);

/**
 * @param {{ bytes: Uint8Array<ArrayBuffer>, type: string }} answer Its MIME type is the response's, or of its `overrideMimeType`.
 * @param {string} responseType
 * @param {object} target The window, of whose realm the value is, where it has one.
 */
export function valueOf(answer, responseType, target) {
  switch (responseType) {
    case 'arraybuffer':
      return new (target.Uint8Array ?? Uint8Array)(answer.bytes).buffer;
    case 'blob':
      return new target.Blob([answer.bytes], { type: answer.type });
    case 'json':
      return parseJSON(answer, target);
    case 'document':
      return parseDocument(answer, target);
    default:
      return decodeText(answer);
  }
}
