import { longestBody } from '../core/kept.js';
import { Blob, byteLength, currentTime, now } from '../core/platform.js';

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

/** A call in a line. */
export function lineOf({ api, method, url, state, response, code, duration }) {
  const end = response?.status ?? code ?? state;
  return `${api} ${method} ${url} -> ${end} (${Math.round(duration)} ms)`;
}

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

  [inspecting](depth, options, inspect) {
    const { dropped } = this;
    const body = this.#body;
    const shown =
      typeof body === 'string' ? { body: begin(body) } : telling({ body: body?.blob, length: this.#tooLong });
    return inspect({ ...telling(shown), ...telling({ dropped }) }, options);
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
    Object.defineProperty(entry, name, { __proto__: null, value, enumerable: true, configurable: isOpen });
  }
}

/** A call as the journal shows it, see types/journal.d.ts: read-only, and frozen once it has ended. */
export class JournalEntry {
  /**
   * @param {{ api: string, method: string, url: string, headers: unknown[] }} facts The name of what was called; of the rest
   *   descriptions.
   * @param {{ body?: unknown, dropped?: unknown, transport: string | null, route?: string }} sent
   * @param {(name: string, ...facts: unknown[]) => Error} fault
   */
  constructor(facts, { body, dropped, transport, route = null }, fault) {
    const started = now();
    const method = facts.method[1] ?? facts.method[0];
    const url = facts.url[1] ?? facts.url[0];
    const about = (name, ...others) => fault(name, method, url, ...others);
    put(this, false, {
      ...{ api: facts.api, method, url, headers: givenHeaders(facts.headers) },
      ...{ bodyLength: bytesOf(body), request: new JournalRequest(body, dropped, about) },
      ...{ startedAt: currentTime(), transport, route },
    });
    put(this, true, { state: 'pending', outcome: undefined, binary: false, warnings: Object.freeze([]) });
    Object.defineProperty(this, 'duration', {
      __proto__: null,
      get: () => now() - started,
      enumerable: true,
      configurable: true,
    });
  }

  /** @param {object} outcome As the core tells it; what of it the caller gets is another object than what stands here. */
  end(outcome, cause) {
    const { success, body, status, headers, code, error, binary, warnings } = outcome;
    const told = warnings.map(({ code: kind, message }) => Object.freeze({ code: kind, message }));
    put(this, true, { duration: this.duration, binary, warnings: Object.freeze(told) });
    if (success) {
      const response = Object.freeze({ body, status, headers: Object.freeze({ ...headers }) });
      put(this, true, { state: 'success', outcome: response, response });
    } else {
      put(this, true, { state: 'failure', outcome: Object.freeze(JSON.parse(error)), error, code });
      if (cause !== undefined) put(this, true, { cause });
    }
    Object.freeze(this);
  }

  [inspecting](depth, options, inspect) {
    if (depth < 0) return lineOf(this);
    const { headers, request, response, outcome, cause, route, warnings } = this;
    const shown = response ? { response: { ...response, body: begin(response.body) } } : { failure: outcome };
    const told = warnings.length > 0 ? { warnings } : {};
    return `${lineOf(this)} ${inspect(telling({ route, headers, request, ...shown, cause, ...told }), options)}`;
  }
}
