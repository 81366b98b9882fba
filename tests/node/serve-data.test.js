/** serve({ data }) and `kintone-shim serve --data`: apps, records and files are there again at the next start. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { command, startServe } from '../support/command.js';
import { add, dataIn, killAtRandom, options, start } from '../support/data-folder.js';
import { folderOf } from '../support/folder.js';
import { attach, callRest, credentials, download, keyOf } from '../support/rest-client.js';

const record = '/k/v1/record.json';
const erase = (server, ...ids) =>
  fetch(`${server.url}/k/v1/records.json?app=1${ids.map((id, i) => `&ids[${i}]=${id}`).join('')}`, {
    method: 'DELETE',
    headers: credentials,
  }).then(({ status }) => assert.equal(status, 200));
const stored = (folder) => readFileSync(join(folder, 'kintone.jsonl'), 'utf8');

test('records, files, comments and counters are there after a restart', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  const { keys } = await attach(first, await keyOf(first, Buffer.from('attached')));
  const temporary = await keyOf(first, Buffer.from('temporary'));
  await add(first, { T: { value: 'second' } });
  await erase(first, 2);
  await callRest(first, 'POST', '/k/v1/record/comment.json', {
    app: 1,
    record: 1,
    comment: { text: 'hello' },
  });
  const before = await first.shim.snapshot();
  await first.close();

  const second = await start(t, data);
  assert.deepEqual(await second.shim.snapshot(), before);
  assert.equal((await download(second, keys[0])).text, 'attached');
  const { id, keys: next } = await attach(second, temporary);
  assert.equal(id, '3');
  assert.equal((await download(second, next[0])).text, 'temporary');
  // A record that goes takes its file with it.
  assert.equal(readdirSync(join(data, 'files')).length, 2);
  await erase(second, 3);
  assert.equal(readdirSync(join(data, 'files')).length, 1);
});

test('the apps have the declarations of the shim, new ones their records, old ones what they had', async (t) => {
  const data = await dataIn(t);
  const app = { fields: { T: 'SINGLE_LINE_TEXT' }, records: [{ T: { value: 'seed' } }] };
  const first = await start(t, data, { apps: { 1: app } });
  await add(first, { T: { value: 'added' } });
  await first.close();
  const fields = { T: 'SINGLE_LINE_TEXT', N: 'NUMBER' };
  const second = await start(t, data, { apps: { 1: { ...app, fields }, 2: app } });
  assert.deepEqual(
    second.shim
      .app(1)
      .records()
      .map(({ T, N }) => [T.value, N.value]),
    [
      ['added', ''],
      ['seed', ''],
    ],
  );
  assert.deepEqual(
    second.shim
      .app(2)
      .records()
      .map(({ T }) => T.value),
    ['seed'],
  );
  await second.close();
  // Without a declaration they have the last one.
  const third = await start(t, data);
  assert.equal((await add(third, { N: { value: 'x' } })).status, 400);
});

test('a declaration that lacks fields with values is refused by name, and nothing is overwritten', async (t) => {
  const data = await dataIn(t);
  const table = (fields) => ({ type: 'SUBTABLE', fields });
  const fields = { T: 'SINGLE_LINE_TEXT', E: 'NUMBER', S: table({ A: 'NUMBER', B: 'NUMBER' }) };
  const records = [{ T: { value: 'kept' }, S: { value: [{ value: { A: { value: 1 } } }] } }];
  const whole = { fields, records };
  const first = await start(t, data, { apps: { 1: whole } });
  const before = await first.shim.snapshot();
  await first.close();
  const text = stored(data);
  const { T, S } = fields;
  for (const [lacking, names] of [
    [{ E: 'NUMBER', S }, 'T'],
    [{ T, E: 'NUMBER' }, 'S.A'],
    [{ E: 'NUMBER', S: table({ B: 'NUMBER' }) }, 'T, S.A'],
  ]) {
    const shim = createShim({ ...options, apps: { 1: { fields: lacking } } });
    t.after(() => shim.dispose());
    await assert.rejects(serve({ data, shim }), {
      message: new RegExp(`kintone\\.jsonl .*app 1 have values in fields .* lacks.*: ${names}\\. Declare`),
    });
    assert.equal(stored(data), text);
  }
  const second = await start(t, data, { apps: { 1: whole } });
  assert.deepEqual(await second.shim.snapshot(), before);
  // What the message advises.
  await callRest(second, 'PUT', record, { app: 1, id: 1, record: { T: { value: '' } } });
  await second.close();
  const third = await start(t, data, { apps: { 1: { fields: { S: table({ A: 'NUMBER' }) } } } });
  assert.equal(third.shim.app(1).records()[0].S.value[0].value.A.value, '1');
});

test('what an app had before it was declared is no less kept', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  await add(first, { free: { value: 'x' } });
  await first.close();
  const shim = createShim({ ...options, apps: { 1: { fields: { T: 'SINGLE_LINE_TEXT' } } } });
  t.after(() => shim.dispose());
  await assert.rejects(serve({ data, shim }), { message: /app 1 .*: free\./ });
  const second = await start(t, data);
  assert.equal(second.shim.records[0].record.free.value, 'x');
});

test('with process management and calculations nothing is lost', async (t) => {
  const data = await dataIn(t);
  const states = { A: { name: 'A', index: '0' }, B: { name: 'B', index: '1' } };
  const app = {
    fields: {
      N: 'NUMBER',
      C: { type: 'CALC', expression: 'N * 2' },
    },
    status: { enable: true, states, actions: [{ name: 'go', from: 'A', to: 'B' }] },
    records: [{ N: { value: 2 } }],
  };
  const first = await start(t, data, { apps: { 1: app } });
  const before = await first.shim.snapshot();
  await first.close();
  const second = await start(t, data, { apps: { 1: app } });
  assert.deepEqual(await second.shim.snapshot(), before);
  await second.close();
  const third = await start(t, data, { apps: { 1: { ...app, fields: { N: 'NUMBER' } } } });
  assert.equal(third.shim.app(1).records()[0].N.value, '2');
});

test('what happens in the process is kept, too: handle, reset, restore', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  const { shim } = first;
  await attach(first, await keyOf(first, Buffer.from('kept')));
  const snapshot = await shim.snapshot();
  shim.reset();
  assert.deepEqual(readdirSync(join(data, 'files')), []);
  shim.restore(snapshot);
  const headers = { 'X-Cybozu-API-Token': 'token', 'Content-Type': 'application/json' };
  const body = JSON.stringify({ app: 1, record: { T: { value: 'by handle' } } });
  await shim.handle(new Request(shim.origin + record, { method: 'POST', headers, body }));
  const before = await shim.snapshot();
  // A disposed shim leaves what is stored.
  shim.dispose();
  const second = await start(t, data);
  assert.deepEqual(await second.shim.snapshot(), before);
  assert.equal(before.records.length, 2);
});

test('what a shim had before is stored with the rest', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, undefined);
  const { keys } = await attach(first, await keyOf(first, Buffer.from('before')));
  const again = await serve({ data, shim: first.shim });
  t.after(() => again.close());
  assert.equal((await download(again, keys[0])).text, 'before');
  await again.close();
  const other = await start(t, data);
  assert.equal((await download(other, keys[0])).text, 'before');
});

const broken = {
  'no JSON': (text) => text.replace('{', ''),
  'cut off': (text) => text.slice(0, -30),
  'a record that is none': (text) => text.replace('"$id"', '"$ie"'),
  'another version': (text) => text.replace('"version":1', '"version":9'),
};

for (const [name, spoil] of Object.entries(broken)) {
  test(`a broken file is named, and nothing is overwritten: ${name}`, async (t) => {
    const data = await dataIn(t);
    const first = await start(t, data);
    await attach(first, await keyOf(first, Buffer.from('kept')));
    await first.close();
    const spoilt = spoil(stored(data));
    writeFileSync(join(data, 'kintone.jsonl'), spoilt);
    const shim = createShim(options);
    t.after(() => shim.dispose());
    await assert.rejects(serve({ data, shim }), {
      message: new RegExp(`^${join(data, 'kintone.jsonl')} cannot be read`),
    });
    assert.equal(stored(data), spoilt);
    assert.equal(readdirSync(join(data, 'files')).length, 1);
    const run = spawnSync(process.execPath, [command, 'serve', '--port', '0', '--data', data], {
      encoding: 'utf8',
    });
    assert.notEqual(run.status, 0);
    assert.match(run.stderr, /kintone\.jsonl cannot be read, and was left as it is/);
  });
}

test('the bytes of a file that are gone are told', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  await attach(first, await keyOf(first, Buffer.from('kept')));
  await first.close();
  const [file] = readdirSync(join(data, 'files'));
  writeFileSync(join(data, 'files', file), '');
  await assert.rejects(serve({ data }), { message: /kintone\.jsonl cannot be read.*files\[0\]\.content/ });
});

test('a disk that fills: 507, nothing is lost, and it goes on where there is room again', async (t) => {
  const folder = await folderOf(t, { data: null });
  const data = join(folder, 'data');
  const mount = `mount -t tmpfs -o size=2m tmpfs "${data}"`;
  if (spawnSync('unshare', ['--mount', 'sh', '-c', mount]).status !== 0) {
    t.skip('a tmpfs cannot be mounted here, so no disk that fills was tried');
    return;
  }
  const args = ['--data', data, '--api-token', 'token=1'];
  const server = await startServe(t, args, { wrap: ['unshare', '--mount'], before: mount });
  const value = 'x'.repeat(100_000);
  let count = 0;
  let answer = await add(server, { T: { value } });
  for (; answer.status === 200; answer = await add(server, { T: { value } })) count += 1;
  assert.equal(answer.status, 507, answer.text);
  assert.equal(answer.answer.code, 'SHIM_FILE_NOT_KEPT');
  assert.match(answer.answer.message, /ENOSPC/);
  const all = await callRest(server, 'GET', '/k/v1/records.json?app=1&fields[0]=$id');
  assert.equal(all.answer.records.length, count);
  assert.equal((await add(server, { T: { value } })).status, 507);
  const large = await fetch(`${server.url}/k/v1/records.json?app=1&fields[0]=$id`, {
    headers: { 'X-Cybozu-API-Token': 'token' },
  });
  assert.equal(large.status, 200);
  await erase(server, 1, 2, 3);
  const next = await add(server, { T: { value } });
  assert.deepEqual(next.answer, { id: String(count + 1), revision: '1' });
});

test('killed 20 times at random moments: what was answered is there', async (t) => {
  await killAtRandom(t, 20);
});
