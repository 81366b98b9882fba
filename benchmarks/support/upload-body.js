import { openAsBlob } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The largest upload kintone takes. */
export const uploadBytes = 200 * 1024 * 1024;

const piece = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => (index * 167 + (index >> 8)) & 0xff);
const pieceCount = uploadBytes / piece.length;

/**
 * @returns {Promise<{ path: string, remove: () => Promise<void> }>}
 */
export async function writeUploadFile() {
  const folder = await mkdtemp(join(tmpdir(), 'kintone-shim-bench-'));
  const path = join(folder, 'upload.bin');
  const file = await open(path, 'w');
  for (let written = 0; written < pieceCount; written += 1) {
    await file.write(piece);
  }
  await file.close();
  return { path, remove: () => rm(folder, { recursive: true }) };
}

/**
 * @param {string} path
 * @returns {Promise<Blob>} whose bytes stay in the file
 */
export const fileBackedBlob = (path) => openAsBlob(path);

/**
 * @param {number} partCount 1: `new Blob([bytes])`, as most programs make it
 * @returns {Blob} whose bytes are in memory
 */
export function memoryBlob(partCount) {
  const part = new Uint8Array(uploadBytes / partCount);
  for (let at = 0; at < part.length; at += piece.length) {
    part.set(piece.subarray(0, part.length - at), at);
  }
  return new Blob(Array.from({ length: partCount }, () => part));
}
