/** kintone.Promise: Q01 what it has, Q02 how it mixes, Q03 in tests/types. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openBoth, openShim } from '../support/calls.js';
import { runModule } from '../support/child.js';

/** A kintone.Promise for tests that need no network. */
function promiseOf(t) {
  return openShim(t).kintone.Promise;
}

describe('Q01: constructor, chains and statics', () => {
  test('the executor runs at once, and what it throws is the rejection', async (t) => {
    const KintonePromise = promiseOf(t);
    let ran = false;
    const made = new KintonePromise((resolve) => resolve((ran = true)));
    assert.ok(ran);
    assert.equal(await made, true);
    const boom = new Error('boom');
    await assert.rejects(
      new KintonePromise(() => {
        throw boom;
      }),
      boom,
    );
    assert.throws(() => new KintonePromise(), TypeError);
    assert.throws(() => KintonePromise(() => {}), TypeError);
  });

  test('then, catch and finally give kintone.Promises', async (t) => {
    const KintonePromise = promiseOf(t);
    const order = [];
    const chain = KintonePromise.resolve(1)
      .then((value) => {
        order.push(`then ${value}`);
        throw new Error('from then');
      })
      .catch(({ message }) => {
        order.push(`catch ${message}`);
        return 2;
      })
      .finally((...args) => {
        order.push(`finally ${args.length}`);
        return 3;
      });
    assert.ok(chain instanceof KintonePromise);
    assert.equal(await chain, 2);
    assert.deepEqual(order, ['then 1', 'catch from then', 'finally 0']);
    await assert.rejects(
      KintonePromise.resolve(1).finally(() => Promise.reject(new Error('from finally'))),
      /from finally/,
    );
  });

  test('resolve gives back a promise of its own class, adopts others and thenables', async (t) => {
    const KintonePromise = promiseOf(t);
    const own = KintonePromise.resolve(1);
    assert.equal(KintonePromise.resolve(own), own);
    const native = Promise.resolve(2);
    const adopted = KintonePromise.resolve(native);
    assert.notEqual(adopted, native);
    assert.equal(await adopted, 2);
    assert.equal(await KintonePromise.resolve({ then: (done) => done(3) }), 3);
    const reason = { of: 'any type' };
    await assert.rejects(KintonePromise.reject(reason), (error) => error === reason);
  });

  for (const [name, values, expected] of [
    ['all', [1, Promise.resolve(2)], [1, 2]],
    ['race', [new Promise(() => {}), 2], 2],
    [
      'allSettled',
      [1, Promise.reject(2)],
      [
        { status: 'fulfilled', value: 1 },
        { status: 'rejected', reason: 2 },
      ],
    ],
    ['any', [Promise.reject(1), 2], 2],
  ]) {
    test(`${name} gives a kintone.Promise`, async (t) => {
      const KintonePromise = promiseOf(t);
      const promise = KintonePromise[name](values);
      assert.ok(promise instanceof KintonePromise);
      assert.deepEqual(await promise, expected);
    });
  }

  test('all and race reject with the first reason, any with an AggregateError', async (t) => {
    const KintonePromise = promiseOf(t);
    const reasons = () => [KintonePromise.reject('first'), KintonePromise.reject('second')];
    for (const name of ['all', 'race']) {
      await assert.rejects(KintonePromise[name](reasons()), (error) => error === 'first', name);
    }
    await assert.rejects(KintonePromise.any(reasons()), ({ name, errors }) => {
      assert.equal(name, 'AggregateError');
      assert.deepEqual(errors, ['first', 'second']);
      return true;
    });
  });

  test('a class of its own can be derived', async (t) => {
    const KintonePromise = promiseOf(t);
    class Derived extends KintonePromise {}
    const chain = Derived.resolve(1).then((value) => value + 1);
    assert.ok(chain instanceof Derived);
    assert.equal(await chain, 2);
  });
});

