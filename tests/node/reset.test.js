/** What reset() gives back, what it leaves, and finish(). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, internalsOf, openShim, successOf } from '../support/calls.js';

const api = 'https://api.example.com/';
const open = (t, options) => openShim(t, { network: 'offline', ...options });

test("what a test put into the place of a member of kintone's goes; what kintone has not stays", async (t) => {
  const shim = open(t);
  const { kintone } = shim;
  const { proxy, getRequestToken, Promise: own } = kintone;
  const { upload } = proxy;
  const mine = () => 'mine';
  Object.assign(kintone, { proxy: mine, getRequestToken: mine, Promise: mine, system: { own: mine } });
  kintone.app.getIcons = () => 5;
  kintone.own = mine;
  proxy.upload = mine;
  shim.reset();
  assert.deepEqual([kintone.proxy, kintone.getRequestToken, kintone.Promise], [proxy, getRequestToken, own]);
  assert.equal(kintone.proxy.upload, upload);
  assert.equal(kintone.system.own, undefined);
  assert.throws(() => kintone.system.getPermissions(), /is not there yet/);
  assert.throws(() => kintone.app.getIcons(), /is not there yet/);
  assert.equal(kintone.own, mine);
  delete kintone.proxy;
  shim.reset();
  assert.equal(kintone.proxy, proxy);
  shim.upstream.get(api).reply(200);
  await successOf(get(shim, api));
});

test('a warning is printed once, not once a test', async (t) => {
  const shim = open(t);
  const printed = t.mock.method(process.stderr, 'write', () => true);
  for (let i = 0; i < 3; i += 1) {
    shim.upstream.get(`${api}%C3%A9`).reply(200);
    await get(shim, `${api}\u00e9`);
    assert.equal(shim.journal.calls()[0].warnings.length, 1);
    shim.reset();
  }
  assert.equal(printed.mock.callCount(), 1);
});

test('finish() verifies, and resets even if that throws', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200);
  assert.throws(() => shim.finish(), { code: 'SHIM_VERIFICATION_FAILED', message: /still waits for calls/ });
  assert.equal(shim.finish(), undefined);
  shim.upstream.get(api).reply(200);
  await get(shim, api);
  shim.finish();
  assert.deepEqual(shim.journal.calls(), []);
});

test('finishAfterEach() takes a shim and nothing else, and a runner that it knows', (t) => {
  const { finishAfterEach } = internalsOf(open(t));
  for (const wrong of [null, {}, 'shim']) {
    assert.throws(
      () => finishAfterEach(wrong),
      (error) =>
        error instanceof TypeError &&
        /finishAfterEach: shim must be a shim that createShim\(\) made/.test(error.message),
    );
  }
  const hooks = [];
  globalThis.afterEach = (hook) => hooks.push(hook);
  t.after(() => delete globalThis.afterEach);
  const shim = open(t);
  finishAfterEach(shim);
  shim.upstream.get(api).reply(200);
  assert.throws(hooks[0], { code: 'SHIM_VERIFICATION_FAILED' });
  assert.doesNotThrow(hooks[0]);
});
