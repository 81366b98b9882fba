import { longestBody } from '../core/kept.js';
import { Mask } from '../core/mask/mask.js';
import { ownOf } from '../core/own-members.js';
import { printLine, URL } from '../core/platform.js';
import { inspecting, shownValue } from './entry.js';

/** Requests that are kept, and characters in them and of a URL: a server runs for days. */
export const mostKept = 1_000;
const mostText = 64 * 1024 * 1024;
const longestUrl = 2_000;

const codeField = /^x-cybozu-error$/i;

/** The code of kintone's error among the fields of an answer: names and values in turn. */
function codeOf({ fields }) {
  const at = fields.findIndex((name, i) => i % 2 === 0 && codeField.test(name));
  return at < 0 ? undefined : fields[at + 1];
}

/** What stands in a body: the value of JSON, else the text; of an empty one nothing. */
function valueOf(text) {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the URL says: its path, and the parameter `app`. */
function readUrl(url) {
  if (!URL.canParse(url)) return { path: '', app: null };
  const { pathname, searchParams } = new URL(url);
  return { path: pathname, app: searchParams.get('app') };
}

/** What types/journal.d.ts calls a KintoneRequest. Most are never looked at: it is made with the first look. */
export class RequestRecord {
  #facts;
  #body;
  #fault;
  #entry;

  /**
   * @param {{ method: string, url: string, startedAt: number, api?: string, params?: string }} exchange Of a call of kintone.api its name, and the
   *   JSON of its parameters.
   * @param {{ answer?: any, duration: number }} how Without an answer it was cut off; its `message` is the body that was sent.
   * @param {(name: string, ...facts: unknown[]) => Error} fault
   */
  constructor({ method, url, startedAt, api, params }, { answer, duration }, fault) {
    const { status, reason, route } = ownOf(answer);
    const code = answer && codeOf(answer);
    this.#facts = { api, method, url: url.slice(0, longestUrl), status, code, reason, route };
    this.#facts.times = { startedAt, duration };
    this.#body = params ?? answer?.message ?? '';
    this.#fault = fault;
    /** Characters that are kept. */
    this.length = this.#facts.url.length + Math.min(this.#body.length, longestBody);
    const { length } = this.#body;
    if (length > longestBody) this.#body = { length };
  }

  /** What was sent; each time it is looked at anew, so that nobody can change it. */
  #sent() {
    const { method, url } = this.#facts;
    if (typeof this.#body === 'string') return valueOf(this.#body);
    throw this.#fault('bodyNotKept', method, url, this.#body.length, longestBody);
  }

  #made() {
    const { times, ...facts } = this.#facts;
    const isKept = typeof this.#body === 'string';
    const sent = isKept ? this.#sent() : undefined;
    const { path, app } = readUrl(facts.url);
    const about = sent?.app ?? app ?? undefined;
    const known = Object.entries({ ...facts, path, app: about === undefined ? about : String(about) });
    const entry = { ...Object.fromEntries(known.filter(([, value]) => value !== undefined)), ...times };
    const plain = { ...entry };
    const shown = (mask) => ({
      ...plain,
      url: mask.url(facts.url),
      ...(sent === undefined ? {} : { body: shownValue(sent, mask) }),
    });
    if (!isKept || sent !== undefined) {
      Object.defineProperty(entry, 'body', ownOf({ get: () => this.#sent(), enumerable: true }));
    }
    const value = (depth, options, inspect) => inspect(shown(new Mask()), options);
    Object.defineProperty(entry, inspecting, ownOf({ value }));
    return Object.freeze(entry);
  }

  get entry() {
    this.#entry ??= this.#made();
    return this.#entry;
  }

  /** Tells people why it was refused, unless its code is among those that were told. */
  print(told) {
    const { method, url, status, code, reason } = this.#facts;
    if (reason === undefined || told.has(code)) return;
    told.add(code);
    printLine(`${method} ${url} -> ${status} ${code}: ${reason}`);
  }
}

/** The requests to kintone's own side that were answered, oldest first. */
export class Requests {
  /** @type {RequestRecord[]} */
  #kept = [];
  #text = 0;
  /** Codes of which it was printed why. */
  #told = new Set();

  /**
   * @param {RequestRecord} record
   * @param {boolean} isWatched Whether somebody else tells people of it.
   */
  add(record, isWatched) {
    this.#kept.push(record);
    this.#text += record.length;
    while (this.#kept.length > mostKept || this.#text > mostText) this.#text -= this.#kept.shift().length;
    if (!isWatched) record.print(this.#told);
  }

  all() {
    return this.#kept.map(({ entry }) => entry);
  }

  clear() {
    this.#kept = [];
    this.#text = 0;
  }
}
