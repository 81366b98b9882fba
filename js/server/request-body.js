import { TextDecoder } from 'node:util';
import { Chunks } from './chunks.js';

/**
 * A request's body, read in order and only as fast as it is asked for: chunk by chunk, or so many bytes at a time. It listens from
 * the first question on; what nobody asks for is Node's to throw away.
 */
export class RequestBody {
  #req;
  #chunks = new Chunks();
  /** Bytes that somebody waits for; 0 where nobody does. */
  #wanted = 0;
  /** @type {(value?: unknown) => void} */
  #wake = () => {};
  #isHeard = false;
  #isEnded = false;
  #isLeft = false;
  #fault;

  /** @param {import('node:http').IncomingMessage} req */
  constructor(req) {
    this.#req = req;
  }

  #listen() {
    if (this.#isHeard) return;
    this.#isHeard = true;
    const req = this.#req;
    this.#isEnded = req.readableEnded;
    req.on('data', (chunk) => this.#receive(chunk));
    req.pause();
    req.on('end', () => {
      this.#isEnded = true;
      this.#wake();
    });
    const cut = () => {
      if (this.#isEnded) return;
      this.#fault ??= new Error('the request ended before its body did');
      this.#chunks = new Chunks();
      this.#wake();
    };
    req.on('error', cut);
    req.on('close', cut);
  }

  #receive(chunk) {
    if (this.#isLeft || this.#fault) return;
    this.#chunks.push(chunk);
    if (this.#wanted === 0) {
      this.#req.pause();
    } else if (this.held >= this.#wanted) {
      this.#wanted = 0;
      this.#wake();
    }
  }

  /** Waits until so many bytes are there, or all there are. */
  async #gather(length) {
    this.#listen();
    if (this.held < length && !this.#isEnded && !this.#isLeft && !this.#fault) {
      await new Promise((resolve) => {
        this.#wanted = length;
        this.#wake = resolve;
        this.#req.resume();
      });
      this.#wanted = 0;
    }
    if (this.#fault) throw this.#fault;
    if (this.#isLeft) throw new Error('nobody reads the body any more');
  }

  /**
   * The next so many bytes.
   * @throws {Error} The client went away, or there are fewer.
   */
  async take(length) {
    await this.#gather(length);
    if (this.held < length) throw new Error(`the body has ${this.held} bytes, not ${length}`);
    return this.#chunks.take(length);
  }

  /** All that is left, or nothing where that is more than `limit` bytes. */
  async takeAll(limit) {
    await this.#gather(limit + 1);
    return this.held > limit ? undefined : this.#chunks.take(this.held);
  }

  /**
   * Its chunks as they come, each the reader's to keep. `next` rejects where the client has gone before the end; `return` leaves the
   * rest, so that the request can still be answered.
   * @returns {AsyncIterator<Uint8Array>}
   */
  [Symbol.asyncIterator]() {
    return {
      next: async () => {
        await this.#gather(1);
        const value = this.#chunks.takeFirst();
        return value ? { value, done: false } : { value, done: true };
      },
      return: async () => {
        this.drain();
        return { value: undefined, done: true };
      },
    };
  }

  /** Bytes that have come and were not taken. */
  get held() {
    return this.#chunks.length;
  }

  /** Whether it was cut short. */
  get isCut() {
    return this.#fault !== undefined;
  }

  /** The rest is not for anybody: it is read and thrown away, so that the connection can be used again. */
  drain() {
    if (this.#isEnded) return;
    this.#isLeft = true;
    this.#chunks = new Chunks();
    this.#wake();
    this.#req.resume();
  }
}

/** The rest of a body of known size, as a Blob for the transports: they read it in slices, in order, once. */
export class RequestFile {
  type = '';
  #body;
  #start = 0;

  constructor(body, size) {
    this.#body = body;
    this.size = size;
  }

  slice(start, end) {
    return { size: end - start, arrayBuffer: () => this.#read(start, end) };
  }

  async #read(start, end) {
    // A redirect would have it sent again.
    if (start !== this.#start) throw new Error('the body of a relayed upload can be read only once');
    this.#start = end;
    return (await this.#body.take(end - start)).buffer;
  }

  arrayBuffer() {
    return this.#read(0, this.size);
  }

  async text() {
    return new TextDecoder().decode(await this.arrayBuffer());
  }
}