describe('Q02: what the calls return', () => {
  test('is a kintone.Promise, of proxy and of proxy.upload', async (t) => {
    const { upstream, shim } = await openBoth(t);
    const { proxy, Promise: KintonePromise } = shim.kintone;
    const calls = [
      proxy(upstream.url, 'GET', {}, {}),
      proxy(upstream.url, 'GET', {}, {}).then(([body]) => body),
      proxy.upload(upstream.url, 'POST', {}, { format: 'RAW', value: new Blob(['a']) }),
      proxy('not a URL', 'GET', {}, {}).catch(() => {}),
    ];
    for (const call of calls) {
      assert.ok(call instanceof KintonePromise);
      assert.ok(call instanceof Promise);
      assert.equal(call.constructor, KintonePromise);
    }
    await Promise.all(calls);
  });

  test('mixes with await, async functions and native promises, either way round', async (t) => {
    const { upstream, shim } = await openBoth(t);
    const { proxy, Promise: KintonePromise } = shim.kintone;
    upstream.answerWith(({ target }) => ({ status: 200, body: target }));
    const call = (path) => proxy(`${upstream.url}${path}`, 'GET', {}, {});
    const later = async (path) => (await call(path))[0];

    const inNative = await Promise.all([call('/1').then(([body]) => body), later('/2'), '/3']);
    assert.deepEqual(inNative, ['/1', '/2', '/3']);
    const inOurs = await KintonePromise.all([
      later('/4'),
      call('/5').then(([body]) => body),
      Promise.resolve('/6'),
    ]);
    assert.deepEqual(inOurs, ['/4', '/5', '/6']);
    const chained = await Promise.resolve('/7')
      .then(call)
      .then(([body, status]) => `${body} ${status}`);
    assert.equal(chained, '/7 200');
    await assert.rejects(
      (async () => {
        await proxy('not a URL', 'GET', {}, {});
      })(),
      (error) => typeof error === 'string',
    );
  });

  test('promises of two shims mix', async (t) => {
    const [one, other] = [openShim(t), openShim(t)].map(({ kintone }) => kintone.Promise);
    const promise = one.resolve(1);
    assert.ok(promise instanceof one);
    assert.equal(await other.resolve(promise), 1);
  });

  test('a replaced kintone.Promise changes no call', async (t) => {
    const shim = openShim(t);
    const { Promise: KintonePromise } = shim.kintone;
    shim.kintone.Promise = class {};
    const call = shim.kintone.proxy('not a URL', 'GET', {}, {});
    assert.ok(call instanceof KintonePromise);
    await assert.rejects(call, (error) => typeof error === 'string');
  });

  test('members of kintone can be replaced and put back', (t) => {
    const { kintone } = openShim(t);
    const { proxy } = kintone;
    t.mock.method(kintone, 'proxy', () => 'replaced');
    assert.equal(kintone.proxy(), 'replaced');
    kintone.proxy.mock.restore();
    assert.equal(kintone.proxy, proxy);
  });
});

describe('Q02: rejections that nobody handles', () => {
  const report = `
    import { createShim } from 'kintone-shim';
    const { kintone } = createShim();
  `;

  test('of a kintone.Promise end the process with the reason', async () => {
    const { code, stderr } = await runModule(
      `${report} kintone.Promise.reject(new Error('nobody listens'));`,
    );
    assert.equal(code, 1, stderr);
    assert.match(stderr, /nobody listens/);
  });

  test('of a chain that a call began, too', async () => {
    const { code, stderr } = await runModule(
      `${report} kintone.proxy('not a URL', 'GET', {}, {}).then(() => {});`,
    );
    assert.equal(code, 1, stderr);
    assert.match(stderr, /SHIM_INVALID_ARGUMENT/);
  });

  test('reach unhandledRejection once, with the promise itself', async () => {
    const { code, stdout, stderr } = await runModule(`${report}
      const seen = [];
      process.on('unhandledRejection', (reason, promise) => seen.push([typeof reason, promise === call]));
      const call = kintone.proxy('not a URL', 'GET', {}, {});
      process.on('exit', () => console.log(JSON.stringify(seen)));
    `);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), [['string', true]]);
  });

  test('are none where they are handled, or in the callback form', async () => {
    const { code, stdout, stderr } = await runModule(`${report}
      await kintone.proxy('not a URL', 'GET', {}, {}).catch(() => {});
      kintone.proxy('not a URL', 'GET', {}, {}, () => {}, (error) => console.log(typeof error));
    `);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'string\n');
  });
});
