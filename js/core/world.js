import { Exchange } from './exchange.js';
import { packed } from './fields.js';
import { constants, core } from './module.js';
import { currentTime, entropy, URL } from './platform.js';
import { ApiCore } from './api-core.js';
import { ApiRequest } from './api-request.js';
import { RecordCore } from './record-core.js';
import { Site } from './site.js';
import { FormCore } from './form-core.js';
import { parsed } from './own-members.js';

// A shim that nobody holds any more takes its world with it; `dispose` alone cannot, since later calls still get an answer.
const registry = new FinalizationRegistry((handles) => {
  for (const handle of handles) handle.delete();
});

/**
 * @param {unknown[]} options The options of createShim, described.
 * @returns {World}
 * @throws {TypeError} An option is unknown or its value is wrong.
 */
export function makeWorld(options) {
  const text = JSON.stringify(options);
  const handle = core.makeShim(text, entropy(), currentTime());
  if (handle === null) throw new TypeError(core.optionsFault(text));
  return new World(handle);
}

/**
 * The world of a served page.
 * @param {string} text What its server says of it.
 * @returns {World | undefined} Nothing where the text is none of a server's.
 */
export function makePageWorld(text) {
  const handle = core.makePageShim(text, entropy(), currentTime());
  return handle === null ? undefined : new World(handle);
}

/** One shim in C++: settings, ids, request token, network policy (wasm/core/world), and kintone's REST side (wasm/core/rest). */
export class World {
  #handle;
  /** What goes with it, and before it what is in it. */
  #handles;
  #exchanges;
  #lastExchange = 0;

