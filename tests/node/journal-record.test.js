/** The journal is a record: nobody changes it, and it has what a test asks of a call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { failureOf, get, openShim, post, upload } from '../support/calls.js';

const LIMIT = 262_144;
const api = 'https://api.example.com/';

function open(t, options) {
  const shim = openShim(t, { network: 'offline', ...options });
  shim.upstream
    .intercept({ url: `${api}**` })
    .reply(200, 'answer', { 'X-A': 'as sent' })
    .persist()
    .optionally();
  return shim;
}

test('what a caller does to its answer changes nothing in the journal', async (t) => {
  const shim = open(t);
  const [, , headers] = await get(shim, api, { 'X-B': 'b' });
  headers['X-A'] = 'changed';
  headers['X-B'] = 'added';
  const [entry] = shim.journal.calls();
  assert.deepEqual(entry.response.headers, { 'X-A': 'as sent' });
  assert.equal(Object.getPrototypeOf(headers), Object.prototype);
});

test('an entry cannot be written, while its call is pending and afterwards', async (t) => {
  const shim = open(t);
  const call = get(shim, 'https://api.example.com/\u00e9', { 'X-B': 'b' });
  const [entry] = shim.journal.calls();
  const deep = (value) => [value.headers, value.warnings, value.request, value.response, value.outcome];
  for (const state of ['pending', 'success']) {
    assert.equal(entry.state, state);
    for (const name of Object.keys(entry)) {
      assert.throws(() => {
        entry[name] = 'changed';
      }, TypeError);
    }
    assert.ok(deep(entry).every((value) => value === undefined || Object.isFrozen(value)));
    await call;
  }
  assert.ok(
    Object.isFrozen(entry) && Object.isFrozen(entry.warnings[0]) && Object.isFrozen(entry.response.headers),
  );
  assert.equal(entry.warnings.length, 1);
  shim.journal.calls().push('mine');
  assert.deepEqual(shim.journal.calls(), [entry]);
  assert.equal(entry.duration, entry.duration);
});

test('the body of a request is there as it was sent', async (t) => {
  const shim = open(t);
  const object = { a: [1], toJSON: () => ({ b: 2 }) };
  await post(shim, api, 'text\ud800');
  await post(shim, api, object);
  await post(shim, api, {});
  const file = new File(['bytes'], 'a.txt');
  await upload(shim, api, file);
  const [text, json, empty, blob] = shim.journal.calls().map(({ request }) => request);
  assert.equal(text.text(), 'text\ufffd');
  assert.throws(() => text.json(), SyntaxError);
  assert.equal(await text.blob().text(), 'text\ufffd');
  assert.deepEqual([json.text(), json.json()], ['{"b":2}', { b: 2 }]);
  assert.deepEqual([empty.text(), empty.blob().size], ['', 0]);
  assert.equal(blob.blob(), file);
  // The advice of the message.
  assert.throws(
    () => blob.text(),
    /POST https:\/\/api\.example\.com\/ is a Blob: read it with await entry\.request\.blob\(\)\.text\(\)/,
  );
  assert.equal(await blob.blob().text(), 'bytes');
});

test('of a longer one the limit is named, and the advice gives it whole', async (t) => {
  const shim = openShim(t, { network: 'offline' });
  let whole;
  const keep = (request) => {
    whole = request.body;
    return { status: 200 };
  };
  shim.upstream.post(api).reply(keep).times(4);
  for (const send of [
    (length) => post(shim, api, 'x'.repeat(length)),
    (length) => upload(shim, api, new Blob(['x'.repeat(length)])),
  ]) {
    await send(LIMIT);
    const kept = shim.journal.calls().at(-1).request;
    assert.equal((await kept.blob().text()).length, LIMIT);
    await send(LIMIT + 1);
    const cut = shim.journal.calls().at(-1);
    assert.equal(cut.bodyLength, LIMIT + 1);
    for (const read of ['text', 'json', 'blob']) {
      assert.throws(
        () => cut.request[read](),
        (error) => {
          assert.equal(error.code, 'SHIM_BODY_NOT_KEPT');
          assert.match(
            error.message,
            /^The body of POST https:\/\/api\.example\.com\/ is 262145 long.* no more than 262144 of one/,
          );
          return true;
        },
      );
    }
    assert.equal(whole.length ?? whole.size, LIMIT + 1);
  }
});

test('P04: what was given and not sent is told, and not looked at', async (t) => {
  const shim = open(t);
  const inner = { b: [1] };
  const hostile = { get a() { return assert.fail('looked at'); }, inner }; // prettier-ignore
  const blob = new Blob();
  await get(shim, api);
  await shim.kintone.proxy(api, 'GET', {}, hostile);
  await shim.kintone.proxy(api, 'DELETE', {}, 'text');
  await post(shim, api, 'sent');
  await shim.kintone.proxy(api, 'GET', {}, blob);
  const loop = [inner];
  loop.push(loop);
  await shim.kintone.proxy(api, 'GET', {}, loop);
  inner.b.push(2);
  const requests = shim.journal.calls().map(({ request }) => request);
  const { dropped } = requests[1];
  assert.deepEqual(Object.keys(dropped), ['a', 'inner']);
  assert.deepEqual(dropped.inner, { b: [1] }, 'as it was then');
  assert.ok(Object.isFrozen(dropped) && Object.isFrozen(dropped.inner.b));
  assert.equal(requests[4].dropped, blob);
  assert.equal(requests[5].dropped[1], requests[5].dropped);
  assert.deepEqual(
    [requests[0].dropped, requests[2].dropped, requests[3].dropped],
    [undefined, 'text', undefined],
  );
  assert.deepEqual(
    requests.map((each) => each.text()),
    ['', '', '', 'sent', '', ''],
  );
});

test('an entry has its outcome and the route that served it', async (t) => {
  const shim = open(t);
  await get(shim, api);
  await failureOf(get(shim, 'https://other.example/'), 'SHIM_NETWORK_OFFLINE');
  await failureOf(post(shim, 'nowhere', 'not sent'), 'SHIM_INVALID_ARGUMENT');
  const [served, refused, wrong] = shim.journal.calls();
  assert.equal(served.outcome, served.response);
  assert.equal(served.route, `* ${api}**`);
  assert.equal(refused.outcome.code, 'SHIM_NETWORK_OFFLINE');
  assert.deepEqual(refused.outcome, JSON.parse(refused.error));
  assert.deepEqual([refused.route, wrong.request.text()], [null, '']);
});

test('10 MB are kept once: a journal of many takes no memory of its own', async (t) => {
  const shim = open(t);
  const data = 'x'.repeat(10_000_000);
  await post(shim, api, data);
  const before = process.memoryUsage();
  for (let i = 0; i < 20; i += 1) await post(shim, api, data);
  const { heapUsed, external } = process.memoryUsage();
  assert.ok(heapUsed + external - before.heapUsed - before.external < 50_000_000);
});

test('the console shows of an entry and of a shim what one wants to know', async (t) => {
  const shim = open(t, { clock: 'manual', network: ['127.0.0.1'] });
  shim.upstream.get('https://waiting.example/').reply(200);
  const call = post(shim, api, { a: 1 }, { 'X-B': 'b' });
  const [entry] = shim.journal.calls();
  assert.match(inspect(entry), /^kintone\.proxy POST https:\/\/api\.example\.com\/ -> pending \(\d+ ms\)/);
  await call;
  await failureOf(get(shim, 'https://other.example/'), 'SHIM_NETWORK_OFFLINE');
  const [, failure] = shim.journal.calls();
  assert.match(
    inspect(entry),
    /^kintone\.proxy POST \S+ -> 200 \(\d+ ms\) \{[^]*'X-B': 'b'[^]*body: '\{"a":1\}'[^]*body: 'answer'/,
  );
  assert.match(inspect(failure), /-> SHIM_NETWORK_OFFLINE [^]*message: .*may not leave this machine/);
  assert.match(inspect({ a: { b: { c: entry } } }), /-> 200/);
  const shown = inspect(shim);
  assert.match(
    shown,
    /^Shim of https:\/\/example\.kintone\.com \(network: \['127\.0\.0\.1'\], clock: 'manual'\) \{\n {2}calls: 2,/,
  );
  assert.match(
    shown,
    /kintone\.proxy POST \S+ -> 200[^]*waitingRoutes: \[ 'GET https:\/\/waiting\.example\/ \(times left: 1\)' \][^]*files: 0/,
  );
  assert.ok(inspect(shim.journal.calls()).length > 0);
  await post(shim, api, 'y'.repeat(100_000));
  assert.ok(inspect(shim.journal.calls().at(-1)).length < 3_000);
});
