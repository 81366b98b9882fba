import { longestBody } from '../core/bounded-list.js';
import { Mask } from '../core/mask/mask.js';
import { Blob, byteLength, now } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';

/** By which Node's console shows an object. */
export const inspecting = Symbol.for('nodejs.util.inspect.custom');

/** Characters of a body that the console shows. */
const shownOfBody = 1_000;

const begin = (text) => (text.length > shownOfBody ? `${text.slice(0, shownOfBody)}...` : text);

/** An object of those members alone that say something. */
const telling = (members) =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

/**
 * A call in a line, for people.
 * @param {any} entry
 */
export function lineOf({ api, method, url, state, response, code, duration }, mask = new Mask()) {
  const end = response?.status ?? code ?? state;
  return `${api} ${method} ${mask.url(url)} -> ${end} (${Math.round(duration)} ms)`;
}

/** Headers without their secrets. */
const shownFields = (headers, mask) => Object.fromEntries(mask.fields(Object.entries(headers)));

/** A value without its secrets, where they stand in texts; else as it is. */
export function shownValue(value, mask) {
  if (typeof value === 'string') return mask.text(begin(value));
  if (!/^\[object (?:Object|Array)\]$/.test(Object.prototype.toString.call(value))) return value;
  try {
    return JSON.parse(mask.text(JSON.stringify(value)));
  } catch {
    // Nothing that JSON knows.
    return '...';
  }
}

/** An error as the console would show it. */
const shownCause = (cause, mask, options, inspect) =>
  cause === undefined
    ? undefined
    : { [inspecting]: () => mask.text(inspect(cause, { ...options, colors: false })) };

/** The length of what was sent: characters of a text, bytes of a Blob. */
const lengthOf = (body) => (typeof body === 'string' ? body.length : body.size);

/** The body of a call as it was sent: kept by reference where that costs little, see docs/decisions/journal.md. */
class JournalRequest {
  #body;
  #tooLong;
  #fault;

  /**
   * @param {string | { blob: Blob, size: number } | undefined} body
   * @param {unknown} dropped What was given as data and not sent (P04).
   * @param {(name: string, ...facts: unknown[]) => Error} fault About this call.
   */
  constructor(body, dropped, fault) {
    const length = body === undefined ? 0 : lengthOf(body);
    if (length > longestBody) this.#tooLong = length;
    else this.#body = body;
    this.#fault = fault;
    this.dropped = dropped;
    Object.freeze(this);
  }

  #kept() {
    if (this.#tooLong !== undefined) throw this.#fault('bodyNotKept', this.#tooLong, longestBody);
    return this.#body;
  }

  text() {
    const body = this.#kept() ?? '';
    if (typeof body !== 'string') throw this.#fault('bodyIsBlob');
    return body;
  }

  json() {
    return JSON.parse(this.text());
  }

  blob() {
    const body = this.#kept() ?? '';
    return typeof body === 'string' ? new Blob([body]) : body.blob;
  }

  /** What the console shows of one. */
  static shown(request, mask) {
    const body = request.#body;
    const shown =
      typeof body === 'string'
        ? { body: shownValue(body, mask) }
        : { body: body?.blob, length: request.#tooLong };
    return telling({ ...shown, dropped: shownValue(request.dropped, mask) });
  }

  [inspecting](depth, options, inspect) {
    return inspect(JournalRequest.shown(this, new Mask()), options);
  }
}

/** The given text of each described header, under its name. */
const givenHeaders = ([, , members = []]) =>
  Object.freeze(Object.fromEntries(members.map(([name, [type, text]]) => [name, text ?? type])));

function bytesOf(body) {
  if (body === undefined) return 0;
  return typeof body === 'string' ? byteLength(body) : body.size;
}

/** Members that nobody can set; with `isOpen` they can be put again. */
function put(entry, isOpen, members) {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(entry, name, ownOf({ value, enumerable: true, configurable: isOpen }));
  }
}

/**
 * A call as the journal shows it, see types/journal.d.ts: read-only, and frozen once it has ended.
 * @typedef {{ body?: string | { blob: Blob, size: number }, dropped?: unknown, transport: string | null, route?: string }} Sent
 */
export class JournalEntry {
  /**
   * @param {{ api: string, method: string, url: string }} call
   * @param {{ headers: any }} facts Described.
   * @param {Sent} sent
   * @param {{ started: number, startedAt: number }} times When it began, by `now()` and by the clock.
   * @param {(name: string, ...facts: unknown[]) => Error} fault
   */
  constructor({ api, method, url }, { headers }, sent, { started, startedAt }, fault) {
    const { body, dropped, transport, route = null } = ownOf(sent);
    const about = (name, ...others) => fault(name, method, url, ...others);
    put(this, false, {
      ...{ api, method, url, headers: givenHeaders(headers), bodyLength: bytesOf(body) },
      ...{ request: new JournalRequest(body, dropped, about), startedAt, transport, route },
    });
    put(this, true, { state: 'pending', outcome: undefined, binary: false, warnings: Object.freeze([]) });
    const duration = { get: () => now() - started, enumerable: true, configurable: true };
    Object.defineProperty(this, 'duration', ownOf(duration));
  }

  /** @param {{ outcome: any, headers?: object, cause?: unknown, duration: number }} end The outcome as the core tells it. */
  end({ outcome, headers, cause, duration }) {
    const { success, body, status, code, error, binary, warnings } = outcome;
    const told = warnings.map(({ code: kind, message }) => Object.freeze({ code: kind, message }));
    put(this, true, { duration, binary, warnings: Object.freeze(told) });
    if (success) {
      const response = Object.freeze({ body, status, headers: Object.freeze(headers) });
      put(this, true, { state: 'success', outcome: response, response });
    } else {
      put(this, true, { state: 'failure', outcome: Object.freeze(JSON.parse(error)), error, code });
      if (cause !== undefined) put(this, true, { cause });
    }
    Object.freeze(this);
  }

  [inspecting](depth, options, inspect) {
    const mask = new Mask();
    /** @type {any} */
    const entry = this;
    const line = lineOf(entry, mask);
    if (depth < 0) return line;
    const { headers, request, response, outcome, cause, route, warnings } = entry;
    const sent = { headers: shownFields(headers, mask), request: JournalRequest.shown(request, mask) };
    const shown = response
      ? {
          response: {
            ...response,
            headers: shownFields(response.headers, mask),
            body: shownValue(response.body, mask),
          },
        }
      : { failure: shownValue(outcome, mask), cause: shownCause(cause, mask, options, inspect) };
    const told = warnings.length > 0 ? { warnings: shownValue(warnings, mask) } : {};
    const all = { route: shownValue(route, mask), ...sent, ...shown, ...told };
    return `${line} ${inspect(telling(all), options)}`;
  }
}
