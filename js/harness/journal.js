import { BoundedList, longestBody } from '../core/bounded-list.js';
import { describeWithMembers } from '../core/describe.js';
import { Mask } from '../core/mask/mask.js';
import { clearTimer, printLine, setTimer } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';
import { CallRecord } from './call-record.js';
import { lineOf } from './entry.js';
import { asItIsNow } from './frozen.js';
import { RequestRecord, Requests } from './requests.js';

const fits = (wanted, text) => (typeof wanted === 'object' ? text.search(wanted) >= 0 : text === wanted);

function matches(filter) {
  if (typeof filter === 'function') return filter;
  const { api, method, url, path, app } = ownOf(filter);
  return (entry) =>
    (api === undefined || entry.api === api) &&
    (method === undefined || entry.method === method) &&
    (url === undefined || fits(url, entry.url)) &&
    (path === undefined || fits(path, entry.path)) &&
    (app === undefined || entry.app === String(app));
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

/** Milliseconds that waitFor waits where it is not told. */
const patience = 1_000;

const lengthOfFields = (fields = {}) =>
  Object.entries(fields).reduce((sum, [name, value]) => sum + name.length + value.length, 0);

/** Bodies of requests are bounded, and count where they are kept. */
/** @param {any} entry */
const lengthOfCall = ({ url, headers, bodyLength, error = '', response = { body: '', headers: {} } }) =>
  url.length +
  Math.min(bodyLength, longestBody) +
  lengthOfFields(headers) +
  error.length +
  response.body.length +
  lengthOfFields(response.headers);

/** What was called and what came of it, oldest first. It keeps the user's JavaScript values; it decides nothing. */
export class Journal {
  /** @type {CallRecord[]} */
  #records = [];
  #running = new Set();
  /** Those of a server's pages. */
  #relayed = new BoundedList();
  #transport;
  #fault;
  #check;
  #watchers = new Set();
  #requests = new Requests();

  /**
   * @param {string} transport What carries the calls that leave.
   * @param {(name: string, ...facts: unknown[]) => Error} fault What a test is told.
   * @param {{ filter: (name: string, filter: unknown) => void, wait: (options: unknown[]) => void }} check Each throws where what is given is none: a
   *   filter that is no function, with the `name` of who takes it; the options of waitFor, described.
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
  calls(filter) {
    return this.#entries().filter(this.#matcher('journal.calls', filter));
  }

  #matcher(name, filter = {}) {
    if (typeof filter !== 'function') this.#check.filter(name, filter);
    return matches(filter);
  }

  #entries() {
    return this.#records.map(({ entry }) => entry);
  }

  /** The entries of the calls that a route served. */
  servedBy(route) {
    return this.#records.filter(({ routes }) => routes.includes(route)).map(({ entry }) => entry);
  }

  /**
   * The first call that matches, once it has ended.
   * @param {object | Function | undefined} filter As of `calls`.
   * @param {{ timeout?: number }} [options] Milliseconds of real time.
   */
  async waitFor(filter, options) {
    let timeout = patience;
    const keep = (name, value) => {
      if (name === 'timeout') timeout = value ?? patience;
    };
    this.#check.wait(describeWithMembers(options, { keep }));
    const isIt = this.#matcher('journal.waitFor', filter);
    return new Promise((resolve, reject) => {
      const end = (settle, how) => {
        clearTimer(timer);
        unwatch();
        settle(how);
      };
      const look = () => {
        try {
          /** @type {any} */
          const found = this.#entries().find(isIt);
          if (found && found.state !== 'pending') end(resolve, found);
        } catch (error) {
          end(reject, error);
        }
      };
      const unwatch = this.watch({ ended: look });
      const timer = setTimer(() => {
        const lines = this.#entries()
          .slice(-mostTold)
          .map((entry) => `\n- ${lineOf(entry)}`);
        end(reject, this.#fault('callNotSeen', textOf(filter), timeout, lines.join('')));
      }, timeout);
      look();
    });
  }

  /**
   * Tells a watcher of what happens from now on, until the function that it returns is called.
   * @param {{ began?: Function, ended?: Function, asked?: Function, answered?: Function, tellsComplaints?: boolean }} watcher `began(entry, { request, body, ignoresBody })`
   *   and `ended(entry, outcome)` for each call. For each request to kintone's REST side `asked(exchange)`, an object of its own with
   *   `method`, `url`, `fields` and `startedAt`, of a call of kintone.api `api` and its `params`, and `answered(exchange, { answer, bytes, duration, reason })`: without an answer it was cut off;
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
    if (event !== 'answered') return;
    const [exchange, how] = facts;
    this.#requests.add(how.answer?.record ?? this.recordOf(exchange, how), isWatched);
  }

  /** A request to kintone's own side, see `RequestRecord`. */
  recordOf(exchange, how) {
    return new RequestRecord(exchange, how, this.#fault);
  }

  /** The requests to kintone's own side that were answered or cut off and match, as of `calls`, oldest first. */
  requests(filter) {
    const isIt = this.#matcher('journal.requests', filter);
    return typeof filter === 'function' ? this.#requests.all().filter(isIt) : this.#requests.those(isIt);
  }

  /**
   * A call begins: it gets its `record`.
   * @param {import('../call/call.js').Call} call
   * @param {object} facts As they were described for the core.
   * @param {{ request?: object, route?: { name?: string }, body?: string | { blob: Blob, size: number }, data: unknown, ignoresBody: boolean }} sent What goes out, where
   *   something does, the route that takes it, and the data as given.
   */
  begin(call, facts, { request, route, body, data, ignoresBody }) {
    const isSent = request && request.body !== 'none' && request.body !== 'empty';
    const carrier = request ? (request.own ? 'own' : route ? 'route' : this.#transport) : null;
    const sent = {
      body: isSent ? body : undefined,
      dropped: ignoresBody ? asItIsNow(data) : undefined,
      transport: carrier,
      route: request ? route?.name : undefined,
    };
    const record = new CallRecord(facts, sent, this.#fault);
    call.record = record;
    this.#records.push(record);
    this.#running.add(call);
    if (this.#watchers.size > 0) this.tell('began', record.entry, { request, body, ignoresBody });
  }

  finish(call, outcome, cause) {
    const { record } = call;
    this.#running.delete(call);
    for (const { code, message, print } of outcome.warnings) {
      if (print) printLine(`${record.api}: ${message} [${code}]`);
    }
    if (outcome.dropped && !this.#isToldElsewhere()) printLine(outcome.dropped);
    record.end(outcome, cause);
    if (call.isRelayed) this.#keepWithinBounds(record);
    if (this.#watchers.size > 0) this.tell('ended', record.entry, outcome);
  }

  #isToldElsewhere() {
    return [...this.#watchers].some((each) => Object.hasOwn(each, 'tellsComplaints'));
  }

  /** Of a server's pages the last calls alone: the oldest are forgotten. */
  #keepWithinBounds(record) {
    for (const oldest of this.#relayed.add(record, lengthOfCall(record.entry))) {
      this.#records.splice(this.#records.indexOf(oldest), 1);
    }
  }

  /** Ends every call in flight. */
  abort() {
    for (const call of [...this.#running]) call.abort();
  }

  /** Forgets every call and every request. */
  clear() {
    this.#requests.clear();
    this.#records = [];
    this.#relayed = new BoundedList();
  }
}
