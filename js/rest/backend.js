/**
 * kintone's REST side of one shim: reads what the core asks for, gives its answers, and keeps the bytes of files. Over HTTP and
 * in the process alike; what is answered the core decides.
 */
import { Blob, printLine } from '../core/platform.js';
import { Ending } from './ending.js';
import { keeping, NotKept, readForm } from './form-body.js';
import { keptBlob, memorySink } from './memory-sink.js';
import { readBytes, textOf } from './message.js';
import { answerRouted } from './routed.js';
import { readSnapshot, takeSnapshot } from './snapshot.js';

export class Backend {
  #world;
  #routes;
  #around;
  #kept = new Map();
  /** Where all of it is kept beyond the life of this process; undefined where it is not. */
  #store;
  #endings = new Set();

  /**
   * @param {import('../core/world.js').World} world
   * @param {object} routes Asked first, see js/harness/rest-routes.js.
   * @param {object} around What a route's answer needs, see `answerRouted`.
   */
  constructor(world, routes, around) {
    this.#world = world;
    this.#routes = routes;
    this.#around = around;
  }

  /**
   * What may end a request, which `signal` does too.
   * @param {AbortSignal} [signal]
   * @returns {Ending} It is for one request, and to be released.
   */
  begin(signal) {
    const ending = new Ending(signal, () => this.#endings.delete(ending));
    this.#endings.add(ending);
    return ending;
  }

  /** Ends every request that has not been answered: each gives its place among those at once back (F20), and rejects. */
  end() {
    for (const ending of this.#endings) ending.end();
  }

  /**
   * @param {{ read: 'nothing' | 'message' | 'form', limit?: number, rest: import('../core/api-request.js').ApiRequest,
   *   bytes?: number, isEnded?: boolean, message?: string, exchange?: object }} opened How the core
   *   wants the request to be read. Its `rest.end()` is the caller's; where it ends before its time, it `isEnded`. How many bytes of the
   *   body came is its `bytes`, while they come; a message that was read is its `message` afterwards. Its
   *   `exchange` is the request as the journal is told of it.
   * @param {AsyncIterable<Uint8Array>} body A chunk is the reader's to keep.
   * @param {() => Sink} openSink
   * @param {Ending} [ending] From `begin`.
   * @returns {Promise<{ status: number, fields: string[], warnings: object[], body?: string, kept?: Kept, route?: string, record?: object }>} Its own body, or a file; the
   *   name of the route that answered, and the journal's record of it.
   *   `body` may have been left unread, in part or whole. Of each warning the `code` and the `message`.
   * @throws What `body` throws, and what is said of its end; then nothing stays.
   * @typedef {{ write: (bytes: Uint8Array) => Promise<void> | void, end: () => Promise<Kept> | Kept, discard: () => void }} Sink
   *   `write` gives a Promise where it has to be waited for. What it or `end` throws is why the bytes cannot be kept.
   * @typedef {{ size: number, blob: () => Promise<Blob>, stream: () => AsyncIterable<Uint8Array>, drop: () => void }} Kept
   */
  async answer(opened, body, openSink, ending = this.begin()) {
    const { read, rest } = opened;
    opened.bytes = 0;
    ending.onEnd(() => {
      opened.isEnded = true;
      rest.end();
    });
    try {
      ending.throwIfOver();
      const taken = this.#routes.take(rest);
      if (taken) return await this.#routed(taken, opened, ending.chunksOf(body), ending);
      if (read === 'nothing') return this.#answer(rest);
      const chunks = ending.chunksOf(body);
      if (read === 'form') {
        return await this.#upload(opened, chunks, (this.#store ?? { openSink }).openSink(), ending);
      }
      const bytes = await readBytes(opened, opened.limit, chunks);
      ending.throwIfOver();
      if (!bytes) return this.#finish(rest.tooLong());
      opened.message = textOf(bytes);
      return this.#answer(rest, opened.message);
    } catch (error) {
      ending.throwIfOver();
      throw error;
    } finally {
      ending.release();
    }
  }

  /**
   * A request that never saw a socket, from its head to its answer.
   * @param {object} head See `openDirect` of js/core/world.js.
   * @param {AsyncIterable<Uint8Array>} body
   * @param {Ending} ending From `begin`.
   * @param {() => Sink} [openSink]
   * @param {object} [exchange] As the journal is told of it, where it is.
   */
  async direct(head, body, ending, openSink = memorySink, exchange = undefined) {
    const opened = this.#world.openDirect(head);
    if (opened.next === 'reply') return opened;
    opened.exchange = exchange;
    try {
      const answer = await this.answer(opened, body, openSink, ending);
      return { ...answer, message: opened.message, bytes: opened.bytes };
    } finally {
      opened.rest.end();
    }
  }

  async #routed(taken, opened, chunks, ending) {
    const how = await answerRouted(taken, opened, chunks, ending, this.#around);
    const { message, exchange } = opened;
    const record = this.#routes.served(taken, exchange, { ...how, answer: { ...how.answer, message } });
    return { ...how.answer, record };
  }

  async #upload(opened, body, sink, ending) {
    const { rest } = opened;
    try {
      await readForm(opened, body, sink);
      // Every byte is safe before there is a key for them.
      const kept = await keeping(() => sink.end());
      ending.throwIfOver();
      this.#checkStore(rest);
      const answer = rest.answer();
      if (rest.file > 0) this.#kept.set(rest.file, kept);
      else kept.drop();
      return this.#finish(this.#stored(rest, answer));
    } catch (error) {
      sink.discard();
      ending.throwIfOver();
      if (error instanceof NotKept) return this.#finish(rest.notKept(error.message));
      throw error;
    }
  }

  #finish({ status, fields, body, file, warnings = [], gone, reason, translated }) {
    for (const { code, message, print } of warnings) {
      if (print) printLine(`${message} [${code}]`);
    }
    const kept = this.#kept.get(file);
    if (gone) this.#drop(gone);
    const shown = { status, fields, warnings, reason, translated, route: undefined };
    return kept ? { ...shown, body: undefined, kept } : { ...shown, body, kept: undefined };
  }

