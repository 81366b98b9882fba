/** Bytes into which small chunks are joined as they come: each would be an object of its own, and there may be millions. */
const blockLength = 65_536;

/** A request's body, read in order and only as fast as it is asked for. */
export class RequestBody {
  #req;
  #chunks = [];
  /** The last of the chunks, where it is a block that has room, and how much of it is filled. */
  #block;
  #filled = 0;
  #held = 0;
  #wanted = 0;
  #wake = () => {};
  #fault;
  #isEnded;

  /** @param {import('node:http').IncomingMessage} req */
  constructor(req) {
    this.#req = req;
    this.#isEnded = req.readableEnded;
    req.on('data', (chunk) => {
      if (this.#fault) return;
      this.#keep(chunk);
      if (this.#held < this.#wanted) return;
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

  #keep(chunk) {
    this.#held += chunk.length;
    if (2 * chunk.length > blockLength) {
      this.#chunks.push(chunk);
      this.#block = undefined;
      return;
    }
    if (!this.#block || this.#filled + chunk.length > blockLength) {
      this.#block = new Uint8Array(blockLength);
      this.#filled = 0;
      this.#chunks.push(this.#block);
    }
    this.#block.set(chunk, this.#filled);
    this.#filled += chunk.length;
    this.#chunks[this.#chunks.length - 1] = this.#block.subarray(0, this.#filled);
  }

  #fail(reason) {
    this.#fault ??= new Error(reason);
    this.#chunks = [];
    this.#held = 0;
    this.#wake();
  }

  /** Waits until so many bytes are there, or all there are. */
  async #gather(length) {
    this.#wanted = length;
    if (this.#held < length && !this.#isEnded && !this.#fault) {
      this.#req.resume();
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#fault) throw this.#fault;
  }

  #join(length) {
    const bytes = new Uint8Array(length);
    let filled = 0;
    let used = 0;
    while (filled < length) {
      const chunk = this.#chunks[used];
      const part = chunk.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) used += 1;
      else this.#chunks[used] = chunk.subarray(part.length);
    }
    this.#chunks.splice(0, used);
    this.#block = undefined;
    this.#held -= length;
    return bytes;
  }

  /**
   * The next so many bytes.
   * @throws {Error} The client went away, or there are fewer.
   */
  async take(length) {
    await this.#gather(length);
    if (this.#held < length) throw new Error(`the body has ${this.#held} bytes, not ${length}`);
    return this.#join(length);
  }

  /** All that is left, or nothing where that is more than `most` bytes. */
  async takeAll(most) {
    await this.#gather(most + 1);
    return this.#held > most ? undefined : this.#join(this.#held);
  }

  /** Bytes that have come and were not taken. */
  get held() {
    return this.#held;
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
}
