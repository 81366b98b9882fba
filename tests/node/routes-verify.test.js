/** What shim.verify() and a refused call say of routes, and what misuse says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, openShim, post, successOf } from '../support/calls.js';
import { until } from '../support/waiting.js';

const OFFLINE = 'SHIM_NETWORK_OFFLINE';
const api = 'https://api.example.com';
const open = (t, options) => openShim(t, { network: 'offline', ...options });

/** The lines below the first of what verify() throws. */
function foundBy(shim) {
  let found;
  assert.throws(
    () => shim.verify(),
    (error) => {
      assert.equal(error.code, 'SHIM_VERIFICATION_FAILED');
      found = error.message;
      return true;
    },
  );
  return found.split('\n').slice(1);
}

test('a route that was not used is named with what is left of it', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  upstream.get(`${api}/a`).reply(200).times(3);
  upstream
    .intercept({ method: ['POST', 'PUT'], url: /b/i })
    .fail('dns')
    .reply(200);
  upstream.intercept({}).reply(200).persist();
  upstream.put('https://**/c');
  upstream.delete(`${api}/d`).reply(200).optionally();
  await successOf(get(shim, `${api}/a`));
  assert.deepEqual(foundBy(shim), [
    `- the route GET ${api}/a still waits for calls (times left: 2)`,
    '- the route POST|PUT /b/i still waits for calls (times left: 2)',
    '- the route * ** still waits for calls (times left: 1)',
    '- The route PUT https://**/c has no reply.',
  ]);
  await successOf(get(shim, `${api}/x`));
  assert.equal(foundBy(shim).length, 3, 'of a persistent one a single use is enough');
  shim.reset();
  shim.verify();
  await failureOf(get(shim, `${api}/a`), OFFLINE);
});

test('a route that was kept beyond a reset is declared anew by its next reply', async (t) => {
  for (const url of [api, `${api}/*`]) {
    const shim = open(t);
    const route = shim.upstream.get(url);
    route.reply(200, 'first');
    route.fail('reset');
    await successOf(get(shim, api));
    shim.reset();
    shim.verify();
    route.reply(() => ({ status: 200, body: 'second' })).times(2);
    for (let i = 0; i < 2; i += 1) assert.equal((await successOf(get(shim, api))).body, 'second');
    shim.verify();
    await failureOf(get(shim, api), OFFLINE);
  }
});

test('beside failures that nobody was told of, and in Japanese', async (t) => {
  const shim = open(t, { locale: 'ja' });
  const printed = t.mock.method(process.stderr, 'write', () => true);
  shim.upstream.get(api).fail('reset').reply(200);
  shim.kintone.proxy(api, 'GET', {}, {}, () => {});
  await until(() => printed.mock.callCount() > 0);
  const { message } = await failureOf(post(shim, api, 'text'), OFFLINE);
  assert.match(
    message,
    /^最も近いルートGET https:\/\/api\.example\.comはmethodが一致しません（期待値：GET、実際の値：POST）。 POST https:/,
  );
  const found = foundBy(shim);
  assert.equal(found.length, 4);
  assert.match(found[0], /failureCallback/);
  assert.match(found[1], /応答する相手がない/);
  assert.match(found[2], /^ {2}最も近いルートGET/);
  assert.equal(found[3], '- 呼び出しが残っているルート：GET https://api.example.com（残り1回）');
});

test('a refused call names the route that comes nearest', async (t) => {
  const shim = open(t);
  const why = async (call) =>
    /^(.*?)(?:GET|POST) \S+ may not leave /.exec((await failureOf(call, OFFLINE)).message)[1];
  assert.equal(await why(get(shim, `${api}/v1`)), '', 'none where there is none');
  shim.upstream.get('https://other.example/').reply(200);
  shim.upstream.get(`${api}/v1/records`).reply(200);
  shim.upstream.get(`${api}/v2/**`).reply(200);
  assert.equal(
    await why(get(shim, `${api}/v1/record`)),
    `The nearest route is GET ${api}/v1/records: its url does not match (expected "${api}/v1/records", got "${api}/v1/record"). `,
  );
  assert.equal(
    await why(post(shim, `${api}/v1/records`, '')),
    `The nearest route is GET ${api}/v1/records: its method does not match (expected GET, got POST). `,
  );
  await successOf(get(shim, `${api}/v1/records`));
  assert.equal(await why(get(shim, `${api}/v1/records`)), `The route GET ${api}/v1/records is used up. `);
  shim.upstream.get(`${api}/silent`);
  assert.equal(await why(get(shim, `${api}/silent`)), `The route GET ${api}/silent has no reply. `);
});

