/**
 * The way of one call, from its first step to its outcome: it does what the core says is next, carries what a transport tells to the core,
 * and keeps the body's bytes and the one timer. It decides nothing.
 */
import { locate } from '../core/describe.js';
import { byteLength, runSoon, URL } from '../core/platform.js';
import { decode } from './body-text.js';
import { errorFacts } from './error-facts.js';
import { withoutSaved } from './saved.js';
import { serialize } from './serialize.js';
import { TimeLimit } from './time-limit.js';

const soon = Promise.resolve();

export class Call {
  #exchange;
  #around;
  #given;
  #body;
  #own; // What of a JSON body is the caller's.
  #settle;
  #ignoresBody;
  #request;
  #route;
  #stop = () => {};
  #time;
  #chunks = [];
  #charsets = [];
  #text = '';
  #cause;
  #isDone = false;
  /** @type {import('../harness/call-record.js').CallRecord | undefined} Its place in the journal, once that is known. */
  record;

  /**
   * @param {import('../core/exchange.js').Exchange} exchange
   * @param {{ facts: object, data: unknown, body: unknown }} given What was described for the core, the data as given, and what of it can
   *   be a body as it is: a text or a Blob.
   * @param {{ find: Function, send: Function, clock: import('../core/clock.js').Clock, journal: object, activity: object }} around The
   *   routes, the transports, `(request, body, call) => stop`, the clock, and who is told.
   */
  constructor(exchange, given, around) {
    this.#exchange = exchange;
    this.#given = given;
    this.#body = given.body;
    this.#around = around;
    this.#time = new TimeLimit(around.clock, () => this.#finish('expired'));
  }

  /**
   * @param {import('../core/exchange.js').Step} step The first.
   * @param {(outcome: object) => { callback: Function, args: unknown[] } | void} settle Tells the caller.
   */
  start(step, settle) {
    this.#settle = settle;
    this.#ignoresBody = step.ignoresBody;
    this.#follow(step);
  }

