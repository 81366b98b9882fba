/**
 * The inspector: a page that shows what a shim does, on an origin of its own, so that no served page can read it, and under a
 * path that nobody can guess.
 */
import { Buffer } from 'node:buffer';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';
import { Log } from './inspector-log.js';
import { inUrl, listen } from '../../server/listen.js';

/** Where it listens, whatever the server itself listens on: there may be one of them alone. */
const loopback = ['127.0.0.1', '::1'];

/** Milliseconds for which changes are gathered, and after which files are looked at again. */
const pace = 50;
const filesPace = 1_000;

/** Milliseconds for the head of a request. */
const headersTimeout = 10_000;

/** Pages at a time, of which each holds one of the six connections that a browser has for an origin; calls in an event, files that are shown. */
const mostPages = 5;
const mostLines = 500;
const mostFiles = 1_000;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const safety = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': policy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const parts = {
  '': ['./inspector.html', 'text/html; charset=utf-8'],
  'inspector.js': ['./inspector.js', 'text/javascript; charset=utf-8'],
  'inspector.css': ['./inspector.css', 'text/css; charset=utf-8'],
};

const readPart = (name) => readFileSync(createRequire(import.meta.url).resolve(name));

/** One page that listens. What it was not told yet waits while it does not read. */
class Listener {
  #res;
  #log;
  #ids;
  #isFull = false;
  /** The files as they were last, where they have not been told. */
  #files;

  constructor(res, log) {
    this.#res = res;
    this.#log = log;
    this.#ids = new Set(log.ids);
    res.on('drain', () => {
      this.#isFull = false;
      this.flush();
    });
    this.#send({ begin: true, first: log.first });
  }

  #send(event) {
    this.#isFull = !this.#res.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  note(id) {
    this.#ids.add(id);
  }

  /** @param {object} [files] Where they have changed. */
  flush(files) {
    this.#files = files ?? this.#files;
    if (this.#files && !this.#isFull) {
      this.#send(this.#files);
      this.#files = undefined;
    }
    while (this.#ids.size > 0 && !this.#isFull) {
      const ids = [...this.#ids].slice(0, mostLines);
      for (const id of ids) this.#ids.delete(id);
      const calls = ids.map((id) => this.#log.line(id)).filter(Boolean);
      this.#send({ first: this.#log.first, calls });
    }
  }

  clear() {
    this.#ids.clear();
    this.#send({ begin: true, first: this.#log.first });
  }
}

/** What is shown of the files: the youngest, the number of all, and their bytes. */
function filesOf(shim) {
  const { files, diskUsage } = shim;
  const shown = files
    .slice(-mostFiles)
    .map(({ name, size, contentType, fileKey, state, expires, guestSpace }) => {
      return { name, size, contentType, fileKey, state, expires, guestSpace };
    });
  return { files: shown, count: files.length, diskUsage };
}

/** The pages that listen, and what they are told. */
class Feed {
  #shim;
  #pages = new Set();
  #timer;
  #ticks;
  #files = '';

  constructor(shim) {
    this.#shim = shim;
    this.log = new Log((id) => {
      for (const page of this.#pages) page.note(id);
      if (this.#pages.size > 0) this.#timer ??= setTimeout(() => this.#flush(), pace).unref();
    });
  }

  #flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = filesOf(this.#shim);
    const text = JSON.stringify(files);
    const isNew = text !== this.#files;
    this.#files = text;
    for (const page of this.#pages) page.flush(isNew ? files : undefined);
  }

  get hasRoom() {
    return this.#pages.size < mostPages;
  }

  open(res) {
    const page = new Listener(res, this.log);
    this.#pages.add(page);
    this.log.isSeen = true;
    this.#ticks ??= setInterval(() => this.#flush(), filesPace).unref();
    this.#files = '';
    this.#flush();
    res.once('close', () => {
      this.#pages.delete(page);
      if (this.#pages.size > 0) return;
      this.log.isSeen = false;
      clearInterval(this.#ticks);
      this.#ticks = undefined;
    });
  }

  clear() {
    this.log.clear();
    for (const page of this.#pages) page.clear();
  }

  close() {
    clearTimeout(this.#timer);
    clearInterval(this.#ticks);
  }
}

/** Whether a browser says that a page of another origin asks, or the request names a host that is not ours. */
function isForeign({ headers }, port) {
  const hosts = [...loopback.map(inUrl), 'localhost'].map((name) => `${name}:${port}`);
  const { origin } = headers;
  if (!hosts.includes(headers.host)) return true;
  if (origin !== undefined && origin !== `http://${headers.host}`) return true;
  return !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);
}

/**
 * @param {import('node:http').ServerResponse} res
 * @param {number} status
 * @param {string} [type]
 * @param {string | Buffer} [body]
 */
function answer(res, status, type = 'text/plain', body = '') {
  res
    .writeHead(status, { ...safety, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
    .end(body);
}

function createListener(feed, secret, portOf) {
  const expected = Buffer.from(secret);
  const isOurs = (given) => given.length === expected.length && timingSafeEqual(given, expected);

  function go(method, name, res) {
    const [, id] = /^calls\/(\d{1,15})$/.exec(name) ?? [];
    if (method === 'POST' && name === 'clear') {
      feed.clear();
      return answer(res, 200);
    }
    if (method !== 'GET') return answer(res, 405);
    if (Object.hasOwn(parts, name)) return answer(res, 200, parts[name][1], readPart(parts[name][0]));
    if (name === 'events') {
      if (!feed.hasRoom) return answer(res, 429);
      res.writeHead(200, { ...safety, 'Content-Type': 'text/event-stream' });
      return feed.open(res);
    }
    const call = id && feed.log.whole(Number(id));
    return call ? answer(res, 200, 'application/json', JSON.stringify(call)) : answer(res, 404);
  }

  return (req, res) => {
    const [, given, name] = /^\/([^/]*)\/([^?#]*)$/.exec(req.url) ?? [];
    res.on('error', () => {});
    req.resume();
    if (isForeign(req, portOf())) answer(res, 403);
    else if (given === undefined || !isOurs(Buffer.from(given))) answer(res, 404);
    else go(req.method, name, res);
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {string[]} addresses
 * @returns {Promise<import('node:net').AddressInfo>} The first of the addresses at which the server could listen.
 */
async function listenAtOne(server, [address, ...others]) {
  try {
    return await listen(server, 0, address);
  } catch (error) {
    if (others.length > 0) return listenAtOne(server, others);
    throw new Error(`the inspector cannot listen on ${address}: ${error.message}`, { cause: error });
  }
}

/**
 * Starts the inspector of a shim; it sees what happens from now on.
 * @param {import('../../../types/index.js').Shim} shim
 * @param {{ watch: (watcher: object) => () => void, closePort: (port: number) => () => void }} core What the shim has for its server.
 * @param {string[]} [addresses]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function openInspector(shim, core, addresses = loopback) {
  const feed = new Feed(shim);
  const secret = randomBytes(24).toString('base64url');
  const server = createServer(
    { headersTimeout },
    createListener(feed, secret, () => /** @type {import('node:net').AddressInfo} */ (server.address()).port),
  );
  server.maxConnections = 4 * mostPages;
  const { address, port } = await listenAtOne(server, addresses);
  // A server that it belongs to keeps the process alive, and nothing else does.
  server.unref();
  // A page that knows the URL would have its server read it, whose calls are nobody else's.
  const openPort = core.closePort(port);
  const unwatch = core.watch(feed.log);
  const close = () =>
    new Promise((resolve) => {
      unwatch();
      openPort();
      feed.close();
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://${inUrl(address)}:${port}/${secret}/`, close };
}
