/**
 * Bodies of any realm, told by what they can do: Node's Request hangs over jsdom's FormData with a File, and makes
 * "[object Object]" of happy-dom's.
 */
import { quotedName } from '../core/form-name.js';
import { entropy, TextEncoder } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';
import { readable } from './source.js';

const tagOf = (value) => Object.prototype.toString.call(value).slice('[object '.length, -1);

const has = (value, ...names) => names.every((name) => typeof value[name] === 'function');

export const isBlob = (value) =>
  typeof value.size === 'number' && typeof value.type === 'string' && has(value, 'slice');
export const isForm = (value) =>
  has(value, 'append', 'getAll', 'entries') && tagOf(value) !== 'URLSearchParams';
const isStream = (value) => has(value, 'getReader');

const bytesOf = (text) => new TextEncoder().encode(text.toWellFormed());

/** HTML, "multipart form data". */
const lines = (text) => text.toWellFormed().replace(/\r\n?|\n/g, '\r\n');

/** The parts of a form, as bytes and Blobs in turn. */
function* partsOf(form, boundary) {
  for (const [name, value] of form.entries()) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name=${quotedName(lines(name))}`;
    if (typeof value === 'string') {
      yield bytesOf(`${head}\r\n\r\n${lines(value)}\r\n`);
      continue;
    }
    const type = value.type || 'application/octet-stream';
    yield bytesOf(`${head}; filename=${quotedName(value.name ?? 'blob')}\r\nContent-Type: ${type}\r\n\r\n`);
    yield value;
    yield bytesOf('\r\n');
  }
  yield bytesOf(`--${boundary}--\r\n`);
}

function encodeForm(form) {
  const boundary = `----kintone-shim-${entropy().slice(0, 32)}`;
  return { type: `multipart/form-data; boundary=${boundary}`, parts: [...partsOf(form, boundary)] };
}

/** A copy: the sender may go on with its memory. */
function copyOf(buffer) {
  const view = ArrayBuffer.isView(buffer);
  const bytes = view
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return bytes.slice();
}

/** @returns {{ type?: string, parts?: (Uint8Array | Blob)[], stream?: import('./source.js').Readable }} */
function encodeByKind(body) {
  if (typeof body === 'object') {
    if (isForm(body)) return encodeForm(body);
    if (isBlob(body)) return { type: body.type || undefined, parts: [body] };
    if (isStream(body)) return { stream: body };
    if (ArrayBuffer.isView(body) || /^(Shared)?ArrayBuffer$/.test(tagOf(body))) {
      return { parts: [copyOf(body)] };
    }
    if (tagOf(body) === 'URLSearchParams') {
      return { type: 'application/x-www-form-urlencoded;charset=UTF-8', parts: [bytesOf(String(body))] };
    }
    // Node's fetch takes what gives bytes.
    if (has(body, Symbol.asyncIterator)) return { stream: readable(body[Symbol.asyncIterator]()) };
  }
  return { type: 'text/plain;charset=UTF-8', parts: [bytesOf(String(body))] };
}

/**
 * @param {any} body What fetch and XMLHttpRequest take.
 * @returns {{ type?: string, parts?: (Uint8Array | Blob)[], stream?: import('./source.js').Readable } | undefined} Nothing where there is none; else the
 *   Content-Type where the caller names none, and the bytes, of which Blobs are read later.
 */
export function encode(body) {
  return body === undefined || body === null ? undefined : ownOf(encodeByKind(body));
}
