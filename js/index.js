import { requireFrom, TextEncoder, isNode } from './core/platform.js';
import { internals, World } from './core/world.js';
import { Journal } from './harness/journal.js';
import { describeWithMembers } from './kintone/describe.js';
import { KintonePromise } from './kintone/promise.js';
import { createProxy } from './kintone/proxy.js';
import { createFetchTransport } from './transport/fetch.js';

/** The options, each read once: as they are, and with one level of members for the core to judge. */
function readOptions(options) {
  const given = {};
  const described = describeWithMembers(options, undefined, (name, value) => {
    given[name] = value;
  });
  for (const member of described[2] ?? []) {
    const [name, [type]] = member;
    if (type === 'array' || type === 'object') member[1] = describeWithMembers(given[name]);
  }
  return { given, described };
}

/**
 * Makes an independent kintone: what customization code sees as the global `kintone`, and the handles of a test around it.
 * Synchronous; the network is loaded with the first call that leaves. See types/index.d.ts and types/options.d.ts.
 * @param {import('../types/options.js').ShimOptions} [options]
 * @returns {import('../types/index.js').Shim}
 * @throws {TypeError} An option is unknown, or its value is wrong: the message names it.
 */
export function createShim(options) {
  return new Shim(options);
}

class Shim {
  #world;
  #journal;
  #options;
  #transport;
  #readers = [];

  constructor(options) {
    const { given, described } = readOptions(options);
    this.#world = new World(described);
    this.#options = given;
    this.#journal = new Journal(this.#options.fetch ? 'fetch' : 'node');
    this.journal = { calls: (filter) => this.#journal.calls(filter) };
    this.kintone = {
      proxy: createProxy(this.#world, (...call) => this.#carry().send(...call), this.#journal),
      getRequestToken: () => this.#world.requestToken(),
      Promise: KintonePromise,
    };
    Object.defineProperty(this, Symbol.for('kintone-shim.internals'), { value: internals });
  }

  #carry() {
    this.#transport ??= this.#options.fetch
      ? createFetchTransport(this.#options.fetch, {
          encode: (text) => new TextEncoder().encode(text),
          fileReader: () => this.#fileReader(),
        })
      : this.#loadNodeTransport();
    return this.#transport;
  }

  #fileReader() {
    return this.#readers.at(-1) ?? globalThis.FileReader;
  }

  #loadNodeTransport() {
    if (!isNode) {
      throw new Error('there is no built-in transport outside Node: give createShim the option fetch');
    }
    const world = this.#world;
    return requireFrom(import.meta.url, './node.cjs').createNodeTransport({
      mayConnect: (address, port) => world.mayConnect(address, port),
      ca: this.#options.ca,
      fileReader: () => this.#fileReader(),
    });
  }

  install(target = globalThis) {
    const before = Object.getOwnPropertyDescriptor(target, 'kintone');
    Object.defineProperty(target, 'kintone', {
      value: this.kintone,
      configurable: true,
      enumerable: true,
      writable: true,
    });
    // A window brings the FileReader that reads its Blobs.
    const reader = target.FileReader;
    if (typeof reader === 'function') this.#readers.push(reader);
    let isInstalled = true;
    return () => {
      if (!isInstalled) return;
      isInstalled = false;
      this.#readers = this.#readers.filter((each) => each !== reader);
      // Somebody else's by now.
      if (target.kintone !== this.kintone) return;
      if (before) Object.defineProperty(target, 'kintone', before);
      else delete target.kintone;
    };
  }

  verify() {
    const found = this.#world.verify();
    if (found) throw Object.assign(new Error(found.message), { code: found.code });
  }

  reload() {
    this.#world.reload();
  }

  reset() {
    this.#journal.abort();
    this.#journal.clear();
    this.#world.reset();
  }

  dispose() {
    this.#journal.abort();
    this.#world.dispose();
    this.#transport?.close();
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.dispose();
  }
}
