/** Debian's Chromium for the tests: a fresh profile, and nothing of its own on the network. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {string[]} [more] arguments of Chromium's beside those that it always has
 * @returns {Promise<import('playwright-core').Browser>} the caller closes it
 */
export function launchBrowser(more = []) {
  const candidates = process.env.PATH.split(delimiter).map((folder) => join(folder, 'chromium'));
  return chromium.launch({
    executablePath: candidates.find((path) => existsSync(path)),
    args: [...args, ...more],
    // Users have scrollbars.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
}

/**
 * An HTTP server on loopback.
 * @param {import('node:http').RequestListener} listener
 * @returns {Promise<{ origin: string, port: number, close: () => Promise<void> }>}
 */
export async function listen(listener, host = '127.0.0.1') {
  const server = createServer(listener).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address();
  return {
    origin: `http://${host}:${port}`,
    port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * Files, as `{ "/path": [type, text, fields?] }`; another path is 404.
 * @returns {import('node:http').RequestListener}
 */
export function filesListener(files) {
  return (request, response) => {
    const [type, text, fields = {}] = files[new URL(request.url, 'http://x').pathname] ?? [];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type, ...fields }).end(text);
  };
}

export const html = 'text/html; charset=utf-8';
export const javaScript = 'text/javascript; charset=utf-8';
