/** What a route answers: bodies, headers, limits, failures, and the functions of a test. */
import assert from 'node:assert/strict';
import { Blob } from 'node:buffer';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { failureOf, get, internalsOf, lastCall, openShim, successOf, upload } from '../support/calls.js';

const api = 'https://api.example.com';

const open = (t, options) => openShim(t, { network: 'offline', ...options });

test('a body may be JSON, bytes, a Blob or nothing', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  const answer = async () => successOf(get(shim, api));
  upstream
    .get(api)
    .reply(200, { a: [1] })
    .reply(200, [1], { 'content-TYPE': 'text/x' })
    .reply(204);
  assert.deepEqual(await answer(), {
    body: '{"a":[1]}',
    status: 200,
    headers: { 'Content-Type': 'application/json' },
  });
  assert.deepEqual(await answer(), { body: '[1]', status: 200, headers: { 'content-TYPE': 'text/x' } });
  assert.deepEqual(await answer(), { body: '', status: 204, headers: {} });
  const bytes = new TextEncoder().encode('caf\u00e9');
  const foreign = runInNewContext('new Uint8Array([99, 100])');
  const [given, buffer] = [bytes.slice(), bytes.slice().buffer];
  upstream
    .get(api)
    .reply(200, given)
    .reply(200, buffer)
    .reply(200, new Blob(['bl', 'ob']))
    .reply(200, foreign);
  given.fill(0);
  for (const body of ['caf\u00e9', 'caf\u00e9', 'blob', 'cd']) assert.equal((await answer()).body, body);
  upstream.get(api).reply(200, new Uint8Array([0xe9]), { 'Content-Type': 'text/plain; charset=iso-8859-1' });
  assert.equal((await answer()).body, '\u00e9');
  // A text arrives as it is, a BOM too.
  upstream.get(api).reply(200, '\ufeff\u6771', { 'Content-Type': 'text/plain; charset=shift_jis' });
  assert.equal((await answer()).body, '\ufeff\u6771');
  upstream.get(api).reply(200, new Uint8Array([0xff]));
  assert.equal((await answer()).body, '\ufffd');
  assert.equal(lastCall(shim).binary, true);
});

test('headers have names of any case, several lines, and text beyond Latin-1', async (t) => {
  const shim = open(t);
  const headers = JSON.parse('{"X-a":"\u6771","Set-Cookie":["a=1","b=2"],"__proto__":"own","X-E":"\u00e9"}');
  shim.upstream.get(api).reply(200, '', headers);
  const got = (await successOf(get(shim, api))).headers;
  assert.deepEqual(Object.entries(got), [
    ['X-a', '\u6771'],
    ['Set-Cookie', 'a=1, b=2'],
    ['__proto__', 'own'],
    ['X-E', '\u00e9'],
  ]);
});

test('every limit holds', async (t) => {
  const shim = open(t, { limits: { responseBody: 10 } });
  const { upstream } = shim;
  upstream
    .get(api)
    .reply(200, 'a'.repeat(10))
    .reply(200, '\u00e9'.repeat(6))
    .reply(200, new Blob(['a'.repeat(11)]));
  await successOf(get(shim, api));
  for (let i = 0; i < 2; i += 1) await failureOf(get(shim, api), 'SHIM_RESPONSE_BODY_TOO_LARGE');
  upstream.get(api).reply(200, '', { 'Content-Length': '11' });
  await failureOf(get(shim, api), 'SHIM_RESPONSE_BODY_TOO_LARGE');
  upstream.get(api).reply(200, '', { A: Array(101).fill('a') });
  await failureOf(get(shim, api), 'SHIM_RESPONSE_TOO_MANY_HEADER_LINES');
  upstream.get(api).reply(200, '', { A: 'a'.repeat(2_000_000) });
  await failureOf(get(shim, api), 'SHIM_RESPONSE_HEADER_LINE_TOO_LONG');
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  const hasty = open(t, { limits: { timeout: 50 } });
  hasty.upstream.get(api).reply(200).delay(600_000);
  await failureOf(get(hasty, api), 'GAIA_PR03');
  hasty.upstream.get(api).reply(() => new Promise(() => {}));
  await failureOf(get(hasty, api), 'GAIA_PR03');
  assert.equal(internalsOf(hasty).liveExchanges(), 0);
});

test('204 and 304 have no body, whatever a route says of one', async (t) => {
  const shim = open(t, { limits: { responseBody: 2 }, binaryResponse: 'reject' });
  for (const status of [204, 304]) {
    for (const body of ['a', 'too long', new Uint8Array([0xff]), new Blob(['blob'])]) {
      shim.upstream.get(api).reply(status, body, { A: 'a' });
      assert.deepEqual(await successOf(get(shim, api)), { body: '', status, headers: { A: 'a' } });
    }
  }
});

test('arguments are checked first: no route is used', async (t) => {
  const shim = open(t, { limits: { upload: 2 } });
  shim.upstream.intercept({}).reply(200);
  await failureOf(shim.kintone.proxy(api, 'PATCH', {}, {}), 'SHIM_INVALID_ARGUMENT');
  await failureOf(get(shim, api, { 'Content-Length': '1' }), 'SHIM_FORBIDDEN_REQUEST_HEADER');
  await failureOf(upload(shim, api, new Blob(['abc'])), 'SHIM_UPLOAD_TOO_LARGE');
  assert.throws(() => shim.verify(), /times left: 1/);
  await successOf(get(shim, api));
});

