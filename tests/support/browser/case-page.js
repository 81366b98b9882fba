/** One page of Chromium that runs conformance cases, and the server that it comes from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { filesListener, html, javaScript, listen } from '../browser.js';
import { bodyFault, openUpstream, readerOf, versionOf } from '../conformance/surroundings.js';
import { realize } from '../conformance/values.js';

/** The repository, and the package in it. */
export const root = join(import.meta.dirname, '../../..');

const liveExchangesOf = (shim) => shim[Symbol.for('kintone-shim.internals')].liveExchanges();

/** What a page asks of Node (page-platform.js), as plain data; and its server, which is that of the case's shims. */
class CaseServer {
  #package;
  #upstreams = new Map();
  #shims = [];
  /** Of the case's shims, and whose turn it is. */
  #listeners = [];
  #turn = 0;

  constructor(ownPackage) {
    this.#package = ownPackage;
  }

  /** @returns {Function | undefined} what `requestListener` made */
  get listener() {
    return this.#listeners[this.#turn];
  }

  #upstream(id) {
    return this.#upstreams.get(id);
  }

  #answers = {
    openUpstream: async (how) => {
      const upstream = await openUpstream(how);
      const id = upstream.port;
      this.#upstreams.set(id, upstream);
      const { url, port, closed } = upstream;
      return { id, url, port, closed };
    },
    begin: (id, what) => this.#upstream(id).begin(what),
    seen: (id) => this.#upstream(id).seen(),
    connectionClosed: (id, number) => this.#upstream(id).connectionClosed(number),
    close: (id) => {
      for (const shim of this.#shims.splice(0)) shim.dispose();
      this.#listeners = [];
      return this.#upstream(id).close();
    },
    serve: (id, options) => {
      const { createShim, requestListener } = this.#package;
      const { ca } = this.#upstream(id);
      const shim = createShim(realize(options, { given: { ca } }));
      this.#shims.push(shim);
      this.#turn = this.#listeners.push(requestListener(shim)) - 1;
    },
    turnTo: (number) => {
      this.#turn = number;
    },
    reload: () => this.#shims[this.#turn].reload(),
    advance: (milliseconds) => this.#shims[this.#turn].advance(milliseconds),
    bodyFault,
    read: readerOf(root),
  };

  async answer(request, response) {
    const [name, ...args] = await json(request);
    response.end(JSON.stringify((await this.#answers[name](...args)) ?? null));
  }

  liveExchanges() {
    return liveExchangesOf(this.#package.createShim());
  }
}

/** The package as it was built. */
async function load(dist) {
  const read = (name) => import(pathToFileURL(join(dist, name)).href);
  const [{ createShim }, { requestListener }] = await Promise.all(['index.js', 'server.js'].map(read));
  return { createShim, requestListener };
}

export class CasePage {
  #page;
  #node;
  #server;

  constructor(page, node, server) {
    this.#page = page;
    this.#node = node;
    this.#server = server;
  }

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {string} program page-main.js, bundled
   * @param {string} dist where the package's files are
   */
  static async open(browser, program, dist) {
    const node = new CaseServer(await load(dist));
    const files = filesListener({
      '/': [html, '<!doctype html><body><script src="/shim.js"></script><script src="/cases.js"></script>'],
      '/shim.js': [javaScript, readFileSync(join(dist, 'kintone-shim.js'))],
      '/cases.js': [javaScript, program],
    });
    const server = await listen((request, response) => {
      if (request.url === '/ask') node.answer(request, response);
      else if (node.listener) node.listener(request, response, () => files(request, response));
      else files(request, response);
    });
    const page = await browser.newPage();
    await page.goto(server.origin);
    return new CasePage(page, node, server);
  }

  /** @returns {Promise<string | null>} what is wrong, or null */
  async run(theCase, numbers, mode) {
    const job = JSON.stringify({ theCase, numbers, mode, version: versionOf(root) });
    try {
      return await this.#page.evaluate((text) => globalThis.runJob(text), job);
    } catch (error) {
      return String(error);
    }
  }

  /** Exchanges of C++ that nobody gave back, in the page and in Node. */
  async liveExchanges() {
    return (await this.#page.evaluate(() => globalThis.liveExchanges())) + this.#node.liveExchanges();
  }

  async close() {
    await this.#page.close();
    await this.#server.close();
  }
}
