/** Routes: which call is taken by which. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blob } from 'node:buffer';
import {
  failureOf,
  get,
  internalsOf,
  lastCall,
  openBoth,
  openShim,
  post,
  successOf,
  upload,
} from '../support/calls.js';

const OFFLINE = 'SHIM_NETWORK_OFFLINE';
const api = 'https://api.example.com';

const open = (t, options) => openShim(t, { network: 'offline', ...options });
const bodyOf = async (call) => (await successOf(call)).body;

test('a route answers whatever the network is, once', async (t) => {
  for (const network of ['offline', 'live', ['api.example.com']]) {
    const shim = open(t, { network });
    shim.upstream.get(`${api}/v1`).reply(201, 'one', { 'X-A': 'a' });
    assert.deepEqual(await get(shim, `${api}/v1`), ['one', 201, { 'X-A': 'a' }]);
    assert.equal(lastCall(shim).transport, 'route');
    shim.verify();
  }
  const shim = open(t);
  shim.upstream.get(`${api}/v1`).reply(200);
  assert.deepEqual(await get(shim, `${api}/v1`), ['', 200, {}]);
  await failureOf(get(shim, `${api}/v1`), OFFLINE);
  assert.equal(lastCall(shim).transport, null);
  assert.equal(internalsOf(shim).liveExchanges(), 0);
});

test('each method has its own', async (t) => {
  const shim = open(t);
  const { upstream, kintone } = shim;
  for (const name of ['get', 'post', 'put', 'delete']) upstream[name](`${api}/x`).reply(200, name);
  for (const method of ['DELETE', 'PUT', 'POST', 'GET']) {
    assert.equal(await bodyOf(kintone.proxy(`${api}/x`, method, {}, {})), method.toLowerCase());
  }
  shim.verify();
});

test('what does not persist comes first, of it exact URLs, then the rest in order', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  upstream.get('**').reply(200, 'any').persist();
  upstream.get(`${api}/*`).reply(200, 'pattern');
  upstream.get(`${api}/a`).reply(200, 'first');
  upstream.get(`${api}/a`).reply(200, 'second').times(2);
  const bodies = [];
  for (let i = 0; i < 5; i += 1) bodies.push(await bodyOf(get(shim, `${api}/a`)));
  assert.deepEqual(bodies, ['first', 'second', 'second', 'pattern', 'any']);
});

test('several replies are served in turn, and what follows one is of that one', async (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(500).times(2).fail('reset').reply(200, 'at last').delay(30).persist();
  assert.equal((await successOf(get(shim, api))).status, 500);
  assert.equal((await successOf(get(shim, api))).status, 500);
  await failureOf(get(shim, api), 'SHIM_CONNECTION_RESET');
  for (let i = 0; i < 3; i += 1) {
    const began = performance.now();
    assert.equal(await bodyOf(get(shim, api)), 'at last');
    assert.ok(performance.now() - began > 25);
  }
  shim.verify();
});

test('query, headers and body are matched', async (t) => {
  const shim = open(t);
  const { upstream, kintone } = shim;
  const matcher = {
    method: ['POST', 'PUT'],
    url: `${api}/search`,
    query: { q: 'a b', page: /^\d+$/ },
    headers: { authorization: /^Bearer /, 'X-Two': 'b' },
    body: { list: [1, { b: 2, a: 1 }], text: null },
  };
  upstream.intercept(matcher).reply(200, 'taken').persist();
  // What the test goes on with is its own.
  matcher.method.length = 0;
  matcher.body.list.length = 0;
  matcher.query.q = 'other';
  matcher.headers['X-Two'] = 'other';
  const url = `${api}/search?page=7&x=1&q=a+b`;
  const headers = { Authorization: 'Bearer x', 'x-two': 'b' };
  const data = { text: null, list: [1, { a: 1, b: 2 }] };
  const call = (...args) => kintone.proxy(...args);
  assert.equal(await bodyOf(call(url, 'PUT', headers, data)), 'taken');
  assert.equal(await bodyOf(call(url, 'POST', headers, ` ${JSON.stringify(data)}\n`)), 'taken');
  const others = [
    [['GET'], url, headers, data, 'method'],
    [['PUT'], `${api}/searches?page=7&q=a+b`, headers, data, 'url'],
    [['PUT'], `${api}/search?page=x&q=a+b`, headers, data, 'query'],
    [['PUT'], `${api}/search?q=a+b`, headers, data, 'query'],
    [['PUT'], url, { ...headers, 'x-two': 'c' }, data, 'headers'],
    [['PUT'], url, { 'X-Two': 'b' }, data, 'headers'],
    [['PUT'], url, headers, { ...data, more: 1 }, 'body'],
    [['PUT'], url, headers, { ...data, list: [{ a: 1, b: 2 }, 1] }, 'body'],
    [['PUT'], url, headers, 'no JSON', 'body'],
    [['PUT'], url, headers, {}, 'body'],
  ];
  for (const [[method], ...rest] of others) {
    const misfit = rest.pop();
    const { message } = await failureOf(call(rest[0], method, ...rest.slice(1)), OFFLINE);
    assert.match(
      message,
      new RegExp(`The nearest route is POST\\|PUT ${api}/search: its ${misfit} does not match`),
    );
  }
  await failureOf(
    kintone.proxy.upload(url, 'PUT', headers, { format: 'RAW', value: new Blob([JSON.stringify(data)]) }),
    OFFLINE,
  );
});

test('a body is a text, a RegExp, or what a function says of the request', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  const seen = [];
  upstream.intercept({ body: 'a=1' }).reply(200, 'text');
  upstream.intercept({ body: /^b=/ }).reply(200, 'pattern');
  upstream.intercept({ body: ['toString', { toString: 1, a: 2 }] }).reply(200, 'json');
  upstream
    .intercept({ body: (request) => seen.push(request) && request.body.size === 3 })
    .reply(200, 'function');
  assert.equal(await bodyOf(post(shim, api, 'b=1')), 'pattern');
  assert.equal(await bodyOf(post(shim, api, 'a=1')), 'text');
  assert.equal(await bodyOf(post(shim, api, ['toString', { a: 2, toString: 1 }])), 'json');
  await failureOf(post(shim, api, 'a=1', { 'X-A': 'a' }), OFFLINE);
  const file = new Blob(['abc']);
  assert.equal(await bodyOf(upload(shim, `${api}/file`, file)), 'function');
  assert.equal(seen.length, 2, 'asked once a call');
  assert.deepEqual([seen[0].api, seen[0].method, seen[0].url], ['kintone.proxy', 'POST', `${api}/`]);
  assert.deepEqual([seen[0].body, seen[0].headers['X-A'], seen[0].headers.Accept], ['a=1', 'a', '*/*']);
  assert.equal(seen[1].api, 'kintone.proxy.upload');
  assert.equal(seen[1].body, file);
});

