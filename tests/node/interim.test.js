/** P29: what comes before an answer, and what is none. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { failureOf, get, openBoth, openShim, post, successOf, upload } from '../support/calls.js';

/** A server of Node's, and a shim for it. */
async function openNode(t, listener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  return { url: `http://127.0.0.1:${server.address().port}`, shim: openShim(t) };
}

test('an unexpected 100 Continue is passed over', async (t) => {
  const { url, shim } = await openNode(t, (request, response) => {
    response.writeContinue();
    response.end('hi');
  });
  assert.equal((await successOf(get(shim, url))).body, 'hi');
  assert.equal((await successOf(post(shim, url, 'text'))).body, 'hi');
  assert.equal((await successOf(upload(shim, url, new Blob(['file'])))).body, 'hi');
});

test('so are many of them, in one piece and byte by byte', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const final = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';
  for (const [count, drip] of [
    [3, { bytes: 1, every: 0 }],
    [20_000, undefined],
  ]) {
    upstream.answerWith({ raw: 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(count) + final, drip });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'hi', `${count} times`);
  }
});

const malformed = {
  'a switch of protocols': ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\n\r\n', '101'],
  'a status of 000': ['HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n', '000'],
  'a status of 099': ['HTTP/1.1 099 None\r\nContent-Length: 0\r\n\r\n', '099'],
  'another protocol': ['RTSP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n', 'status-line'],
  'HTTP/0.9': ['HTTP/0.9 200 OK\r\nContent-Length: 0\r\n\r\n', 'status-line'],
  'HTTP/2.0 as a text': ['HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n', 'status-line'],
};

for (const [name, [raw, told]] of Object.entries(malformed)) {
  test(`${name} is malformed, says so, and closes the connection at once`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    upstream.answerWith({ raw });
    const { message } = await failureOf(get(shim, upstream.url), 'SHIM_RESPONSE_MALFORMED');
    assert.ok(message.includes(told) && !message.includes('fetch'), message);
    await upstream.connections[0].closed;
  });
}
