/** What a served page sends to its server, without a browser: real sockets, every byte in the hands of the test. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';

/**
 * A server that ends with the test, and the lines that it logs. Loopback may be reached unless the shim's options say otherwise.
 * @param {import('node:test').TestContext} t
 * @param {import('../../types/server.js').ServeOptions} [options]
 * @param {import('../../types/options.js').ShimOptions} [shimOptions]
 */
export async function openServer(t, options, shimOptions) {
  const shim = createShim({ network: ['127.0.0.1', 'localhost'], ...shimOptions });
  const lines = [];
  const server = await serve({ shim, log: (line) => lines.push(line), ...options });
  t.after(async () => {
    await server.close();
    shim.dispose();
  });
  return { ...server, lines };
}

/**
 * One request. Nothing is added to `headers` but Host and what frames the body.
 * @returns {Promise<{ status: number, headers: Record<string, string>, text: string, bytes: Buffer }>}
 */
export async function ask(url, { method = 'GET', headers = {}, body } = {}) {
  const outgoing = request(url, { method, headers, agent: false });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  return answerOf(incoming);
}

async function answerOf(incoming) {
  const bytes = await buffer(incoming);
  return { status: incoming.statusCode, headers: incoming.headers, text: bytes.toString(), bytes };
}

/** A page as its server sees it: with its session, its token, and what a browser says of it. */
export class Page {
  constructor(server, cookie, token) {
    this.server = server;
    this.token = token;
    this.headers = {
      Cookie: cookie,
      Origin: server.url,
      'Sec-Fetch-Site': 'same-origin',
      'X-Requested-With': 'XMLHttpRequest',
    };
  }

  static async load(server) {
    const headers = { 'X-Kintone-Shim': 'page', 'Sec-Fetch-Site': 'same-origin' };
    const page = await ask(`${server.url}/_shim/page.json`, { headers });
    const cookie = page.headers['set-cookie'][0].split(';')[0];
    return new Page(server, cookie, JSON.parse(page.text).requestToken);
  }

  /** The JSON of a call, with the token. */
  message(call) {
    return JSON.stringify({ method: 'GET', headers: {}, ...call, __REQUEST_TOKEN__: this.token });
  }

  get callHeaders() {
    return { ...this.headers, 'Content-Type': 'application/json' };
  }

  get uploadHeaders() {
    return { ...this.headers, 'Content-Type': 'application/octet-stream' };
  }

  get callUrl() {
    return `${this.server.url}/k/api/proxy/call.json`;
  }

  get uploadUrl() {
    return `${this.server.url}/k/api/proxy/upload.json`;
  }

  /** A call of kintone.proxy. @returns {Promise<{ status: number, answer: object }>} */
  async call(call) {
    const body = this.message(call);
    const answer = await ask(this.callUrl, { method: 'POST', headers: this.callHeaders, body });
    return { ...answer, answer: JSON.parse(answer.text) };
  }

  /** What stands before an upload's file: the length of the JSON head, and that. */
  uploadHead(call) {
    const head = Buffer.from(this.message({ method: 'POST', ...call }));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(head.length);
    return Buffer.concat([length, head]);
  }

  /** A call of kintone.proxy.upload. */
  async upload(call, file) {
    const body = Buffer.concat([this.uploadHead(call), file]);
    const answer = await ask(this.uploadUrl, { method: 'POST', headers: this.uploadHeaders, body });
    return { ...answer, answer: JSON.parse(answer.text) };
  }

  /** The same on a connection of the test's own. */
  async writeUpload(connection, call, size) {
    const head = this.uploadHead(call);
    const headers = { ...this.uploadHeaders, 'Content-Length': head.length + size };
    await connection.writeHead('POST /k/api/proxy/upload.json', headers);
    await connection.write(head);
  }

  /** An upload that announces `size` bytes of file and is written by the test. */
  beginUpload(call, size) {
    const head = this.uploadHead(call);
    const headers = { ...this.uploadHeaders, 'Content-Length': head.length + size };
    const outgoing = request(this.uploadUrl, { method: 'POST', headers, agent: false });
    outgoing.on('error', () => {});
    outgoing.write(head);
    const answered = once(outgoing, 'response').then(([incoming]) => answerOf(incoming));
    answered.catch(() => {});
    return { outgoing, answered };
  }
}

/** A connection whose every byte is the test's. */
export class RawConnection {
  /** All that came, a character for a byte. */
  received = '';
  isClosed = false;
  #socket;
  #closed;
  #port;

  constructor(port) {
    this.#port = port;
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setEncoding('latin1').on('data', (text) => (this.received += text));
    this.#socket.on('error', () => {}).on('close', () => (this.isClosed = true));
    this.#closed = new Promise((resolve) => this.#socket.on('close', resolve));
  }

  /** Writes `bytes` so many times; ends early where the connection does. */
  async write(bytes, times = 1) {
    for (let i = 0; i < times && !this.isClosed; i += 1) {
      await Promise.race([new Promise((resolve) => this.#socket.write(bytes, resolve)), this.#closed]);
    }
  }

  /** A head with these fields, and Host. */
  writeHead(requestLine, headers) {
    const fields = Object.entries({ Host: `127.0.0.1:${this.#port}`, ...headers });
    return this.write(`${requestLine} HTTP/1.1\r\n${fields.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n`);
  }

  end() {
    this.#socket.end();
  }

  destroy() {
    this.#socket.destroy();
  }

  resetAndDestroy() {
    this.#socket.resetAndDestroy();
  }

  pause() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }
}
