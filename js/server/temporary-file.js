import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { close, closeSync, constants, openSync, read, unlinkSync, writev } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Chunks } from './chunks.js';

const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const readInto = promisify(read);

// Of files that nobody dropped: their shim was forgotten.
const registry = new FinalizationRegistry((descriptor) => close(descriptor, () => {}));

/** What is left of chunks of which so many bytes are written. */
function after(written, chunks) {
  const rest = new Chunks();
  let before = written;
  for (const chunk of chunks) {
    if (before < chunk.length) rest.push(chunk.subarray(before));
    before = Math.max(0, before - chunk.length);
  }
  return rest.takeList();
}

/**
 * A file of the system's folder for temporary ones, without a name from the moment it is there: whatever becomes of this process,
 * nothing stays behind. It is closed, and its bytes are gone, when the last of its users has released it; at first there is one.
 */
export class TemporaryFile {
  #descriptor;
  #users = 1;

  /** @throws {Error} It cannot be made; with Node's code. */
  constructor() {
    const path = join(tmpdir(), `kintone-shim-${randomUUID()}`);
    this.#descriptor = openSync(path, flags, 0o600);
    try {
      unlinkSync(path);
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
    registry.register(this, this.#descriptor, this);
  }

  retain() {
    if (this.#users === 0) throw new Error('the bytes of this file are gone');
    this.#users += 1;
  }

  release() {
    this.#users -= 1;
    if (this.#users > 0) return;
    registry.unregister(this);
    close(this.#descriptor, () => {});
  }

  /** Writes them all. @param {(error: Error | null) => void} done */
  write(chunks, position, done) {
    writev(this.#descriptor, chunks, position, (error, written) => {
      const rest = error ? [] : after(written, chunks);
      if (rest.length > 0) this.write(rest, position + written, done);
      else done(error);
    });
  }

  /** The bytes, for a user who has retained it: that one is released in the end. */
  async *read(size, part) {
    try {
      for (let at = 0; at < size;) {
        const length = Math.min(part, size - at);
        const space = Buffer.allocUnsafeSlow(length);
        const { bytesRead, buffer } = await readInto(this.#descriptor, space, 0, length, at);
        if (bytesRead === 0) throw new Error('a temporary file has lost its end');
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      this.release();
    }
  }
}
