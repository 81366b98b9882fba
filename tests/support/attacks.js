/** What the attacks on the server have in common: an end that no attack may reach, and requests whose every byte is the attacker's. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { openServer, Page, RawConnection } from './page-client.js';
import { until } from './waiting.js';

export const paths = {
  call: '/k/api/proxy/call.json',
  upload: '/k/api/proxy/upload.json',
  page: '/_shim/page.json',
  script: '/_shim/kintone.js',
};

/**
 * A listener that counts what reaches it. It answers as a secret would that an attacker is after.
 * @param {import('node:test').TestContext} t
 * @returns {Promise<{ port: number, url: string, connections: number, bytes: number }>} The counts go on.
 */
export async function openTrap(t, host = '127.0.0.1') {
  const trap = { connections: 0, bytes: 0 };
  const sockets = new Set();
  const server = createServer((socket) => {
    trap.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      trap.bytes += bytes.length;
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret');
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address();
  return Object.assign(trap, { port, url: `http://${host}:${port}` });
}

const lines = (fields) => fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');

/** A request with these field lines alone, and what frames the body unless they do. */
export function requestBytes(method, target, fields, body = '') {
  const bytes = Buffer.from(body);
  const frame = bytes.length > 0 ? [['Content-Length', bytes.length]] : [];
  const head = `${method} ${target} HTTP/1.1\r\n${lines([...fields, ['Connection', 'close'], ...frame])}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}

/** All that a server says to these bytes until it closes the connection, a character for a byte. */
export async function exchangeBytes(port, bytes) {
  const client = new RawConnection(port);
  await client.write(bytes);
  await until(() => client.isClosed);
  return client.received;
}

/**
 * The first answer in what was received.
 * @returns {{ status: number, fields: string[], text: string, code?: string }} `fields`: names in lower case. `status` is 0 where
 *   there was no answer.
 */
export function readAnswer(received) {
  const end = received.indexOf('\r\n\r\n');
  const [start, ...fieldLines] = received.slice(0, Math.max(end, 0)).split('\r\n');
  const text = received.slice(end + 4);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(start)?.[1] ?? 0),
    fields: fieldLines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()),
    text,
    code: /^\{"code":"(\w+)"/.exec(text)?.[1],
  };
}

/** Sends a request of `requestBytes` and gives its answer. */
export async function attack(port, method, target, fields, body) {
  return readAnswer(await exchangeBytes(port, requestBytes(method, target, fields, body)));
}

/**
 * A server whose network names a trap, so that what stops a call is the server's doing, and a page of it: its message, and its
 * `fields` with others in their place (undefined leaves one out).
 * @param {import('node:test').TestContext} t
 * @param {import('../../types/server.js').ServeOptions} [options]
 * @param {import('../../types/options.js').ShimOptions} [shimOptions]
 */
export async function openTarget(t, options, shimOptions) {
  const trap = await openTrap(t);
  const server = await openServer(t, { ...options }, shimOptions);
  const page = await Page.load({ ...server, url: `http://127.0.0.1:${server.port}` });
  const message = page.message({ url: trap.url });
  const host = `127.0.0.1:${server.port}`;
  const fields = (changes = {}) =>
    Object.entries({ Host: host, ...page.callHeaders, ...changes }).filter(
      ([, value]) => value !== undefined,
    );
  const call = (sent, body = message) => attack(server.port, 'POST', paths.call, sent, body);
  return { trap, server, page, message, host, fields, call };
}

/** Asserts that it was refused so, with nothing of the upstream's in it. */
export function assertRefused(answer, status, code, what) {
  assert.equal(answer.status, status, `${what}: ${answer.text}`);
  assert.equal(answer.code, code, what);
  assert.ok(!answer.text.includes('secret'), what);
}
