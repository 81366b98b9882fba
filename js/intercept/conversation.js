/** One request of an XMLHttpRequest to the shim: its head, its way, and what came of it. */
import { clearTimer, printLine, requestClass, runSoon, setTimer } from '../core/platform.js';
import { encode } from './body.js';
import { valueOf } from './response.js';
import { Source } from './source.js';

export const states = { unsent: 0, opened: 1, headers: 2, loading: 3, done: 4 };

/** A body may be a document, and is no stream. */
function encodeBody(body, { XMLSerializer }) {
  if (body?.nodeType === 9 && XMLSerializer) return encode(new XMLSerializer().serializeToString(body));
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
  #timer;
  #upload;
  state = states.opened;
  isSent = false;
  /** The type that `overrideMimeType` was given. */
  type;

  /**
   * @param {object} page See js/intercept.js.
   * @param {XMLHttpRequest} xhr Where the events happen.
   * @throws {TypeError} The method is none that a page may send.
   */
  constructor(page, xhr, method, url) {
    this.#page = page;
    this.#xhr = xhr;
    this.#head = new (requestClass())(url, { method });
    this.url = url;
  }

  get headers() {
    return this.#head.headers;
  }

  get response() {
    return this.#response;
  }

  get contentType() {
    return this.type ?? this.#response?.headers.get('Content-Type') ?? '';
  }

  value(responseType) {
    this.#shown ??= { value: valueOf(this.#bytes, responseType, this.contentType, this.#page.target) };
    return this.#shown.value;
  }

  #fire(type, { on = this.#xhr, loaded = 0, total = 0 } = {}) {
    const { Event, ProgressEvent = Event } = this.#page.target;
    const event =
      type === 'readystatechange'
        ? new Event(type)
        : new ProgressEvent(type, { lengthComputable: total > 0, loaded, total });
    try {
      on.dispatchEvent(event);
    } catch (error) {
      // happy-dom's listeners throw at whoever tells them.
      runSoon(() => {
        throw error;
      });
    }
  }

  #fireUpload(type, loaded = 0) {
    if (this.#upload) this.#fire(type, { on: this.#xhr.upload, loaded, total: this.#upload.length });
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
    this.isSent = true;
    if (encoded) {
      this.#upload = new Source(encoded.parts, this.#page.slicesOf, (bytes) => {
        if (this.isSent) this.#fireUpload('progress', bytes);
      });
    }
    const { timeout } = this.#xhr;
    if (timeout > 0) this.#timer = setTimer(() => this.#end('timeout', states.done), timeout);
    this.#fire('loadstart');
    this.#fireUpload('loadstart');
    if (this.isSent) this.#exchange().catch((error) => this.#failed(error));
  }

  async #exchange() {
    const { method, headers } = this.#head;
    const { signal } = this.#abort;
    const body = this.#upload?.body ?? null;
    const request = { url: this.url.href, method, headers, credentials: 'same-origin', body, signal };
    const response = await this.#page.handle(request, this.#upload);
    const bytes = new Uint8Array(method === 'HEAD' ? 0 : await response.arrayBuffer());
    if (!this.isSent) return;
    this.#fireUpload('load', this.#upload?.length);
    this.#fireUpload('loadend', this.#upload?.length);
    this.#upload = undefined;
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
    this.#fire('load', all);
    this.#fire('loadend', all);
  }

  /** A body that cannot be read: the page is told no more than that, people why. */
  #failed(error) {
    if (this.isSent) printLine(`XMLHttpRequest: ${this.url.href}: ${String(error?.stack ?? error)}`);
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
    this.#fireUpload(type);
    this.#fireUpload('loadend');
    this.#fire(type);
    this.#fire('loadend');
    this.state = state;
  }

  abort() {
    if (this.isSent) this.#end('abort', states.unsent);
    else if (this.state === states.done) this.state = states.unsent;
  }

  /** Another one takes its place: nobody is told. */
  drop() {
    this.#finish();
    this.#abort.abort();
  }
}
