/**
 * The XMLHttpRequest of a place that has none, such as Node: what is not kintone's ends as a network error, and a line says why. What it
 * tells of requests to kintone is the business of its subclass, js/intercept/xhr.js, as that of a window's own.
 */
import { printLine, runSoon, URL } from '../core/platform.js';
import { states } from './xhr-exchange.js';
import { progressTypes } from './events.js';

/** Members such as `onload`: each is a listener. */
function addHandlers({ prototype }, types, { addEventListener } = prototype) {
  for (const type of types) {
    const key = Symbol(`on${type}`);
    Object.defineProperty(prototype, `on${type}`, {
      configurable: true,
      enumerable: true,
      get() {
        return this[key] ?? null;
      },
      set(handler) {
        if (!(key in this)) addEventListener.call(this, type, (event) => this[key]?.call(this, event));
        this[key] = typeof handler === 'function' ? handler : null;
      },
    });
  }
}

const constants = {
  UNSENT: states.unsent,
  OPENED: states.opened,
  HEADERS_RECEIVED: states.headers,
  LOADING: states.loading,
  DONE: states.done,
};

const responseTypes = ['', 'arraybuffer', 'blob', 'document', 'json', 'text'];

/**
 * @param {{ origin: string, target: typeof globalThis }} page See js/intercept.js. `target`: the place, which may have no members of a window's.
 * @returns {Function} A class with the members of the platform's.
 */
export function createBareXMLHttpRequest({ origin, target }) {
  const { EventTarget = globalThis.EventTarget, DOMException = globalThis.DOMException } = target;
  const { Event = globalThis.Event } = target;

  class XMLHttpRequestUpload extends EventTarget {}
  addHandlers(XMLHttpRequestUpload, progressTypes);

  // No private names: what others wrap around each of them calls us with what is in it, or with itself.
  const it = Symbol('request to nobody');

  class XMLHttpRequest extends EventTarget {
    constructor() {
      super();
      const upload = new XMLHttpRequestUpload();
      const value = { upload, state: states.unsent, responseType: '', withCredentials: false };
      Object.defineProperty(this, it, { value });
    }

    open(method, url, isAsync = true) {
      if (arguments.length < 2) throw new TypeError('XMLHttpRequest: open(method, url) takes two arguments');
      if (!URL.canParse(url)) throw fault('SyntaxError', `${String(url)} is no URL`);
      const { origin: where, pathname } = new URL(url);
      this[it].asked = { what: `${String(method)} ${where}${pathname}`, isAsync, isSent: false };
      if (this[it].state !== states.opened) become(this, states.opened);
    }

    setRequestHeader() {
      needOpen(this);
    }

    send() {
      needOpen(this);
      const { asked } = this[it];
      asked.isSent = true;
      const reason = `${asked.what}: there is no XMLHttpRequest here but that of intercept(shim), which reaches ${origin} alone; use fetch, or with axios its option adapter: 'http'`;
      if (!asked.isAsync) {
        this[it].state = states.done;
        throw fault('NetworkError', reason);
      }
      this.dispatchEvent(new Event('loadstart'));
      runSoon(() => {
        if (this[it].asked !== asked) return;
        printLine(`XMLHttpRequest: ${reason}`);
        end(this, 'error');
      });
    }

    abort() {
      if (this[it].asked?.isSent) end(this, 'abort');
      if (this[it].state === states.done) this[it].state = states.unsent;
    }

    overrideMimeType() {
      needOne(arguments);
    }

    get upload() {
      return this[it].upload;
    }

    get readyState() {
      return this[it].state;
    }

    get responseType() {
      return this[it].responseType;
    }

    set responseType(type) {
      if (responseTypes.includes(String(type))) this[it].responseType = String(type);
    }

    get withCredentials() {
      return this[it].withCredentials;
    }

    set withCredentials(value) {
      this[it].withCredentials = Boolean(value);
    }

    get response() {
      return ['', 'text'].includes(this.responseType) ? '' : null;
    }

    get responseText() {
      return shown(this, 'responseText', ['', 'text'], '');
    }

    get responseXML() {
      return shown(this, 'responseXML', ['', 'document'], null);
    }

    get responseURL() {
      return '';
    }

    get status() {
      return 0;
    }

    get statusText() {
      return '';
    }

    getResponseHeader() {
      needOne(arguments);
      return null;
    }

    getAllResponseHeaders() {
      return '';
    }

    get [Symbol.toStringTag]() {
      return 'XMLHttpRequest';
    }
  }

  const fault = (name, message) => new DOMException(`XMLHttpRequest: ${message}`, name);

  function needOne({ length }) {
    if (length === 0) throw new TypeError('XMLHttpRequest: an argument is missing');
  }

  function shown({ responseType }, name, types, value) {
    if (types.includes(responseType)) return value;
    throw fault('InvalidStateError', `${name} is not there for the responseType ${responseType}`);
  }

  function needOpen(xhr) {
    const { state, asked } = xhr[it];
    if (state !== states.opened || asked.isSent) throw fault('InvalidStateError', 'it is not open');
  }

  function become(xhr, state) {
    xhr[it].state = state;
    xhr.dispatchEvent(new Event('readystatechange'));
  }

  function end(xhr, type) {
    xhr[it].asked = undefined;
    become(xhr, states.done);
    for (const each of [type, 'loadend']) xhr.dispatchEvent(new Event(each));
  }

  addHandlers(XMLHttpRequest, ['readystatechange', ...progressTypes]);
  for (const [name, value] of Object.entries(constants)) {
    for (const owner of [XMLHttpRequest, XMLHttpRequest.prototype]) {
      Object.defineProperty(owner, name, { value, enumerable: true });
    }
  }
  return XMLHttpRequest;
}
