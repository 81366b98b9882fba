import { TextDecoder } from 'node:util';
import { Chunks } from './chunks.js';

/** A request's body, read in order and only as fast as it is asked for. */
export class RequestBody {
  #req;
  #chunks = new Chunks();
  #wanted = 0;
  /** @type {(value?: unknown) => void} */
  #wake = () => {};
  #fault;
  #isEnded;

  /** @param {import('node:http').IncomingMessage} req */
  constructor(req) {
    this.#req = req;
    this.#isEnded = req.readableEnded;
    req.on('data', (chunk) => {
      if (this.#fault) return;
      this.#chunks.push(chunk);
      if (this.held < this.#wanted) return;
      req.pause();
      this.#wake();
    });
    req.pause();
    req.on('end', () => {
      this.#isEnded = true;
      this.#wake();
    });
    const cut = () => this.#fail('the request ended before its body did');
    req.on('error', cut);
    req.on('close', () => {
      if (!this.#isEnded) cut();
    });
  }

  #fail(reason) {
    this.#fault ??= new Error(reason);
    this.#chunks = new Chunks();
    this.#wake();
  }

  /** Waits until so many bytes are there, or all there are. */
  async #gather(length) {
    this.#wanted = length;
    if (this.held < length && !this.#isEnded && !this.#fault) {
      this.#req.resume();
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#fault) throw this.#fault;
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

  /** All that is left, or nothing where that is more than `most` bytes. */
  async takeAll(most) {
    await this.#gather(most + 1);
    return this.held > most ? undefined : this.#chunks.take(this.held);
  }

  /** Bytes that have come and were not taken. */
  get held() {
    return this.#chunks.length;
  }

  /** The rest is not for anybody: it is read and thrown away, so that the connection can be used again. */
  drain() {
    if (this.#isEnded) return;
    this.#fail('nobody reads the body any more');
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
