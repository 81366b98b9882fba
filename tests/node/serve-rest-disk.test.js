/** F08: a disk that fills, and descriptors that run out: the client is told, and what is there stays. On a tmpfs of a few MB. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { descriptorsOf, temporaryFilesOf } from '../support/open-files.js';
import { attach, callRest, download, keyOf, RawUpload, upload } from '../support/rest-client.js';
import { slowness, until } from '../support/waiting.js';

const KIB = 1_024;
const MIB = 1_048_576;
const diskSize = 8 * MIB;
const args = ['--api-token', 'token=1'];

const mount = `mount -t tmpfs -o size=${diskSize} tmpfs "$TMPDIR"`;

/** The mount is the process's own, and gone with it. */
async function openSmallDisk(t) {
  const env = { TMPDIR: await folderOf(t) };
  const { status, stderr } = spawnSync('unshare', ['--mount', 'sh', '-c', mount], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status === 0) return env;
  t.skip(`a tmpfs cannot be mounted here, so no disk that fills was tried: ${stderr}`);
  return undefined;
}

const startOn = (t, env) => startServe(t, args, { env, wrap: ['unshare', '--mount'], before: mount });

const filesBecome = (server, count) => until(() => temporaryFilesOf(server.child.pid).length === count);

function assertNotKept({ status, text, answer = JSON.parse(text) }, code) {
  assert.equal(status, 507, text);
  assert.equal(answer.code, 'SHIM_FILE_NOT_KEPT');
  assert.match(answer.message, new RegExp(code));
}

test('the disk fills: 507, the rest goes on, and there is room again', async (t) => {
  const env = await openSmallDisk(t);
  if (!env) return;
  const server = await startOn(t, env);
  const large = bytesOfLength(12 * MIB);
  assertNotKept(await upload(server, large), 'ENOSPC');
  await filesBecome(server, 0);

  const kept = large.subarray(0, 5 * MIB);
  const { keys } = await attach(server, await keyOf(server, kept));
  for (let i = 0; i < 5; i += 1) assertNotKept(await upload(server, kept), 'ENOSPC');
  await filesBecome(server, 1);
  assert.equal(sha256((await download(server, keys[0])).bytes), sha256(kept));
  // A small one needs no disk, and one that fits fits.
  await keyOf(server, large.subarray(0, 100 * KIB));
  await keyOf(server, large.subarray(0, 2 * MIB));
  await filesBecome(server, 2);
  assert.match(server.told.stdout, /POST \/k\/v1\/file\.json 507 /);
  assert.equal(await server.stop('SIGTERM'), 0);
  assert.equal(server.told.stderr, '');
});

test('the disk fills while the client goes on sending, fast, slowly, or not at all', async (t) => {
  const env = await openSmallDisk(t);
  if (!env) return;
  const server = await startOn(t, env);
  const block = bytesOfLength(MIB);
  const size = 1_000 * MIB;
  for (const [blocks, pause] of [
    [1_000, 0],
    [1_000, 20],
    [12, 0],
  ]) {
    const one = await RawUpload.begin(server, size);
    const writing = (async () => {
      for (let i = 0; i < blocks && !one.isClosed; i += 1) {
        await one.write(block);
        await slowness(pause);
      }
    })();
    const { status, head, text } = await one.answer();
    assertNotKept({ status, text }, 'ENOSPC');
    assert.match(head, /^connection: close$/im);
    await until(() => one.isClosed);
    await writing;
    await filesBecome(server, 0);
  }
});

test('several at once on a disk that is too small: each is told, those that fit are whole', async (t) => {
  const env = await openSmallDisk(t);
  if (!env) return;
  const server = await startOn(t, env);
  const bytes = bytesOfLength(3 * MIB);
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(server, bytes)));
    const good = answers.filter(({ status }) => status === 200);
    assert.ok(good.length <= 2);
    for (const one of answers) if (one.status !== 200) assertNotKept(one, 'ENOSPC');
    for (const { answer } of good) {
      const { keys } = await attach(server, answer.fileKey);
      assert.equal(sha256((await download(server, keys[0])).bytes), sha256(bytes));
    }
  }
  // What was refused goes behind its answer.
  await until(() => temporaryFilesOf(server.child.pid).length <= 2);
});

test('descriptors run out: 507, and what is there stays', async (t) => {
  const server = await startServe(t, args, { before: 'ulimit -n 60' });
  const bytes = bytesOfLength(300 * KIB);
  const kept = [];
  const before = descriptorsOf(server.child.pid);
  // A connection takes one, too: without one it would not be accepted at all.
  const ended = () => until(() => descriptorsOf(server.child.pid) <= before + kept.length);
  let last;
  do {
    await ended();
    last = await upload(server, bytes);
    if (last.status === 200) kept.push(last.answer.fileKey);
  } while (last.status === 200 && kept.length < 60);
  assertNotKept(last, 'EMFILE');
  assert.ok(kept.length > 5);
  await filesBecome(server, kept.length);
  await ended();
  await keyOf(server, bytes.subarray(0, 1_000));
  await ended();
  const record = { Files: { value: [{ fileKey: kept[0] }] } };
  assert.equal((await callRest(server, 'POST', '/k/v1/record.json', { app: 1, record })).status, 200);
  await ended();
  const { answer } = await callRest(server, 'GET', '/k/v1/record.json?app=1&id=1');
  await ended();
  const { bytes: got } = await download(server, answer.record.Files.value[0].fileKey);
  assert.equal(sha256(got), sha256(bytes));
});

test('no folder for temporary files: 507 names it', async (t) => {
  const server = await startServe(t, args, { env: { TMPDIR: '/nowhere' } });
  assertNotKept(await upload(server, bytesOfLength(300 * KIB)), 'ENOENT');
  await keyOf(server, bytesOfLength(256 * KIB));
});
