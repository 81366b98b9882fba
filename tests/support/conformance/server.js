/** The server of a case, and a page of it that asks over HTTP (the steps `request` and `loadPage`). */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { callOf, callPath, pageFields, pagePath } from './page-message.js';

/** The whole answer to a request that was sent. */
async function answerTo(sent) {
  const [response] = await once(sent, 'response');
  // What is sent behind the answer is nobody's loss.
  sent.on('error', () => {});
  const bytes = await buffer(response);
  return { status: response.statusCode, headers: response.headers, raw: response.rawHeaders, bytes };
}

/** A request, each of whose fields is said. @returns {Promise<{ status: number, headers: object, text: string }>} */
async function ask(port, method, path, headers, body) {
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  sent.end(body);
  const { status, headers: fields, bytes } = await answerTo(sent);
  return { status, headers: fields, text: bytes.toString() };
}

/** Writes the chunks as fast as they are taken; none any more once there is an answer. */
async function send(sent, chunks) {
  let isOver = false;
  const over = new Promise((resolve) => {
    for (const event of ['response', 'close', 'error']) sent.once(event, resolve);
  }).then(() => {
    isOver = true;
  });
  for (const chunk of chunks) {
    if (isOver) return;
    if (!sent.write(chunk)) await Promise.race([once(sent, 'drain').catch(() => {}), over]);
  }
  sent.end();
}

/** Field lines as node:http takes them: a name that comes again has a list. */
function headersOf(lines) {
  const headers = {};
  for (const [name, value] of lines) headers[name] = name in headers ? [headers[name], value].flat() : value;
  return headers;
}

const pairsOf = (raw) => raw.flatMap((name, i) => (i % 2 > 0 ? [] : [[name, raw[i + 1]]]));

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

  /** A request to kintone's REST side, as conformance/rest-steps.js has it; the session is that of the page. */
  const begin = ({ method, path, as, fields }, more) => {
    const lines = [...fields, ...more, ...(as === 'session' ? [['Cookie', cookie]] : [])];
    return request({ host: '127.0.0.1', port, method, path, headers: headersOf(lines), agent: false });
  };
  const restAnswer = async (answer) => {
    const { status, raw, bytes } = await answer;
    return { status, fields: pairsOf(raw), bytes };
  };

  return {
    get token() {
      return pageToken;
    },
    async ask(head, body) {
      const sent = begin(head, body ? [['Content-Length', String(body.length)]] : []);
      const answer = answerTo(sent);
      await send(sent, body?.chunks() ?? []);
      return restAnswer(answer);
    },
    /** A request whose head the server has, and the beginning of whose body it is given. */
    async hold(head, bytes) {
      const sent = begin(head, [['Expect', '100-continue']]);
      const answer = answerTo(sent);
      sent.flushHeaders();
      await once(sent, 'continue');
      sent.write(bytes);
      return {
        end(rest) {
          sent.end(rest);
          return restAnswer(answer);
        },
      };
    },
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
