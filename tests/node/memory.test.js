/** U05: bodies do not cross into Wasm: its heap stays as it is, to the byte; memory is flat in the size of an upload. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileBlob } from '../support/blobs.js';
import { failureOf, get, internalsOf, openBoth, post, successOf, upload } from '../support/calls.js';

const TWO_HUNDRED_MB = 209_715_200;
const MIB = 1_048_576;

test('an upload of 200 MB leaves the Wasm heap unchanged to the byte, and memory flat', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { wasmHeapBytes } = internalsOf(shim);
  const { blob } = await fileBlob(t, TWO_HUNDRED_MB);
  await successOf(upload(shim, upstream.url, new Blob(['warm'])));
  const heap = wasmHeapBytes();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  await successOf(upload(shim, upstream.url, blob));
  clearInterval(sampling);
  assert.equal(upstream.requests[1].body.length, TWO_HUNDRED_MB);
  assert.equal(wasmHeapBytes(), heap);
  // Sender and receiver are one process here, and what the collector has not taken yet counts too: a loose bound, but
  // one that a copy of the whole body would break.
  assert.ok(peak - before < 160 * MIB, `${Math.round((peak - before) / MIB)} MiB more at the peak`);
});

test('an answer of 10 MB leaves the Wasm heap unchanged to the byte', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { wasmHeapBytes } = internalsOf(shim);
  await successOf(get(shim, upstream.url));
  const heap = wasmHeapBytes();
  upstream.answerWith({ status: 200, body: { fill: 'x', length: 10 * MIB } });
  await successOf(get(shim, upstream.url));
  assert.equal(wasmHeapBytes(), heap);
});

test('so does a large text or object as data, sent or ignored', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { wasmHeapBytes } = internalsOf(shim);
  await successOf(get(shim, upstream.url));
  const heap = wasmHeapBytes();
  const text = 'x'.repeat(20 * MIB);
  await successOf(post(shim, upstream.url, text));
  await successOf(post(shim, upstream.url, { text }));
  await successOf(shim.kintone.proxy(upstream.url, 'GET', {}, text));
  assert.equal(wasmHeapBytes(), heap);
});

test('thousands of calls, good and bad, do not make the Wasm heap grow', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { wasmHeapBytes, liveExchanges } = internalsOf(shim);
  const round = async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => successOf(get(shim, upstream.url))));
    await Promise.all(
      Array.from({ length: 1_000 }, () => failureOf(get(shim, 'ftp://x/'), 'SHIM_INVALID_ARGUMENT')),
    );
    shim.reset();
  };
  await round();
  const heap = wasmHeapBytes();
  for (let i = 0; i < 3; i += 1) await round();
  assert.equal(wasmHeapBytes(), heap);
  assert.equal(liveExchanges(), 0);
});

test('shims that are made and disposed of do not make the Wasm heap grow', async (t) => {
  const { upstream } = await openBoth(t);
  const { createShim } = await import('kintone-shim');
  const first = createShim({ network: ['127.0.0.1'] });
  t.after(() => first.dispose());
  await successOf(get(first, upstream.url));
  const heap = internalsOf(first).wasmHeapBytes();
  for (let i = 0; i < 500; i += 1) {
    const shim = createShim({ network: ['127.0.0.1'] });
    if (i % 50 === 0) await successOf(get(shim, upstream.url));
    shim.dispose();
  }
  assert.equal(internalsOf(first).wasmHeapBytes(), heap);
});
