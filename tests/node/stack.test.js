/** A stack that overflows within the core would break every shim of the process: it overflows before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { failureOf, successOf } from '../support/calls.js';
import { runModule } from '../support/child.js';

const overflows = 1_000;

/** Runs `enter` deeper and deeper, until there is no stack left. */
function overflow(enter) {
  const deeper = () => {
    enter();
    deeper();
  };
  assert.throws(deeper, RangeError);
}

/** What a shim does for everybody. */
async function assertWorks(shim) {
  shim.upstream.get('http://a.test/').reply(200, 'ok');
  assert.equal((await successOf(shim.kintone.proxy('http://a.test/', 'GET', {}, {}))).body, 'ok');
  const body = new FormData();
  body.append('file', new File(['x'], 'a.txt'));
  const headers = { 'X-Cybozu-API-Token': 't' };
  const upload = new Request(`${shim.origin}/k/v1/file.json`, { method: 'POST', headers, body });
  assert.equal((await shim.handle(upload)).status, 200);
  const other = createShim();
  await failureOf(other.kintone.proxy('http://a.test/', 'GET', {}, {}), 'SHIM_NETWORK_OFFLINE');
  other.dispose();
  assert.throws(() => createShim({ locale: 'fr' }), TypeError);
}

const entries = {
  'shim.advance(1)': (shim) => shim.advance(1),
  'shim.advance("x"), which is refused': (shim) => {
    try {
      shim.advance('x');
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  },
  'shim.verify()': (shim) => shim.verify(),
  'createShim of an unknown option': () => {
    try {
      createShim({ apps: { 1: { fields: { A: 'FIEL' } } }, nope: 1 });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  },
  createShim: () => createShim().dispose(),
  'shim.reset()': (shim) => shim.reset(),
  'shim.records': (shim) => shim.records,
  'shim.files': (shim) => shim.files,
  'kintone.proxy': (shim) =>
    void shim.kintone.proxy(
      'http://a.test/',
      'GET',
      {},
      {},
      () => {},
      () => {},
    ),
  'kintone.proxy with JSON': (shim) =>
    void shim.kintone.proxy(
      'http://a.test/',
      'POST',
      { a: 'b' },
      { c: ['d'] },
      () => {},
      () => {},
    ),
  'kintone.getRequestToken()': (shim) => shim.kintone.getRequestToken(),
  'a route': (shim) => shim.upstream.get('http://a.test/?a=b').reply(200).optionally(),
  'journal.calls': (shim) => shim.journal.calls({ url: /x/ }),
};

for (const [what, enter] of Object.entries(entries)) {
  test(`${overflows} overflows through ${what}, and everything works`, async (t) => {
    const shim = createShim();
    t.after(() => shim.dispose());
    // Of few frames, so that they are many.
    for (let i = 0; i < overflows / 20; i++) overflow(() => enter(shim));
    shim.reset();
    await assertWorks(shim);
  });
}

test(`${overflows} overflows as deep as the stack is, and everything works`, async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  for (let i = 0; i < overflows; i++) {
    const advance = () => {
      shim.advance(1);
      advance();
    };
    assert.throws(advance, RangeError);
    const verify = () => {
      shim.verify();
      verify();
    };
    if (i % 10 === 0) assert.throws(verify, RangeError);
  }
  assert.throws(() => createShim({ nope: 1 }), TypeError);
  await assertWorks(shim);
});

test('no exchange stays behind where the stack overflowed', async () => {
  const shim = createShim();
  const { liveExchanges } = shim[Symbol.for('kintone-shim.internals')];
  const before = liveExchanges();
  for (let i = 0; i < 20; i++) {
    overflow(
      () =>
        void shim.kintone.proxy(
          'http://a.test/',
          'GET',
          {},
          {},
          () => {},
          () => {},
        ),
    );
  }
  await failureOf(shim.kintone.proxy('http://a.test/', 'GET', {}, {}), 'SHIM_NETWORK_OFFLINE');
  assert.equal(liveExchanges(), before);
  shim.dispose();
});

test('nothing within the core needs more of the stack than is made sure of', async () => {
  // With --stack-size the stack is small, so that little of it is left behind what is made sure of.
  const source = `
    import { createShim } from 'kintone-shim';
    const shim = createShim();
    const nested = (depth) => (depth === 0 ? 1 : [nested(depth - 1)]);
    const enter = () => createShim({ apps: { 1: { fields: { A: { type: 'FILE', x: nested(3) } } } } }).dispose();
    const deeper = () => { enter(); deeper(); };
    for (let i = 0; i < 200; i++) try { deeper(); } catch (error) { if (!(error instanceof RangeError)) throw error; }
    enter();
    shim.verify();
  `;
  for (const size of [300, 500, 984]) {
    const { code, stderr } = await runModule(source, { flags: [`--stack-size=${size}`] });
    assert.equal(code, 0, stderr);
  }
});
