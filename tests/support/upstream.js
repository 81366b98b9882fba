/**
 * The far end of the network tests: a server on loopback that records every byte it receives and sends exactly the bytes a
 * script says, well-formed or not. Built on sockets alone, because node:http would repair what the tests need broken.
 *
 *     const upstream = await startUpstream();               // or startUpstream({ tls: { key, cert } })
 *     upstream.answerWith({ status: 200, body: 'hello' });  // for every request from now on
 *     upstream.answerWith([{ status: 500 }, { status: 200 }]);      // one after the other, the last one for good
 *     upstream.answerWith((request) => ({ status: 200, body: request.target }));      // asked when the head is there
 *
 * A script is plain data (JSON), so that conformance cases can carry it. BYTES is a text (sent as UTF-8), { "base64": … },
 * { "fill": "a", "length": 10485760 }, or an array of these, one after the other. What goes out:
 *
 *     "status": 200, "reason": "OK", "version": "HTTP/1.1"
 *     "fields": [["Name", BYTES], ["Name", BYTES, 99]]   nothing is added but what coding and framing need, at the end;
 *                                                        a third member repeats the line so many times
 *     "body": BYTES
 *     "coding": "gzip" | "deflate" | "raw-deflate" | "br"      encodes the body and adds Content-Encoding
 *     "framing": "length" (the default) | "chunked" | "close" (ends with the connection)
 *                | "none" (adds no field; the default of 204 and 304)
 *     "informational": [{ "status": 103, "fields": […] }]      1xx answers in front of this one
 *     "raw": BYTES       the whole answer as it is, instead of all of the above
 *                        With neither "status" nor "raw" no byte is sent.
 * How it goes out:
 *     "delay": 100                           milliseconds before the first byte
 *     "after": a Promise                     that the first byte waits for; a test's alone, as it is no data
 *     "cut": 5                               of the framed body (or of "raw") only the first 5 bytes are sent
 *     "drip": { "bytes": 1, "every": 20 }    the body (or "raw") in pieces of so many bytes, so many milliseconds apart
 *     "early": true                          answers when the head is there and never reads the request's body
 *     "readEvery": 5                         reads the request's body slowly: a pause of so many milliseconds each 64 KiB
 * What happens afterwards; otherwise the connection stays open for the next request:
 *     "close": true    FIN (implied by "cut" and by framing "close")
 *     "reset": true    RST, 50 ms after the last byte so that the client has read it (plain TCP only)
 *     "hang": true     nothing, whatever "cut" or "framing" would imply
 */
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { RequestReader } from './request-reader.js';
import { responseBytes } from './response-bytes.js';

const PIECE = 65_536;
const BEFORE_RESET = 50;

/**
 * @typedef {import('./response-bytes.js').Bytes} Bytes
 * @typedef {[name: Bytes, value: Bytes, times?: number][]} Fields
 * @typedef {object} Script see the top of this file
 * @property {number} [status]
 * @property {string} [reason]
 * @property {string} [version]
 * @property {Fields} [fields]
 * @property {Bytes} [body]
 * @property {'gzip' | 'deflate' | 'raw-deflate' | 'br'} [coding]
 * @property {'length' | 'chunked' | 'close' | 'none'} [framing]
 * @property {{ status: number, fields?: Fields }[]} [informational]
 * @property {Bytes} [raw]
 * @property {number} [delay]
 * @property {Promise<unknown>} [after]
 * @property {number} [cut]
 * @property {{ bytes: number, every: number }} [drip]
 * @property {boolean} [early]
 * @property {number} [readEvery]
 * @property {boolean} [close]
 * @property {boolean} [reset]
 * @property {boolean} [hang]
 *
 * @typedef {import('./request-reader.js').ReceivedRequest} ReceivedRequest
 * @typedef {{ open: boolean, bytesWritten: number, closed: Promise<void> }} Connection
 */

class Upstream {
  /** @type {ReceivedRequest[]} in the order of their heads */
  requests = [];
  /** @type {Connection[]} in the order in which they were made; over TLS those whose handshake succeeded */
  connections = [];
  /** The address it listens on. */
  host;
  #server;
  #scheme;
  #sockets = new Set();
  /** @type {(request: ReceivedRequest) => Script} */
  #scriptFor = () => ({ status: 200, fields: [['Content-Type', 'text/plain']], body: 'ok' });
  #waiting = [];

