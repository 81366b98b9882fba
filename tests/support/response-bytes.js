/** The response side of the test server: a script (see upstream.js for the form) to the exact bytes that go out. */
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

const CHUNK = 16_384;
const EMPTY = Buffer.alloc(0);
const REASONS = {
  200: 'OK',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  421: 'Misdirected Request',
  500: 'Internal Server Error',
};

/** Quality 4: ten megabytes in a blink; the decoder does not care. */
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });

const CODINGS = {
  gzip: { token: 'gzip', encode: (bytes) => gzipSync(bytes) },
  deflate: { token: 'deflate', encode: (bytes) => deflateSync(bytes) },
  'raw-deflate': { token: 'deflate', encode: (bytes) => deflateRawSync(bytes) },
  br: { token: 'br', encode: brotli },
};

/**
 * @typedef {string | Uint8Array | { base64: string } | { fill: string, length: number } | Bytes[]} Bytes
 *   text as UTF-8, bytes, a repeated text cut to a length, or several of these one after the other
 */

/**
 * @param {Bytes} value
 * @returns {Buffer}
 */
export function bytesOf(value) {
  if (typeof value === 'string') return Buffer.from(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return Buffer.concat(value.map(bytesOf));
  if (typeof value.base64 === 'string') return Buffer.from(value.base64, 'base64');
  if (typeof value.fill === 'string') return Buffer.alloc(value.length, value.fill);
  throw new TypeError(`not bytes: ${JSON.stringify(value)}`);
}

/**
 * @param {import('./upstream.js').Script} script
 * @returns {{ head: Buffer, body: Buffer }} both empty where the script sends nothing
 */
export function responseBytes(script) {
  if (script.raw !== undefined) return { head: EMPTY, body: cutTo(bytesOf(script.raw), script.cut) };
  if (script.status === undefined) return { head: EMPTY, body: EMPTY };

  const framing = script.framing ?? (hasNoBody(script.status) ? 'none' : 'length');
  const coding = script.coding === undefined ? null : codingOf(script.coding);
  const content = bytesOf(script.body ?? '');
  const encoded = coding ? coding.encode(content) : content;

  const fields = [...(script.fields ?? [])];
  if (coding) fields.push(['Content-Encoding', coding.token]);
  if (framing === 'length') fields.push(['Content-Length', String(encoded.length)]);
  if (framing === 'chunked') fields.push(['Transfer-Encoding', 'chunked']);

  const heads = (script.informational ?? []).map((answer) => headOf(answer, answer.fields ?? []));
  return {
    head: Buffer.concat([...heads, headOf(script, fields)]),
    body: cutTo(framing === 'chunked' ? chunked(encoded) : encoded, script.cut),
  };
}

function hasNoBody(status) {
  return status === 204 || status === 304;
}

function codingOf(name) {
  if (!Object.hasOwn(CODINGS, name)) throw new TypeError(`unknown coding: ${name}`);
  return CODINGS[name];
}

function headOf({ version = 'HTTP/1.1', status, reason = REASONS[status] ?? '' }, fields) {
  const lines = fields.flatMap(([name, value, times = 1]) => {
    const line = Buffer.concat([bytesOf(name), Buffer.from(': '), bytesOf(value), Buffer.from('\r\n')]);
    return Array(times).fill(line);
  });
  return Buffer.concat([Buffer.from(`${version} ${status} ${reason}\r\n`), ...lines, Buffer.from('\r\n')]);
}

function chunked(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const part = bytes.subarray(at, at + CHUNK);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

function cutTo(bytes, cut) {
  return cut === undefined ? bytes : bytes.subarray(0, cut);
}
