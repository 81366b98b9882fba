/** What the inspector keeps and copies: bounds, masks that no text makes slow, and words for a shell. */
import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { asCurl, asRoute, quoted } from '../../js/inspector/copy.js';
import { Log } from '../../js/server/inspector-log.js';
import { Mask } from '../../js/server/inspector-mask.js';
import { openUpstream } from '../support/calls.js';

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
  log.ended(entry, { warnings: [] });
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

test('no text makes masking slow', () => {
  const length = 256 * 1024;
  const texts = [
    '"',
    '\\"',
    'a',
    'a.',
    'a://',
    '"a":"',
    '"token":"\\',
    '&a=',
    'Bearer ',
    '"token": ',
    '&token',
    '%',
    '://@',
  ];
  const secrets = Array.from({ length: 12_000 }, (_, i) => `token=a-secret-${i}&`).join('');
  for (const text of [...texts.map((piece) => piece.repeat(length / piece.length)), secrets]) {
    const started = performance.now();
    const mask = new Mask();
    for (let i = 0; i < 2; i += 1) mask.text(text);
    assert.ok(performance.now() - started < 2_000, text.slice(0, 20));
  }
});

test('what is no secret stays', () => {
  for (const text of [
    'author=me',
    '{"authority":"x","fileKey":"abc"}',
    'a=b&c=d',
    'https://a.example/@b',
    'tokyo=1',
  ]) {
    assert.equal(new Mask().text(text), text);
  }
});

test('a secret whose end was cut off is masked', () => {
  assert.equal(new Mask().text('{"password":"abc'), '{"password":"***"');
  assert.equal(new Mask().text('{"password":"abc\\'), '{"password":"***"');
});

const texts = [
  "it's",
  '$(reboot)',
  '`id`',
  '@/etc/passwd',
  '"',
  '\\',
  '!x',
  'a\tb\nc',
  '東京\u{1f600}',
  '-v',
  '[1-3]{a,b}',
];

test('copied as curl, a call is sent as it was', async (t) => {
  const upstream = await openUpstream(t);
  for (const text of texts.filter((each) => !/[\t\n]/.test(each))) {
    const fields = [
      ['X-Text', text.replace(/[^\x20-\x7e]/gu, '?')],
      ['X-Empty', ''],
      ['@/etc/passwd', 'x'],
      ['Host', 'a'],
    ];
    const call = {
      method: 'PUT',
      url: `${upstream.url}/[a]{b}?'`,
      request: { fields, body: { text, bytes: 1 } },
    };
    const command = `${asCurl(call)} -sS`;
    await promisify(exec)(command, { timeout: 10_000 });
    const request = upstream.requests.at(-1);
    assert.equal(request.method, 'PUT');
    assert.equal(request.target, "/[a]{b}?'");
    assert.equal(request.body.toString(), text);
    const sent = Object.fromEntries(request.fields.map(([name, value]) => [name.toLowerCase(), value]));
    assert.equal(sent['x-text'], fields[0][1]);
    assert.equal(sent['x-empty'], '');
    assert.equal(sent['content-type'], undefined);
    assert.ok(!('@/etc/passwd' in sent));
  }
});

test('a terminal is given no control character', () => {
  assert.equal(quoted("a\x1b[2J\n'\x9b\u2028\\"), String.raw`$'a\x1b[2J\x0a\'\u009b\u2028\\'`);
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
    String.raw`shim.upstream.post("https://a.example/\"").reply(201, "o\u2028k", {"Content-Type":"text/plain","Content-Length":"2"});`,
  );
  const failed = { ...call, state: 'failure', end: 'refused' };
  assert.equal(asRoute(failed), String.raw`shim.upstream.post("https://a.example/\"").fail('refused');`);
  const others = [{ state: 'pending' }, { state: 'failure' }, { method: 'PATCH' }, { api: 'REST' }];
  for (const none of others) assert.equal(asRoute({ ...call, ...none }), undefined);
});
