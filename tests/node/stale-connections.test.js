/** P15: connections that ended while nobody looked are not used, and no request goes out twice for it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { failureOf, get, openBoth, openShim, post, successOf, upload } from '../support/calls.js';

/** A server in a thread of its own, which goes on while this one is busy. It closes what rests for 100 ms, and does not say so. */
async function openElsewhere(t) {
  const source = `
    const { createServer } = require('node:http');
    const { parentPort } = require('node:worker_threads');
    const server = createServer((request, response) => {
      // So that Node's server does not say when it closes.
      response.setHeader('Keep-Alive', 'max=1000');
      request.resume().on('end', () => response.end(request.method));
    });
    server.keepAliveTimeout = 100;
    server.keepAliveTimeoutBuffer = 0;
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const worker = new Worker(source, { eval: true });
  t.after(() => worker.terminate());
  const [port] = await once(worker, 'message');
  return `http://127.0.0.1:${port}`;
}

const block = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** Ways in which code comes to run: the event loop is in another phase in each. */
const phases = {
  'a microtask': () => Promise.resolve(),
  'a timer': () => new Promise((resolve) => setTimeout(resolve)),
  'an immediate': () => new Promise((resolve) => setImmediate(resolve)),
};

for (const [name, reach] of Object.entries(phases)) {
  test(`calls after a blocked event loop do not fail: from ${name}`, async (t) => {
    const url = await openElsewhere(t);
    const shim = openShim(t);
    const calls = () =>
      Promise.all(
        Array.from({ length: 12 }, (_, i) => {
          if (i % 3 === 0) return successOf(get(shim, url));
          return successOf(i % 3 === 1 ? post(shim, url, 'text') : upload(shim, url, new Blob(['file'])));
        }),
      );
    for (let i = 0; i < 5; i += 1) {
      await calls();
      await reach();
      block(400);
    }
    await calls();
  });
}

test('a resting connection that failed under a GET: it goes out once more, on a fresh one', async (t) => {
  const { upstream, shim } = await openBoth(t);
  await successOf(get(shim, upstream.url));
  upstream.answerWith([{ reset: true }, { status: 200, body: 'second' }]);
  assert.equal((await successOf(get(shim, upstream.url))).body, 'second');
  assert.equal(upstream.requests.length, 3);
  assert.equal(upstream.connections.length, 2);
});

test('but no more than once, and not when any of an answer came', async (t) => {
  const { upstream, shim } = await openBoth(t);
  await successOf(get(shim, upstream.url));
  upstream.answerWith({ reset: true });
  await failureOf(get(shim, upstream.url), 'SHIM_CONNECTION_RESET');
  assert.equal(upstream.requests.length, 3);
  upstream.answerWith({ status: 200, body: 'ok' });
  await successOf(get(shim, upstream.url));
  upstream.answerWith({ raw: 'HTTP/1.1 103 Early Hints\r\n\r\n', close: true });
  await failureOf(get(shim, upstream.url), 'SHIM_CONNECTION_RESET');
  assert.equal(upstream.requests.length, 5);
});

test('what changes something goes out once, whatever becomes of its connection', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const call of [
    () => post(shim, upstream.url, 'text'),
    () => shim.kintone.proxy(upstream.url, 'PUT', {}, 'text'),
    () => shim.kintone.proxy(upstream.url, 'DELETE', {}, {}),
    () => upload(shim, upstream.url, new Blob(['file'])),
  ]) {
    upstream.answerWith({ status: 200, body: 'ok' });
    await successOf(get(shim, upstream.url));
    upstream.requests.length = 0;
    upstream.answerWith({ reset: true });
    await failureOf(call(), 'SHIM_CONNECTION_RESET');
    assert.equal(upstream.requests.length, 1);
  }
});

test('a connection on which something came that nobody asked for is not used again', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({
    raw: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother',
  });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'hi');
  upstream.answerWith({ status: 200, body: 'next' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
  assert.equal(upstream.connections.length, 2);
});
