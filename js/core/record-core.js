import { ownOf } from './own-members.js';

/** The apps and records of kintone's REST side, see wasm/core/rest/records.h, and snapshots of it, see wasm/core/rest/snapshot.h. */
export class RecordCore {
  #handle;
  #observe;

  constructor(handle, observe) {
    this.#handle = handle;
    this.#observe = observe;
  }

  /** A list of which the core gives a part at a time. */
  #whole(list) {
    for (const part of this.parts()) for (const record of JSON.parse(part)) list.push(record);
    return list;
  }

  records() {
    return this.#whole(JSON.parse(this.#handle.records() || '[]'));
  }

  /**
   * The records of an app that a query finds: of an id and a query, described.
   * @throws {TypeError} One of them is wrong.
   * @throws {Error} kintone would refuse the query: with its `code`.
   */
  appRecords(id, query) {
    this.#observe();
    const found = JSON.parse(this.#handle.appRecords(JSON.stringify([id, query])) || '[]');
    if (Array.isArray(found)) return this.#whole(found);
    const { fault, code, message } = ownOf(found);
    throw fault ? new TypeError(fault) : Object.assign(new Error(message), { code });
  }

  /** `{ version, apps, files, records }`, the files without their bytes. */
  snapshot() {
    return { ...this.snapshotHead(), records: this.#whole([]) };
  }

  /** The same without the records; `parts` has these, read before anything else is asked. */
  snapshotHead() {
    this.#observe();
    return JSON.parse(this.#handle.snapshot());
  }

  /** Lists of them, as JSON texts. */
  *parts() {
    for (let part = this.#handle.moreRecords(); part !== ''; part = this.#handle.moreRecords()) yield part;
  }

  /**
   * A part of a snapshot, as JSON.
   * @param {string} path Of it, for the message.
   * @throws {TypeError} It is wrong: all parts before are forgotten.
   */
  restore(part, path) {
    this.#observe();
    this.#throw(this.#handle.restore(part, path));
  }

  /** What all parts come to takes the place of what was kept. @throws {TypeError} It is wrong. */
  finishRestoring(path) {
    this.#throw(this.#handle.finishRestoring(path));
  }

  #throw(fault) {
    if (fault !== '') throw new TypeError(fault);
  }
}
