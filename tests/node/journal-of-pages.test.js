/** A server runs for days: of its pages' calls the journal keeps the last ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const { signal } = new AbortController();
const url = 'https://api.example.com/';

function serving(text) {
  const shim = createShim({ network: ['api.example.com'], fetch: async () => new Response(text) });
  const { relay } = shim[Symbol.for('kintone-shim.internals')];
  return {
    shim,
    call: (path) =>
      relay({ api: 'kintone.proxy', url: url + path, method: 'GET', headers: {}, data: '' }, signal),
  };
}

const urls = (shim) => shim.journal.calls().map((entry) => entry.url);

test('the last 1,000 calls', async () => {
  const { shim, call } = serving('text');
  await shim.kintone.proxy(`${url}own`, 'GET', {}, {});
  for (let i = 0; i <= 1_000; i++) await call(i);
  assert.deepEqual(urls(shim).slice(0, 2), [`${url}own`, `${url}1`]);
  assert.equal(urls(shim).length, 1_001);
  shim.reset();
  await call('again');
  assert.deepEqual(urls(shim), [`${url}again`]);
});

test('as many as have 64 Mi characters of answers', async () => {
  const { shim, call } = serving('x'.repeat(10 * 1024 * 1024));
  for (let i = 0; i < 8; i++) await call(i);
  assert.deepEqual(
    urls(shim),
    ['2', '3', '4', '5', '6', '7'].map((path) => url + path),
  );
  await shim.kintone.proxy(`${url}own`, 'GET', {}, {});
  assert.equal(urls(shim).length, 7);
});
