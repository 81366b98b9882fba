/** Calls at once, shims beside each other, and calls that are cut off by reset() and dispose(). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModule } from '../support/child.js';
import {
  failureOf,
  get,
  internalsOf,
  openBoth,
  openShim,
  openUpstream,
  post,
  settled,
  successOf,
  upload,
} from '../support/calls.js';
import { createSignal } from '../support/waiting.js';

const echo = ({ target, method }) => ({
  status: 200,
  fields: [['X-Target', target]],
  body: `${method} ${target}`,
});

test('1,000 calls at once: each gets its own answer', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith(echo);
  const calls = Array.from({ length: 1_000 }, async (_, i) => {
    const { body, headers } = await successOf(get(shim, `${upstream.url}/${i}`));
    assert.equal(body, `GET /${i}`);
    assert.equal(headers['X-Target'], `/${i}`);
  });
  await Promise.all(calls);
  assert.equal(upstream.requests.length, 1_000);
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  assert.deepEqual(
    shim.journal.calls().map(({ url }) => url),
    Array.from({ length: 1_000 }, (_, i) => `${upstream.url}/${i}`),
  );
});

test('successes, failures and uploads at once do not touch each other', async (t) => {
  // The limit of time is over when the clock says so.
  const { upstream, shim } = await openBoth(t, { clock: 'manual', limits: { responseBody: 1_000 } });
  upstream.answerWith((request) => {
    if (request.target.startsWith('/reset')) return { reset: true };
    if (request.target.startsWith('/short')) return { status: 200, body: 'hello', cut: 3 };
    if (request.target.startsWith('/hang')) return { hang: true };
    if (request.target.startsWith('/large')) return { status: 200, body: { fill: 'x', length: 1_001 } };
    return { ...echo(request), delay: (request.target.length * 7) % 30 };
  });
  const url = (path) => `${upstream.url}${path}`;
  const one = (i) => [
    successOf(get(shim, url(`/get/${i}`))).then(({ body }) => assert.equal(body, `GET /get/${i}`)),
    successOf(post(shim, url(`/post/${i}`), 'x')).then(({ body }) => assert.equal(body, `POST /post/${i}`)),
    successOf(upload(shim, url(`/up/${i}`), new Blob(['f']))).then(({ body }) =>
      assert.equal(body, `POST /up/${i}`),
    ),
    failureOf(get(shim, url(`/reset/${i}`)), 'SHIM_CONNECTION_RESET'),
    failureOf(get(shim, url(`/short/${i}`)), 'SHIM_RESPONSE_TRUNCATED'),
    failureOf(get(shim, url(`/large/${i}`)), 'SHIM_RESPONSE_BODY_TOO_LARGE'),
    failureOf(get(shim, 'ftp://127.0.0.1/'), 'SHIM_INVALID_ARGUMENT'),
  ];
  const hang = (_, i) => failureOf(get(shim, url(`/hang/${i}`)), 'GAIA_PR03');
  const hanging = Promise.all(Array.from({ length: 25 }, hang));
  await Promise.all(Array.from({ length: 25 }, (_, i) => one(i)).flat());
  await upstream.received(7 * 25);
  shim.advance(internalsOf(shim).limits().timeout);
  await hanging;
  assert.equal(upstream.requests.length, 7 * 25);
  assert.equal(internalsOf(shim).liveExchanges(), 0);
});

test('a call that waits does not hold up the others', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith(({ target }) => (target === '/hang' ? { hang: true } : { status: 200, body: 'ok' }));
  const waiting = settled(get(shim, `${upstream.url}/hang`));
  for (let i = 0; i < 20; i += 1) assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
  assert.equal(internalsOf(shim).liveExchanges(), 1);
  shim.dispose();
  assert.ok('failure' in (await waiting));
});

test('reset() ends the calls in flight, and the shim goes on', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ hang: true });
  const calls = [
    get(shim, upstream.url),
    post(shim, upstream.url, 'x'),
    upload(shim, upstream.url, new Blob(['f'])),
  ];
  const failed = Promise.all(calls.map((call) => failureOf(call, 'SHIM_CALL_ABORTED')));
  await upstream.received(3);
  shim.reset();
  await failed;
  await Promise.all(upstream.connections.map(({ closed }) => closed));
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  assert.equal(shim.journal.calls().length, 0);
  upstream.answerWith({ status: 200, body: 'next' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
});

test('dispose() ends the calls in flight, and later ones at once', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ hang: true });
  const failed = failureOf(get(shim, upstream.url), 'SHIM_CALL_ABORTED');
  await upstream.received(1);
  shim.dispose();
  await failed;
  await upstream.connections[0].closed;
  await failureOf(get(shim, upstream.url), 'SHIM_DISPOSED');
  await failureOf(upload(shim, upstream.url, new Blob(['f'])), 'SHIM_DISPOSED');
  shim.dispose();
  assert.equal(upstream.requests.length, 1);
});

test('dispose() closes the connections that are kept open', async (t) => {
  const { upstream, shim } = await openBoth(t);
  await successOf(get(shim, upstream.url));
  assert.equal(upstream.connections[0].open, true);
  shim.dispose();
  await upstream.connections[0].closed;
});

test('reset() of one shim leaves another alone', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const other = openShim(t);
  const isReset = createSignal();
  upstream.answerWith({ status: 200, body: 'late', after: isReset.given });
  const mine = failureOf(get(shim, upstream.url), 'SHIM_CALL_ABORTED');
  const theirs = successOf(get(other, upstream.url));
  await upstream.received(2);
  shim.reset();
  shim.dispose();
  await mine;
  isReset.give();
  assert.equal((await theirs).body, 'late');
  assert.equal(other.journal.calls().length, 1);
});

test('callbacks run once, after the call has returned', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const order = [];
  const call = (url, method) =>
    new Promise((resolve) => {
      const done = (outcome) => () => resolve(order.push(outcome));
      const returned = shim.kintone.proxy(url, method, {}, {}, done('success'), done('failure'));
      order.push(`returned ${returned}`);
    });
  await call(upstream.url, 'GET');
  await call(upstream.url, 'PATCH');
  // A second time would have come before another call has ended.
  await successOf(get(shim, upstream.url));
  assert.deepEqual(order, ['returned undefined', 'success', 'returned undefined', 'failure']);
});

test('connections are used again', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (let i = 0; i < 10; i += 1) await successOf(post(shim, upstream.url, 'text'));
  // The second one where a call begins while the connection of the last is not yet free.
  assert.ok(upstream.connections.length <= 2, `${upstream.connections.length} connections`);
});

test('a process ends by itself after its calls', async (t) => {
  const upstream = await openUpstream(t);
  // For that long the connection may be kept, but not the process.
  upstream.answerWith({ status: 200, fields: [['Keep-Alive', 'timeout=600']], body: 'ok' });
  const source = `
    import { createShim } from 'kintone-shim';
    const { kintone } = createShim({ network: ['127.0.0.1'] });
    const [body] = await kintone.proxy(process.argv[1], 'GET', {}, {});
    console.log(body);`;
  const { code, stdout, stderr } = await runModule(source, { args: [upstream.url] });
  assert.equal(code, 0, stderr);
  assert.equal(stdout, 'ok\n');
});
