import { builtinModule } from '../core/platform.js';

/** RFC 1950: the low four bits of a zlib stream's first byte are 8. Some servers send RFC 1951's bare deflate instead. */
const createDeflateDecoder = (zlib, [first]) =>
  (first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();

const decoders = {
  gzip: (zlib) => zlib.createGunzip(),
  deflate: createDeflateDecoder,
  br: (zlib) => zlib.createBrotliDecompress(),
};

/**
 * Takes content codings off, strictly: an input that stops early is an error. A decoder is made with the first byte, so
 * an empty body needs none (P23).
 */
export class Decoder {
  #codings;
  #events;
  #streams = [];
  #isEnded = false;

  /**
   * @param {string[]} codings The outermost first.
   * @param {{ chunk: (bytes: Uint8Array) => void, end: () => void, failed: (error: Error) => void, drained: () => void }} events
   */
  constructor(codings, events) {
    this.#codings = codings;
    this.#events = events;
  }

  /** @returns {boolean} False: wait for `drained`. */
  write(bytes) {
    if (this.#streams.length === 0) this.#begin(bytes);
    // What follows a complete stream is ignored, but waited for.
    if (this.#isEnded) return true;
    return this.#streams[0].write(bytes);
  }

  #begin(bytes) {
    // Only the outermost coding's first byte is known here.
    const zlib = builtinModule('node:zlib');
    this.#streams = this.#codings.map((coding, i) => decoders[coding](zlib, i === 0 ? bytes : [8]));
    for (const [i, stream] of this.#streams.entries()) {
      stream.on('error', this.#events.failed);
      if (i > 0) this.#streams[i - 1].pipe(stream);
    }
    this.#streams[0].on('drain', this.#events.drained);
    this.#streams
      .at(-1)
      .on('data', this.#events.chunk)
      .on('end', () => {
        this.#isEnded = true;
        this.#events.drained();
        this.#events.end();
      });
  }

  end() {
    if (this.#streams.length === 0) this.#events.end();
    else if (!this.#isEnded) this.#streams[0].end();
  }

  destroy() {
    for (const stream of this.#streams) stream.destroy();
  }
}
