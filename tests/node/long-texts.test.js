import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { failureOf, internalsOf } from '../support/calls.js';

const characters = 64 * 1024 * 1024;

test('a text that is too long is refused unread, and the heap stays as it is', async () => {
  const shim = createShim();
  const { kintone } = shim;
  const heap = internalsOf(shim);
  const before = heap.wasmHeapBytes();
  const long = 'a'.repeat(characters);
  const calls = [
    ['url', kintone.proxy(`https://api.example.com/${long}`, 'GET', {}, {})],
    ['method', kintone.proxy('https://api.example.com/', long, {}, {})],
    ['headers.X-Long', kintone.proxy('https://api.example.com/', 'GET', { 'X-Long': long }, {})],
    [
      'data.format',
      kintone.proxy.upload('https://api.example.com/', 'PUT', {}, { format: long, value: new Blob() }),
    ],
  ];
  for (const [name, call] of calls) {
    const failure = await failureOf(call, 'SHIM_INVALID_ARGUMENT');
    assert.deepEqual(Object.keys(failure.errors), [name]);
    assert.ok(failure.errors[name].messages[0].length < 500);
  }
  assert.equal(heap.wasmHeapBytes(), before);
});

test('what is longer than anything that crosses is refused, and the heap stays as it is', () => {
  const shim = createShim();
  const { wasmHeapBytes } = internalsOf(shim);
  const before = wasmHeapBytes();
  const refusal = {
    name: 'RangeError',
    message: /^All shims of this process together would hold more than /,
  };
  const apps = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [i + 1, { fields: { ['c'.repeat(900_000)]: 'FILE' } }]),
  );
  assert.throws(() => createShim({ apps }), refusal);
  const url = `https://api.example.com/${'a'.repeat(characters)}`;
  assert.throws(() => shim.upstream.get(url).reply(200), refusal);
  assert.equal(wasmHeapBytes(), before);
  assert.deepEqual(shim.records, []);
  shim.dispose();
});

test('an option that is not known is refused, also where its value is undefined', () => {
  assert.throws(() => createShim({ orign: undefined }), /TypeError: .*orign/);
  createShim({ origin: undefined }).dispose();
});
