import { ownURL } from './address.js';
import { Conversation, states } from './xhr-exchange.js';
import { watchListeners } from './events.js';
import { isCopied, listMembers } from './replace.js';

const texts = ['', 'text'];
const responseTypes = [...texts, 'arraybuffer', 'blob', 'document', 'json'];

/** Methods that no page may send. */
const isForbidden = (method) => /^(connect|trace|track)$/i.test(method);

const fieldsOf = ({ response }) => [...(response?.headers ?? [])];

/**
 * A class of the window's own XMLHttpRequests: what is not kintone's goes its native way, call by call.
 * @param {object} page See js/intercept.js.
 * @param {new (...args: any[]) => any} Original The window's own, which a program may have replaced.
 */
export function createXMLHttpRequest(page, Original) {
  const { target } = page;
  // No private names: what others wrap around each of them calls us with what is in it, or with itself.
  const own = Symbol('request to kintone');
  const limit = Symbol('timeout');
  const isHeard = Symbol('upload listeners');

  const fault = (name, message) => {
    const { DOMException } = target;
    return DOMException ? new DOMException(message, name) : Object.assign(new Error(message), { name });
  };
  /** A `ByteString` of WebIDL. A symbol is no text, which is an error already. */
  function bytesText(given) {
    const text = `${given}`;
    if (!/[^\0-\xff]/.test(text)) return text;
    throw new TypeError(`XMLHttpRequest: ${text} has characters above U+00FF`);
  }

  const invalidState = (what) => fault('InvalidStateError', `XMLHttpRequest: ${what}`);

  function begin(xhr, method, url) {
    try {
      return new Conversation(page, xhr, method, url, xhr[isHeard]);
    } catch ({ message }) {
      throw fault(isForbidden(method) ? 'SecurityError' : 'SyntaxError', message);
    }
  }

  class XMLHttpRequest extends Original {
    constructor(...args) {
      super(...args);
      // Interceptors that were there before lay the platform's members upon each object, over ours. What is none of those stays: fields of
      // happy-dom's, and functions that call ours.
      for (const name of names) {
        if (isCopied(Original.prototype, name, this)) delete this[name];
      }
      this[isHeard] = watchListeners(this.upload);
    }

    open(method, url, ...rest) {
      const address = arguments.length < 2 || page.isOver ? undefined : ownURL(page, url);
      const { readyState } = this;
      const before = this[own];
      if (!address) {
        before?.drop();
        this[own] = undefined;
        return super.open(...arguments);
      }
      if (rest.length > 0 && !rest[0]) {
        const message = `${method} ${address.href}: intercept(shim) answers asynchronously; a synchronous XMLHttpRequest cannot wait for it`;
        throw fault('InvalidAccessError', message);
      }
      const next = begin(this, bytesText(method), address);
      before?.drop();
      // Ends, and tells nobody of, a request to somebody else that is still on its way.
      if (!before && readyState !== states.unsent) super.open(method, address.href);
      this[own] = next;
      if (readyState !== states.opened) next.opened();
      return undefined;
    }

    setRequestHeader(...args) {
      if (!this[own]) return super.setRequestHeader(...args);
      if (this[own].state !== states.opened || this[own].isSent) throw invalidState('it is not open');
      const texts = args.map(bytesText);
      try {
        this[own].headers.append(...texts);
      } catch ({ message }) {
        throw args.length < 2 ? new TypeError(message) : fault('SyntaxError', message);
      }
      return undefined;
    }

    send(body) {
      if (!this[own]) return super.send(...arguments);
      if (this[own].state !== states.opened || this[own].isSent) throw invalidState('it is not open');
      this[own].send(body);
      return undefined;
    }

    abort() {
      if (this[own]) this[own].abort();
      else super.abort();
    }

    overrideMimeType(...args) {
      if (!this[own] || args.length === 0) return super.overrideMimeType(...args);
      if (this[own].state >= states.loading) throw invalidState('its response is there');
      this[own].type = `${args[0]}`;
      return undefined;
    }

    get timeout() {
      return this[limit] ?? 0;
    }

    set timeout(milliseconds) {
      this[limit] = milliseconds >>> 0;
      // happy-dom has none.
      if ('timeout' in Original.prototype) super.timeout = milliseconds;
      this[own]?.limit();
    }

    get responseType() {
      return super.responseType;
    }

    set responseType(type) {
      const isLate = this[own]?.state >= states.loading;
      if (isLate && responseTypes.includes(String(type))) throw invalidState('its response is there');
      // What is no type is ignored, then as ever.
      if (!isLate) super.responseType = type;
    }

    get withCredentials() {
      return super.withCredentials;
    }

    set withCredentials(value) {
      if (this[own]?.isSent || this[own]?.state > states.opened) throw invalidState('it was sent');
      super.withCredentials = value;
    }

    get readyState() {
      return this[own] ? this[own].state : super.readyState;
    }

    get status() {
      return this[own] ? (this[own].response?.status ?? 0) : super.status;
    }

    get statusText() {
      return this[own] ? (this[own].response?.statusText ?? '') : super.statusText;
    }

    get responseURL() {
      if (!this[own]) return super.responseURL;
      return this[own].response ? this[own].url.href.replace(/#.*/, '') : '';
    }

    getResponseHeader(name) {
      if (!this[own] || arguments.length === 0) return super.getResponseHeader(...arguments);
      const wanted = bytesText(name).toLowerCase();
      return fieldsOf(this[own]).find(([each]) => each === wanted)?.[1] ?? null;
    }

    getAllResponseHeaders() {
      if (!this[own]) return super.getAllResponseHeaders();
      return fieldsOf(this[own])
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
    }

    get response() {
      if (!this[own]) return super.response;
      const isText = texts.includes(this.responseType);
      const shownFrom = isText ? states.loading : states.done;
      if (this[own].response && this[own].state >= shownFrom) return this[own].value(this.responseType);
      return isText ? '' : null;
    }

    get responseText() {
      if (!this[own]) return super.responseText;
      if (texts.includes(this.responseType)) return this.response;
      throw invalidState(`responseText is not there for the responseType ${this.responseType}`);
    }

    get responseXML() {
      if (!this[own]) return super.responseXML;
      if (!['', 'document'].includes(this.responseType)) {
        throw invalidState(`responseXML is not there for the responseType ${this.responseType}`);
      }
      if (this.responseType === 'document') return this.response;
      return this[own].response && this[own].state === states.done ? this[own].xml : null;
    }
  }

  const names = Object.getOwnPropertyNames(XMLHttpRequest.prototype).filter((name) => name !== 'constructor');
  listMembers(XMLHttpRequest, Original);
  return XMLHttpRequest;
}
