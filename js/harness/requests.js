import { printLine } from '../core/platform.js';

/** Requests that are kept, and characters of a URL: a server runs for days. */
export const mostKept = 1_000;
const longestUrl = 2_000;

const codeField = /^x-cybozu-error$/i;

/** The code of kintone's error among the fields of an answer: names and values in turn. */
function codeOf({ fields }) {
  const at = fields.findIndex((name, i) => i % 2 === 0 && codeField.test(name));
  return at < 0 ? undefined : fields[at + 1];
}

/**
 * What types/journal.d.ts calls a KintoneRequest.
 * @param {{ method: string, url: string, startedAt: number }} exchange
 * @param {{ answer?: object, duration: number }} how Without an answer it was cut off.
 * @returns {any}
 */
export function requestOf({ method, url, startedAt }, { answer, duration }) {
  /** @type {any} */
  const request = { method, url: url.slice(0, longestUrl), startedAt, duration };
  if (answer) {
    request.status = answer.status;
    const code = codeOf(answer);
    if (code !== undefined) request.code = code;
    if (answer.reason !== undefined) request.reason = answer.reason;
    if (answer.route !== undefined) request.route = answer.route;
  }
  return Object.freeze(request);
}

/** The requests to kintone's own side that were answered, oldest first. */
export class Requests {
  #kept = [];
  /** Codes of which it was printed why. */
  #told = new Set();

  /**
   * As `requestOf`.
   * @param {boolean} isWatched Whether somebody else tells people of it.
   */
  add(exchange, how, isWatched) {
    const request = requestOf(exchange, how);
    this.#kept.push(request);
    if (this.#kept.length > mostKept) this.#kept.shift();
    const { method, code, reason, status } = request;
    if (reason === undefined || isWatched || this.#told.has(code)) return;
    this.#told.add(code);
    printLine(`${method} ${request.url} -> ${status} ${code}: ${reason}`);
  }

  all() {
    return [...this.#kept];
  }

  clear() {
    this.#kept = [];
  }
}
