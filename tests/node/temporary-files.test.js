/** F08: where the server keeps the bytes of files, on real files. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { createKeeper } from '../../js/server/temporary-files.js';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { namedTemporaryFiles, temporaryFilesOf } from '../support/open-files.js';
import { until } from '../support/waiting.js';

const KIB = 1_024;
const MIB = 1_048_576;
const memoryLimit = 256 * KIB;
const allowance = 32 * MIB;

// A folder of its own: it is empty in the end, or it cannot be removed.
const folder = mkdtempSync(join(tmpdir(), 'kintone-shim-'));
process.env.TMPDIR = folder;
after(() => rmdirSync(folder));

const openFiles = () => temporaryFilesOf(process.pid);
const allClosed = () => until(() => openFiles().length === 0);

/** Writes them as a server does: waiting where it has to. */
async function writeAll(sink, bytes, step) {
  for (let at = 0; at < bytes.length; at += step) await sink.write(bytes.subarray(at, at + step));
}

async function keep(keeper, bytes, step = 64 * KIB) {
  const sink = keeper.openSink();
  await writeAll(sink, bytes, step);
  return sink.end();
}

async function assertHolds(kept, bytes) {
  assert.equal(kept.size, bytes.length);
  for (const read of [await buffer(kept.stream()), Buffer.from(await (await kept.blob()).arrayBuffer())]) {
    assert.equal(read.length, bytes.length);
    assert.equal(sha256(read), sha256(bytes));
  }
}

test('a small file stays in memory, a larger one has an open file without a name', async () => {
  for (const [length, files] of [
    [0, 0],
    [1, 0],
    [memoryLimit, 0],
    [memoryLimit + 1, 1],
    [5 * MIB + 3, 1],
  ]) {
    const bytes = bytesOfLength(length);
    const kept = await keep(createKeeper(), bytes);
    assert.equal(openFiles().length, files, `${length} bytes`);
    for (const link of openFiles()) {
      assert.ok(link.startsWith(folder) && link.endsWith(' (deleted)'), link);
    }
    assert.deepEqual(namedTemporaryFiles(), []);
    await assertHolds(kept, bytes);
    await assertHolds(kept, bytes);
    kept.drop();
    kept.drop();
    await allClosed();
    assert.throws(() => kept.stream(), /gone/);
    await assert.rejects(kept.blob(), /gone/);
  }
});

test('small files stay in memory under an allowance for all, which is given back', async () => {
  const keeper = createKeeper();
  const block = bytesOfLength(memoryLimit);
  const kept = [];
  for (let held = 0; held < allowance; held += block.length) kept.push(await keep(keeper, block));
  assert.equal(openFiles().length, 0);
  const more = await keep(keeper, block.subarray(0, 1));
  assert.equal(openFiles().length, 1);
  await assertHolds(more, block.subarray(0, 1));
  more.drop();
  await allClosed();

  kept.pop().drop();
  const sink = keeper.openSink();
  sink.write(block);
  assert.equal(openFiles().length, 0);
  sink.discard();
  sink.discard();
  // One that grows too large for memory gives back what it had there.
  const large = await keep(keeper, bytesOfLength(memoryLimit + 1), 1_000);
  assert.equal(openFiles().length, 1);
  kept.push(await keep(keeper, block));
  assert.equal(openFiles().length, 1);
  for (const each of [large, ...kept]) each.drop();
  await allClosed();
  for (let held = 0; held < allowance; held += block.length) await keep(keeper, block);
  assert.equal(openFiles().length, 0);
});

test('bytes keep their order, however they come', async () => {
  const bytes = bytesOfLength(3 * MIB + 5);
  for (const step of [7, 1_000, 32 * KIB, 32 * KIB + 1, 64 * KIB, MIB, bytes.length]) {
    const kept = await keep(createKeeper(), bytes, step);
    await assertHolds(kept, bytes);
    kept.drop();
  }
  // Large, small and empty chunks in turn, nobody waiting: more than is ever on its way at once.
  const sink = createKeeper().openSink();
  const parts = [];
  for (let i = 0; i < 400; i += 1) {
    const part = bytes.subarray(i, i + [0, 1, 40_000, 3, 100_000, 2_000, 65_536][i % 7]);
    parts.push(part);
    sink.write(part);
  }
  const kept = await sink.end();
  await assertHolds(kept, Buffer.concat(parts));
  kept.drop();
  await allClosed();
});

