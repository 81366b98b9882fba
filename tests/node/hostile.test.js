/** Arguments that fight back: the caller gets the error, no exchange stays alive, the next call works. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, internalsOf, openBoth, settled, successOf, upload } from '../support/calls.js';

const INVALID = 'SHIM_INVALID_ARGUMENT';

/** That a shim is as good as new. */
async function assertWell(shim, upstream) {
  assert.equal(internalsOf(shim).liveExchanges(), 0, 'an exchange stayed alive');
  upstream.answerWith({ status: 200, body: 'well' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'well');
  assert.equal((await successOf(upload(shim, upstream.url, new Blob(['file'])))).body, 'well');
}

/** That a call fails with INVALID_ARGUMENT, never by a synchronous throw, and nothing leaves the machine. */
function testRefused(name, call) {
  test(`refused: ${name}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    await failureOf(call(shim.kintone, upstream.url), INVALID);
    assert.equal(upstream.connections.length, 0);
    await assertWell(shim, upstream);
  });
}

const throwing =
  (thrown = new Error('from user code')) =>
  () => {
    throw thrown;
  };
const getter = (name, get = throwing()) => Object.defineProperty({}, name, { get, enumerable: true });
const revoked = (target = {}) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

const hostileHeaders = {
  'a getter that throws': getter('X-One'),
  'a getter that throws undefined': getter('X-One', throwing(undefined)),
  'a getter that throws a string': getter('X-One', throwing('text')),
  'a Proxy whose ownKeys throws': new Proxy({}, { ownKeys: throwing() }),
  'a Proxy whose get throws': new Proxy({ 'X-One': '1' }, { get: throwing() }),
  'a Proxy whose getPrototypeOf throws': new Proxy({ 'X-One': '1' }, { getPrototypeOf: throwing() }),
  'a Proxy whose getOwnPropertyDescriptor throws': new Proxy(
    { 'X-One': '1' },
    { getOwnPropertyDescriptor: throwing() },
  ),
  'a revoked Proxy': revoked(),
  'a revoked Proxy of a function': revoked(() => {}),
  'a value whose toString throws': { 'X-One': { toString: throwing() } },
  'a value that is a revoked Proxy': { 'X-One': revoked() },
  'a value that is a symbol': { 'X-One': Symbol('s') },
  'a value that is a bigint': { 'X-One': 1n },
  'a value that is NaN': { 'X-One': Number.NaN },
  'a value that is infinite': { 'X-One': Number.POSITIVE_INFINITY },
  'a value that is null': { 'X-One': null },
  'a value that is a list': { 'X-One': ['1'] },
  'a line break in a value': { 'X-One': 'a\r\nX-Two: b' },
  'LF in a value': { 'X-One': 'a\nb' },
  'NUL in a value': { 'X-One': 'a\0b' },
  'a lone surrogate in a value': { 'X-One': '\uD83D' },
  'a character above U+00FF in a value': { 'X-One': 'あ' },
  'a lone surrogate in a name': { '\uD83D': '1' },
  'a line break in a name': { 'X-One: 1\r\nX-Two': '2' },
  'a blank in a name': { 'X One': '1' },
  'an empty name': { '': '1' },
  'a name twice, in two cases': { 'X-One': '1', 'x-one': '2' },
  'a list': [['X-One', '1']],
  Headers: new Headers({ 'X-One': '1' }),
  'a Map': new Map([['X-One', '1']]),
  'a function': () => {},
  'a string': 'X-One: 1',
  null: null,
  undefined,
};

for (const [name, headers] of Object.entries(hostileHeaders)) {
  testRefused(`headers: ${name}`, (kintone, url) => kintone.proxy(url, 'POST', headers, 'text'));
}

const deep = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));
for (let i = 0; i < 100_000; i += 1) deep[0] = [deep[0]];

const hostileData = {
  'toJSON that throws': { toJSON: throwing() },
  'toJSON that throws undefined': { toJSON: throwing(undefined) },
  'toJSON of a member that throws': { a: { toJSON: throwing() } },
  'a getter that throws': getter('a'),
  'a Proxy whose get throws': new Proxy({ a: 1 }, { get: throwing() }),
  'a Proxy whose ownKeys throws': new Proxy({ a: 1 }, { ownKeys: throwing() }),
  'a Proxy whose getPrototypeOf throws': new Proxy({ a: 1 }, { getPrototypeOf: throwing() }),
  'a revoked Proxy': revoked(),
  'a revoked Proxy of a list': revoked([]),
  'a member that is a revoked Proxy': { a: revoked() },
  'nesting that overflows the stack': deep,
};

for (const [name, data] of Object.entries(hostileData)) {
  testRefused(`data: ${name}`, (kintone, url) => kintone.proxy(url, 'POST', {}, data));
  test(`ignored with GET: data: ${name}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    assert.equal((await successOf(shim.kintone.proxy(upstream.url, 'GET', {}, data))).body, 'ok');
    await assertWell(shim, upstream);
  });
}

const hostileText = {
  'an object whose toString throws': { toString: throwing() },
  'an object whose toString gives the right text': { toString: () => 'POST' },
  'a String object': new String('POST'),
  'a revoked Proxy': revoked(),
  'a symbol': Symbol('POST'),
  'a bigint': 1n,
  null: null,
  undefined,
  'a lone surrogate': '\uD83D',
  'a NUL behind it': 'POST\0',
  'a line break behind it': 'POST\r\n',
};

