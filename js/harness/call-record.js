import { currentTime, now } from '../core/platform.js';
import { JournalEntry } from './entry.js';

/** A call as the journal keeps it. Most are never looked at: the entry is made with the first look. */
export class CallRecord {
  api;
  method;
  url;
  /** The routes that served it: one, and one more a hop. */
  routes = [];
  #facts;
  #sent;
  #fault;
  #times = { started: now(), startedAt: currentTime() };
  #end;
  /** @type {JournalEntry | undefined} */
  #entry;

  /**
   * @param {{ api: string, method: string[], url: string[], headers: any }} facts The name of what was called; of the rest
   *   descriptions.
   * @param {import('./entry.js').Sent} sent
   * @param {(name: string, ...facts: unknown[]) => Error} fault
   */
  constructor(facts, sent, fault) {
    this.api = facts.api;
    this.method = facts.method[1] ?? facts.method[0];
    this.url = facts.url[1] ?? facts.url[0];
    this.#facts = facts;
    this.#sent = sent;
    this.#fault = fault;
  }

  /** It has ended. What of the outcome the caller gets is another object than what is kept here. */
  end(outcome, cause) {
    const headers = outcome.headers && { ...outcome.headers };
    this.#end = { outcome, headers, cause, duration: now() - this.#times.started };
    this.#entry?.end(this.#end);
  }

  get entry() {
    if (this.#entry) return this.#entry;
    this.#entry = new JournalEntry(this, this.#facts, this.#sent, this.#times, this.#fault);
    if (this.#end) this.#entry.end(this.#end);
    return this.#entry;
  }
}
