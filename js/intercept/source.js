/** A body on its way to the shim. */
import { Blob } from '../core/platform.js';

/** @param {Uint8Array | Blob} part */
const lengthOf = (part) => (ArrayBuffer.isView(part) ? part.byteLength : part.size);

/** Bytes; of another realm's typed array a view of this one's. */
const ownView = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);

/**
 * The bytes from `start` to `end` of what `parts` are together: whole parts as they are, of others a piece.
 * @param {(Uint8Array | Blob)[]} parts
 * @param {number} start
 * @param {number} end
 */
function piecesOf(parts, start, end) {
  const pieces = [];
  let at = 0;
  for (const part of parts) {
    const length = lengthOf(part);
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)];
    at += length;
    if (from >= to) continue;
    if (to - from === length) pieces.push(part);
    else pieces.push(ArrayBuffer.isView(part) ? part.subarray(from, to) : part.slice(from, to));
  }
  return pieces;
}

/** The bytes of parts, one after the other. */
export async function* chunksOf(parts, slicesOf) {
  for (const part of parts) yield* ArrayBuffer.isView(part) ? [part] : slicesOf(part);
}

/** A file that is kept as pieces of what the caller gave. */
class KeptPieces {
  #pieces;
  #slicesOf;

  constructor(pieces, slicesOf) {
    this.#pieces = pieces;
    this.#slicesOf = slicesOf;
    this.size = pieces.reduce((length, piece) => length + lengthOf(piece), 0);
  }

  stream() {
    return chunksOf(this.#pieces, this.#slicesOf);
  }

  /** The caller's own Blob where it is one that the platform knows. */
  async blob() {
    const [first] = this.#pieces;
    if (this.#pieces.length === 1 && first instanceof Blob) return first;
    const pieces = [];
    for await (const piece of this.stream()) pieces.push(ownView(piece));
    return new Blob(pieces);
  }

  drop() {}
}

/**
 * An iterator of chunks as the body of a Request is read.
 * @param {AsyncIterator<Uint8Array>} chunks
 * @returns {Readable}
 * @typedef {{ getReader: () => Reader }} Readable What is read of a ReadableStream.
 * @typedef {{ read: () => Promise<{ value?: Uint8Array, done?: boolean }>, cancel: (reason?: unknown) => Promise<void> }} Reader
 */
export function readable(chunks) {
  /** @type {(part: { value: undefined, done: true }) => void} */
  let end = () => {};
  const reader = {
    read: () =>
      new Promise((resolve, reject) => {
        end = resolve;
        Promise.resolve(chunks.next()).then(resolve, reject);
      }),
    cancel: async () => {
      // Nobody waits for a chunk that may never come.
      end({ value: undefined, done: true });
      await chunks.return?.();
    },
  };
  return { getReader: () => reader };
}

/** The chunks of a body, and where in it each of them stands: of a file no second copy need be kept, but the caller's own (F08). */
export class Source {
  #parts;
  #slicesOf;
  #sent;
  #position = 0;
  #chunk;
  /** Bytes in all. */
  length;

  /**
   * @param {(Uint8Array | Blob)[]} parts
   * @param {(blob: Blob) => AsyncIterable<Uint8Array>} slicesOf
   * @param {(bytes: number) => void} [sent] Told how many bytes of it have been read.
   */
  constructor(parts, slicesOf, sent = () => {}) {
    this.#parts = parts;
    this.#slicesOf = slicesOf;
    this.#sent = sent;
    this.length = parts.reduce((length, part) => length + lengthOf(part), 0);
  }

  async *#chunks() {
    for await (const chunk of chunksOf(this.#parts, this.#slicesOf)) {
      this.#chunk = ownView(chunk);
      yield this.#chunk;
      this.#position += chunk.byteLength;
      this.#sent(this.#position);
    }
  }

  /** The body as a Request shows it. */
  get body() {
    return readable(this.#chunks());
  }

  /** Keeps the file of a form: see js/rest/backend.js. A file's bytes stand together in the body. */
  openSink() {
    let length = 0;
    let start;
    let held = [];
    return {
      write: (bytes) => {
        // What was held back as a possible end of the file is a copy: where it stands is told by what follows it.
        if (start === undefined && bytes.buffer === this.#chunk.buffer) {
          start = this.#position + bytes.byteOffset - this.#chunk.byteOffset - length;
          held = [];
        }
        if (start === undefined) held.push(bytes);
        length += bytes.length;
      },
      end: () => {
        const pieces = start === undefined ? held : piecesOf(this.#parts, start, start + length);
        return new KeptPieces(pieces, this.#slicesOf);
      },
      discard() {},
    };
  }
}
