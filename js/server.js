/**
 * kintone's side over HTTP and HTTPS: its REST side for any client; for pages the served script, the relay and a folder's files. It
 * moves bytes; what is answered, and to whom, the shim's core decides.
 */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { createShim } from 'kintone-shim';
import { internals } from './core/internals.js';
import { ownOf } from './core/own-members.js';
import { DataFolder } from './server/data-folder.js';
import { Folder } from './server/folder.js';
import { openInspector } from './inspector/server/inspector-server.js';
import { inUrl, listen } from './server/listen.js';
import { createListener } from './server/listener.js';

/** Milliseconds for the head of a request. Its body may take as long as it takes: uploads are large. */
const headersTimeout = 60_000;

/** Sockets at a time, idle ones too. */
const mostConnections = 1_000;

/** What is wrong with a key and a certificate, in the platform's words; nothing where they belong together. */
function faultOfTls(tls) {
  try {
    createSecureContext(tls);
    return undefined;
  } catch (error) {
    return String(error.message);
  }
}

/** The options, each read once; where no shim comes with them, the core of another judges them. */
function accept(options, isListener) {
  const judge = options?.shim?.[internals] ?? createShim()[internals];
  return judge.readServerOptions(options, isListener, faultOfTls);
}

function listenerOf({ shim, host = null, relay = null, inject = false, log }, folder) {
  const site = { host, relay, folder: folder !== undefined };
  return createListener(shim[internals], { site, folder, inject, log });
}

/**
 * For servers of others: Vite, webpack, express, node:http. See types/server.d.ts.
 * @param {import('../types/index.js').Shim} shim
 * @param {import('../types/server.js').RequestListenerOptions} [options]
 * @returns {import('../types/server.js').RequestListener}
 * @throws {TypeError} No shim, an unknown option, or a wrong value: the message names it.
 */
export function requestListener(shim, options = {}) {
  const isObject = typeof options === 'object' && options !== null;
  const listener = /** @type {import('../types/server.js').RequestListener} */ (
    listenerOf(accept(isObject ? { ...options, shim } : options, true))
  );
  let opened;
  listener.openInspector = () => {
    opened ??= openInspector(shim, shim[internals]).then(({ url, close: closeNow }) => {
      const close = () => {
        opened = undefined;
        return closeNow();
      };
      return { url, close, [Symbol.asyncDispose]: close };
    });
    return opened;
  };
  return listener;
}

/** An answer for those whose bytes are no request; none within an answer that is on its way, as Node's own would not. */
function answerClientError(error, socket) {
  const isAnswering = socket._httpMessage?.headersSent;
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) socket.destroy();
  else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', () => socket.destroy());
}

/** An IPv6 address stands in brackets within a URL alone. */
const bare = (host) => host.replace(/^\[(.*)\]$/, '$1');

/** Ends every connection, and with it every relayed call. */
const closeServer = (server) =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });

/**
 * Starts a server for pages. See types/server.d.ts.
 * @param {import('../types/server.js').ServeOptions} [options]
 * @returns {Promise<import('../types/server.js').Server>}
 * @throws {TypeError} An unknown option, or a wrong value: the message names it.
 */
export async function serve(options = {}) {
  const given = accept(options, false);
  const { port = 0, host = '127.0.0.1', root, tls, data } = given;
  const folder = root === undefined ? undefined : await Folder.open(root);
  const shim = given.shim ?? createShim({ network: 'live' });
  const how = { requestTimeout: 0, headersTimeout, insecureHTTPParser: false };
  const listener = listenerOf(Object.assign(ownOf(given), { shim }), folder);
  const server = tls ? createTlsServer({ ...how, ...tls }, listener) : createServer(how, listener);
  server.maxConnections = mostConnections;
  server.on('clientError', answerClientError);
  let inspector;
  let store;
  let closed;
  const close = () =>
    (closed ??= Promise.all([closeServer(server), inspector?.close()]).then(() => {
      shim[internals].side.leaveStore();
      store?.close();
      if (given.shim === undefined) shim.dispose();
    }));
  try {
    if (data !== undefined) {
      mkdirSync(data, { recursive: true });
      folder?.exclude(data);
      store = new DataFolder(data);
      await shim[internals].side.keepIn(store);
    }
    const bound = await listen(server, port, bare(host));
    inspector = await openInspector(shim, shim[internals]);
    const url = `${tls ? 'https' : 'http'}://${inUrl(bare(host))}:${bound.port}`;
    const inspectorUrl = inspector.url;
    return { url, port: bound.port, inspectorUrl, shim, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
