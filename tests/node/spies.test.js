/** Members that a test replaces (K03): by assignment, by the spies of node:test, and by what is restored. Runners of others: tests/package. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const url = 'https://example.kintone.com/k/v1/record.json';

test('what stands below a function stays when the function is assigned, or spied on', (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  const { kintone } = shim;
  const { api, proxy } = kintone;
  const { app } = kintone.plugin;
  const pluginProxy = app.proxy;
  kintone.api = () => 'assigned';
  kintone.proxy = Object.assign(() => {}, { upload: 'its own' });
  app.proxy = () => {};
  assert.equal(kintone.api(), 'assigned');
  assert.equal(kintone.api.url('/k/v1/record'), url);
  assert.equal(kintone.proxy.upload, 'its own');
  assert.equal(app.proxy.upload, pluginProxy.upload);
  kintone.api = undefined;
  assert.equal(kintone.api, undefined);
  shim.reset();
  assert.deepEqual([kintone.api, kintone.proxy, app.proxy], [api, proxy, pluginProxy]);
  t.mock.method(kintone, 'api', () => 'mocked');
  assert.deepEqual([kintone.api(), kintone.api.url('/k/v1/record')], ['mocked', url]);
  t.mock.restoreAll();
  assert.equal(kintone.api, api);
});

test('a spy that was put back leaves nothing of it below a function', (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  const { kintone } = shim;
  const { api } = kintone;
  const before = Object.keys(api);
  const spy = Object.assign(() => {}, { mock: { calls: [] }, mockRestore() {} });
  kintone.api = spy;
  kintone.api = api;
  assert.deepEqual(Object.keys(api), before);
});

test('a function that is frozen, what is no function, and a copy of kintone are taken as they are', (t) => {
  const shim = createShim({ extend: { 'kintone.api': () => 'extended' } });
  t.after(() => shim.dispose());
  const { kintone } = shim;
  kintone.proxy = Object.freeze(() => 'frozen');
  assert.deepEqual([kintone.proxy(), kintone.proxy.upload], ['frozen', undefined]);
  // What the option gives stands for all below it, too.
  kintone.api = () => {};
  assert.equal(Object.hasOwn(kintone.api, 'url'), false);
  const derived = Object.create(kintone);
  derived.api = 1;
  assert.deepEqual([derived.api, typeof kintone.api], [1, 'function']);
});