test('every failure is what the real one is', async (t) => {
  const codes = {
    tls: 'SHIM_TLS_REJECTED',
    refused: 'SHIM_CONNECTION_REFUSED',
    reset: 'SHIM_CONNECTION_RESET',
    truncated: 'SHIM_RESPONSE_TRUNCATED',
    timeout: 'GAIA_PR03',
  };
  // None of them takes its time: the test would not end within that limit.
  const shim = open(t, { limits: { timeout: 2 ** 31 - 1 } });
  for (const [kind, code] of Object.entries(codes)) {
    shim.upstream.intercept({ url: api }).fail(kind).times(2);
    await failureOf(get(shim, api), code);
    await failureOf(upload(shim, api, new Blob(['abc'])), code);
  }
  shim.upstream.get(api).fail('dns');
  assert.deepEqual(await get(shim, api), ['DNS Cache Missing', 503, {}]);
  const strict = open(t, { unresolvedHost: 'reject' });
  strict.upstream.get(api).fail('dns');
  await failureOf(get(strict, api), 'SHIM_HOST_NOT_FOUND');
  const refused = openShim(t);
  const real = await failureOf(get(refused, 'http://127.0.0.1:1/'), codes.refused);
  refused.upstream.get('http://127.0.0.1:1/').fail('refused');
  assert.equal((await failureOf(get(refused, 'http://127.0.0.1:1/'), codes.refused)).message, real.message);
});

test('callbacks are called as ever, after kintone.proxy has returned', async (t) => {
  const shim = open(t);
  let isReturned = false;
  const order = [];
  shim.upstream
    .get(api)
    .reply(() => ({ status: order.push(isReturned) && 200, body: 'ok' }))
    .fail('reset');
  const call = () =>
    new Promise((resolve) => {
      isReturned = false;
      const returned = shim.kintone.proxy(api, 'GET', {}, {}, (...answer) => resolve(answer), resolve);
      isReturned = true;
      assert.equal(returned, undefined);
    });
  assert.deepEqual(await call(), ['ok', 200, {}]);
  assert.match(await call(), /SHIM_CONNECTION_RESET/);
  assert.deepEqual(order, [true]);
});

test('what a function throws, or gives wrongly, is a failure that says so', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  const boom = new TypeError('boom');
  const throwing = () => {
    throw boom;
  };
  const functions = [
    [throwing, /boom/],
    [() => Promise.reject(boom), /boom/],
    [() => undefined, /reply: .*given: undefined/],
    [() => 'text', /reply: .*given: /],
    [() => null, /reply: answer must be .*given: null/],
    [() => new Response('text'), /reply: answer must be .*given: Response/],
    [() => ({}), /reply: status must be .*given: undefined/],
    [() => ({ status: 200, Body: 'a' }), /option Body is not known/],
    [() => ({ status: 200, headers: [] }), /reply: headers must be/],
    [
      () => ({
        status: 200,
        get body() {
          throw boom;
        },
      }),
      /boom/,
    ],
    [
      () => {
        throw Object.assign(new Error('mine'), { code: 'ECONNREFUSED' });
      },
      /mine/,
    ],
    [() => Promise.reject(), /undefined/],
  ];
  for (const [reply, pattern] of functions) {
    upstream.get(api).reply(reply);
    const { message } = await failureOf(get(shim, api), 'SHIM_NETWORK_FAILED');
    assert.match(message, /a function of its route threw/);
    assert.match(message, pattern);
  }
  upstream.get(api).reply(200);
  upstream
    .intercept({ body: async () => false })
    .reply(200)
    .optionally();
  await successOf(get(shim, api));
  assert.match(
    (await failureOf(get(shim, api), 'SHIM_NETWORK_FAILED')).message,
    /body: answer must be boolean; given: Promise/,
  );
  shim.reset();
  upstream.intercept({ body: throwing }).reply(200).optionally();
  await failureOf(get(shim, api), 'SHIM_NETWORK_FAILED');
  assert.equal(lastCall(shim).cause, boom);
  assert.throws(() => shim.verify(), /threw: boom/);
  assert.equal(internalsOf(shim).liveExchanges(), 0);
});

test('a predicate that calls kintone.proxy again and again ends in a failure', async (t) => {
  const shim = open(t);
  const inner = [];
  shim.upstream
    .intercept({ body: () => inner.push(get(shim, api)) && true })
    .reply(200)
    .persist();
  await get(shim, api).catch((error) => assert.equal(typeof error, 'string'));
  await Promise.allSettled(inner);
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  shim.reset();
  shim.upstream.get(api).reply(200);
  await successOf(get(shim, api));
});

test('a predicate whose own call takes the last reply leaves none', async (t) => {
  const shim = open(t);
  const calls = [];
  const body = () => {
    if (calls.length === 0) {
      calls.push(undefined);
      calls[0] = get(shim, api);
    }
    return true;
  };
  shim.upstream.intercept({ url: api, body }).reply(200, 'one');
  await failureOf(get(shim, api), 'SHIM_NETWORK_OFFLINE');
  assert.equal((await successOf(calls[0])).body, 'one');
});

test('a function may dispose of the shim, or reset it', async (t) => {
  for (const end of ['dispose', 'reset']) {
    const shim = open(t);
    shim.upstream.intercept({ body: () => shim[end]() ?? true }).reply(200);
    const call = get(shim, api);
    if (end === 'dispose') await failureOf(call, 'SHIM_DISPOSED');
    else await successOf(call);
    const other = open(t);
    other.upstream.get(api).reply(() => other[end]());
    await failureOf(get(other, api), 'SHIM_CALL_ABORTED');
    assert.equal(internalsOf(other).liveExchanges(), 0);
  }
});
