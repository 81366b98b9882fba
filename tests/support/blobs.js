/** Blobs with a content whose hash is known, in memory and on disk. */
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf } from './folder.js';

const MIB = 1024 * 1024;

/** So many bytes, of which no two megabytes are equal. */
export function bytesOfLength(length) {
  const bytes = Buffer.allocUnsafe(length);
  let state = 2_463_534_242;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state, at);
  }
  return bytes.fill(state & 0xff, at);
}

/** @param {Uint8Array} bytes */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * A Blob of a file of so many bytes; the file is gone with the test.
 * @param {import('node:test').TestContext} t
 * @param {number} length
 * @returns {Promise<{ blob: Blob, path: string, sha256: string }>}
 */
export async function fileBlob(t, length) {
  const path = join(await folderOf(t), 'upload.bin');
  const hash = createHash('sha256');
  const block = bytesOfLength(MIB);
  const file = await open(path, 'w');
  for (let at = 0; at < length; at += MIB) {
    block.writeUInt32LE(at / MIB);
    const part = block.subarray(0, length - at);
    hash.update(part);
    await file.write(part);
  }
  await file.close();
  return { blob: await openAsBlob(path), path, sha256: hash.digest('hex') };
}