  #drop(gone) {
    for (const file of gone) {
      this.#kept.get(file)?.drop();
      this.#kept.delete(file);
    }
  }

  /** After time went on, or all was forgotten. */
  tidy() {
    this.#drop(this.#world.gone());
  }

  /**
   * Reads what a store has, if anything, and keeps there what changes from now on, before it is answered.
   * @param {any} store See js/server/data-folder.js.
   * @returns {Promise<void>} It rejects where what the store has cannot be read: nothing changes.
   */
  async keepIn(store) {
    const taken = store.load(this.#world.kept);
    if (taken) this.#take(taken);
    for (const [id, kept] of this.#kept) {
      if (kept.name === undefined) {
        this.#kept.set(id, store.keep(new Uint8Array(await (await kept.blob()).arrayBuffer())));
      }
    }
    this.#store = store;
    this.#save();
  }

  #save() {
    this.#store.save(this.#world.kept, (id) => this.#kept.get(id));
  }

  /** The files of a snapshot that was read, as they are kept, by their keys. */
  #take(files) {
    this.#kept.clear();
    this.#world.gone();
    for (const { id, fileKey } of this.#world.files()) this.#kept.set(id, files.get(fileKey));
  }

  /** An answer whose changes are stored; or the one that says why they are not, and nothing has changed. */
  #stored(rest, answer) {
    if (!this.#store || answer.status >= 300 || rest.asked()?.method === 'GET') return answer;
    try {
      this.#save();
      return answer;
    } catch (error) {
      this.#takeStored();
      return rest.notKept(new NotKept(error).message);
    }
  }

  /** Back to what is stored, after a failed save; bytes that it does not name go. */
  #takeStored() {
    const before = [...this.#kept.values()];
    const files = this.#store?.load(this.#world.kept);
    if (!files) return;
    this.#take(files);
    const names = new Set(Array.from(this.#kept.values(), ({ name }) => name));
    for (const each of before) if (!names.has(each.name)) each.drop();
  }

  /** @throws {NotKept} What is stored is not there any more, so that nothing may change. */
  #checkStore(rest) {
    if (!this.#store || rest.asked()?.method === 'GET') return;
    try {
      this.#store.check();
    } catch (error) {
      throw new NotKept(error);
    }
  }

  /** The core's answer to a request that may change something, once that is stored. */
  #answer(rest, message) {
    try {
      this.#checkStore(rest);
    } catch (error) {
      return this.#finish(rest.notKept(error.message));
    }
    return this.#finish(this.#stored(rest, rest.answer(message)));
  }

  /** After all was forgotten, or restored. */
  renewed() {
    if (this.#store) this.#save();
    this.tidy();
  }

  /** What is stored stays as it is. */
  leaveStore() {
    this.#store?.close();
    this.#store = undefined;
  }

  /** After all was forgotten for good. */
  leave() {
    this.leaveStore();
    this.tidy();
  }

  /** All that is kept, see `Shim.snapshot`. */
  snapshot() {
    this.tidy();
    return takeSnapshot(this.#world.kept, (id) => this.#kept.get(id));
  }

  /** @throws {Error} It is no snapshot (TypeError), or cannot be stored (with Node's code): nothing changes. */
  restore(given) {
    this.#store?.check();
    const bytes = readSnapshot(this.#world.kept, given);
    this.end();
    const before = [...this.#kept.values()];
    const added = new Map();
    try {
      for (const [key, each] of bytes) {
        added.set(key, this.#store?.keep(each) ?? keptBlob(new Blob([each])));
      }
      this.#take(added);
      if (this.#store) this.#save();
    } catch (error) {
      for (const each of added.values()) each.drop();
      this.#takeStored();
      throw error;
    }
    // Only now does nothing stored name them.
    for (const each of before) each.drop();
  }

  /** What `shim.files` shows. */
  files() {
    this.tidy();
    return this.#world.files().map(({ id, ...shown }) => {
      const kept = this.#kept.get(id);
      return Object.freeze({ ...shown, blob: () => kept.blob() });
    });
  }
}
