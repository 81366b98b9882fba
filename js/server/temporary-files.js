/**
 * Where the server keeps the bytes of uploaded files (F08), flat in their size: small ones in memory, the others in temporary
 * files.
 */
import { Blob } from 'node:buffer';
import { Chunks } from './chunks.js';
import { TemporaryFile } from './temporary-file.js';

/** Bytes of a file that stays in memory. */
const memoryLimit = 262_144;

/** Bytes of all of them. */
const memoryLimitTogether = 33_554_432;

/** Bytes that are worth a write; and those that may wait for theirs before the sender has to. */
const batch = 1_048_576;
const waitingLimit = 4_194_304;

/** Bytes that are read at once, for a download and for a Blob. */
const downloadPart = 262_144;
const blobPart = 4_194_304;

/** The bytes of a file, on disk. */
class KeptOnDisk {
  #file;
  #isDropped = false;

  /** It is the file's user now. */
  constructor(file, size) {
    this.#file = file;
    this.size = size;
  }

  /** Each time from the start. What goes on when they are dropped still gets them all. */
  stream() {
    this.#file.retain();
    return this.#file.read(this.size, downloadPart);
  }

  async blob() {
    this.#file.retain();
    const parts = [];
    // Blobs of which another is made are not copied again.
    for await (const part of this.#file.read(this.size, blobPart)) parts.push(new Blob([part]));
    return new Blob(parts);
  }

  drop() {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#file.release();
  }
}

/** The same in memory. */
class KeptInMemory {
  #bytes;
  #giveBack;

  constructor(bytes, giveBack) {
    this.#bytes = bytes;
    this.#giveBack = giveBack;
    this.size = bytes.length;
  }

  #read() {
    if (!this.#bytes) throw new Error('the bytes of this file are gone');
    return this.#bytes;
  }

  stream() {
    const bytes = this.#read();
    return (async function* () {
      if (bytes.length > 0) yield bytes;
    })();
  }

  async blob() {
    return new Blob([this.#read()]);
  }

  drop() {
    if (!this.#bytes) return;
    this.#bytes = undefined;
    this.#giveBack(this.size);
  }
}

/** Takes the bytes of a file as they come. */
class Sink {
  #memory;
  #chunks = new Chunks();
  #size = 0;
  /** Bytes of memory that are counted as this one's. */
  #counted = 0;
  #file;
  /** Bytes of the file that are written, those that are being written, and how many are worth a write. */
  #written = 0;
  #writing = 0;
  #least = batch;
  #fault;
  #kept;
  /** Called after each write. */
  #wake = () => {};

  constructor(memory) {
    this.#memory = memory;
  }

  /**
   * @param {Uint8Array} bytes They may be kept.
   * @returns {Promise<void> | undefined} Where the caller has to wait before there is more.
   * @throws {Error} They cannot be kept: with Node's code, such as ENOSPC or EMFILE. It may come by the promise, too.
   */
  write(bytes) {
    if (this.#fault) throw this.#fault;
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    if (!this.#file) {
      if (this.#size <= memoryLimit && this.#count(bytes.length)) return undefined;
      this.#open();
    }
    this.#writeOn();
    return this.#isFull ? this.#until(() => !this.#isFull) : undefined;
  }

  /** Whether there is room for so many bytes more in memory: then they are counted. */
  #count(length) {
    if (this.#memory.held + length > memoryLimitTogether) return false;
    this.#memory.held += length;
    this.#counted += length;
    return true;
  }

  #giveBack() {
    this.#memory.held -= this.#counted;
    this.#counted = 0;
  }

  #open() {
    try {
      this.#file = new TemporaryFile();
    } catch (error) {
      this.#fault = error;
      throw error;
    }
    this.#giveBack();
  }

  get #isFull() {
    return this.#writing + this.#chunks.length > waitingLimit;
  }

  /** Begins the next write, where it is time for it. */
  #writeOn() {
    const file = this.#file;
    if (this.#writing > 0 || this.#chunks.length < this.#least || this.#fault) return;
    this.#writing = this.#chunks.length;
    file.retain();
    file.write(this.#chunks.takeList(), this.#written, (error) => {
      file.release();
      this.#fault ??= error;
      this.#written += this.#writing;
      this.#writing = 0;
      this.#writeOn();
      this.#wake();
    });
  }

  /** Waits for writes until the condition holds. @throws {Error} They failed. */
  #until(condition) {
    return new Promise((resolve, reject) => {
      this.#wake = () => {
        if (this.#fault) reject(this.#fault);
        else if (condition()) resolve();
      };
      this.#wake();
    });
  }

  /**
   * Every byte is there.
   * @returns {KeptInMemory | Promise<KeptOnDisk>}
   * @throws {Error} They cannot be kept, as from `write`.
   */
  end() {
    if (this.#fault) throw this.#fault;
    if (this.#file) return this.#endFile();
    const giveBack = (length) => (this.#memory.held -= length);
    this.#kept = new KeptInMemory(this.#chunks.take(this.#size), giveBack);
    this.#counted = 0;
    return this.#kept;
  }

  async #endFile() {
    this.#least = 1;
    this.#writeOn();
    await this.#until(() => this.#writing === 0);
    this.#kept = new KeptOnDisk(this.#file, this.#size);
    this.#file = undefined;
    return this.#kept;
  }

  /** Nobody wants them: at any time, and more than once. */
  discard() {
    this.#fault ??= new Error('the file was discarded');
    this.#chunks = new Chunks();
    this.#giveBack();
    this.#file?.release();
    this.#file = undefined;
    this.#kept?.drop();
    this.#wake();
  }
}

/** Keeps files, with one allowance of memory for all that are opened by it. */
export function createKeeper() {
  const memory = { held: 0 };
  return { openSink: () => new Sink(memory) };
}
