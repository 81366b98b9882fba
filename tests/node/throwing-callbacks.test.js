/** P30: a callback that throws is an uncaught error of its own and changes nothing; seen in processes of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModule } from '../support/child.js';
import { openUpstream } from '../support/calls.js';

const prelude = `
  import { createShim } from 'kintone-shim';
  const url = process.argv[1];
  const shim = createShim({ network: ['127.0.0.1'] });
  const { kintone } = shim;
  const live = () => shim[Symbol.for('kintone-shim.internals')].liveExchanges();
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  // What was to come after the others has come before this one has ended.
  const another = () => kintone.proxy(url, 'GET', {}, {});
  const uncaught = [];`;

/** What the child prints as its last line, parsed. */
async function resultOf(t, source) {
  const upstream = await openUpstream(t);
  const { code, stdout, stderr } = await runModule(prelude + source, { args: [upstream.url] });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

test('each throwing callback is one uncaught error, and all calls run to their end', async (t) => {
  const result = await resultOf(
    t,
    `
    process.on('uncaughtException', (error) => uncaught.push(String(error?.message ?? error)));
    const runs = [];
    const bad = (name, thrown) => () => { runs.push(name); throw thrown; };
    kintone.proxy(url, 'GET', {}, {}, bad('success', new Error('one')), bad('never', 0));
    kintone.proxy(url, 'PATCH', {}, {}, bad('never', 0), bad('failure', new Error('two')));
    kintone.proxy(url, 'GET', {}, {}, bad('text', 'three'), bad('never', 0));
    kintone.proxy(url, 'GET', {}, {}, bad('nothing', undefined), bad('never', 0));
    kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value: new Blob(['f']) }, bad('upload', new Error('four')));
    const { proxy, revoke } = Proxy.revocable(() => {}, {});
    kintone.proxy(url, 'GET', {}, {}, proxy, bad('never', 0));
    revoke();
    while (uncaught.length < 6) await turn();
    const [body] = await another();
    const states = shim.journal.calls().map(({ state }) => state);
    let verified = true;
    try { shim.verify(); } catch { verified = false; }
    console.log(JSON.stringify({ runs: runs.sort(), uncaught: uncaught.sort(), body, states, live: live(), verified }));`,
  );
  assert.deepEqual(result.runs, ['failure', 'nothing', 'success', 'text', 'upload']);
  assert.equal(result.uncaught.length, 6);
  for (const message of ['one', 'two', 'three', 'undefined', 'four']) {
    assert.ok(result.uncaught.includes(message), message);
  }
  assert.equal(result.body, 'ok');
  assert.deepEqual(result.states, [
    'success',
    'failure',
    'success',
    'success',
    'success',
    'success',
    'success',
  ]);
  assert.equal(result.live, 0);
  assert.equal(result.verified, true);
});

test('without a listener it ends the process, as any uncaught error does', async (t) => {
  const upstream = await openUpstream(t);
  const source = `${prelude} kintone.proxy(url, 'GET', {}, {}, () => { throw new Error('from the callback'); });`;
  const { code, stderr } = await runModule(source, { args: [upstream.url] });
  assert.equal(code, 1);
  assert.match(stderr, /from the callback/);
});

test('a rejected Promise that nobody handles is an unhandled rejection with the error string', async (t) => {
  const result = await resultOf(
    t,
    `
    const reasons = [];
    process.on('unhandledRejection', (reason) => reasons.push(reason));
    kintone.proxy(url, 'PATCH', {}, {});
    while (reasons.length === 0) await turn();
    await another();
    console.log(JSON.stringify({ reasons, live: live() }));`,
  );
  assert.equal(result.reasons.length, 1);
  assert.equal(JSON.parse(result.reasons[0]).code, 'SHIM_INVALID_ARGUMENT');
  assert.equal(result.live, 0);
});

test('the return value of a callback is not looked at', async (t) => {
  const result = await resultOf(
    t,
    `
    let thens = 0;
    kintone.proxy(url, 'GET', {}, {}, () => ({ get then() { thens += 1; return undefined; } }));
    for (let i = 0; i < 2; i += 1) await another();
    console.log(JSON.stringify({ thens }));`,
  );
  assert.equal(result.thens, 0);
});