test('a lone surrogate in a route hides no route', (t) => {
  const shim = open(t);
  shim.upstream.get(api).reply(200);
  shim.upstream.get(`${api}/\ud800`).reply(200);
  shim.upstream.get(new RegExp('\ud800')).reply(200);
  assert.deepEqual(
    foundBy(shim).map((line) => line.match(/GET (\S+)/)[1]),
    [api, `${api}/\ufffd`, '/\ufffd/'],
  );
});

const misuse = {
  'no URL': [(u) => u.get(), /get: url must be string .*given: undefined/],
  'a number as URL': [(u) => u.post(5), /post: url must be .*given: 5/],
  'a relative URL': [(u) => u.put('/v1'), /put: url must be an absolute URL.*given: "\/v1"/],
  'another scheme': [(u) => u.delete(new URL('ftp://a/')), /delete: url must have the scheme.*"ftp:\/\/a\/"/],
  'an unknown matcher': [
    (u) => u.intercept({ metod: 'GET' }),
    /intercept: .*metod.*known.*method, url, query/,
  ],
  'no matcher': [(u) => u.intercept(), /intercept: .*method, url, query, headers, body.*given: undefined/],
  'a matcher that is a string': [(u) => u.intercept(api), /intercept: .*given: "https/],
  'a URL as matcher': [(u) => u.intercept(new URL(api)), /intercept: matcher must be .*given: URL/],
  'a RegExp as matcher': [(u) => u.intercept(/a/), /intercept: matcher must be .*given: RegExp/],
  'an array as matcher': [(u) => u.intercept([]), /intercept: matcher must be .*given: array/],
  'null as matcher': [(u) => u.intercept(null), /intercept: matcher must be .*given: null/],
  'a method that is none': [(u) => u.intercept({ method: ['GET', 'PATCH'] }), /method must be 'GET' \|/],
  'a query that is no object': [(u) => u.intercept({ query: 'a=1' }), /query must be .*given: "a=1"/],
  'a query in two places': [
    (u) => u.intercept({ url: `${api}/?a=1`, query: { b: '2' } }),
    /intercept: url must have no \? beside query; given: "https/,
  ],
  'a header that is a number': [
    (u) => u.intercept({ headers: { 'X-Id': 1 } }),
    /headers\.X-Id must be .*: 1/,
  ],
  'a body that is a Map': [(u) => u.intercept({ body: new Map() }), /body must be .*given: Map/],
  'a status that is a string': [
    (u) => u.get(api).reply('200'),
    /reply: status must be 200 … 999; given: "200"/,
  ],
  'an interim status': [(u) => u.get(api).reply(103), /given: 103/],
  'a body that is null': [(u) => u.get(api).reply(200, null), /reply: body must be .*given: null/],
  'a body that is a FormData': [(u) => u.get(api).reply(200, new FormData()), /given: FormData/],
  'a header with a line break': [
    (u) => u.get(api).reply(200, '', { A: ['a', 'a\nb'] }),
    /headers\.A must not contain a line break .*\(character 2\)/,
  ],
  'a header whose name is none': [
    (u) => u.get(api).reply(200, '', { 'A: b\r\nC': 'c' }),
    /headers\.A: b\r\nC is not a valid header name/,
  ],
  'a header to be matched whose name is none': [
    (u) => u.intercept({ headers: { 'X A': 'a' } }),
    /headers\.X A is not a valid header name/,
  ],
  'a relative URL with a *': [(u) => u.get('/v1/*'), /get: url must be an absolute URL.*given: "\/v1\/\*"/],
  'an unknown failure': [(u) => u.get(api).fail('slow'), /fail: kind must be 'dns' \| .*given: "slow"/],
  'no times': [(u) => u.get(api).reply(200).times(0), /times: times must be 1 … .*given: 0/],
  'times that are a string': [(u) => u.get(api).reply(200).times('2'), /times must be .*given: "2"/],
  'a negative delay': [(u) => u.get(api).reply(200).delay(-1), /delay: milliseconds must be 0 … .*given: -1/],
  'times of nothing': [(u) => u.get(api).times(2), /times/],
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
