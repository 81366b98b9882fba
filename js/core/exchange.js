import { told } from './told.js';

/**
 * One exchange in C++ (wasm/core/proxy/exchange.h), as texts go in and come out. `conclude` ends it and gives its memory
 * back; what is told to it afterwards is ignored, as a transport may have a last word to say.
 */
export class Exchange {
  #handle;

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