  constructor(handle) {
    this.#handle = handle;
    /** The screens of one record. */
    this.forms = new FormCore(handle);
    this.api = new ApiCore(handle);
    /** Apps and records. */
    this.kept = new RecordCore(handle, () => this.#observe());
    this.#handles = [handle];
    registry.register(this, this.#handles);
  }

  /** The time, told before anything that depends on it. */
  #observe() {
    this.#handle.observe(currentTime());
  }

  /**
   * @param {object} call See wasm/core/proxy/crossing.h.
   * @returns {{ exchange: Exchange, step: object }}
   */
  openExchange(call) {
    if (!this.#exchanges) {
      this.#exchanges = core.makeExchanges(this.#handle);
      this.#handles.unshift(this.#exchanges);
    }
    const text = this.#exchanges.open(JSON.stringify(call));
    this.#lastExchange += 1;
    return Exchange.opened(this.#exchanges, this.#lastExchange, text, this);
  }

  /**
   * kintone's side over HTTP, as one server of it.
   * @param {object} site See wasm/core/site/site.h.
   */
  makeSite(site) {
    const handle = core.makeSite(this.#handle, JSON.stringify(site));
    return new Site(
      handle,
      () => this.#observe(),
      (text) => this.#opened(text),
      (length) => this.#handle.tooLongHead(length),
    );
  }

  /** What the core decided of a head; where it opened a request to its REST side, with that. */
  #opened(text) {
    const decision = parsed(text);
    if (decision.next === 'rest') decision.rest = new ApiRequest(this.#handle.takeRest(), this);
    return decision;
  }

  /**
   * A request to kintone's REST side that never saw a socket.
   * @param {{ method: string, url: string, fields: string[], credentials?: string, hasBody: boolean }} head
   * @returns {{ next: 'rest', read: 'nothing' | 'message' | 'form', limit?: number, rest: ApiRequest, bytes?: number, message?: string, exchange?: object } | { next: 'reply', status: number, fields: string[], body: string }}
   */
  openDirect(head) {
    this.#observe();
    const { method, url, fields, credentials, hasBody } = head;
    const { origin, pathname, search } = new URL(url);
    const text = packed(method, pathname + search, [origin, credentials, hasBody], fields);
    if (text.length > constants.head) return JSON.parse(this.#handle.tooLongHead(text.length));
    return this.#opened(this.#handle.openDirect(text));
  }

  /** The files that kintone's side keeps, see wasm/core/rest/file_registry.h. */
  files() {
    this.#observe();
    return JSON.parse(this.#handle.files());
  }

  /** Bytes of the files. */
  diskUsage() {
    this.#observe();
    return this.#handle.diskUsage();
  }

  /** The numbers of the files that are gone since this was asked: their bytes may go. */
  gone() {
    return JSON.parse(this.#handle.gone());
  }

  /**
   * What there is to know of its options: kintone's own origin, what may be reached, as it is written, and whose the clock is; the
   * lines that warn of them; and the proxy functions, `{ name, parameters, takes }`.
   */
  facts() {
    return parsed(this.#handle.facts());
  }

  requestToken() {
    this.#observe();
    return this.#handle.requestToken();
  }

  reload() {
    this.#observe();
    this.#handle.reload();
  }

  /** In a served page: what its server says of the page loaded anew. False where the text is none of a server's. */
  adopt(text) {
    return this.#handle.adopt(text);
  }

  /**
   * Moves the clock on.
   * @param {unknown[]} milliseconds Described.
   * @throws {TypeError} They are none.
   */
  advance(milliseconds) {
    const fault = this.#handle.advance(JSON.stringify(milliseconds));
    if (fault !== '') throw new TypeError(fault);
  }

  reset() {
    this.#observe();
    this.#handle.reset(entropy());
  }

  dispose() {
    this.#handle.dispose();
  }

  /** P32: may a connection to this address be used? */
  mayConnect(address, port) {
    return this.#handle.mayConnect(address, String(port));
  }

  /** Whether two texts are the same address, however it is written. */
  isSameAddress(one, other) {
    return this.#handle.isSameAddress(one, other);
  }

  /** Lets no call go to a port of the machine itself, until the function that this returns is called. */
  closePort(port) {
    this.#handle.holdPort(String(port), true);
    return () => this.#handle.holdPort(String(port), false);
  }

  /** What is wrong with what a test says of a route or asks of calls, and an exact URL as it would be sent: `{ fault, url }`. */
  checkRoute(said) {
    return parsed(this.#handle.checkRoute(JSON.stringify(said)));
  }

  /** The routes that were not used, a line each. */
  pendingRoutes(routes) {
    return JSON.parse(this.#handle.pendingRoutes(JSON.stringify(routes)));
  }

  /**
   * What shim.verify() throws: `{ code, message, count }`; null where all is well. `calls`: those that are on their way. `routes`: those
   * that were not used. Without `hasNotes` nothing of calls that have ended: their outcomes say it, too.
   */
  verify(calls, routes, hasNotes) {
    const found = this.#handle.verify(JSON.stringify(calls), JSON.stringify(routes), hasNotes);
    return found === '' ? null : parsed(found);
  }

  /** What a test is told, by a name of wasm/core/world/harness.h: `{ code, message }`. */
  fault(name, ...facts) {
    return parsed(
      this.#handle.fault(JSON.stringify([name, ...facts.map((each) => String(each).toWellFormed())])),
    );
  }

  /** Has verify() tell of what failed, and no code was told of. */
  note(sentence) {
    this.#handle.note(sentence.toWellFormed());
  }

  /**
   * @param {'on' | 'off' | 'fire'} name What is called, with `count` arguments; the first two are described.
   * @throws {TypeError} One of them is wrong.
   */
  checkEventArguments(name, count, type, second) {
    const fault = this.#handle.eventArgumentsFault(JSON.stringify([name, count, type, second]));
    if (fault !== '') throw new TypeError(fault);
  }

  /** What comes after a handler, and what a chain comes to: see wasm/core/page/chain_text.h. */
  eventTurn(type, what, isLast) {
    return this.#handle.eventTurn(type, what, isLast);
  }

  eventVerdict(end) {
    return parsed(this.#handle.eventVerdict(JSON.stringify(end)));
  }

  /** A member of kintone.plugin.app, with its arguments described: see wasm/core/page/plugin_members.h. */
  pluginMember(member, given) {
    return parsed(this.#handle.plugin(JSON.stringify([member, ...given])));
  }

  savePlugin(number) {
    this.#handle.savePlugin(number);
  }

  /** What plug-ins have saved, masked. */
  plugins() {
    return JSON.parse(this.#handle.plugins());
  }

  /**
   * @param {unknown[]} options Those of waitFor, described.
   * @throws {TypeError} One is unknown or its value is wrong.
   */
  checkWait(options) {
    const fault = this.#handle.waitFault(JSON.stringify(options));
    if (fault !== '') throw new TypeError(fault);
  }
}

/**
 * @param {unknown[]} options The options of a server, described.
 * @param {boolean} isListener Those of one that somebody else's server calls.
 * @throws {TypeError} An option is unknown or its value is wrong.
 */
export function checkServer(options, isListener) {
  const fault = core.serveFault(JSON.stringify(options), isListener);
  if (fault !== '') throw new TypeError(fault);
}

/** For tests and documentation: what the core is made of, and what of it is alive. */
export const coreInternals = {
  liveExchanges: () => JSON.parse(core.usage()).exchanges,
  memoryInUse: () => JSON.parse(core.usage()).inUse,
  wasmHeapBytes: () => JSON.parse(core.usage()).heap,
  errorTable: () => JSON.parse(core.describe()).errors,
  limits: () => JSON.parse(core.describe()).limits,
};
