/** The server of a case, and a page of it that asks over HTTP (the steps `request` and `loadPage`). */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { callOf, callPath, pageFields, pagePath } from './page-message.js';

/** A request, each of whose fields is said. @returns {Promise<{ status: number, headers: object, text: string }>} */
async function ask(port, method, path, headers, body) {
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const text = (await buffer(response)).toString();
  return { status: response.statusCode, headers: response.headers, text };
}

/**
 * @param {Function} requestListener of the package
 * @param {object} shim
 * @param {string} upstream what a page's message asks for, unless its case says otherwise
 */
export async function openServer(requestListener, shim, upstream) {
  const server = createServer(requestListener(shim));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  let cookie;
  let pageToken;

  const cookies = {
    missing: () => ({}),
    empty: () => ({ cookie: cookie.replace(/=.*/, '=') }),
    forged: () => ({
      cookie: cookie.replace(/\w/g, (char, place) => (place > cookie.indexOf('=') ? 'x' : char)),
    }),
    ofAnotherPort: () => ({ cookie: cookie.replace(/\d+=/, (digits) => `${Number.parseInt(digits) + 1}=`) }),
    own: () => ({ cookie }),
  };

  return {
    reload: () => shim.reload(),
    advance: (milliseconds) => shim.advance(milliseconds),
    /** @returns {Promise<string>} its request token */
    async loadPage() {
      const { headers, text } = await ask(port, 'GET', pagePath, pageFields);
      [cookie] = headers['set-cookie'][0].split(';');
      pageToken = JSON.parse(text).requestToken;
      return pageToken;
    },
    /** A relayed call, changed as the step says. */
    request({ cookie: kind = 'own', ...changes }, token = pageToken) {
      const { fields, text } = callOf(upstream, token, changes);
      return ask(port, 'POST', callPath, { ...cookies[kind](), ...fields }, text);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
