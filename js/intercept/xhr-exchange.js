/** One request of an XMLHttpRequest to the shim: its head, its way, and what came of it. */
import { clearTimer, now, printLine, requestClass, runSoon, setTimer } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';
import { encode } from './body.js';
import { valueOf, xmlOf } from './response.js';
import { Source } from './source.js';

export const states = { unsent: 0, opened: 1, headers: 2, loading: 3, done: 4 };

/** Milliseconds that the platform's timers can hold. */
const longestTimer = 2 ** 31 - 1;

/** A body may be a document, and is no stream. */
function encodeBody(body, { XMLSerializer }) {
  if (body?.nodeType === 9 && XMLSerializer) {
    const encoded = encode(new XMLSerializer().serializeToString(body));
    return { ...encoded, __proto__: null, type: `${body.contentType};charset=UTF-8` };
  }
  const encoded = encode(body);
  return encoded?.stream ? encode(String(body)) : encoded;
}

export class Conversation {
  #page;
  #xhr;
  #head;
  #abort = new AbortController();
  #response;
  #bytes = new Uint8Array();
  #shown;
  #xml;
  #timer;
  #source;
  #uploaded = 0;
  #isHeard;
  #isUploadHeard = false;
  #sentAt;
  state = states.opened;
  isSent = false;
  /** The type that `overrideMimeType` was given. */
  type;

  /**
   * @param {object} page See js/intercept.js.
   * @param {XMLHttpRequest} xhr Where the events happen.
   * @param {string} method
   * @param {URL} url
   * @param {() => boolean} isHeard Whether somebody listens to its upload.
   * @throws {TypeError} The method is none that a page may send.
   */
  constructor(page, xhr, method, url, isHeard) {
    this.#page = page;
    this.#xhr = xhr;
    this.#isHeard = isHeard;
    // They are for a server to ask for.
    url.username = '';
    url.password = '';
    this.#head = new (requestClass())(url, { method });
    this.url = url;
  }

  get headers() {
    return this.#head.headers;
  }

  get response() {
    return this.#response;
  }

  get #answer() {
    const type = this.type ?? this.#response?.headers.get('Content-Type') ?? '';
    return { bytes: this.#bytes, type };
  }

  value(responseType) {
    this.#shown ??= { value: valueOf(this.#answer, responseType, this.#page.target) };
    return this.#shown.value;
  }

  get xml() {
    this.#xml ??= { value: xmlOf(this.#answer, this.#page.target) };
    return this.#xml.value;
  }

  #eventOf(type, progress) {
    const { Event, ProgressEvent } = this.#page.events();
    if (type === 'readystatechange') return new Event(type);
    const event = new ProgressEvent(type, progress);
    // Node has no class for it.
    for (const [name, value] of Object.entries(progress)) {
      const descriptor = { __proto__: null, value, enumerable: true };
      if (event[name] !== value) Object.defineProperty(event, name, descriptor);
    }
    return event;
  }

  #fire(type, how) {
    const { on = this.#xhr, loaded = 0, total = 0 } = ownOf(how);
    const event = this.#eventOf(type, { lengthComputable: total > 0, loaded, total });
    try {
      on.dispatchEvent(event);
    } catch (error) {
      // happy-dom's listeners throw at whoever tells them.
      runSoon(() => {
        throw error;
      });
    }
  }

  #fireUpload(type, loaded = 0, total = loaded) {
    if (this.#isUploadHeard) this.#fire(type, { on: this.#xhr.upload, loaded, total });
  }

  /** Whoever aborts from here on aborts no upload. */
  #endUpload(loaded, ...types) {
    if (!this.#source) return;
    this.#source = undefined;
    for (const type of types) this.#fireUpload(type, loaded);
  }

  #become(state) {
    this.state = state;
    this.#fire('readystatechange');
  }

  opened() {
    this.#fire('readystatechange');
  }

  send(body) {
    const hasBody = !['GET', 'HEAD'].includes(this.#head.method);
    const encoded = hasBody ? encodeBody(body, this.#page.target) : undefined;
    if (encoded?.type && !this.headers.has('Content-Type')) this.headers.set('Content-Type', encoded.type);
    if (encoded) {
      const { length } = (this.#source = new Source(encoded.parts, this.#page.slicesOf, (bytes) => {
        this.#uploaded = bytes;
        if (this.isSent) this.#fireUpload('progress', bytes, length);
      }));
    }
    // Whoever listens from here on is not told.
    this.#isUploadHeard = this.#isHeard();
    this.isSent = true;
    this.#sentAt = now();
    this.limit();
    this.#fire('loadstart');
    if (this.isSent && this.#source) this.#fireUpload('loadstart', 0, this.#source.length);
    if (this.isSent) this.#exchange().catch((error) => this.#failed(error));
  }

  /** Its `timeout`, in milliseconds from when it was sent, may be set later, too. */
  limit() {
    clearTimer(this.#timer);
    const { timeout } = this.#xhr;
    if (!this.isSent || timeout === 0) return;
    const left = Math.min(timeout - (now() - this.#sentAt), longestTimer);
    this.#timer = setTimer(() => this.#end('timeout', states.done), left);
  }

  async #exchange() {
    const { method, headers } = this.#head;
    const { signal } = this.#abort;
    const source = this.#source;
    const body = source?.body ?? null;
    const request = { url: this.url.href, method, headers, credentials: 'same-origin', body, signal };
    const response = await this.#page.handle(request, source);
    const bytes = new Uint8Array(await response.arrayBuffer());
    // An answer that needed no more of it is no less the end of the upload.
    const last = this.#uploaded < source?.length ? ['progress'] : [];
    if (this.isSent) this.#endUpload(source?.length, ...last, 'load', 'loadend');
    if (!this.isSent) return;
    this.#response = response;
    this.#become(states.headers);
    if (!this.isSent) return;
    this.#bytes = bytes;
    const all = { loaded: bytes.length, total: bytes.length };
    if (bytes.length > 0) {
      this.#become(states.loading);
      if (this.isSent) this.#fire('progress', all);
    }
    if (!this.isSent) return;
    this.#finish();
    this.#become(states.done);
    // Whoever was told may have aborted it, or opened it anew.
    if (this.state !== states.done) return;
    this.#fire('load', all);
    this.#fire('loadend', all);
  }

  /** A body that cannot be read: the page is told no more than that, people why. */
  #failed(error) {
    // shim.reset() is no fault of the code's that a stack could show.
    const isAbort = error?.name === 'AbortError';
    const why = isAbort ? `${error.name}: ${error.message}` : String(error?.stack ?? error);
    if (this.isSent) printLine(`XMLHttpRequest: ${this.#head.method} ${this.url.href} -> ${why}`);
    this.#end('error', states.done);
  }

  #finish() {
    this.isSent = false;
    clearTimer(this.#timer);
  }

  /** Ends without a response. */
  #end(type, state) {
    if (!this.isSent) return;
    this.#finish();
    this.#abort.abort();
    this.#response = undefined;
    this.#bytes = new Uint8Array();
    this.#become(states.done);
    this.#endUpload(0, type, 'loadend');
    this.#fire(type);
    this.#fire('loadend');
    this.state = state;
  }

  abort() {
    if (this.isSent) this.#end('abort', states.unsent);
    else if (this.state === states.done) {
      this.state = states.unsent;
      this.#response = undefined;
    }
  }

  /** Another one takes its place: nobody is told. */
  drop() {
    this.state = states.unsent;
    this.#finish();
    this.#abort.abort();
  }
}
