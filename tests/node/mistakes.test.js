/** Warnings about calls and uploads that keep every rule and are surely not what their author means. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastCall, openBoth, openShim, successOf } from '../support/calls.js';
import { Watcher } from '../support/inspector.js';
import { openServer } from '../support/page-client.js';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

const mistakes = [
  [
    'an object with the Content-Type of a form',
    'POST',
    { 'Content-Type': form },
    { a: 1 },
    'SHIM_WARN_FORM_OBJECT',
  ],
  [
    'an array with it, with a charset',
    'PUT',
    { 'content-type': `${form}; charset=utf-8` },
    [1],
    'SHIM_WARN_FORM_OBJECT',
  ],
  ['{} with the Content-Type of JSON', 'POST', { 'Content-Type': json }, {}, 'SHIM_WARN_EMPTY_JSON'],
  ['X-HTTP-Method-Override', 'POST', { 'X-HTTP-Method-Override': 'PUT' }, 'a', 'SHIM_WARN_METHOD_OVERRIDE'],
];

for (const [what, method, headers, data, code] of mistakes) {
  test(`${what} is sent, with a warning in the journal each time and on stderr once`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const printed = t.mock.method(process.stderr, 'write', () => true);
    for (let i = 0; i < 2; i++) {
      await successOf(shim.kintone.proxy(upstream.url, method, headers, data));
      assert.deepEqual(
        lastCall(shim).warnings.map((each) => each.code),
        [code],
      );
    }
    const output = printed.mock.calls.map(({ arguments: [written] }) => String(written)).join('');
    printed.mock.restore();
    assert.equal(output.split(code).length - 1, 1);
  });
}

const right = [
  ['an object with the Content-Type of JSON', { 'Content-Type': json }, { a: 1 }],
  ['a string with that of a form', { 'Content-Type': form }, String(new URLSearchParams({ a: 1 }))],
  ['{} without a Content-Type', {}, {}],
  ["the string '{}' as JSON", { 'Content-Type': json }, '{}'],
];

for (const [what, headers, data] of right) {
  test(`no warning: ${what}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    await successOf(shim.kintone.proxy(upstream.url, 'POST', headers, data));
    assert.deepEqual(lastCall(shim).warnings, []);
  });
}

test("no warning: {} as JSON with emptyObjectBody: 'json', and a GET, which sends no body", async (t) => {
  const { upstream, shim } = await openBoth(t, { emptyObjectBody: 'json' });
  await successOf(shim.kintone.proxy(upstream.url, 'POST', { 'Content-Type': json }, {}));
  assert.deepEqual(lastCall(shim).warnings, []);
  await successOf(shim.kintone.proxy(upstream.url, 'GET', { 'Content-Type': form }, { a: 1 }));
  assert.deepEqual(lastCall(shim).warnings, []);
});

test('no warning: X-HTTP-Method-Override to kintone itself, which acts on it (F22)', async (t) => {
  const shim = openShim(t);
  const headers = { 'X-HTTP-Method-Override': 'GET', 'X-Cybozu-API-Token': 't', 'Content-Type': json };
  await successOf(shim.kintone.proxy(`${shim.origin}/k/v1/records.json`, 'POST', headers, '{"app":1}'));
  assert.deepEqual(
    lastCall(shim).warnings.map(({ code }) => code),
    ['SHIM_WARN_OWN_ORIGIN'],
  );
});

/** An upload of a file whose name has these bytes. */
const uploadNamed = (name) => {
  const head = Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="');
  return {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=b', 'X-Cybozu-API-Token': 't' },
    body: Buffer.concat([head, name, Buffer.from('"\r\n\r\nx\r\n--b--\r\n')]),
  };
};

test('a file name in CP932 is warned of, in the inspector too', async (t) => {
  const server = await openServer(t);
  const watcher = await Watcher.open(t, server.inspectorUrl);
  const cp932 = Buffer.from([0x8c, 0xa9, 0x90, 0xcf, ...Buffer.from('.txt')]);
  for (const [name, isWarned] of [
    [Buffer.from('見積.txt'), false],
    [cp932, true],
  ]) {
    const { status } = await fetch(`${server.url}/k/v1/file.json`, uploadNamed(name));
    assert.equal(status, 200);
    await watcher.call(({ warnings }) => warnings.includes('SHIM_WARN_FILE_NAME') === isWarned);
  }
});
