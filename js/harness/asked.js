import { headersOf } from '../core/fields.js';

/** A request that routes are asked about. Most routes look at its address alone: the rest is made where it is looked at. */
export class Asked {
  api;
  method;
  url;
  /** A text, or the caller's own Blob. */
  body;
  #fields;
  #headers;
  #given;

  /**
   * @param {string} api
   * @param {{ method: string, url: string, fields: string[] }} request
   * @param {any} body A text, or `{ blob, size }`, or nothing.
   */
  constructor(api, { method, url, fields }, body) {
    this.api = api;
    this.method = method;
    this.url = url;
    this.body = body === undefined ? '' : typeof body === 'string' ? body : body.blob;
    this.#fields = fields;
  }

  get headers() {
    this.#headers ??= Object.freeze(Object.fromEntries(headersOf(this.#fields)));
    return this.#headers;
  }

  /** As functions of a test are told of it. Frozen: every one is told of the same. */
  get given() {
    const { api, method, url, headers, body } = this;
    this.#given ??= Object.freeze({ api, method, url, headers, body });
    return this.#given;
  }
}
