import { packed } from './fields.js';
import { told } from './told.js';

const registry = new FinalizationRegistry((handle) => handle.delete());

const parsed = (text) => (text === '' ? undefined : told(text));

/** A request's head as the core reads it (`read_request` of wasm/core/service/crossing.h). */
const headText = ({ method, target, fields, localAddress, localPort, secure }) =>
  packed(method, target, [localAddress, localPort, secure], fields);

/**
 * kintone's side over HTTP in C++ (wasm/core/service), as texts go in and come out: what a request's head leads to, and whether
 * its message is taken. A reply is `{ next: 'reply', status, fields, body }`.
 */
export class Service {
  #handle;
  #observe;
  #opened;

  /**
   * `observe` tells the world the time, `opened` reads what a head leads to; they hold the world,
   * which the handle refers to.
   */
  constructor(handle, observe, opened) {
    this.#handle = handle;
    this.#observe = observe;
    this.#opened = opened;
    registry.register(this, handle);
  }

  /** @param {object} head `{ method, target, fields, localAddress, localPort, secure }` */
  receive(head) {
    this.#observe();
    return this.#opened(this.#handle.receive(headText(head)));
  }

  /**
   * How the file `name` is sent, `{ fields, isPage }`, or a reply; with the name '': there is none. `path`: where it really is below
   * the folder.
   */
  file(head, name, path) {
    return parsed(this.#handle.file(headText(head), name, path));
  }

  /** A reply where an upload's message of `total` bytes may not have a head of `length`. */
  uploadHead(length, total) {
    return parsed(this.#handle.uploadHead(length, total));
  }

  /** A reply where a message is refused, which is told by its description. */
  admit(description) {
    this.#observe();
    return parsed(this.#handle.admit(JSON.stringify(description)));
  }
}
