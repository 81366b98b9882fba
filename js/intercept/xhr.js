import { ownURL } from './address.js';
import { Conversation, states } from './conversation.js';

const texts = ['', 'text'];

/**
 * A class of the window's own XMLHttpRequests: what is not kintone's goes its native way, call by call.
 * @param {object} page See js/intercept.js.
 * @param {typeof XMLHttpRequest} Original
 */
export function createXMLHttpRequest(page, Original) {
  const { target } = page;

  const fault = (name, message) => {
    const { DOMException } = target;
    return DOMException ? new DOMException(message, name) : Object.assign(new Error(message), { name });
  };
  const invalidState = (what) => fault('InvalidStateError', `XMLHttpRequest: ${what}`);

  return class XMLHttpRequest extends Original {
    /** Of a request to kintone. */
    #own;

    open(method, url, ...rest) {
      this.#own?.drop();
      this.#own = undefined;
      const own = page.isOver ? undefined : ownURL(page, url);
      if (!own) return super.open(method, url, ...rest);
      if (rest.length > 0 && !rest[0]) {
        const message = `${method} ${own.href}: intercept(shim) answers asynchronously; a synchronous XMLHttpRequest cannot wait for it`;
        throw fault('InvalidAccessError', message);
      }
      this.#own = new Conversation(page, this, String(method), own);
      this.#own.opened();
      return undefined;
    }

    setRequestHeader(name, value) {
      if (!this.#own) return super.setRequestHeader(name, value);
      if (this.#own.state !== states.opened || this.#own.isSent) throw invalidState('it is not open');
      this.#own.headers.append(name, value);
      return undefined;
    }

    send(body) {
      if (!this.#own) return super.send(...arguments);
      if (this.#own.state !== states.opened || this.#own.isSent) throw invalidState('it is not open');
      this.#own.send(body);
      return undefined;
    }

    abort() {
      if (this.#own) this.#own.abort();
      else super.abort();
    }

    overrideMimeType(type) {
      if (!this.#own) return super.overrideMimeType(type);
      if (this.#own.state >= states.loading) throw invalidState('its response is there');
      this.#own.type = String(type);
      return undefined;
    }

    get readyState() {
      return this.#own ? this.#own.state : super.readyState;
    }

    get status() {
      return this.#own ? (this.#own.response?.status ?? 0) : super.status;
    }

    get statusText() {
      return this.#own ? (this.#own.response?.statusText ?? '') : super.statusText;
    }

    get responseURL() {
      if (!this.#own) return super.responseURL;
      return this.#own.response ? this.#own.url.href.replace(/#.*/, '') : '';
    }

    getResponseHeader(name) {
      return this.#own ? (this.#own.response?.headers.get(name) ?? null) : super.getResponseHeader(name);
    }

    getAllResponseHeaders() {
      if (!this.#own) return super.getAllResponseHeaders();
      return [...(this.#own.response?.headers ?? [])]
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
    }

    get response() {
      if (!this.#own) return super.response;
      const isText = texts.includes(this.responseType);
      if (this.#own.state === states.done && this.#own.response) return this.#own.value(this.responseType);
      return isText ? '' : null;
    }

    get responseText() {
      if (!this.#own) return super.responseText;
      if (texts.includes(this.responseType)) return this.response;
      throw invalidState(`responseText is not there for the responseType ${this.responseType}`);
    }

    get responseXML() {
      if (!this.#own) return super.responseXML;
      if (!['', 'document'].includes(this.responseType)) {
        throw invalidState(`responseXML is not there for the responseType ${this.responseType}`);
      }
      return this.responseType === 'document' ? this.response : null;
    }
  };
}
