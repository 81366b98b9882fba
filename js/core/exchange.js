import { told } from './told.js';
import { windowViews } from './window.js';

/** Bytes of an answer that are looked at in one go: most heads are shorter. */
const glimpse = 4096;

/** What comes next in an answer's bytes, in the order of `reading` of wasm/core/http/response_reader.h. */
const readings = ['more', 'head', 'ended', 'failed'];

/**
 * One exchange in C++ (wasm/core/proxy/exchange.h), as texts go in and come out. `conclude` ends it and gives its memory
 * back; what is told to it afterwards is ignored, as a transport may have a last word to say.
 */
export class Exchange {
  #handle;
  #isInBody = false;

  /** `world` is kept from being collected: the handle refers to its own. */
  constructor(handle, world) {
    this.#handle = handle;
    this.world = world;
  }

  #step(method, ...facts) {
    const step = told(this.#handle ? this.#handle[method](...facts) : '{"next":"done"}');
    if (step.request) Object.setPrototypeOf(step.request, null);
    return step;
  }

  open() {
    return this.#step('open');
  }

  serialized(how) {
    return this.#step('serialized', JSON.stringify(how));
  }

  /** Begins to send the request over a connection. Its head, a character for a byte; `length`: bytes that follow. */
  requestHead(length) {
    this.#isInBody = false;
    return this.#handle?.requestHead(length) ?? '';
  }

  /**
   * Reads on in the answer's bytes: in a chunk, from `at`.
   * @param {Uint8Array} chunk
   * @param {number} at
   * @param {(bytes: Uint8Array) => void} take Gets those of the body, which are pieces of the chunk. It runs nobody else's code.
   * @returns {{ at: number, next: 'more' | 'head' | 'ended' | 'failed' }} How far that came. After 'head' and 'failed': `answered`.
   */
  read(chunk, at, take) {
    let [begin, end] = [at, at];
    while (this.#handle) {
      // Of a body only the length is told.
      if (at >= end && !this.#isInBody) {
        [begin, end] = [at, Math.min(at + glimpse, chunk.length)];
        windowViews().bytes.set(chunk.subarray(begin, end));
      }
      this.#handle.read(Math.min(at, end) - begin, end - begin, chunk.length - at);
      const [next, passed, body] = windowViews().told;
      at += passed;
      if (body > 0) take(chunk.subarray(at, at + body));
      at += body;
      this.#isInBody = body > 0;
      if (next > 0 || at === chunk.length) return { at, next: readings[next] };
    }
    return { at, next: 'more' };
  }

  /** After a head, or where the answer breaks a rule: the step after that. */
  answered() {
    return this.#step('answered');
  }

  /** The answer is whole once the other end has closed the connection. */
  endsWithConnection() {
    return this.#handle?.endsWithConnection() ?? false;
  }

  /** Nothing of an answer came, and the request may go out once more. */
  mayRepeat() {
    return this.#handle?.mayRepeat() ?? false;
  }

  /** After 'ended': milliseconds for which the connection may rest for another request; 0: not at all. */
  idleTime() {
    return this.#handle?.idleTime() ?? 0;
  }

  head(status, fields) {
    return this.#step('head', status, JSON.stringify(fields));
  }

  hop(where) {
    return this.#step('hop', JSON.stringify(where));
  }

  /** Whether a route takes the request: `{ taken, nearest?, misfit? }`. */
  routed(answer) {
    return this.#step('routed', JSON.stringify(answer));
  }

  /** Milliseconds to set the timer to, 0 to leave it. */
  progress(isLast) {
    return this.#handle?.progress(isLast) ?? 0;
  }

  /** False: read no further. */
  chunk(byteLength) {
    return this.#handle?.chunk(byteLength) ?? false;
  }

  end() {
    this.#handle?.end();
  }

  /** The page's server answered: its status, its JSON text without the upstream's body, and whether there was one. */
  relayed(status, text, hasBody) {
    this.#handle?.relayed(status, text, hasBody);
  }

  fail(code, detail) {
    this.#handle?.fail(code, detail);
  }

  failUpload(reason) {
    this.#handle?.failUpload(reason);
  }

  failAs(end) {
    this.#handle?.failAs(end);
  }

  failRoute(reason) {
    this.#handle?.failRoute(reason);
  }

  expire() {
    this.#handle?.expire();
  }

  abort() {
    this.#handle?.abort();
  }

  conclude(isDamaged) {
    const outcome = told(this.#handle.conclude(isDamaged));
    this.discard();
    return outcome;
  }

  /** Ends it without an outcome. */
  discard() {
    this.#handle?.delete();
    this.#handle = null;
  }
}
