/**
 * The built-in transport: HTTP/1.1 over Node's sockets. What goes out and what an answer's bytes mean is the core's business
 * (wasm/core/proxy/wire.h); here they are moved. No client of HTTP that there is keeps the rules: see docs/decisions/dependencies.md.
 */
import { Blob, byteLength } from '../core/platform.js';
import { sliceLength, slicesOf } from './blob.js';
import { Connector } from './connect.js';
import { nativeReaderFor } from './native-blob.js';
import { Pool } from './pool.js';
import { Turn } from './turn.js';

/**
 * What a request carries: a short text at once, anything else in slices, so that the time it takes is not the upstream's (P18).
 * @param {string | { blob: Blob, size: number } | undefined} body
 */
function bodyOf(body, fileReader) {
  if (body === undefined) return { __proto__: null, length: 0 };
  const isText = typeof body === 'string';
  const length = isText ? byteLength(body) : body.size;
  if (isText && length <= sliceLength) return { __proto__: null, text: body, length };
  const blob = isText ? new Blob([body]) : body.blob;
  const slices = () => slicesOf(blob, length, fileReader(), nativeReaderFor(blob));
  return { __proto__: null, length, slices };
}

/**
 * @param {{ mayConnect: (address: string, port: string) => boolean, isSameAddress: (one: string, other: string) => boolean,
 *   ca?: unknown, fileReader: () => typeof FileReader | undefined }} options
 * @returns {{ send: Function, close: () => void }}
 */
export function createNodeTransport({ fileReader, ...how }) {
  const outside = { pool: new Pool(), connector: new Connector(how) };

  function send(request, body, call) {
    const turn = new Turn(outside, request, bodyOf(body, fileReader), call);
    turn.start();
    return () => turn.stop();
  }

  return { send, close: () => outside.pool.close() };
}
