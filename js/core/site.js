import { packed } from './fields.js';
import { constants } from './module.js';
import { parsed } from './own-members.js';

const registry = new FinalizationRegistry((handle) => handle.delete());

const parsedOrNone = (text) => (text === '' ? undefined : parsed(text));

/** A request's head as the core reads it (`read_request` of wasm/core/site/site_text.h). */
const headText = ({ method, target, fields, localAddress, localPort, secure }) =>
  packed(method, target, [localAddress, localPort, secure], fields);

/**
 * kintone's side over HTTP in C++ (wasm/core/rest), as texts go in and come out: what a request's head leads to, and whether
 * its message is taken. A reply is `{ next: 'reply', status, fields, body }`.
 */
export class Site {
  #handle;
  #observe;
  #opened;
  #refuse;

  /**
   * `observe` tells the world the time, `opened` reads what a head leads to, `refuse` is the reply to one that
   * is too long; they hold the world, which the handle refers to.
   */
  constructor(handle, observe, opened, refuse) {
    this.#handle = handle;
    this.#observe = observe;
    this.#opened = opened;
    this.#refuse = refuse;
    registry.register(this, handle);
  }

  /** @param {object} head `{ method, target, fields, localAddress, localPort, secure }` */
  receive(head) {
    this.#observe();
    const text = headText(head);
    return this.#opened(
      text.length > constants.head ? this.#refuse(text.length) : this.#handle.receive(text),
    );
  }

  /**
   * How the file `name` is sent, `{ fields, isPage }`, or a reply; with the name '': there is none. `path`: where it really is below
   * the folder.
   */
  file(head, name, path) {
    return parsedOrNone(this.#handle.file(headText(head), name, path));
  }

  /** Instead: the file may be there, and the system does not give it; its code says why. */
  unreadable(head, reason) {
    return parsedOrNone(this.#handle.unreadable(headText(head), reason));
  }

  /** Instead: how a folder without an index is shown. `names`: what is in it, folders with a slash at the end; `path`: where it
   *  really is. */
  listing(head, names, path) {
    const told = JSON.stringify(names.map((name) => name.toWellFormed()));
    return parsedOrNone(this.#handle.listing(headText(head), told, path));
  }

  /** A reply where an upload's message of `total` bytes may not have a head of `length`. */
  uploadHead(length, total) {
    return parsedOrNone(this.#handle.uploadHead(length, total));
  }

  /** The reply to what a settings page saves: its described token, app, plug-in, member and arguments. */
  savePlugin(given) {
    return parsedOrNone(this.#handle.savePlugin(JSON.stringify(given)));
  }

  /** A reply where a message is refused, which is told by its description. */
  admit(description) {
    this.#observe();
    return parsedOrNone(this.#handle.admit(JSON.stringify(description)));
  }
}
