import { longestBody } from '../core/kept.js';
import { Mask } from '../core/mask/mask.js';
import { clearTimer, printLine, setTimer } from '../core/platform.js';
import { JournalEntry, lineOf } from './entry.js';
import { ownOf } from '../core/told.js';
import { Requests } from './requests.js';

/** The functions whose calls are kept. */
export const names = { proxy: 'kintone.proxy', upload: 'kintone.proxy.upload' };

function matches(filter) {
  if (typeof filter === 'function') return filter;
  const { api, method, url } = ownOf(filter);
  return (entry) =>
    (api === undefined || entry.api === api) &&
    (method === undefined || entry.method === method) &&
    (url === undefined || (typeof url === 'string' ? entry.url === url : entry.url.search(url) >= 0));
}

/** Of a filter, for people. */
function textOf(filter = {}) {
  const mask = new Mask();
  if (typeof filter === 'function') return mask.text(String(filter).slice(0, longestFilter));
  const shown = (name, value) => (name === 'url' ? mask.url(String(value)) : String(value));
  const members = Object.entries(filter).map(([name, value]) => `${name}: ${shown(name, value)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

/** Characters of a predicate that are told, and the last calls where none was the one that is waited for. */
const longestFilter = 200;
const mostTold = 20;

/** Calls of a server's pages that are kept, and characters in them: a server runs for days. */
const mostRelayed = 1_000;
const mostRelayedText = 64 * 1024 * 1024;

const lengthOfFields = (fields = {}) =>
  Object.entries(fields).reduce((sum, [name, value]) => sum + name.length + value.length, 0);

/** Bodies of requests are bounded, and count where they are kept. */
const lengthOfCall = ({ url, headers, bodyLength, error = '', response = { body: '' } }) =>
  url.length +
  Math.min(bodyLength, longestBody) +
  lengthOfFields(headers) +
  error.length +
  response.body.length +
  lengthOfFields(response.headers);

/** What was called and what came of it, oldest first. It keeps the user's JavaScript values; it decides nothing. */
export class Journal {
  #entries = [];
  #running = new Set();
  #relayed = [];
  #relayedText = 0;
  #transport;
  #fault;
  #check;
  #watchers = new Set();
  #requests = new Requests();

  /**
   * @param {string} transport What carries the calls that leave.
   * @param {(name: string, ...facts: unknown[]) => Error} fault What a test is told.
   * @param {(filter: unknown) => void} check Throws where a filter that is no function is none.
   */
  constructor(transport, fault, check) {
    this.#transport = transport;
    this.#fault = fault;
    this.#check = check;
  }

  /**
   * @param {object | Function} [filter] Members `api`, `method` and `url` (a string, or a RegExp), or a predicate.
   * @throws {TypeError} The filter is none.
   * @returns {object[]} The entries that match, as types/journal.d.ts shows them.
   */
  calls(filter = {}) {
    if (typeof filter !== 'function') this.#check(filter);
    return this.#entries.filter(matches(filter));
  }

  /**
   * The first call that matches, once it has ended.
   * @param {object | Function} [filter] As of `calls`.
   * @param {number} timeout Milliseconds of real time.
   */
  waitFor(filter, timeout) {
    return new Promise((resolve, reject) => {
      const end = (settle, how) => {
        clearTimer(timer);
        unwatch();
        settle(how);
      };
      const look = () => {
        try {
          const [found] = this.calls(filter);
          if (found && found.state !== 'pending') end(resolve, found);
        } catch (error) {
          end(reject, error);
        }
      };
      const unwatch = this.watch({ ended: look });
      const timer = setTimer(() => {
        const lines = this.#entries.slice(-mostTold).map((entry) => `\n- ${lineOf(entry)}`);
        end(reject, this.#fault('callNotSeen', textOf(filter), timeout, lines.join('')));
      }, timeout);
      look();
    });
  }

  /**
   * Tells a watcher of what happens from now on, until the function that it returns is called.
   * @param {{ began: Function, ended: Function, asked: Function, answered: Function }} watcher `began(entry, { request, body, ignoresBody })`
   *   and `ended(entry, outcome)` for each call. For each request to kintone's REST side `asked(exchange)`, an object of its own with
   *   `method`, `url`, `fields` and `startedAt`, and `answered(exchange, { answer, bytes, duration, reason })`: without an answer it was cut off;
   *   `bytes` of its body were read; `reason` is why it was refused, where the answer does not say it. With a member `tellsComplaints` it
   *   tells people itself of failures that nobody was told of.
   */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Tells the watchers. */
  tell(event, ...facts) {
    let isWatched = false;
    for (const watcher of this.#watchers) {
      isWatched ||= watcher[event] !== undefined;
      watcher[event]?.(...facts);
    }
    if (event === 'answered') this.#requests.add(...facts, isWatched);
  }

  /** The requests to kintone's own side that were answered or cut off, oldest first. */
  requests() {
    return this.#requests.all();
  }

  /**
   * A call begins.
   * @param {object} facts As they were described for the core.
   * @param {{ request?: object, body?: unknown, data: unknown, ignoresBody: boolean }} sent What goes out, where something does, and the
   *   data as given.
   */
  begin(facts, { request, body, data, ignoresBody }) {
    const isSent = request && request.body !== 'none' && request.body !== 'empty';
    const carrier = request ? (request.own ? 'own' : request.route ? 'route' : this.#transport) : null;
    const sent = {
      body: isSent ? body : undefined,
      dropped: ignoresBody ? data : undefined,
      transport: carrier,
      route: request?.route?.name,
    };
    const entry = new JournalEntry({ ...facts, api: names[facts.api] }, sent, this.#fault);
    this.#entries.push(entry);
    this.tell('began', entry, { request, body, ignoresBody });
    return { entry, isRelayed: facts.relayed };
  }

  attach(call, conversation) {
    call.conversation = conversation;
    this.#running.add(call);
  }

  finish(call, outcome, cause) {
    const { entry } = call;
    this.#running.delete(call);
    for (const { code, message, print } of outcome.warnings) {
      if (print) printLine(`${entry.api}: ${message} [${code}]`);
    }
    const isToldElsewhere = [...this.#watchers].some((each) => Object.hasOwn(each, 'tellsComplaints'));
    if (outcome.dropped && !isToldElsewhere) printLine(outcome.dropped);
    entry.end(outcome, cause);
    if (call.isRelayed) this.#keepWithinBounds(entry);
    this.tell('ended', entry, outcome);
  }

  /** Of a server's pages the last calls alone: the oldest are forgotten. */
  #keepWithinBounds(entry) {
    this.#relayed.push(entry);
    this.#relayedText += lengthOfCall(entry);
    while (this.#relayed.length > mostRelayed || this.#relayedText > mostRelayedText) {
      const oldest = this.#relayed.shift();
      this.#relayedText -= lengthOfCall(oldest);
      this.#entries.splice(this.#entries.indexOf(oldest), 1);
    }
  }

  /** Ends every call in flight. */
  abort() {
    for (const { conversation } of [...this.#running]) conversation.abort();
  }

  /** Forgets every call and every request. */
  clear() {
    this.#requests.clear();
    this.#entries = [];
    this.#relayed = [];
    this.#relayedText = 0;
  }
}
