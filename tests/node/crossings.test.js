/** How often a call crosses into C++: what can cross together does. Counted at the table by which the glue enters the module. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

let crossings = 0;
const { get: entryAt } = WebAssembly.Table.prototype;
WebAssembly.Table.prototype.get = function (...at) {
  const entry = Reflect.apply(entryAt, this, at);
  if (typeof entry !== 'function') return entry;
  return (...given) => {
    crossings += 1;
    return entry(...given);
  };
};
// Not before: the glue keeps what it was given.
const { createShim } = await import('kintone-shim');
const { openUpstream } = await import('../support/calls.js');
WebAssembly.Table.prototype.get = entryAt;

const mocked = 'https://api.example.com/v1';
const data = { item: 'a', quantity: 1 };

/** How often a call crosses. The first of a shim makes what the others need. */
async function crossingsOf(call) {
  await call();
  const before = crossings;
  const answer = await call();
  assert.equal(answer[1], 200);
  return crossings - before;
}

test('what is counted are crossings', () => {
  const shim = createShim();
  const before = crossings;
  shim.kintone.getRequestToken();
  assert.equal(crossings - before, 2, 'the time, and the token');
});

test('a routed call crosses at most 4 times, whatever it sends', async () => {
  const { upstream, kintone } = createShim();
  upstream.get(mocked).reply(200, { a: 'b' }).persist();
  upstream.post(mocked).reply(200, 'text').persist();
  const value = new Blob(['file']);
  const calls = {
    GET: () => kintone.proxy(mocked, 'GET', {}, {}),
    'GET with headers': () => kintone.proxy(mocked, 'GET', { A: 'a', B: 1 }, {}),
    'POST of a text': () => kintone.proxy(mocked, 'POST', {}, 'text'),
    'POST of an object': () => kintone.proxy(mocked, 'POST', {}, data),
    upload: () => kintone.proxy.upload(mocked, 'POST', {}, { format: 'RAW', value }),
  };
  for (const [name, call] of Object.entries(calls)) assert.ok((await crossingsOf(call)) <= 4, name);
});

test('a live call crosses at most 6 times, and once for each chunk that the core has to count apart', async (t) => {
  const upstream = await openUpstream(t);
  const shim = createShim({ network: ['127.0.0.1'] });
  t.after(() => shim.dispose());
  // A route that takes none of them: the core asks for each.
  shim.upstream.get(mocked).reply(200);
  const { kintone } = shim;
  upstream.answerWith({ status: 200, body: 'small' });
  assert.ok((await crossingsOf(() => kintone.proxy(upstream.url, 'GET', {}, {}))) <= 6, 'GET');
  assert.ok((await crossingsOf(() => kintone.proxy(upstream.url, 'POST', {}, data))) <= 6, 'POST');
  upstream.answerWith({ status: 200, body: 'small', coding: 'gzip' });
  assert.ok(
    (await crossingsOf(() => kintone.proxy(upstream.url, 'POST', {}, data))) <= 7,
    'a chunk unpacked',
  );
});
