/** With `clock: 'manual'` the time of calls is what advance() adds; else it is real, whatever is faked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, openBoth, openShim, successOf } from '../support/calls.js';

const api = 'https://api.example.com/';
const LIMIT = 30_000;
const open = (t, options) => openShim(t, { network: 'offline', clock: 'manual', ...options });

test('a delay is over when advance() says so, right behind the call', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200, 'a').delay(20_000);
  const call = get(shim, api);
  shim.advance(20_000);
  assert.equal((await successOf(call)).body, 'a');
});

test('settled() rejects while a delay waits, naming advance, which helps', async (t) => {
  const shim = open(t);
  shim.upstream.get(`${api}a`).reply(200);
  shim.upstream.get(`${api}b`).reply(200).delay(10);
  let done = false;
  shim.kintone.proxy(`${api}a`, 'GET', {}, {}, async () => {
    await get(shim, `${api}b`);
    done = true;
  });
  await assert.rejects(shim.settled(), (error) => {
    assert.equal(error.code, 'SHIM_CLOCK_STANDS');
    assert.match(
      error.message,
      /shim\.advance\(milliseconds\).*\n- kintone\.proxy GET https:\/\/api\.example\.com\/b$/,
    );
    return true;
  });
  shim.advance(9);
  await assert.rejects(shim.settled(), { code: 'SHIM_CLOCK_STANDS' });
  shim.advance(1);
  await shim.settled();
  assert.ok(done);
});

test('P18: the limit counts by advance(), from the call itself', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(() => new Promise(() => {}));
  const call = failureOf(get(shim, api), 'GAIA_PR03');
  shim.advance(LIMIT - 1);
  assert.equal(shim.journal.calls()[0].state, 'pending');
  await new Promise(setImmediate);
  assert.equal(shim.journal.calls()[0].state, 'pending');
  shim.advance(1);
  await call;
});

test('P18: so does that of a call to a real server', async (t) => {
  const { shim, upstream } = await openBoth(t, { clock: 'manual' });
  upstream.answer = () => {};
  const call = failureOf(get(shim, `${upstream.url}/silent`), 'GAIA_PR03');
  shim.advance(LIMIT);
  await call;
});

for (const [delay, outcome] of [
  [LIMIT - 1, 'answered'],
  [LIMIT, 'answered'],
  [LIMIT + 1, 'GAIA_PR03'],
]) {
  test(`P18: after a delay of ${delay} ms, in one step that goes beyond: ${outcome}`, async (t) => {
    const shim = open(t);
    for (const body of ['text', { a: 1 }, new Blob(['bytes'])]) {
      shim.upstream.get(api).reply(200, body).delay(delay);
      const call = get(shim, api);
      shim.advance(2 * LIMIT);
      if (outcome === 'answered') await successOf(call);
      else await failureOf(call, outcome);
    }
  });
}

test('an answer that is due takes none of the time that was added', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200, new Blob(['a']));
  const call = get(shim, api);
  shim.advance(86_400_000);
  assert.equal((await successOf(call)).body, 'a');
});

test("fail('timeout') is immediate, and a reset takes waiting delays back", async (t) => {
  const shim = open(t);
  shim.upstream.get(api).fail('timeout').reply(200).delay(10);
  await failureOf(get(shim, api), 'GAIA_PR03');
  const call = failureOf(get(shim, api), 'SHIM_CALL_ABORTED');
  shim.reset();
  await call;
  await shim.settled();
  shim.advance(10);
});

test('with the real clock a delay takes its time, whatever advance() adds and a runner fakes', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setImmediate', 'Date'] });
  const shim = open(t, { clock: 'real' });
  shim.upstream.get(api).reply(200, 'a').delay(30);
  const started = process.hrtime.bigint();
  const call = get(shim, api);
  shim.advance(86_400_000);
  await successOf(call);
  assert.ok(process.hrtime.bigint() - started >= 29_000_000n);
});