test('a function is told of every header, and what it does to the request is its own', async (t) => {
  const shim = open(t);
  const told = [];
  const touch = (request) => {
    Reflect.set(request, 'url', 'https://other.example/');
    Reflect.set(request.headers, 'X-Own', 'b');
    return false;
  };
  shim.upstream.intercept({ body: touch }).reply(200).optionally();
  shim.upstream
    .intercept({ url: `${api}/v1*`, headers: JSON.parse('{"__proto__":"a"}') })
    .reply((request) => ({ status: told.push(request) && 200 }));
  await successOf(get(shim, `${api}/v1`, JSON.parse('{"__proto__":"a"}')));
  assert.equal(told[0].url, `${api}/v1`);
  assert.ok(Object.hasOwn(told[0].headers, '__proto__'));
  assert.ok(!('X-Own' in told[0].headers));
});

test('what a function may be told: nothing is "" of a GET, and of {}', async (t) => {
  const shim = open(t);
  shim.upstream
    .intercept({})
    .reply(({ body }) => ({ status: 200, body: typeof body + body.length }))
    .persist();
  assert.equal(await bodyOf(get(shim, api)), 'string0');
  assert.equal(await bodyOf(post(shim, api, {})), 'string0');
  assert.equal(await bodyOf(shim.kintone.proxy(api, 'GET', {}, 'ignored')), 'string0');
});

test("kintone's own origin is not routed", async (t) => {
  const shim = open(t);
  shim.upstream.intercept({}).reply(200, 'routed').optionally();
  const { body } = await successOf(get(shim, 'https://example.kintone.com/k/v1/file.json?fileKey=a'));
  assert.match(body, /CB_AU01/);
  assert.equal(lastCall(shim).transport, 'own');
});

test('where no route fits and the network may be reached, the call leaves', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: 'real' });
  shim.upstream.get(`${upstream.url}/stub`).reply(200, 'stub');
  assert.equal(await bodyOf(get(shim, `${upstream.url}/other`)), 'real');
  assert.equal(lastCall(shim).transport, 'node');
  assert.equal(await bodyOf(get(shim, `${upstream.url}/stub`)), 'stub');
  assert.equal(upstream.requests.length, 1);
});

test('a redirect that is followed is looked up like the first', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  upstream.answerWith([
    { status: 302, fields: [['Location', `${api}/c`]], body: '' },
    { status: 200, body: 'real' },
  ]);
  shim.upstream.post(`${api}/a`).reply(307, '', { Location: '/b' });
  shim.upstream
    .post(`${api}/b`)
    .reply(({ body }) => ({ status: 303, body, headers: { Location: `${upstream.url}/real` } }));
  shim.upstream.get(`${api}/c`).reply(({ method, body }) => ({ status: 200, body: `${method} ${body}.` }));
  assert.equal(await bodyOf(post(shim, `${api}/a`, 'text')), 'GET .');
  assert.equal(upstream.requests.length, 1);
  shim.upstream.get(`${api}/d`).reply(302, '', { Location: '/nowhere' });
  await failureOf(get(shim, `${api}/d`), OFFLINE);
  const manual = open(t);
  manual.upstream.get(api).reply(302, '', { Location: '/b' });
  assert.equal((await successOf(get(manual, api))).status, 302);
});
