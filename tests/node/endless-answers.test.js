/** P20, P21: judged as the bytes come, whatever part of an answer they are of, so that no upstream costs memory or time. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { failureOf, get, internalsOf, openBoth, openShim, upload } from '../support/calls.js';

const TOO_MANY_LINES = 'SHIM_RESPONSE_TOO_MANY_HEADER_LINES';
const LINE_TOO_LONG = 'SHIM_RESPONSE_HEADER_LINE_TOO_LONG';
const MIB = 1024 * 1024;

const ok = 'HTTP/1.1 200 OK\r\n';
const interim = 'HTTP/1.1 103 Early Hints\r\n';
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const trailers = `${chunked}5\r\nhello\r\n0\r\n`;
const line = 'X: v\r\n';

// Each begins an answer that is never finished, and keeps its connection open: it fails at once, or only when the time is over.
const unfinished = {
  'the 101st line has begun': [ok + line.repeat(100) + 'Y', TOO_MANY_LINES],
  'the 101st line of an interim answer has begun': [interim + line.repeat(100) + 'Y', TOO_MANY_LINES],
  'the 101st trailer has begun': [trailers + line.repeat(100) + 'Y', TOO_MANY_LINES],
  'a line is too long and does not end': [`${ok}X: ${'v'.repeat(8_190)}`, LINE_TOO_LONG],
  'a name is too long and does not end': [ok + 'n'.repeat(8_191), LINE_TOO_LONG],
  'a line of an interim answer is too long': [`${interim}X: ${'v'.repeat(8_190)}`, LINE_TOO_LONG],
  'a trailer is too long': [`${trailers}X: ${'v'.repeat(8_190)}`, LINE_TOO_LONG],
  'a chunk extension is too long': [`${chunked}5;${'e'.repeat(8_193)}`, LINE_TOO_LONG],
};

for (const [name, [raw, code]] of Object.entries(unfinished)) {
  test(`${name}: the call fails and the connection is closed`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    upstream.answerWith({ raw });
    await failureOf(get(shim, upstream.url), code);
    await failureOf(upload(shim, upstream.url, new Blob(['file'])), code);
    await Promise.all(upstream.connections.map(({ closed }) => closed));
  });
}

test('a line of 8,192 bytes passes where it stands, be its blanks as many as they like', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const value = 'v'.repeat(8_189);
  const blanks = ' '.repeat(100_000);
  upstream.answerWith({ raw: `${ok}X:${blanks}${value}${blanks}\r\nContent-Length: 0\r\n\r\n` });
  const [, status, headers] = await get(shim, upstream.url);
  assert.deepEqual([status, headers.X], [200, value]);
});

/** A server that sends `head` and then `piece` for as long as somebody reads it, and counts. */
async function openEndless(t, head, piece) {
  const told = { sent: 0 };
  const server = createServer((socket) => {
    const bytes = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
    const send = () => {
      while (!socket.destroyed && socket.write(bytes)) told.sent += bytes.length;
    };
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(head);
      send();
      socket.on('drain', send);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return Object.assign(told, { url: `http://127.0.0.1:${server.address().port}` });
}

const endless = {
  'a head without end of small lines': [ok, line, TOO_MANY_LINES],
  'a header line without end': [`${ok}X: `, 'v', LINE_TOO_LONG],
  'an interim head without end': [interim, line, TOO_MANY_LINES],
  'trailers without end': [trailers, line, TOO_MANY_LINES],
  'a chunk extension without end': [`${chunked}1;`, 'e', LINE_TOO_LONG],
  'a status line without end': ['HTTP/1.1 200 ', 'x', 'SHIM_RESPONSE_MALFORMED'],
};

for (const [name, [head, piece, code]] of Object.entries(endless)) {
  test(`${name} is refused early, and costs no memory of the module`, async (t) => {
    const upstream = await openEndless(t, head, piece);
    const shim = openShim(t);
    const { wasmHeapBytes } = internalsOf(shim);
    await failureOf(get(shim, upstream.url), code);
    const heap = wasmHeapBytes();
    for (let i = 0; i < 4; i += 1) await failureOf(get(shim, upstream.url), code);
    assert.equal(wasmHeapBytes(), heap);
    assert.ok(upstream.sent < 5 * 16 * MIB, `${upstream.sent} bytes were sent`);
  });
}

test('one header line of 15 MB leaves the memory of the module as it was', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { wasmHeapBytes } = internalsOf(shim);
  await get(shim, upstream.url);
  const heap = wasmHeapBytes();
  upstream.answerWith({
    raw: [`${ok}X: `, { fill: 'v', length: 15_000_000 }, '\r\nContent-Length: 0\r\n\r\n'],
  });
  await Promise.all(Array.from({ length: 4 }, () => failureOf(get(shim, upstream.url), LINE_TOO_LONG)));
  assert.equal(wasmHeapBytes(), heap);
});