for (const [name, value] of Object.entries(hostileText)) {
  testRefused(`method: ${name}`, (kintone, url) => kintone.proxy(url, value, {}, {}));
  testRefused(`url: ${name}`, (kintone) => kintone.proxy(value, 'GET', {}, {}));
  testRefused(`upload method: ${name}`, (kintone, url) =>
    kintone.proxy.upload(url, value, {}, { format: 'RAW', value: new Blob(['file']) }),
  );
}

const blobLike = (members) => ({ size: 4, type: '', slice() {}, stream() {}, arrayBuffer() {}, ...members });
const hostileUploads = {
  'a format whose getter throws': {
    get format() {
      throw new Error('from user code');
    },
    value: new Blob(['file']),
  },
  'a value whose getter throws': {
    format: 'RAW',
    get value() {
      throw new Error('from user code');
    },
  },
  'a revoked Proxy': revoked(),
  'a value that is a revoked Proxy': { format: 'RAW', value: revoked(new Blob(['file'])) },
  'a value whose size throws': { format: 'RAW', value: getter('size') },
  'a lone surrogate as format': { format: 'RAW\uD83D', value: new Blob(['file']) },
  'a size that is not a number': { format: 'RAW', value: blobLike({ size: '4' }) },
  'a negative size': { format: 'RAW', value: blobLike({ size: -1 }) },
  'a size that is NaN': { format: 'RAW', value: blobLike({ size: Number.NaN }) },
  'a size with a fraction': { format: 'RAW', value: blobLike({ size: 1.5 }) },
};

for (const [name, data] of Object.entries(hostileUploads)) {
  testRefused(`upload data: ${name}`, (kintone, url) => kintone.proxy.upload(url, 'POST', {}, data));
}

for (const name of ['successCallback', 'failureCallback']) {
  for (const callback of [42, 'text', {}, [], true, Symbol('s'), revoked()]) {
    const callbacks = name === 'successCallback' ? [callback] : [undefined, callback];
    testRefused(`${name}: ${typeof callback}`, (kintone, url) =>
      kintone.proxy(url, 'GET', {}, {}, ...callbacks),
    );
  }
}

const lone = '\uD83D';
test('a lone surrogate in each string argument harms nothing but that call', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { kintone } = shim;
  const value = new Blob(['file']);
  const calls = [
    kintone.proxy(`${upstream.url}/${lone}?${lone}#${lone}`, 'GET', {}, {}),
    kintone.proxy(`http://${lone}/`, 'GET', {}, {}),
    kintone.proxy(upstream.url, `GET${lone}`, {}, {}),
    kintone.proxy(upstream.url, 'GET', { [`X-${lone}`]: 'a' }, {}),
    kintone.proxy(upstream.url, 'GET', { 'X-One': lone, 'X-Two': 'b' }, {}),
    kintone.proxy(upstream.url, 'POST', {}, `${lone}next`),
    kintone.proxy(upstream.url, 'POST', {}, { [lone]: lone }),
    kintone.proxy.upload(`${upstream.url}/${lone}`, 'POST', {}, { format: 'RAW', value }),
    kintone.proxy.upload(upstream.url, 'POST', {}, { format: lone, value }),
  ];
  for (const outcome of await Promise.all(calls.map(settled))) {
    if ('failure' in outcome) assert.equal(JSON.parse(outcome.failure).code, INVALID, outcome.failure);
  }
  const bodies = upstream.requests.map(({ body }) => String(body));
  assert.ok(bodies.includes('\u{FFFD}next'), 'the character behind the surrogate is whole');
  assert.ok(bodies.includes('{"\\ud83d":"\\ud83d"}'));
  assert.ok(upstream.requests.every(({ target }) => /^[\x21-\x7e]+$/.test(target)));
  await assertWell(shim, upstream);
});

test('user code that calls back into the shim', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const inner = [];
  const data = {
    toJSON() {
      inner.push(get(shim, `${upstream.url}/inner`));
      shim.reload();
      return { own: 'form' };
    },
  };
  const headers = {
    get 'X-One'() {
      inner.push(get(shim, `${upstream.url}/header`));
      return '1';
    },
  };
  await successOf(shim.kintone.proxy(upstream.url, 'POST', headers, data));
  assert.ok(inner.length >= 2);
  for (const call of inner) await successOf(call);
  assert.ok(upstream.requests.some(({ body }) => String(body) === '{"own":"form"}'));
  await assertWell(shim, upstream);
});

test('user code that resets the shim in the middle of its own call', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const call = shim.kintone.proxy(upstream.url, 'POST', {}, { toJSON: () => (shim.reset(), { a: 1 }) });
  const outcome = await settled(call);
  if ('failure' in outcome) {
    assert.equal(JSON.parse(outcome.failure).code, 'SHIM_CALL_ABORTED', outcome.failure);
  }
  await assertWell(shim, upstream);
});

test('user code that disposes of the shim in the middle of its own call', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const call = shim.kintone.proxy(upstream.url, 'POST', {}, { toJSON: () => (shim.dispose(), { a: 1 }) });
  const outcome = await settled(call);
  assert.ok('failure' in outcome);
  assert.match(JSON.parse(outcome.failure).code, /^SHIM_(DISPOSED|CALL_ABORTED)$/);
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  assert.equal(upstream.requests.length, 0);
});
