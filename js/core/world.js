import { Exchange } from './exchange.js';
import { core } from './module.js';
import { entropy } from './platform.js';

// A shim that nobody holds any more takes its world with it; `dispose` alone cannot, since later calls still get an answer.
const registry = new FinalizationRegistry((handle) => handle.delete());

/** The world of one shim in C++: settings, ids, request token, network policy (wasm/core/world). */
export class World {
  #handle;

  /**
   * @param {unknown[]} options The options, described.
   * @throws {TypeError} An option is unknown or its value is wrong.
   */
  constructor(options) {
    const text = JSON.stringify(options);
    this.#handle = core.makeWorld(text, entropy());
    if (this.#handle === null) throw new TypeError(core.optionsFault(text));
    registry.register(this, this.#handle);
  }

  /** @param {object} call See wasm/core/proxy/crossing.h. */
  openExchange(call) {
    return new Exchange(core.makeExchange(this.#handle, JSON.stringify(call)), this);
  }

  requestToken() {
    return this.#handle.requestToken();
  }

  reload() {
    this.#handle.reload();
  }

  reset() {
    this.#handle.reset(entropy());
  }

  dispose() {
    this.#handle.dispose();
  }

  /** P32: may a connection to this address be used? */
  mayConnect(address, port) {
    return this.#handle.mayConnect(address, String(port));
  }

  /** What shim.verify() throws: `{ code, message }`; null where all is well. */
  verify() {
    const found = this.#handle.verify();
    return found === '' ? null : JSON.parse(found);
  }
}

/** For tests and documentation: what the core is made of, and what of it is alive. */
export const internals = {
  liveExchanges: () => core.liveExchanges(),
  wasmHeapBytes: () => core.heapBytes(),
  errorTable: () => JSON.parse(core.describe()).errors,
  limits: () => JSON.parse(core.describe()).limits,
};
