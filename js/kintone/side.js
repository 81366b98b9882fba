import { describe } from '../core/describe.js';
import { quotedName } from '../core/form-name.js';
import { jsonText } from '../core/json-text.js';
import { Blob, entropy, URL } from '../core/platform.js';

/** The JSON of an answer, or its text where it is none. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const notGiven = describe(undefined);

/** Kintone's REST side as a page asks it: who answers is in the process, or the server of a served page. */
export class Side {
  /** How many requests are on their way. */
  running = 0;
  #world;
  #ask;

  /**
   * @param {import('../core/world.js').World} world
   * @param {{ base: string, ask: (request: { method: string, url: string, fields: string[], body?: string | Blob, about?: object }) => Promise<{ status: number, text: string }> }} carrier
   *   The page's origin, and who answers.
   */
  constructor(world, { base, ask }) {
    this.#world = world;
    this.#ask = ask;
    this.base = base;
  }

  /**
   * How a request ends that the core has made (wasm/core/page/api_call.h): `{ isOk, value }`.
   * @param {{ error?: string, method: string, url: string, fields: string[], body?: string | Blob, about?: object }} made `about`: what the journal
   *   is told of it.
   */
  async send({ error, ...request }) {
    if (error !== undefined) return { isOk: false, value: read(error) };
    this.running += 1;
    try {
      const { status, text } = await this.#ask(request);
      return { isOk: status >= 200 && status < 300, value: read(text) };
    } catch (fault) {
      // A reset has ended it, or the page's server does not answer.
      return {
        isOk: false,
        value: { ...this.#world.fault('callAborted', 'kintone.api', request.url), cause: fault },
      };
    } finally {
      this.running -= 1;
    }
  }

  /**
   * A request of the page's own.
   * @param {string} method
   * @param {string} path
   * @param {object} params
   */
  request(method, path, params) {
    const text = jsonText(params);
    const described = {
      path: describe(path),
      method: describe(method),
      params: describe(params),
      ok: notGiven,
      failed: notGiven,
    };
    return this.send(this.#world.api.call({ base: this.base, text, ...described }));
  }

  /**
   * Uploads a file, as the page of a record does (F01, T03).
   * @param {string} path Below which file.json is.
   * @param {Blob} file The platform's own.
   * @param {string} name
   */
  upload(path, file, name) {
    const boundary = `----kintone-shim-${entropy().slice(0, 32)}`;
    const token = this.#world.requestToken();
    const head =
      `--${boundary}\r\nContent-Disposition: form-data; name="__REQUEST_TOKEN__"\r\n\r\n${token}\r\n--${boundary}\r\n` +
      `Content-Disposition: form-data; name="file"; filename=${quotedName(name)}\r\n` +
      `Content-Type: ${file.type || 'application/octet-stream'}\r\n\r\n`;
    const type = `multipart/form-data; boundary=${boundary}`;
    return this.send({
      method: 'POST',
      url: new URL(`${path}file.json`, this.base).href,
      fields: ['X-Requested-With', 'XMLHttpRequest', 'Content-Type', type],
      body: new Blob([head, file, `\r\n--${boundary}--\r\n`]),
    });
  }
}
