/** The folder of serve({ data }): whose it is, what is in it where something fails, and who sees it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { command } from '../support/command.js';
import { add, dataIn, options, start } from '../support/data-folder.js';
import { folderOf } from '../support/folder.js';
import { attach, callRest, download, keyOf, upload } from '../support/rest-client.js';

const record = '/k/v1/record.json';

test("a folder is one server's at a time; one that was killed has it no more", async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  await add(first, { T: { value: 'first' } });
  const shim = createShim(options);
  t.after(() => shim.dispose());
  const refused = { message: new RegExp(`another server has \\(process ${process.pid}\\): ${data}`) };
  await assert.rejects(serve({ data, shim }), refused);
  const args = ['serve', '--port', '0', '--data', data];
  const run = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', timeout: 20_000 });
  assert.match(run.stderr, /another server has/);
  assert.equal((await add(first, { T: { value: 'goes on' } })).status, 200);
  await first.close();
  const ended = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(data, 'kintone.lock'), `${ended.pid}\n`);
  const second = await start(t, data);
  assert.equal(second.shim.records.length, 2);
  await second.close();
  assert.ok(!readdirSync(data).includes('kintone.lock'));
});

test('restore() that cannot be stored: it throws, and nothing has changed, here and on the disk', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  const { keys } = await attach(first, await keyOf(first, Buffer.from('kept')));
  const before = await first.shim.snapshot();
  const names = readdirSync(join(data, 'files'));
  const next = join(data, 'kintone.jsonl.new');
  mkdirSync(next);
  assert.throws(() => first.shim.restore({ ...before, files: [], records: [] }), { code: 'EISDIR' });
  assert.throws(() => first.shim.restore(before), { code: 'EISDIR' });
  rmSync(next, { recursive: true });
  assert.deepEqual(readdirSync(join(data, 'files')), names);
  assert.deepEqual(await first.shim.snapshot(), before);
  assert.equal((await download(first, keys[0])).text, 'kept');
  await first.close();
  const second = await start(t, data);
  assert.deepEqual(await second.shim.snapshot(), before);
});

test('an upload that cannot be stored leaves no bytes', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  const next = join(data, 'kintone.jsonl.new');
  mkdirSync(next);
  assert.equal((await upload(first, Buffer.from('refused'))).status, 507);
  assert.deepEqual(readdirSync(join(data, 'files')), []);
  assert.deepEqual(first.shim.files, []);
  rmSync(next, { recursive: true });
  assert.equal((await upload(first, Buffer.from('taken'))).status, 200);
});

test('a folder that is gone: 507, and nothing of the request stays', async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  await attach(first, await keyOf(first, Buffer.from('kept')));
  const { records, files } = first.shim;
  const snapshot = await first.shim.snapshot();
  rmSync(data, { recursive: true });
  const refused = await add(first, { T: { value: 'x' } });
  assert.equal(refused.status, 507);
  assert.match(refused.answer.message, /ENOENT/);
  assert.equal((await upload(first, Buffer.from('x'))).status, 507);
  assert.equal((await callRest(first, 'GET', `${record}?app=1&id=1`)).status, 200);
  assert.throws(() => first.shim.restore(snapshot), { code: 'ENOENT' });
  assert.deepEqual(first.shim.records, records);
  assert.equal(first.shim.files.length, files.length);
});

test('what is stored is not served, wherever the folder is', async (t) => {
  const root = await folderOf(t, { 'index.html': 'page', 'sub/a.txt': 'a' });
  const data = join(root, 'data');
  const server = await serve({ data, root, shim: createShim(options) });
  t.after(() => server.close());
  await attach(server, await keyOf(server, Buffer.from('kept')));
  symlinkSync(data, join(root, 'link'));
  const [file] = readdirSync(join(data, 'files'));
  const paths = ['data/kintone.jsonl', `data/files/${file}`, 'data/', 'data/files/', 'link/kintone.jsonl'];
  for (const path of paths) assert.equal((await fetch(`${server.url}/${path}`)).status, 404, path);
  assert.equal(await (await fetch(`${server.url}/sub/a.txt`)).text(), 'a');
  for (const around of [root, join(root, 'sub')]) {
    await assert.rejects(serve({ data: around, root: join(root, 'sub'), shim: server.shim }), {
      message: /option data names a folder whose files would be served/,
    });
  }
  assert.deepEqual(readdirSync(join(root, 'sub')), ['a.txt']);
});

test("files of somebody else's in the folder stay, and none beyond it is read", async (t) => {
  const data = await dataIn(t);
  const first = await start(t, data);
  await add(first, { T: { value: 'first' } });
  await first.close();
  writeFileSync(join(data, 'files', 'notes.txt'), 'mine');
  const second = await start(t, data);
  assert.equal(second.shim.records.length, 1);
  await second.close();
  assert.deepEqual(readdirSync(join(data, 'files')), ['notes.txt']);
  const path = join(data, 'kintone.jsonl');
  const text = readFileSync(path, 'utf8');
  const file = { fileKey: 'a', stored: '../../other', state: 'temporary' };
  writeFileSync(path, text.replace('"files":[]', `"files":[${JSON.stringify(file)}]`));
  const shim = createShim(options);
  t.after(() => shim.dispose());
  await assert.rejects(serve({ data, shim }), /"\.\.\/\.\.\/other" is no name of a file that was stored/);
});
