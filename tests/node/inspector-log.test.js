/** What the inspector keeps, and copies as a route. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRoute } from '../../js/inspector/page/copy.js';
import { Log } from '../../js/inspector/server/inspector-log.js';

const entryOf = (more) => ({
  api: 'kintone.proxy',
  method: 'GET',
  url: 'https://a.example/',
  headers: {},
  startedAt: 0,
  transport: 'node',
  state: 'pending',
  ...more,
});

/** A call from its begin to its end. */
function run(log, more, body = 'ok') {
  const entry = entryOf(more);
  log.began(entry, {});
  Object.assign(entry, { state: 'success', duration: 1, response: { status: 200, headers: {}, body } });
  log.ended(entry, { warnings: [], received: body.length });
}

test('the last 10,000 calls are kept, while nobody looks 1,000', () => {
  const log = new Log(() => {});
  log.isSeen = true;
  for (let i = 0; i < 10_500; i += 1) run(log);
  assert.equal([...log.ids].length, 10_000);
  assert.equal(log.first, 501);
  assert.equal(log.line(500), undefined);
  assert.equal(log.whole(500), undefined);
  assert.equal(log.line(501).id, 501);
  log.isSeen = false;
  run(log);
  assert.equal([...log.ids].length, 1_000);
  assert.equal(log.first, 9_502);
});

test('fewer where they are long, and of a long body the beginning', () => {
  const log = new Log(() => {});
  const body = 'a'.repeat(10_000_000);
  for (let i = 0; i < 300; i += 1) run(log, { url: `https://a.example/${body}` }, body);
  const kept = [...log.ids].length;
  assert.ok(kept > 100 && kept < 128, String(kept));
  const { url, response } = log.whole(300);
  assert.equal(url.length, 10_000);
  assert.deepEqual(
    { ...response.body, text: response.body.text.length },
    { text: 256 * 1024, bytes: body.length, characters: body.length, kept: 256 * 1024 },
  );
});

test('long bodies that are cut do not stay in memory', () => {
  const log = new Log(() => {});
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 100; i += 1) run(log, {}, String(i).repeat(5_000_000));
  globalThis.gc?.();
  assert.ok(process.memoryUsage().heapUsed - before < 300_000_000);
});

test('a call that was cleared meanwhile stays away when it ends', () => {
  const log = new Log(() => {});
  const entry = entryOf();
  log.began(entry, {});
  log.clear();
  log.ended(entry, { warnings: [] });
  assert.deepEqual([...log.ids], []);
  assert.equal(log.first, 2);
});

test('copied as a route', () => {
  const response = {
    fields: [
      ['Content-Type', 'text/plain'],
      ['Content-Length', '2'],
    ],
    body: { text: 'o\u2028k', bytes: 2 },
  };
  const call = {
    api: 'kintone.proxy',
    method: 'post',
    url: 'https://a.example/"',
    state: 'success',
    status: 201,
    response,
  };
  assert.equal(
    asRoute(call),
    String.raw`shim.upstream.post("https://a.example/\"").reply(201, "o\u2028k", {"Content-Type":"text/plain"});`,
  );
  const failed = { ...call, state: 'failure', end: 'refused' };
  assert.equal(asRoute(failed), String.raw`shim.upstream.post("https://a.example/\"").fail('refused');`);
  const others = [{ state: 'pending' }, { state: 'failure' }, { method: 'PATCH' }, { api: 'REST' }];
  for (const none of others) assert.equal(asRoute({ ...call, ...none }), undefined);
});
