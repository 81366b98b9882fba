import { joined } from './bytes.js';
import { runSoon, TextDecoder, URL } from './platform.js';

/** The body as text, decoded once, by the first label that the platform knows; and whether bytes of it were damaged. */
function decode(chunks, labels) {
  const bytes = chunks.length === 1 ? chunks[0] : joined(chunks);
  const label = labels.find(isKnown);
  try {
    return { text: decodeAs(label, bytes, true), isDamaged: false };
  } catch {
    return { text: decodeAs(label, bytes, false), isDamaged: true };
  }
}

function isKnown(label) {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

function decodeAs(label, bytes, fatal) {
  // ignoreBOM: a byte order mark stays in the text (P22).
  const decoder = new TextDecoder(label, { ignoreBOM: true, fatal });
  if (decoder.encoding === 'utf-8') return decoder.decode(bytes);
  // In two steps, since Node's short cut for one takes windows-1252 for ISO-8859-1.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/**
 * What a URL leads to, as the platform's parser says; nothing where it refuses the URL.
 * @returns {{ host?: string, port?: string }}
 */
export function locate(url) {
  try {
    const { hostname, port } = new URL(url);
    return { host: hostname, port };
  } catch {
    return {};
  }
}

/** Characters of what an error says that are told: a message is for reading. */
const longestFact = 10_000;

/** What an error says of itself. It may be anything that a user's code can throw. */
function factsOf(cause) {
  try {
    const code =
      [cause?.code, cause?.cause?.code, cause?.cause?.name, cause?.name].find(
        (each) => typeof each === 'string',
      ) ?? '';
    return {
      code: code.slice(0, longestFact).toWellFormed(),
      text: String(cause?.detail ?? cause?.message ?? cause)
        .slice(0, longestFact)
        .toWellFormed(),
    };
  } catch {
    return { code: '', text: typeof cause };
  }
}

/**
 * Between a transport and an exchange: carries each event of the one to the other, keeps the body's bytes and the one
 * timer. It decides nothing.
 */
export class Conversation {
  #exchange;
  #body;
  #find;
  #send;
  #clock;
  #done;
  #stopTimer = () => {};
  #stopDelay = () => {};
  #isDelayed = false;
  #isArriving = false;
  #stop = () => {};
  #request;
  #chunks = [];
  #charsets = [];
  #text = '';
  #isDamaged = false;
  #cause;
  #isDone = false;

  /**
   * @param {import('./exchange.js').Exchange} exchange
   * @param {string | Blob | undefined} body What the request carries, where it carries something.
   * @param {{ find: Function, send: Function, clock: import('./clock.js').Clock }} outside The routes, `(request, body, wantsNearest) => { route, nearest, misfit }`,
   *   the transport, `(request, body, conversation) => stop`, and the clock.
   * @param {Function} done Called once: `(outcome, cause)`.
   */
  constructor(exchange, body, { find, send, clock }, done) {
    this.#exchange = exchange;
    this.#body = body;
    this.#find = find;
    this.#send = send;
    this.#clock = clock;
    this.#done = done;
  }

  #carried({ body }) {
    return body === 'none' ? undefined : body === 'empty' ? '' : this.#body;
  }

  /** Asks the routes, where the core wants to know: the step after that. */
  find(step) {
    if (step.next !== 'route') return step;
    const found = this.#find(step.request, this.#carried(step.request), step.wantsNearest);
    const { route, ...others } = { __proto__: null, ...found };
    const following = this.#exchange.routed({ taken: Boolean(route), ...others });
    if (following.request) following.request.route = route;
    return following;
  }

  /** Sends the request of a step, or ends. */
  proceed(step) {
    if (step.next !== 'send') return this.#conclude();
    this.#request = step.request;
    this.#chunks = [];
    this.#isArriving = false;
    try {
      const stop = this.#send(step.request, this.#carried(step.request), this);
      if (this.#isDone) return stop();
      this.#stop = stop;
      // Not before: loading the transport is not the upstream's time.
      this.sent(false);
    } catch (error) {
      this.failed(error);
    }
  }

  /** A part of the request is on its way, or with `isLast` all of it (P18). */
  sent(isLast) {
    const milliseconds = this.#exchange.progress(isLast);
    if (milliseconds === 0) return;
    this.#stopTimer();
    this.#stopTimer = this.#clock.start(milliseconds, () => this.#timeIsUp());
  }

  #timeIsUp() {
    if (!this.#clock.isManual || this.#isDelayed) {
      this.#expire();
      return;
    }
    // `advance` is over before a route can answer, and an answer takes none of its time: what is due comes first.
    runSoon(() => {
      if (!this.#isArriving) this.#expire();
    });
  }

  #expire() {
    this.#exchange.expire();
    this.#conclude();
  }

  /** The delay of a route. */
  delay(milliseconds) {
    this.#isDelayed = milliseconds > 0;
    if (!this.#isDelayed) return undefined;
    return new Promise((resolve) => {
      this.#stopDelay = this.#clock.delay(milliseconds, () => {
        this.#isDelayed = false;
        resolve();
      });
    });
  }

  /** What a connection carries, for a transport over sockets: see js/core/exchange.js. */
  get wire() {
    return this.#exchange;
  }

  /**
   * A head came. `fields` alternates names and values; values are binary strings.
   * @returns {{ next: string, codings?: string[] }} Go on with the body where `next` is 'body'.
   */
  head(status, fields) {
    return this.#follow(this.#exchange.head(status, fields));
  }

  /** The same where the wire has a head, or something that is none. */
  answered() {
    return this.#follow(this.#exchange.answered());
  }

  #follow(step) {
    if (step.next === 'body') this.#charsets = step.charsets;
    this.#isArriving = Boolean(this.#request.route);
    if (step.next === 'redirect') this.#hop(step.location);
    if (step.next === 'done') this.#conclude();
    return step;
  }

  #hop(location) {
    let url = location;
    try {
      url = new URL(location, this.#request.url).href;
    } catch {
      // Not a URL: the exchange will say so.
    }
    this.#stop();
    this.proceed(this.find(this.#exchange.hop({ url: ['string', url], ...locate(url) })));
  }

  /** A chunk of the decoded body. False: read no further. */
  chunk(bytes) {
    if (this.#exchange.chunk(bytes.length)) {
      this.#chunks.push(bytes);
      return true;
    }
    this.#conclude();
    return false;
  }

  /** @param {string} [charset] Of the chunks, where that is known. */
  end(charset) {
    try {
      const { text, isDamaged } = decode(this.#chunks, charset ? [charset] : this.#charsets);
      this.#text = text;
      this.#isDamaged = isDamaged;
    } catch (error) {
      // More than a string of the engine can hold.
      this.failed(error);
      return;
    }
    this.#exchange.end();
    this.#conclude();
  }

  /**
   * The page's server answered for the upstream: with a status and a JSON text, from which `body` was taken out where it had
   * one.
   */
  relayed(status, text, body) {
    this.#text = body ?? '';
    this.#exchange.relayed(status, text, body !== undefined);
    this.#conclude();
  }

  /** No answer, or not all of it. */
  failed(cause) {
    this.#cause ??= cause;
    const { code, text } = factsOf(cause);
    this.#exchange.fail(code, text);
    this.#conclude();
  }

  /** The Blob cannot be read to its end. */
  uploadFailed(cause) {
    this.#cause ??= cause;
    this.#exchange.failUpload(factsOf(cause).text);
    this.#conclude();
  }

  /** The call ends as its route says. */
  failAs(end) {
    this.#exchange.failAs(end);
    this.#conclude();
  }

  /** A function of its route threw. */
  routeFailed(cause) {
    this.#cause ??= cause;
    this.#exchange.failRoute(factsOf(cause).text);
    this.#conclude();
  }

  abort() {
    this.#exchange.abort();
    this.#conclude();
  }

  #conclude() {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#stopTimer();
    this.#stopDelay();
    this.#chunks = [];
    const outcome = this.#exchange.conclude(this.#isDamaged);
    if (outcome.success) outcome.body ??= this.#text;
    this.#stop();
    this.#done(outcome, this.#cause);
  }
}
