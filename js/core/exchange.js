import { windowViews } from './window.js';

/** Bytes of an answer that are looked at in one go: most heads are shorter. */
const glimpse = 4096;

/**
 * What comes next in an answer's bytes, in the order of `reading` of wasm/core/http/response_reader.h.
 * @type {('more' | 'head' | 'ended' | 'failed')[]}
 */
const readings = ['more', 'head', 'ended', 'failed'];

/** What a connection that was closed means, in the order of `closed` of wasm/bindings/exchange_handle.h. */
const closings = ['broken', 'whole', 'repeatable'];

/**
 * What the core tells, see wasm/core/proxy/crossing.h. Each of these has all its members: what the core left out is not there, whatever
 * somebody gave to the prototype of all objects.
 */
class Request {
  method;
  origin;
  host;
  target;
  url;
  port;
  fields;
  /** @type {'none' | 'empty' | 'text' | 'json' | 'blob'} */
  body;
  size;
  own = false;
  relay;
  /** Names of the fields that a plug-in has saved: see js/call/saved.js. */
  saved;
}

export class Outcome {
  success;
  body;
  status;
  headers;
  code;
  error;
  binary;
  received;
  warnings;
  end;
  unanswered;
  unmatched;
  dropped;
  complaint;
  translated;
  answer;
}

export class Step {
  /** @type {'json' | 'route' | 'send' | 'body' | 'redirect' | 'done'} */
  next;
  settlement;
  ignoresBody = false;
  /** What a plug-in has saved and the body gets: see js/call/saved.js. */
  merges;
  /** @type {Request | undefined} */
  request;
  wantsNearest = false;
  timeLimit;
  location;
  codings;
  charsets;
  /** @type {Outcome | undefined} */
  outcome;
}

const outcomeOf = (told) => Object.assign(new Outcome(), told);

/** @param {string} text */
function stepOf(text) {
  const step = Object.assign(new Step(), JSON.parse(text));
  if (step.request) step.request = Object.assign(new Request(), step.request);
  if (step.outcome) step.outcome = outcomeOf(step.outcome);
  return step;
}

/**
 * One exchange in C++ (wasm/core/proxy/exchange.h), as texts go in and come out. Each step says what is `next`; one that is 'done' has the
 * outcome, and the exchange is gone: what is told to it afterwards is ignored, as a transport may have a last word to say.
 */
export class Exchange {
  #core;
  #id;
  #isInBody = false;

  /** `world` is kept from being collected: its exchanges go with it. */
  constructor(core, id, world) {
    this.#core = core;
    this.#id = id;
    this.world = world;
  }

  /**
   * @param {object} core
   * @param {number} id Its number.
   * @param {string} text The core's word on how it begins.
   * @param {import('./world.js').World} world
   * @returns {{ exchange: Exchange, step: Step }} The first step has the `settlement`, too: how its caller is told.
   */
  static opened(core, id, text, world) {
    return { exchange: new Exchange(core, id, world), step: stepOf(text) };
  }

  serialized(how) {
    return stepOf(this.#core.serialized(this.#id, JSON.stringify(how)));
  }

  /** Whether a route takes the request: `{ taken, nearest?, misfit? }`. The step has no request: it is the one that was asked about. */
  routed(answer) {
    return stepOf(this.#core.routed(this.#id, JSON.stringify(answer)));
  }

  /** A route takes the request, and this is its answer: field lines as a JSON text, and the length of the body, a text in UTF-8. */
  replied(status, fields, byteLength) {
    return stepOf(this.#core.replied(this.#id, status, fields, byteLength));
  }

  head(status, fields) {
    return stepOf(this.#core.head(this.#id, status, JSON.stringify(fields)));
  }

  hop(where) {
    return stepOf(this.#core.hop(this.#id, JSON.stringify(where)));
  }

  /** Milliseconds to set the timer to, 0 to leave it. */
  progress(isLast) {
    return this.#core.progress(this.#id, isLast);
  }

  /** False: read no further. */
  chunk(byteLength) {
    return this.#core.chunk(this.#id, byteLength);
  }

  /**
   * Begins to send the request over a connection.
   * @param {number} length Bytes that follow its head.
   * @param {boolean} isLast They go out along with it.
   * @returns {{ head: string, milliseconds: number }} A character for a byte; and what `progress` says of it.
   */
  requestHead(length, isLast) {
    this.#isInBody = false;
    const head = this.#core.requestHead(this.#id, length, isLast);
    return { head, milliseconds: windowViews().numbers[0] };
  }

  /**
   * Reads on in the answer's bytes: in a chunk, from `at`.
   * @param {Uint8Array} chunk
   * @param {number} at
   * @param {(bytes: Uint8Array) => void} take Gets those of the body, which are pieces of the chunk. It runs nobody else's code.
   * @returns {{ at: number, next: 'more' | 'head' | 'ended' | 'failed', rest: number, step?: Step }} How far that came. After
   *   'ended': milliseconds for which the connection may rest for another request, 0: not at all. `step`: after a head, and where the call
   *   is over.
   */
  read(chunk, at, take) {
    let [begin, end] = [at, at];
    for (;;) {
      // Of a body only the length is told.
      if (at >= end && !this.#isInBody) {
        [begin, end] = [at, Math.min(at + glimpse, chunk.length)];
        windowViews().bytes.set(chunk.subarray(begin, end));
      }
      const text = this.#core.read(this.#id, Math.min(at, end) - begin, end - begin, chunk.length - at);
      const [next, passed, body, rest] = windowViews().numbers;
      at += passed;
      if (body > 0) take(chunk.subarray(at, at + body));
      at += body;
      this.#isInBody = body > 0;
      const step = text === '' ? undefined : stepOf(text);
      if (step || next > 0 || at === chunk.length) return { at, next: readings[next], rest, step };
    }
  }

  /** The connection was closed: within the answer, behind a whole one, or before any byte of one, where the request may go out once more. */
  closed() {
    return closings[this.#core.closed(this.#id)];
  }

  /**
   * Ends it.
   * @param {string} how By a name of wasm/bindings/exchange_handle.h.
   * @param {string} [what]
   * @param {string} [detail]
   * @param {number} [number]
   * @returns {Outcome}
   */
  finish(how, what = '', detail = '', number = 0) {
    const text = this.#core.finish(this.#id, how, what, detail, number);
    return outcomeOf(JSON.parse(text));
  }

  /** Ends it without an outcome. */
  discard() {
    this.#core.discard(this.#id);
  }
}