test('a file byte by byte takes neither long nor much memory', async () => {
  const bytes = bytesOfLength(2 * MIB);
  const sink = createKeeper().openSink();
  const before = process.memoryUsage();
  for (let at = 0; at < bytes.length; at += 1) {
    const wait = sink.write(bytes.subarray(at, at + 1));
    if (wait) await wait;
  }
  const after = process.memoryUsage();
  assert.ok(
    after.arrayBuffers - before.arrayBuffers < 8 * MIB,
    `${after.arrayBuffers - before.arrayBuffers}`,
  );
  const kept = await sink.end();
  await assertHolds(kept, bytes);
  kept.drop();
});

test('the sender waits when 4 MiB are on their way', async () => {
  const sink = createKeeper().openSink();
  const block = bytesOfLength(64 * KIB);
  let taken = 0;
  let wait;
  while (!wait) {
    wait = sink.write(block);
    taken += block.length;
    assert.ok(taken <= 4 * MIB + block.length, `${taken} bytes, and no word`);
  }
  await wait;
  assert.equal(sink.write(block), undefined);
  const kept = await sink.end();
  assert.equal(kept.size, taken + block.length);
  kept.drop();
  await allClosed();
});

test('what is discarded is gone, at whatever moment', async () => {
  const large = bytesOfLength(3 * MIB);
  const moments = {
    'nothing written': () => {},
    'in memory': (sink) => sink.write(large.subarray(0, 10)),
    'a file opened': (sink) => sink.write(large.subarray(0, memoryLimit + 1)),
    'being written': (sink) => sink.write(large),
    'all written': (sink) => writeAll(sink, large, MIB),
    'in memory to its end': (sink) => sink.end(),
    'written to its end': async (sink) => {
      sink.write(large);
      await sink.end();
    },
  };
  for (const [name, reach] of Object.entries(moments)) {
    const sink = createKeeper().openSink();
    await reach(sink);
    sink.discard();
    sink.discard();
    await allClosed();
    assert.throws(() => sink.write(large), /discarded/, name);
    assert.throws(() => sink.end(), /discarded/, name);
  }
  const sink = createKeeper().openSink();
  sink.write(large);
  const ending = sink.end();
  sink.discard();
  await assert.rejects(ending, /discarded/);
  await allClosed();
});

test('a write that is still on its way never lands in the next file', async () => {
  const keeper = createKeeper();
  const zeros = Buffer.alloc(2 * MIB);
  const bytes = bytesOfLength(2 * MIB);
  for (let i = 0; i < 30; i += 1) {
    const given = keeper.openSink();
    given.write(zeros);
    given.discard();
    const kept = await keep(keeper, bytes, MIB);
    assert.equal(sha256(await buffer(kept.stream())), sha256(bytes));
    kept.drop();
  }
  await allClosed();
});

test('a download goes on to its end when the file is dropped, and lets go of it then', async () => {
  const bytes = bytesOfLength(MIB);
  for (const part of [bytes.subarray(0, 100), bytes]) {
    const kept = await keep(createKeeper(), part);
    const downloads = [kept.stream(), kept.stream()];
    const blob = kept.blob();
    const first = await downloads[0].next();
    kept.drop();
    const rest = await buffer(downloads[0]);
    assert.equal(sha256(Buffer.concat([first.value, rest])), sha256(part));
    assert.equal(sha256(await buffer(downloads[1])), sha256(part));
    assert.equal((await blob).size, part.length);
    await allClosed();
  }
});

test('a download that is given up lets go of the file', async () => {
  const kept = await keep(createKeeper(), bytesOfLength(MIB));
  for await (const chunk of kept.stream()) {
    assert.ok(chunk.length > 0);
    break;
  }
  assert.equal(openFiles().length, 1);
  kept.drop();
  await allClosed();
});
