import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createShim } from 'kintone-shim';
import { failureOf, get, internalsOf, openBoth, upload } from '../support/calls.js';

const url = 'https://api.example.com/';

test('a stack that overflows in a call leaves the module alive', async () => {
  const shim = createShim();
  const ignore = () => {};
  const fall = () => {
    try {
      fall();
    } catch {
      shim.kintone.proxy(url, 'GET', {}, {}, ignore, ignore);
    }
  };
  for (let i = 0; i < 60; i++) {
    try {
      fall();
    } catch (error) {
      assert.ok(error instanceof RangeError, String(error));
    }
  }
  await failureOf(createShim().kintone.proxy(url, 'GET', {}, {}), 'SHIM_NETWORK_OFFLINE');
});

test('the name of a class is not taken for a type', async () => {
  const shim = createShim({ network: ['127.0.0.1'] });
  const tagged = (tag) => ({ [Symbol.toStringTag]: tag });
  const calls = [
    [shim.kintone.proxy(url, 'GET', { 'X-A': tagged('string') }, {}), 'headers.X-A'],
    [shim.kintone.proxy(url, 'GET', { 'X-A': tagged('undefined') }, {}), 'headers.X-A'],
    [shim.kintone.proxy(url, 'GET', {}, {}, tagged('function')), 'successCallback'],
    [shim.kintone.proxy(url, 'GET', {}, {}, tagged('undefined')), 'successCallback'],
  ];
  for (const [call, name] of calls) {
    assert.deepEqual(Object.keys((await failureOf(call, 'SHIM_INVALID_ARGUMENT')).errors), [name]);
  }
  await failureOf(shim.kintone.proxy(url, 'POST', {}, tagged('string')), 'SHIM_NETWORK_OFFLINE');
  assert.equal(internalsOf(shim).liveExchanges(), 0);
});

test('a compressed stream that ends before its message is no answer yet', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const stream = Buffer.concat([gzipSync('hello'), Buffer.alloc(100)]);
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n`;
  const raw = Buffer.concat([Buffer.from(head), stream]).toString('base64');
  upstream.answerWith({ raw: { base64: raw }, close: true });
  await failureOf(get(shim, upstream.url), 'SHIM_RESPONSE_TRUNCATED');
});

test('a Blob is asked for its size once', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { upload: 10 } });
  upstream.answerWith({ status: 200, body: 'ok' });
  const bytes = new Blob(['0123456789abcdefghij']);
  let reads = 0;
  const grows = {
    type: '',
    arrayBuffer() {},
    slice: (...range) => bytes.slice(...range),
    get size() {
      return reads++ === 0 ? 5 : 20;
    },
  };
  await failureOf(upload(shim, upstream.url, grows), 'SHIM_INVALID_ARGUMENT');
});

test('dispose() while a Blob is read ends that call', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: 'ok' });
  const slice = () => {
    shim.dispose();
    return new Blob(['abc']);
  };
  await failureOf(
    upload(shim, upstream.url, { size: 3, type: '', arrayBuffer() {}, slice }),
    'SHIM_CALL_ABORTED',
  );
});

test('whatever a fetch rejects with, the call fails at once', async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const reason of [proxy, Object.create(null), undefined, 'text', new Error('\ud800 lone')]) {
    const shim = createShim({ network: ['*'], fetch: () => Promise.reject(reason) });
    await failureOf(shim.kintone.proxy(url, 'GET', {}, {}), 'SHIM_NETWORK_FAILED');
  }
});

test('a body that is no bytes is a failure', async () => {
  const stream = new ReadableStream({ start: (c) => (c.enqueue('text'), c.close()) });
  const fetch = async () => ({ status: 200, headers: new Headers(), body: stream });
  const shim = createShim({ network: ['*'], fetch });
  await failureOf(shim.kintone.proxy(url, 'GET', {}, {}), 'SHIM_NETWORK_FAILED');
});

test('uninstall puts back only what it replaced', () => {
  const target = {};
  const first = createShim();
  const second = createShim();
  const uninstallFirst = first.install(target);
  const uninstallSecond = second.install(target);
  uninstallFirst();
  assert.equal(target.kintone, second.kintone);
  uninstallSecond();
  assert.notEqual(target.kintone, second.kintone);
});
