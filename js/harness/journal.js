import { byteLength, currentTime, now, printLine } from '../core/platform.js';
import { ownOf } from '../core/told.js';

/** The functions whose calls are kept. */
export const names = { proxy: 'kintone.proxy', upload: 'kintone.proxy.upload' };

/** The given text of each described header, under its name. */
function givenHeaders([, , members = []]) {
  return Object.fromEntries(members.map(([name, [type, text]]) => [name, text ?? type]));
}

function lengthOf(request, body) {
  if (!request || request.body === 'none' || request.body === 'empty') return 0;
  return typeof body === 'string' ? byteLength(body) : body.size;
}

function matches(filter) {
  if (typeof filter === 'function') return filter;
  const { api, method, url } = ownOf(filter);
  return (entry) =>
    (api === undefined || entry.api === api) &&
    (method === undefined || entry.method === method) &&
    (url === undefined || (typeof url === 'string' ? entry.url === url : entry.url.search(url) >= 0));
}

/** Calls of a server's pages that are kept, and characters in them: a server runs for days. */
const mostRelayed = 1_000;
const mostRelayedText = 64 * 1024 * 1024;

const lengthOfFields = (fields = {}) =>
  Object.entries(fields).reduce((sum, [name, value]) => sum + name.length + value.length, 0);

const lengthOfCall = ({ url, headers, error = '', response = { body: '' } }) =>
  url.length +
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
  #watchers = new Set();

  /** @param {string} transport What carries the calls that leave. */
  constructor(transport) {
    this.#transport = transport;
  }

  /**
   * @param {object | Function} [filter] Members `api`, `method` and `url` (a string, or a RegExp), or a predicate.
   * @returns {object[]} The entries that match, as types/journal.d.ts shows them.
   */
  calls(filter = {}) {
    return this.#entries.filter(matches(filter));
  }

  /**
   * Tells a watcher of what happens from now on, until the function that it returns is called.
   * @param {{ began: Function, ended: Function, asked: Function, answered: Function }} watcher `began(entry, { request, body, ignoresBody })`
   *   and `ended(entry, outcome)` for each call. For each request to kintone's REST side `asked(exchange)`, an object of its own with
   *   `method`, `url`, `fields` and `startedAt`, and `answered(exchange, { answer, bytes, duration })`: without an answer it was cut off;
   *   `bytes` of its body were read.
   */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Tells the watchers. */
  tell(event, ...facts) {
    for (const watcher of this.#watchers) watcher[event](...facts);
  }

  begin(facts, request, body, ignoresBody) {
    const started = now();
    let ended;
    const entry = {
      api: names[facts.api],
      method: facts.method[1] ?? facts.method[0],
      url: facts.url[1] ?? facts.url[0],
      headers: givenHeaders(facts.headers),
      bodyLength: lengthOf(request, body),
      state: 'pending',
      binary: false,
      startedAt: currentTime(),
      get duration() {
        return (ended ?? now()) - started;
      },
      transport: request ? (request.own ? 'own' : request.route ? 'route' : this.#transport) : null,
      warnings: [],
    };
    this.#entries.push(entry);
    this.tell('began', entry, { request, body, ignoresBody });
    return {
      entry,
      isRelayed: facts.relayed,
      stop: () => {
        ended = now();
      },
    };
  }

  attach(call, conversation) {
    call.conversation = conversation;
    this.#running.add(call);
  }

  finish(call, outcome, cause) {
    const { entry } = call;
    call.stop();
    this.#running.delete(call);
    entry.binary = outcome.binary;
    entry.warnings = outcome.warnings.map(({ code, message }) => ({ code, message }));
    for (const { code, message, print } of outcome.warnings) {
      if (print) printLine(`${entry.api}: ${message} [${code}]`);
    }
    if (outcome.success) {
      entry.state = 'success';
      entry.response = { body: outcome.body, status: outcome.status, headers: outcome.headers };
    } else {
      entry.state = 'failure';
      entry.code = outcome.code;
      entry.error = outcome.error;
      if (cause !== undefined) entry.cause = cause;
    }
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

  /** Forgets every call. */
  clear() {
    this.#entries = [];
    this.#relayed = [];
    this.#relayedText = 0;
  }
}
