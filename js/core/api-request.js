import { TextEncoder } from './platform.js';
import { parsed } from './own-members.js';
import { room, windowViews } from './window.js';

// One that was given up half-way frees its place all the same; its world, in which that is, must not go before it.
const registry = new FinalizationRegistry(({ handle }) => handle.delete());

/** An answer of the core's: what is told of it and, of one that has a body, a line break and the body as it is. */
function answerIn(text) {
  const end = text.indexOf('\n');
  if (end < 0) return parsed(text);
  const answer = parsed(text.slice(0, end));
  answer.body = text.slice(end + 1);
  return answer;
}

/**
 * One request to kintone's REST side in C++ (wasm/core/rest/backend.h). It counts among those at once (F20) until `end`.
 * An answer is `{ status, fields, body }`, or of a download `{ status, fields, file }`, with `warnings` and `gone`.
 */
export class ApiRequest {
  #handle;
  #delimiter;

  /** `world` is kept from being collected: the handle refers to its own. */
  constructor(handle, world) {
    this.#handle = handle;
    registry.register(this, { handle, world }, this);
  }

  /**
   * The next bytes of a form.
   * @param {Uint8Array} chunk
   * @param {(bytes: Uint8Array) => void} take Gets the bytes of the file among them, in order: pieces of the chunk, or of what stood
   *   before it.
   * @returns {boolean} False: it is to be read no further.
   */
  feed(chunk, take) {
    for (let start = 0; start < chunk.length; start += room) {
      const part = chunk.length <= room ? chunk : chunk.subarray(start, start + room);
      windowViews().bytes.set(part);
      const goesOn = this.#handle.feed(part.length);
      const [held, offset, length] = windowViews().numbers;
      if (held > 0) take(this.#heldBack(held));
      if (length > 0) take(part.subarray(offset, offset + length));
      if (!goesOn) return false;
    }
    return true;
  }

  /** What looked like the end of the file at the end of a chunk, and was none. */
  #heldBack(length) {
    this.#delimiter ??= new TextEncoder().encode(this.#handle.delimiter());
    return this.#delimiter.subarray(0, length);
  }

  /** The number of the form's file, where it was taken: known after the answer; else 0. */
  get file() {
    return this.#handle.file();
  }

  /** @param {string} [message] The body, where one was to be read as a text. */
  answer(message = '') {
    return answerIn(this.#handle.answer('read', message));
  }

  /** The answer where the message has more bytes than it may. */
  tooLong() {
    return answerIn(this.#handle.answer('tooLong', ''));
  }

  /** The answer where the file's bytes could not be kept. */
  notKept(reason) {
    return answerIn(this.#handle.answer('notKept', reason.toWellFormed()));
  }

  /**
   * What routes are asked about, see wasm/core/rest/api_text.h; nothing where none is.
   * @returns {{ method: string, path: string, url: string, fields: string[], isForm: boolean, limit: number } | undefined}
   */
  asked() {
    const text = this.#handle.asked();
    return text === '' ? undefined : parsed(text);
  }

  /** The answer of a route, whatever this side would answer: see wasm/core/rest/api_text.h. */
  routed(said) {
    return answerIn(this.#handle.routed(said));
  }

  /** Its answer was sent, or nobody waits for it. */
  end() {
    if (!this.#handle) return;
    registry.unregister(this);
    this.#handle.delete();
    this.#handle = null;
  }
}
