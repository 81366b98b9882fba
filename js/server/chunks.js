/** Bytes into which small chunks are joined as they come: each would be an object of its own, and there may be millions. */
const blockLength = 65_536;

/** Bytes in the order in which they came, in few pieces. */
export class Chunks {
  length = 0;
  #list = [];
  /** The last of the list, where it is a block that has room, and how much of it is filled. */
  #block;
  #filled = 0;
  /** The last one is small and stands alone: a block is worth its while from the second on. */
  #isAlone = false;

  /** @param {Uint8Array} chunk It is kept as it is, or copied. */
  push(chunk) {
    this.length += chunk.length;
    const isSmall = 2 * chunk.length <= blockLength;
    if (!isSmall || !(this.#block || this.#isAlone)) {
      this.#list.push(chunk);
      this.#block = undefined;
      this.#isAlone = isSmall;
      return;
    }
    if (!this.#block || this.#filled + chunk.length > blockLength) {
      this.#block = new Uint8Array(blockLength);
      this.#filled = 0;
      this.#list.push(this.#block);
    }
    this.#block.set(chunk, this.#filled);
    this.#filled += chunk.length;
    this.#list[this.#list.length - 1] = this.#block.subarray(0, this.#filled);
  }

  /** The first so many bytes, no more than there are, in one piece. */
  take(length) {
    const bytes = new Uint8Array(length);
    let filled = 0;
    let used = 0;
    while (filled < length) {
      const chunk = this.#list[used];
      const part = chunk.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) used += 1;
      else this.#list[used] = chunk.subarray(part.length);
    }
    this.#begin(this.#list.slice(used), this.length - length);
    return bytes;
  }

  /** The first piece; nothing where there is none. */
  takeFirst() {
    const [first, ...rest] = this.#list;
    this.#begin(rest, this.length - (first?.length ?? 0));
    return first;
  }

  /** All there are, as they are. */
  takeList() {
    const list = this.#list;
    this.#begin([], 0);
    return list;
  }

  /** What is taken is nobody's to write into. */
  #begin(list, length) {
    this.#list = list;
    this.length = length;
    this.#block = undefined;
    this.#isAlone = false;
  }
}
