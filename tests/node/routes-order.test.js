/** Routes: which of several serves, what is left of them, and what they served. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuTime } from '../support/cpu-time.js';
import { failureOf, get, openShim, post, successOf } from '../support/calls.js';

const api = 'https://api.example.com';

const open = (t, options) => openShim(t, { network: 'offline', ...options });
const bodyOf = async (call) => (await successOf(call)).body;

/** The bodies of so many calls of one URL, one after the other. */
async function bodiesOf(shim, url, times) {
  const bodies = [];
  for (let i = 0; i < times; i += 1) bodies.push(await bodyOf(get(shim, url)));
  return bodies;
}

test('a test overrides a default of its file: of the same exact URL, of a pattern, for once or for good', async (t) => {
  for (const [url, other] of [
    [`${api}/a`, `${api}/a`],
    [`${api}/*`, `${api}/*`],
    [`${api}/a`, `${api}/**`],
    [`${api}/*`, `${api}/a`],
  ]) {
    const shim = open(t);
    shim.upstream.get(url).reply(200, 'default').persist().optionally();
    shim.upstream.get(other).reply(200, 'once');
    assert.deepEqual(await bodiesOf(shim, `${api}/a`, 2), ['once', 'default'], `${url} ${other}`);
    shim.upstream.get(other).reply(200, 'from now on').persist();
    assert.deepEqual(await bodiesOf(shim, `${api}/a`, 2), ['from now on', 'from now on'], `${url} ${other}`);
  }
});

test('what does not persist is served first: exact URLs before the rest, the oldest first', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  upstream.get('**').reply(200, 'any').persist();
  upstream.get(`${api}/a?b=1`).reply(200, 'older default').persist();
  upstream.get(`${api}/**`).reply(200, 'pattern');
  upstream.get('**').reply(200, 'younger pattern');
  upstream.get(`${api}/a?b=1`).reply(200, 'default').persist();
  upstream.intercept({ url: `${api}/a`, query: { b: '1' } }).reply(200, 'with query');
  upstream.get(`${api}/a?b=1`).reply(200, 'exact').times(2);
  const bodies = await bodiesOf(shim, `${api}/a?b=1`, 7);
  const once = ['with query', 'exact', 'exact', 'pattern', 'younger pattern'];
  assert.deepEqual(bodies, [...once, 'default', 'default']);
});

test('several replies of one route: in turn, and the last that persists at the end', async (t) => {
  const shim = open(t);
  shim.upstream
    .get(api)
    .reply(200, 'default')
    .persist()
    .reply(200, 'first')
    .reply(200, 'second')
    .times(2)
    .reply(200, 'at last')
    .persist();
  assert.deepEqual(await bodiesOf(shim, api, 5), ['first', 'second', 'second', 'at last', 'at last']);
});

test('times and persist may be said again, of a used-up reply too', async (t) => {
  const shim = open(t);
  const one = shim.upstream.get(api).reply(200, 'one');
  const other = shim.upstream.get(api).reply(200, 'other').persist();
  assert.deepEqual(await bodiesOf(shim, api, 2), ['one', 'other']);
  one.times(2);
  other.times(1);
  assert.deepEqual(await bodiesOf(shim, api, 3), ['one', 'one', 'other']);
  await failureOf(get(shim, api), 'SHIM_NETWORK_OFFLINE');
  one.persist();
  assert.deepEqual(await bodiesOf(shim, api, 2), ['one', 'one']);
  shim.reset();
  one.times(3);
  await failureOf(get(shim, api), 'SHIM_NETWORK_OFFLINE');
  assert.deepEqual(shim.upstream.pending(), []);
});

test('a predicate is asked once a call, whatever its route has to serve', async (t) => {
  const shim = open(t);
  let asked = 0;
  const body = () => {
    asked += 1;
    return false;
  };
  shim.upstream.intercept({ url: api, body }).reply(200).reply(201).reply(202).persist().optionally();
  await failureOf(get(shim, api), 'SHIM_NETWORK_OFFLINE');
  assert.equal(asked, 1);
});

test('thousands of used-up replies of one route, and used-up patterns, cost little', async (t) => {
  const shim = open(t);
  const route = shim.upstream.get(api);
  for (let i = 0; i < 10_000; i += 1) route.reply(200, String(i));
  for (let i = 0; i < 10_000; i += 1) shim.upstream.get(`${api}/${i}/*`).reply(200);
  for (let i = 0; i < 1_000; i += 1) await successOf(get(shim, `${api}/${i}/a`));
  const other = open(t);
  other.upstream.get(api).reply(200).persist();
  const timeOf = async (call) => {
    const began = cpuTime();
    for (let i = 0; i < 1_000; i += 1) await call(i);
    return cpuTime() - began;
  };
  const alone = await timeOf(() => bodyOf(get(other, api)));
  const among = await timeOf(async (i) => assert.equal(await bodyOf(get(shim, api)), String(i)));
  assert.ok(among < 5 * alone, `${among} ms, of a route alone ${alone} ms`);
});

test('pending() names the routes that a test still waits for, in either language', async (t) => {
  const shim = open(t);
  const { upstream } = shim;
  assert.deepEqual(upstream.pending(), []);
  upstream.get(`${api}/a`).reply(200).times(3);
  upstream.post('https://**/b').reply(200).persist();
  upstream.put(/c/);
  upstream.delete(`${api}/d`).reply(204).optionally();
  await successOf(get(shim, `${api}/a`));
  assert.deepEqual(upstream.pending(), [
    `GET ${api}/a (times left: 2)`,
    'POST https://**/b (times left: 1)',
    'PUT /c/ (no reply)',
  ]);
  await successOf(post(shim, `${api}/b`, ''));
  assert.equal(upstream.pending().length, 2);
  shim.reset();
  assert.deepEqual(upstream.pending(), []);
  const japanese = open(t, { locale: 'ja' });
  japanese.upstream.get(api).reply(200);
  japanese.upstream.get(`${api}/b`);
  assert.deepEqual(japanese.upstream.pending(), [`GET ${api}（残り1回）`, `GET ${api}/b（応答なし）`]);
});

test("a route's calls are the journal's entries of what it served", async (t) => {
  const shim = open(t, { redirect: 'follow' });
  const { upstream } = shim;
  const route = upstream.get(`${api}/*`);
  assert.deepEqual(route.calls, []);
  const served = route
    .reply(200, 'one')
    .fail('reset')
    .reply(302, '', { Location: `${api}/x/y` });
  const target = upstream.get(`${api}/x/y`).reply(200, 'two');
  await successOf(get(shim, `${api}/a`));
  await failureOf(get(shim, `${api}/b`), 'SHIM_CONNECTION_RESET');
  assert.equal(await bodyOf(get(shim, `${api}/c`)), 'two');
  const urls = ({ calls }) => calls.map(({ url }) => url);
  assert.deepEqual(urls(route), [`${api}/a`, `${api}/b`, `${api}/c`]);
  assert.deepEqual(urls(served), urls(route));
  assert.deepEqual(urls(target), [`${api}/c`], 'a redirect is followed within one call');
  assert.equal(route.calls[0], shim.journal.calls()[0]);
  assert.equal(route.calls[0].response.body, 'one');
  assert.throws(() => route.calls.push('mine'), TypeError);
  assert.throws(() => {
    route.calls = [];
  }, TypeError);
  shim.reset();
  assert.deepEqual(route.calls, []);
  route.reply(200, 'again');
  await successOf(get(shim, `${api}/d`));
  assert.deepEqual(urls(route), [`${api}/d`]);
});
