/** A stack that overflows within the core would break every shim of the process: it overflows before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModule } from '../support/child.js';

/** Small, in KiB, so that an overflow takes no more than a moment. */
const flags = ['--stack-size=200'];

/** A process of its own: what is wrong here is wrong for all of it. */
const prelude = `
  import assert from 'node:assert/strict';
  import { createShim } from 'kintone-shim';
  // Where an overflow came about is the top of its trace; the rest is most of its time.
  Error.stackTraceLimit = 1;
  const shim = createShim();
  const { liveExchanges } = shim[Symbol.for('kintone-shim.internals')];
  const ignored = () => {};
  /** Within the module, whose functions are wasm-function[…] in a trace. */
  const isWithin = ({ stack }) => stack.includes('wasm-function');
  /** Enters deeper and deeper, until there is no stack left: never within the module, from whatever depth it begins. */
  function overflow(enter, times) {
    const deeper = () => {
      enter();
      deeper();
    };
    const from = (depth) => (depth > 0 ? from(depth - 1) : deeper());
    for (let i = 0; i < times; i++)
      assert.throws(() => from(i % 50), (error) => error instanceof RangeError && !isWithin(error));
  }
  /** But for what is refused. */
  const unless = (refusal, enter) => () => {
    try {
      enter();
    } catch (error) {
      if (!refusal.test(error.message)) throw error;
    }
  };
  /** What a shim does for everybody. */
  async function works() {
    shim.reset();
    shim.upstream.get('http://a.test/').reply(200, 'ok');
    assert.equal((await shim.kintone.proxy('http://a.test/', 'GET', {}, {}))[0], 'ok');
    const body = new FormData();
    body.append('file', new File(['x'], 'a.txt'));
    const headers = { 'X-Cybozu-API-Token': 't' };
    const upload = new Request(shim.origin + '/k/v1/file.json', { method: 'POST', headers, body });
    assert.equal((await shim.handle(upload)).status, 200);
    const other = createShim();
    await assert.rejects(async () => other.kintone.proxy('http://a.test/', 'GET', {}, {}), /SHIM_NETWORK_OFFLINE/);
    other.dispose();
    assert.throws(() => createShim({ nope: 1 }), TypeError);
    shim.verify();
  }
`;

async function assertRuns(source) {
  const { code, stderr } = await runModule(`${prelude}\n${source}`, { flags, deadline: 600_000 });
  assert.equal(code, 0, stderr);
}

test('const f = () => { shim.advance(1); f(); } 1,000 times, then verify(), a refused createShim, and everything works', () =>
  assertRuns(`
    overflow(() => shim.advance(1), 1_000);
    shim.verify();
    assert.throws(() => createShim({ nope: 1 }), TypeError);
    await works();
  `));

const entries = {
  'verify()': 'overflow(() => shim.verify(), 200);',
  'an advance() that is refused': "overflow(unless(/milliseconds/, () => shim.advance('x')), 200);",
  'a createShim that is refused': 'overflow(unless(/nope|call stack/, () => createShim({ nope: 1 })), 20);',
  createShim: 'overflow(unless(/call stack/, () => createShim({ seed: 1 }).dispose()), 5);',
  'reset()': 'overflow(() => shim.reset(), 50);',
  'records and files': 'overflow(() => [shim.records, shim.files], 50);',
  routes: "overflow(() => shim.upstream.get('http://a.test/?a=b').reply(200).optionally(), 10);",
  'journal.calls': 'overflow(() => shim.journal.calls({ url: /x/ }), 50);',
  'shim.fire': "overflow(() => void shim.fire('app.record.edit.submit', {}).catch(ignored), 10);",
  'getRequestToken()': 'overflow(() => shim.kintone.getRequestToken(), 200);',
  // As deep as a query may nest: what takes most.
  'a nested query': `
    const text = '('.repeat(64) + 'A = "x"' + ')'.repeat(64);
    const other = createShim({ apps: { 5: { fields: { A: { type: 'SINGLE_LINE_TEXT' } }, records: [{ A: { value: 'x' } }] } } });
    assert.equal(other.app(5).records(text).length, 1);
    overflow(() => other.app(5).records(text), 100);
    assert.equal(other.app(5).records(text).length, 1);`,
};
for (const [what, source] of Object.entries(entries)) {
  test(`overflows through ${what}, and everything works`, () => assertRuns(`${source}\nawait works();`));
}

test('overflows through kintone.proxy leave no exchange behind, and everything works', () =>
  assertRuns(`
    const call = () =>
      void shim.kintone.proxy('http://a.test/', 'POST', { a: 'b' }, { c: ['d'] }, ignored, ignored);
    overflow(call, 20);
    await works();
    assert.equal(liveExchanges(), 0);
  `));
