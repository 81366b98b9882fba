// The upstream of the examples: a real HTTP server on loopback, a small service of the kind that plug-ins talk to.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const rates = {
  USD: { base: 'USD', JPY: 149.52, date: '2025-04-01', provider: '東京為替情報センター' },
  EUR: { base: 'EUR', JPY: 161.35, date: '2025-04-01', provider: '東京為替情報センター' },
};

/** Long enough to be told from what the server then sends of it. */
const reportText = '月次レポート\n'.repeat(500);

/**
 * Where the examples send their calls.
 * @typedef {object} Upstream
 * @property {string} url a service that answers
 * @property {string} closedUrl an address where nobody listens
 * @property {() => Promise<void>} close
 */

function sendJson(response, status, value, headers = {}) {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

async function readText(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
  }
  return text;
}

function sendRate(request, response, [currency]) {
  const rate = rates[currency];
  sendJson(response, rate ? 200 : 404, rate ?? { message: `通貨 ${currency} は扱っていません` });
}

async function takeOrder(request, response) {
  const order = JSON.parse(await readText(request));
  sendJson(
    response,
    201,
    { id: 1042, ...order, note: 'ご注文ありがとうございます' },
    { Location: '/orders/1042' },
  );
}

function findParcel(request, response, [number]) {
  sendJson(response, 404, { message: 'お探しの荷物は見つかりません', number });
}

async function receiveFile(request, response, [name]) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of request) {
    hash.update(chunk);
    size += chunk.length;
  }
  sendJson(response, 201, {
    name: decodeURIComponent(name),
    type: request.headers['content-type'],
    size,
    sha256: hash.digest('hex'),
  });
}

/** Announces the whole report and ends the connection half-way. */
function breakOff(request, response) {
  const report = Buffer.from(reportText);
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': report.length });
  response.write(report.subarray(0, report.length / 2), () => response.socket.end());
}

const routes = [
  { method: 'GET', path: /^\/rates\/([A-Z]{3})$/, answer: sendRate },
  { method: 'POST', path: /^\/orders$/, answer: takeOrder },
  { method: 'GET', path: /^\/parcels\/([\d-]+)$/, answer: findParcel },
  { method: 'PUT', path: /^\/files\/([^/]+)$/, answer: receiveFile },
  { method: 'GET', path: /^\/reports\/broken-off$/, answer: breakOff },
];

async function answer(request, response) {
  for (const route of routes) {
    const match = request.method === route.method && route.path.exec(request.url);
    if (match) {
      await route.answer(request, response, match.slice(1));
      return;
    }
  }
  sendJson(response, 404, { message: 'このページはありません' });
}

function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * @returns {Promise<Upstream>}
 */
export async function startUpstream() {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => sendJson(response, 500, { message: String(error) }));
  });
  const url = await listen(server);

  // A port that was free a moment ago: whoever calls it is refused.
  const vacated = createServer();
  const closedUrl = await listen(vacated);
  await close(vacated);

  return { url, closedUrl, close: () => close(server) };
}
