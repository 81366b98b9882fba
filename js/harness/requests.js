import { BoundedList, longestBody } from '../core/bounded-list.js';
import { Mask } from '../core/mask/mask.js';
import { ownOf } from '../core/own-members.js';
import { printLine, URL } from '../core/platform.js';
import { inspecting, shownValue } from './entry.js';

/** Characters of a URL that are kept. */
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

/** What a request is about: the path of its URL, and the parameter `app` of its body or its URL. */
function aboutOf(url, body) {
  const { pathname = '', searchParams } = URL.canParse(url) ? new URL(url) : ownOf();
  const app = valueOf(body)?.app ?? searchParams?.get('app') ?? undefined;
  return { path: pathname, app: app === undefined ? app : String(app) };
}

/** The beginning of a text; a copy, since a part of a long one would keep all of it. */
const begin = (text, most) => (text.length <= most ? text : JSON.parse(JSON.stringify(text.slice(0, most))));

/**
 * What types/journal.d.ts calls a KintoneRequest. Most are never looked at: it is made with the first look. Of the body its text alone is
 * kept, whatever is looked at.
 */
export class RequestRecord {
  #facts;
  #times;
  /** Undefined where it is too long. */
  #body;
  #length;
  #about;
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
    const body = params ?? answer?.message ?? '';
    this.#facts = { api, method, url: begin(url, longestUrl), status, code, reason, route };
    this.#times = { startedAt, duration };
    this.#fault = fault;
    this.#length = body.length;
    if (body.length <= longestBody) this.#body = body;
    // What is cut has to be read now.
    if (this.#body === undefined || url.length > longestUrl) this.#about = aboutOf(url, body);
    /** Characters that are kept. */
    this.length = this.url.length + (this.#body?.length ?? 0);
  }

  get api() {
    return this.#facts.api;
  }

  get method() {
    return this.#facts.method;
  }

  get url() {
    return this.#facts.url;
  }

  #whatAbout() {
    this.#about ??= aboutOf(this.url, this.#body);
    return this.#about;
  }

  get path() {
    return this.#whatAbout().path;
  }

  get app() {
    return this.#whatAbout().app;
  }

  /** What was sent; each time it is looked at anew, so that nobody can change it. */
  #sent() {
    if (this.#body !== undefined) return valueOf(this.#body);
    throw this.#fault('bodyNotKept', this.method, this.url, this.#length, longestBody);
  }

  #made() {
    const { path, app } = this;
    const known = Object.entries({ ...this.#facts, path, app }).filter(([, value]) => value !== undefined);
    const entry = { ...Object.fromEntries(known), ...this.#times };
    const plain = { ...entry };
    const isKept = this.#body !== undefined;
    // One that would throw is in no copy: else whoever shows or compares all of them would fail by it.
    if (this.#length > 0) {
      Object.defineProperty(entry, 'body', ownOf({ get: () => this.#sent(), enumerable: isKept }));
    }
    const shown = (mask) => ({
      ...plain,
      url: mask.url(this.url),
      ...(isKept && this.#length > 0 ? { body: shownValue(this.#sent(), mask) } : {}),
    });
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
  #kept = new BoundedList();
  /** Codes of which it was printed why. */
  #told = new Set();

  /**
   * @param {RequestRecord} record
   * @param {boolean} isWatched Whether somebody else tells people of it.
   */
  add(record, isWatched) {
    this.#kept.add(record, record.length);
    if (!isWatched) record.print(this.#told);
  }

  all() {
    return this.those(() => true);
  }

  /** @param {(record: RequestRecord) => boolean} isIt Asked of each. */
  those(isIt) {
    return this.#kept.items.filter(isIt).map(({ entry }) => entry);
  }

  clear() {
    this.#kept = new BoundedList();
  }
}