  constructor(host, credentials) {
    this.host = host;
    const serve = (socket) => this.#serve(socket);
    this.#scheme = credentials ? 'https' : 'http';
    this.#server = credentials ? createTlsServer(credentials, serve) : createTcpServer(serve);
  }

  get port() {
    return this.#server.address().port;
  }

  /** The origin, without a slash at the end. */
  get url() {
    return `${this.#scheme}://${this.host}:${this.port}`;
  }

  /** @param {Script | Script[] | ((request: ReceivedRequest) => Script)} script */
  answerWith(script) {
    const scripts = Array.isArray(script) ? [...script] : [script];
    this.#scriptFor =
      typeof script === 'function' ? script : () => (scripts.length > 1 ? scripts.shift() : scripts[0]);
  }

  /**
   * Resolves when so many requests have begun to arrive.
   * @param {number} count
   */
  async received(count) {
    while (this.requests.length < count) await new Promise((resolve) => this.#waiting.push(resolve));
  }

  async listen() {
    this.#server.listen(0, this.host);
    await once(this.#server, 'listening');
    // A handshake that the client broke off is a result that tests ask for, not a fault of the server.
    this.#server.on('tlsClientError', () => {});
  }

  async close() {
    if (!this.#server.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket) {
    const number = this.connections.push(this.#connectionOf(socket)) - 1;
    const scripts = new Map();
    let turn = Promise.resolve();
    const answer = (request) => {
      const script = scripts.get(request);
      turn = turn.then(() => send(socket, script));
    };
    const reader = new RequestReader({
      onHead: (request) => {
        request.connection = number;
        scripts.set(request, this.#accept(request));
        if (scripts.get(request).early) answer(request);
      },
      onEnd: (request) => {
        if (!scripts.get(request).early) answer(request);
      },
    });
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      reader.push(chunk);
      const { early, readEvery } = [...scripts.values()].at(-1) ?? {};
      if (early || readEvery !== undefined) socket.pause();
      if (readEvery !== undefined) setTimeout(() => socket.resume(), readEvery);
    });
  }

  #accept(request) {
    this.requests.push(request);
    for (const resolve of this.#waiting.splice(0)) resolve();
    if (request.fields.some(([name]) => name.toLowerCase() === 'transfer-encoding')) {
      return { status: 501, body: 'the test server reads no chunked request', early: true };
    }
    return this.#scriptFor(request);
  }

  #connectionOf(socket) {
    this.#sockets.add(socket);
    const connection = {
      open: true,
      bytesWritten: 0,
      closed: once(socket, 'close').then(
        () => {},
        () => {},
      ),
    };
    socket.on('close', () => {
      this.#sockets.delete(socket);
      connection.open = false;
      connection.bytesWritten = socket.bytesWritten;
    });
    return connection;
  }
}

/**
 * @param {{ host?: string, tls?: { key: string, cert: string } }} [options]
 * @returns {Promise<Upstream>}
 */
export async function startUpstream({ host = '127.0.0.1', tls } = {}) {
  const upstream = new Upstream(host, tls);
  await upstream.listen();
  return upstream;
}

/**
 * @param {import('node:net').Socket} socket
 * @param {Script} script
 */
async function send(socket, script) {
  if (script.delay !== undefined) await sleep(script.delay, undefined, { ref: false });
  await script.after;
  const { head, body } = responseBytes(script);
  if (script.drip) {
    await write(socket, head);
    await drip(socket, body, script.drip);
  } else {
    await write(socket, Buffer.concat([head, body]));
  }
  if (script.reset) {
    if (head.length + body.length > 0) await sleep(BEFORE_RESET);
    socket.resetAndDestroy();
  } else if (!script.hang && (script.close || script.cut !== undefined || script.framing === 'close')) {
    socket.end();
  }
}

async function drip(socket, bytes, { bytes: size, every }) {
  for (let at = 0; at < bytes.length && !socket.destroyed; at += size) {
    await write(socket, bytes.subarray(at, at + size));
    await (every === 0 ? nextTurn() : sleep(every));
  }
}

/** In pieces, each after the other has left, so that a client that stops reading stops the sending too. */
async function write(socket, bytes) {
  for (let at = 0; at < bytes.length && !socket.destroyed; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.write(piece, () => {
        socket.off('close', resolve);
        resolve();
      });
    });
  }
}
