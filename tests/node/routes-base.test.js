/** Routes below a base: shim.upstream.at(base). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, openShim, successOf } from '../support/calls.js';

const api = 'https://api.example.com';

const open = (t, options) => openShim(t, { network: 'offline', ...options });

test('a path goes behind its base, with one slash between them', async (t) => {
  const shim = open(t);
  for (const [base, path, url] of [
    [`${api}/v1`, '/rates', `${api}/v1/rates`],
    [`${api}/v1/`, '/rates', `${api}/v1/rates`],
    [`${api}/v1`, 'rates', `${api}/v1/rates`],
    [`${api}/v1/`, 'rates', `${api}/v1/rates`],
    [api, '/rates?base=JPY', `${api}/rates?base=JPY`],
    [new URL(api), '/rates', `${api}/rates`],
    [`${api}/v1`, '', `${api}/v1`],
    [`${api}/v1/`, '', `${api}/v1/`],
    [`${api}/v1`, '?a=1', `${api}/v1?a=1`],
    ['HTTPS://API.example.com:443', '/\u6771', `${api}/%E6%9D%B1`],
    [`${api}/v1`, '/*/b', `${api}/v1/a/b`],
    [`${api}/v1`, '/**', `${api}/v1/a/b?c`],
    [`${api}/v1`, '**', `${api}/v1/a/b?c`],
  ]) {
    shim.reset();
    const below = shim.upstream.at(base);
    below.get(path).reply(200);
    await successOf(get(shim, url));
    shim.verify();
  }
});

test('every method has its own below a base, and so has intercept', async (t) => {
  const shim = open(t);
  const below = shim.upstream.at(`${api}/v1`);
  for (const method of ['get', 'post', 'put', 'delete']) below[method]('/x').reply(200, method);
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    const call = shim.kintone.proxy(`${api}/v1/x`, method, {}, {});
    assert.equal((await successOf(call)).body, method.toLowerCase());
  }
  below.intercept({ method: ['POST', 'PUT'], url: '/y', query: { q: /^a/ }, body: { b: 1 } }).reply(200, 'y');
  const call = shim.kintone.proxy(`${api}/v1/y?q=a`, 'PUT', {}, { b: 1 });
  assert.equal((await successOf(call)).body, 'y');
  below.intercept({ url: '/**' }).reply(200);
  assert.deepEqual(shim.upstream.pending(), [`* ${api}/v1/** (times left: 1)`]);
  await failureOf(get(shim, `${api}/v2/x`), 'SHIM_NETWORK_OFFLINE');
});

const misuse = {
  'no base': [(u) => u.at(), /^at: base must be string \| URL; given: undefined/],
  'a RegExp as base': [(u) => u.at(/a/), /^at: base must be string \| URL; given: RegExp/],
  'a relative base': [(u) => u.at('/v1'), /^at: base must be an absolute URL.*given: "\/v1"/],
  'a base of another scheme': [(u) => u.at('ftp://a/'), /^at: base must have the scheme/],
  'a base with a query': [
    (u) => u.at(`${api}/?a=1`),
    /^at: base must have no \?, # or \*, which stand in the path; given: "https:\/\/api.example.com\/\?a=1"/,
  ],
  'a base with a fragment': [(u) => u.at(`${api}/#a`), /^at: base must have no/],
  'a base with a *': [(u) => u.at('https://*.example.com'), /^at: base must have no/],
  'a URL with a * as base': [(u) => u.at(new URL(`${api}/*`)), /^at: base must have no/],
  'a RegExp as path': [(u) => u.at(api).get(/rates/), /^at\(base\)\.get: path must be string; given: RegExp/],
  'no path': [(u) => u.at(api).delete(), /^at\(base\)\.delete: path must be string; given: undefined/],
  'an absolute URL as path': [
    (u) => u.at(api).put(`${api}/v1`),
    /^at\(base\)\.put: path must be the rest of the URL.*given: "https:\/\/api.example.com\/v1"/,
  ],
  'a matcher without a URL': [
    (u) => u.at(api).intercept({}),
    /^at\(base\)\.intercept: path must be string; given: undefined/,
  ],
  'a matcher that is none': [
    (u) => u.at(api).intercept('/v1'),
    /^intercept: matcher must be .*given: "\/v1"/,
  ],
  'an unknown matcher': [(u) => u.at(api).intercept({ url: '/', metod: 'GET' }), /^intercept: .*metod/],
};

for (const [name, [use, pattern]] of Object.entries(misuse)) {
  test(`${name} is a TypeError that says what is allowed`, (t) => {
    const shim = open(t);
    assert.throws(
      () => use(shim.upstream),
      (error) => {
        assert.ok(error instanceof TypeError, String(error));
        assert.match(error.message, pattern);
        return true;
      },
    );
  });
}
