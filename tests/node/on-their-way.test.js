/** Calls that are still on their way when a test believes that all is done, and the ways to wait for them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, openBoth, openShim, successOf } from '../support/calls.js';
import { runModule } from '../support/child.js';

const api = 'https://api.example.com/';
const open = (t, options) => openShim(t, { network: 'offline', ...options });

const verification = (pattern) => (error) => {
  assert.equal(error.code, 'SHIM_VERIFICATION_FAILED');
  assert.match(error.message, pattern);
  return true;
};

test('verify() names a call whose callback has asserted nothing yet, and reset() says which it ended', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(500, {}).delay(10);
  let told;
  const ended = new Promise((resolve) => {
    told = resolve;
  });
  shim.kintone.proxy(api, 'GET', {}, {}, (body, status) => assert.equal(status, 200), told);
  const named = /still on its way: await it, or with callbacks await shim\.settled\(\)/;
  assert.throws(() => shim.verify(), verification(named));
  assert.throws(
    () => shim.verify(),
    verification(/found 1:\n- kintone\.proxy GET https:\/\/api\.example\.com\/ /),
  );
  shim.reset();
  const { code, message } = JSON.parse(await ended);
  assert.equal(code, 'SHIM_CALL_ABORTED');
  assert.match(message, /^GET https:\/\/api\.example\.com\/ was still on its way .*await shim\.settled\(\)/);
  shim.verify();
});

test('so does one in Japanese, and a request to kintone in the process', async (t) => {
  const shim = open(t, { locale: 'ja' });
  const request = shim.handle(new Request(`${shim.origin}/k/v1/record.json?app=1&id=1`));
  assert.throws(
    () => shim.verify(),
    verification(/終わっていない呼び出し：shim\.handle GET https:.*await shim/),
  );
  await request;
  shim.verify();
});

test('following the advice helps: with await, and with settled()', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200, 'a').delay(5).persist();
  await get(shim, api);
  shim.verify();
  let seen;
  shim.kintone.proxy(api, 'GET', {}, {}, (body) => {
    seen = body;
  });
  await shim.settled();
  assert.equal(seen, 'a');
  shim.verify();
});

test('a call whose callback is due but did not begin is on its way; one whose callback runs is not', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200);
  const verified = new Promise((resolve) => {
    shim.kintone.proxy(api, 'GET', {}, {}, () => resolve(assert.doesNotThrow(() => shim.verify())));
  });
  await shim.journal.waitFor();
  assert.throws(() => shim.verify(), verification(/still on its way/));
  await verified;
});

test('settled() waits for what callbacks start, async ones to their end, and for requests to kintone', async (t) => {
  const { shim, upstream } = await openBoth(t);
  const done = [];
  shim.kintone.proxy(`${upstream.url}/a`, 'GET', {}, {}, () => {
    done.push('a');
    shim.kintone.proxy(`${upstream.url}/b`, 'GET', {}, {}, async () => {
      await new Promise((resolve) => {
        setImmediate(() => setImmediate(resolve));
      });
      done.push('b');
      await shim.handle(new Request(`${shim.origin}/k/v1/record.json?app=1&id=1`));
      done.push('c');
    });
  });
  get(shim, upstream.url).then(() => get(shim, upstream.url).then(() => done.push('d')));
  await shim.settled();
  assert.deepEqual(done.sort(), ['a', 'b', 'c', 'd']);
  await shim.settled();
});

test('what a callback throws, async or not, is an uncaught error all the same', async () => {
  const source = `
    import { createShim } from 'kintone-shim';
    process.on('uncaughtException', ({ message }) => console.log('uncaught', message));
    process.on('unhandledRejection', ({ message }) => console.log('unhandled', message));
    const shim = createShim();
    shim.upstream.get('${api}').reply(200).persist();
    shim.kintone.proxy('${api}', 'GET', {}, {}, () => { throw new Error('a'); });
    shim.kintone.proxy('${api}', 'GET', {}, {}, async () => { throw new Error('b'); });
    await shim.settled();
    console.log('settled');`;
  const { stdout } = await runModule(source);
  assert.deepEqual(stdout.trim().split('\n').sort(), ['settled', 'uncaught a', 'unhandled b']);
});

test('settled() is over at once where nothing runs, and where a reset has ended what did', async (t) => {
  const shim = open(t);
  await shim.settled();
  shim.upstream.get(api).reply(() => new Promise(() => {}));
  const failed = failureOf(get(shim, api), 'SHIM_CALL_ABORTED');
  const settled = shim.settled();
  shim.reset();
  await settled;
  await failed;
});

test('waitFor() gives the first call that matches, made earlier or later, once it has ended', async (t) => {
  const shim = open(t);
  shim.upstream.get(`${api}*`).reply(200, 'early').reply(200, 'late').delay(5);
  await get(shim, `${api}a`);
  assert.equal((await shim.journal.waitFor({ url: `${api}a` })).response.body, 'early');
  const later = shim.journal.waitFor(({ url, response }) => url.endsWith('b') && response?.status === 200);
  const sooner = shim.journal.waitFor({ url: /b$/ });
  get(shim, `${api}b`);
  assert.equal((await later).response.body, 'late');
  assert.equal(await later, await sooner);
});

test('waitFor() rejects in real time, and says what was called', async (t) => {
  const shim = open(t);
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  shim.upstream.get(api).reply(() => new Promise(() => {}));
  get(shim, api).catch(() => {});
  await assert.rejects(shim.journal.waitFor({ method: 'POST', url: /a/ }, { timeout: 5 }), (error) => {
    assert.equal(error.code, 'SHIM_CALL_NOT_SEEN');
    assert.match(
      error.message,
      /\{ method: POST, url: \/a\/ \} ended within 5 ms\.\n- kintone\.proxy GET https:.* -> pending/,
    );
    return true;
  });
  await assert.rejects(shim.journal.waitFor(undefined, { timeout: 0 }), { code: 'SHIM_CALL_NOT_SEEN' });
});

test('a predicate that throws, and options that are none, reject', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200);
  const thrown = new Error('mine');
  const waiting = shim.journal.waitFor(() => {
    throw thrown;
  });
  const rejected = assert.rejects(waiting, thrown);
  await successOf(get(shim, api));
  await rejected;
  for (const [wrong, pattern] of [
    [{ timeot: 5 }, /waitFor: the option timeot is not known; known options: timeout/],
    [{ timeout: '5' }, /waitFor: timeout must be 0 … 2147483647; given: "5"/],
    [{ timeout: -1 }, /given: -1/],
    [5, /options must be \{ timeout \}; given: 5/],
  ]) {
    await assert.rejects(shim.journal.waitFor({}, wrong), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, pattern);
      return true;
    });
  }
  await assert.rejects(shim.journal.waitFor({ methd: 'GET' }), {
    name: 'TypeError',
    message: /^journal\.waitFor: .*methd.*api, method, url/,
  });
  await shim.journal.waitFor({}, { timeout: undefined });
});