  /** Does what is next; the step after which somebody else has to tell something. */
  #follow(step) {
    switch (step.next) {
      case 'json':
        return this.#follow(this.#serialize(step.merges));
      case 'route':
        return this.#askRoutes(step);
      case 'send':
        return this.#send(step);
      case 'body':
        this.#charsets = step.charsets;
        return step;
      case 'redirect':
        this.#hop(step.location);
        return step;
      default:
        if (step.outcome) this.#conclude(step.outcome);
        return step;
    }
  }

  #serialize(members) {
    const { own, text, how } = serialize(this.#given.data, members);
    this.#body = text;
    this.#own = own;
    return this.#exchange.serialized(how);
  }

  /** What a request carries. */
  #carried({ body, size }) {
    if (body === 'blob') return { blob: this.#body, size };
    return body === 'none' ? undefined : body === 'empty' ? '' : this.#body;
  }

  /** The request goes somewhere, or (where there is none) nowhere: the journal is told once. */
  #begin(request) {
    if (this.record) {
      this.#route?.served(this.record);
      return;
    }
    const { facts, data } = this.#given;
    const body = request?.body === 'blob' ? this.#carried(request) : (this.#own ?? this.#body);
    const sent = {
      request: request && withoutSaved(request),
      route: this.#route,
      body,
      data,
      ignoresBody: this.#ignoresBody,
    };
    this.#around.journal.begin(this, facts, sent);
    this.#route?.served(this.record);
    this.#around.activity.begin(this.record);
  }

  get isRelayed() {
    return this.#given.facts.relayed !== undefined;
  }

  #askRoutes({ request, wantsNearest }) {
    this.#request = request;
    const { api } = this.#given.facts;
    const about = { api, body: this.#carried(request), wantsNearest };
    const { route, nearest } = this.#around.find(request, about);
    this.#route = route;
    if (!route) return this.#follow(this.#exchange.routed({ taken: false, ...nearest }));
    if (!route.reply) return this.#follow(this.#exchange.routed({ taken: true }));
    this.#begin(request);
    // Not before kintone.proxy has returned.
    soon.then(() => this.#takeReply(route.reply)).catch((error) => this.routeFailed(error));
    return undefined;
  }

  /** A route's answer that is there at once, whole: no transport and no timer are needed. */
  #takeReply({ status, lines, text }) {
    if (this.#isDone) return;
    const step = this.#exchange.replied(status, lines, byteLength(text));
    // What of a body came: of a 204 nothing.
    if (step.outcome?.received > 0) this.#text = text;
    this.#follow(step);
  }

  #send(step) {
    const request = step.request ?? this.#request;
    this.#request = request;
    this.#begin(request);
    this.#chunks = [];
    this.#time.begin();
    try {
      const stop = this.#around.send(request, this.#carried(request), this, this.#route);
      if (this.#isDone) return stop();
      this.#stop = stop;
      // Not before: loading the transport is not the upstream's time.
      if (!this.#time.isStarted) this.#time.start(step.timeLimit);
    } catch (error) {
      this.failed(error);
    }
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
    this.#route = undefined;
    this.#follow(this.#exchange.hop({ url: ['string', url], ...locate(url) }));
  }

  /** A part of the request is on its way, or with `isLast` all of it (P18). */
  sent(isLast) {
    this.#time.start(this.#exchange.progress(isLast));
  }

  /** The same, with its head: the bytes of that, a character for each. `length`: bytes that follow. */
  requestHead(length, isLast) {
    const { head, milliseconds } = this.#exchange.requestHead(length, isLast);
    this.#time.start(milliseconds);
    return head;
  }

  /** The delay of a route. */
  delay(milliseconds) {
    return this.#time.delay(milliseconds);
  }

  /**
   * A head came. `fields` alternates names and values; values are binary strings.
   * @returns {{ next: string, codings: string[] } | undefined} Go on with the body where `next` is 'body'.
   */
  head(status, fields) {
    return this.#arrived(this.#exchange.head(status, fields));
  }

  #arrived(step) {
    this.#time.isArriving = this.#route !== undefined;
    return this.#follow(step);
  }

  /** Reads on in the bytes of an answer: see `read` of js/core/exchange.js. The step is done already. */
  read(chunk, at, take) {
    const read = this.#exchange.read(chunk, at, take);
    if (read.step) this.#arrived(read.step);
    return read;
  }

  closed() {
    return this.#exchange.closed();
  }

  /** Bytes of the body that the core has counted. */
  take(bytes) {
    if (!this.#isDone) this.#chunks.push(bytes);
  }

  /** A chunk of the decoded body. False: read no further. */
  chunk(bytes) {
    if (this.#exchange.chunk(bytes.length)) {
      this.take(bytes);
      return true;
    }
    this.#finish('over');
    return false;
  }

  /** @param {string} [charset] Of the chunks. */
  end(charset) {
    let isDamaged;
    try {
      ({ text: this.#text, isDamaged } = decode(this.#chunks, charset ? [charset] : this.#charsets));
    } catch (error) {
      // More than a string of the engine can hold.
      this.failed(error);
      return;
    }
    this.#finish('whole', ['', '', Number(isDamaged)]);
  }

  /**
   * The page's server answered for the upstream: with a status and a JSON text, from which `body` was taken out where it had
   * one.
   */
  relayed(status, text, body) {
    this.#text = body ?? '';
    this.#finish('relayed', [text, body === undefined ? '' : 'body', status]);
  }

  /** No answer, or not all of it. */
  failed(cause) {
    const { code, text } = errorFacts(cause);
    this.#finish('failed', [code, text], cause);
  }

  /** The bytes of the answer break a rule. */
  misread() {
    this.#finish('misread');
  }

  /** The Blob cannot be read to its end. */
  uploadFailed(cause) {
    this.#finish('unreadable', [errorFacts(cause).text], cause);
  }

  /** The call ends as its route says. */
  failAs(end) {
    this.#finish('as', [end]);
  }

  /** A function of its route threw. */
  routeFailed(cause) {
    this.#finish('broken', [errorFacts(cause).text], cause);
  }

  abort() {
    this.#finish('aborted');
  }

  #finish(how, facts = [], cause = undefined) {
    if (this.#isDone) return;
    this.#cause ??= cause;
    this.#conclude(this.#exchange.finish(how, ...facts));
  }

  #conclude(outcome) {
    this.#isDone = true;
    this.#begin();
    this.#time.stop();
    this.#chunks = [];
    if (outcome.success) outcome.body ??= this.#text;
    this.#stop();
    const { journal, activity } = this.#around;
    journal.finish(this, outcome, this.#cause);
    const last = this.#settle(outcome);
    // In a task of its own: what a callback throws is an uncaught error, and changes nothing (P30).
    if (last) runSoon(() => activity.run(this.record, last.callback, last.args));
    else activity.end(this.record);
  }
}
