/**
 * The request side of the test server: bytes in, requests out, nothing normalised. A request is announced when its head is
 * complete and once more when its last body byte is there. Bodies are framed by Content-Length alone, which is all that
 * kintone's proxy may send; one up to 1 MiB is kept, a longer one is only counted and hashed, so that 200 MB cost no memory.
 */
import { createHash } from 'node:crypto';

const EMPTY = Buffer.alloc(0);
const HEAD_END = '\r\n\r\n';
const KEPT_BODY = 1024 * 1024;

/**
 * @typedef {object} ReceivedRequest
 * @property {Buffer} raw head and body exactly as received (the head alone where the body is not kept)
 * @property {string} method
 * @property {string} target the request target, as on the wire
 * @property {[string, string][]} fields in order, names in the case received, values as Latin-1
 * @property {Buffer | { length: number, sha256: string } | null} body null until complete, and where there is none
 * @property {number} received body bytes so far
 * @property {boolean} complete the whole body has arrived
 * @property {number} connection index into the server's connections
 */

export class RequestReader {
  #head = EMPTY;
  /** @type {ReceivedRequest | null} */
  #request = null;
  #expected = 0;
  /** @type {Buffer[]} */
  #kept = [];
  /** @type {import('node:crypto').Hash | null} */
  #hash = null;
  #onHead;
  #onEnd;

  /** @param {{ onHead: (request: ReceivedRequest) => void, onEnd: (request: ReceivedRequest) => void }} events */
  constructor({ onHead, onEnd }) {
    this.#onHead = onHead;
    this.#onEnd = onEnd;
  }

  /** @param {Buffer} chunk whatever the socket delivered */
  push(chunk) {
    let rest = chunk;
    while (rest.length > 0) rest = this.#request ? this.#takeBody(rest) : this.#takeHead(rest);
  }

  #takeHead(chunk) {
    this.#head = Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) return EMPTY;
    const head = this.#head.subarray(0, end + HEAD_END.length);
    const rest = this.#head.subarray(head.length);
    this.#head = EMPTY;
    this.#begin(head);
    return rest;
  }

  #begin(head) {
    const request = parseHead(head);
    const length = request.fields.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
    this.#expected = Number(length ?? 0);
    this.#kept = [];
    this.#hash = this.#expected > KEPT_BODY ? createHash('sha256') : null;
    this.#request = request;
    this.#onHead(request);
    if (this.#expected === 0) this.#finish(length === undefined ? null : EMPTY);
  }

  #takeBody(chunk) {
    const request = this.#request;
    const part = chunk.subarray(0, this.#expected - request.received);
    request.received += part.length;
    if (this.#hash) this.#hash.update(part);
    else this.#kept.push(part);
    if (request.received === this.#expected) {
      this.#finish(
        this.#hash
          ? { length: request.received, sha256: this.#hash.digest('hex') }
          : Buffer.concat(this.#kept),
      );
    }
    return chunk.subarray(part.length);
  }

  #finish(body) {
    const request = this.#request;
    this.#request = null;
    request.body = body;
    if (Buffer.isBuffer(body)) request.raw = Buffer.concat([request.raw, body]);
    request.complete = true;
    this.#onEnd(request);
  }
}

/**
 * @param {Buffer} head with the empty line that ends it
 * @returns {ReceivedRequest}
 */
function parseHead(head) {
  const [requestLine, ...lines] = head.toString('latin1').slice(0, -HEAD_END.length).split('\r\n');
  const [method, target] = requestLine.split(' ');
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { raw: head, method, target, fields, body: null, received: 0, complete: false, connection: -1 };
}
