/** The server itself: as a listener of somebody else's server, its log, its end, and clients that do not speak HTTP. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer, request as requestTls } from 'node:https';
import { connect } from 'node:net';
import { test } from 'node:test';
import { requestListener, serve } from 'kintone-shim/server';
import { openShim, openUpstream, settled } from '../support/calls.js';
import { selfSigned } from '../support/certificates.js';
import { openHttp2 } from '../support/http2-client.js';
import { Watcher } from '../support/inspector.js';
import { ask, openServer, Page, RawConnection } from '../support/page-client.js';
import { until } from '../support/waiting.js';

/** A server of somebody else's with the listener in front. */
async function openHost(t, shim, options, behind) {
  const listener = requestListener(shim, options);
  const host = createServer((req, res) => listener(req, res, behind && ((error) => behind(req, res, error))));
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  t.after(() => {
    host.closeAllConnections();
    host.close();
  });
  return { url: `http://127.0.0.1:${host.address().port}`, port: host.address().port };
}

test("a listener answers what is the shim's and passes on the rest", async (t) => {
  const shim = openShim(t);
  const upstream = await openUpstream(t);
  const lines = [];
  const behind = (req, res, error) => {
    assert.equal(error, undefined);
    res.end(`behind ${req.url}`);
  };
  const host = await openHost(t, shim, { log: (line) => lines.push(line) }, behind);
  for (const path of ['/', '/index.html', '/kintone', '/_shimmer', '/.env']) {
    assert.equal((await ask(host.url + path)).text, `behind ${path}`);
  }
  assert.deepEqual(lines, []);
  assert.equal((await ask(`${host.url}/_shim/kintone.js`)).status, 200);
  assert.equal((await ask(`${host.url}/_shim/none`)).status, 404);
  assert.equal((await ask(`${host.url}/k/v1/none.json`)).status, 404);
  const page = await Page.load(host);
  assert.equal((await page.call({ url: upstream.url })).answer.result.body, 'ok');
  assert.equal(shim.journal.calls().length, 1);
});

test('a listener alone says that there is nothing', async (t) => {
  const host = await openHost(t, openShim(t));
  const { status, headers } = await ask(`${host.url}/index.html`);
  assert.equal(status, 404);
  assert.match(headers['content-type'], /json/);
});

test('what a server around it set or cut off changes nothing', async (t) => {
  const shim = openShim(t);
  const listener = requestListener(shim);
  const host = createServer((req, res) => {
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Content-Type', 'text/html');
    req.originalUrl = req.url;
    req.url = '/cut';
    listener(req, res);
  });
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  t.after(() => host.close());
  const page = await Page.load({ url: `http://127.0.0.1:${host.address().port}` });
  assert.match(page.token, /^[0-9a-f-]{36}$/);
  const { headers } = await ask(`${page.server.url}/_shim/kintone.js`);
  assert.equal(headers['access-control-allow-origin'], undefined);
  assert.match(headers['content-type'], /^text\/javascript/);
});

test('over TLS the origin is https', async (t) => {
  const shim = openShim(t);
  const host = createTlsServer(selfSigned(), requestListener(shim));
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  t.after(() => {
    host.closeAllConnections();
    host.close();
  });
  const { port } = host.address();
  const load = async (origin) => {
    const headers = { 'X-Kintone-Shim': 'page', Origin: origin };
    const outgoing = requestTls({
      port,
      host: '127.0.0.1',
      path: '/_shim/page.json',
      headers,
      rejectUnauthorized: false,
    });
    outgoing.end();
    const [incoming] = await once(outgoing, 'response');
    incoming.resume();
    return incoming.statusCode;
  };
  assert.equal(await load(`https://127.0.0.1:${port}`), 200);
  assert.equal(await load(`http://127.0.0.1:${port}`), 403);
});

test('over HTTP/2, as Vite serves', async (t) => {
  const upstream = await openUpstream(t);
  const { url, send } = await openHttp2(t, requestListener(openShim(t)));
  const page = await send({ ':path': '/_shim/page.json', 'x-kintone-shim': 'page' });
  assert.equal(page.status, 200);
  const headers = {
    ':method': 'POST',
    ':path': '/k/api/proxy/call.json',
    'content-type': 'application/json',
    'x-requested-with': 'XMLHttpRequest',
    cookie: page.headers['set-cookie'][0].split(';')[0],
    origin: url,
  };
  const call = {
    url: upstream.url,
    method: 'GET',
    headers: {},
    __REQUEST_TOKEN__: JSON.parse(page.bytes).requestToken,
  };
  const done = await send(headers, JSON.stringify(call));
  assert.equal(JSON.parse(done.bytes).result.body, 'ok');
  const refused = await send({ ...headers, ':authority': 'evil.example' }, '{}');
  assert.equal(refused.status, 403);
});

test('a line for each request, without what may be secret', async (t) => {
  const upstream = await openUpstream(t);
  const server = await openServer(t);
  const page = await Page.load(server);
  await page.call({
    url: `${upstream.url}/path?key=secret`,
    headers: { Authorization: 'secret' },
    body: 'secret',
  });
  await page.call({ url: 'https://user:secret@api.example.com/\u001b[2J\nPOST' });
  await page.call({ url: 1, method: '\u001b[2J' });
  await ask(`${server.url}/none?secret`);
  const client = new RawConnection(server.port);
  await client.writeHead('GET /a|"<>', { Connection: 'close' });
  await until(() => server.lines.length === 6);
  const time = '\\d\\d:\\d\\d:\\d\\d';
  const expected = [
    'GET /_shim/page\\.json 200 \\d+ ms',
    `POST /k/api/proxy/call\\.json 200 \\d+ ms -> GET ${upstream.url}/path\\?\\.\\.\\. 200`,
    'POST /k/api/proxy/call\\.json 400 \\d+ ms -> GET https://api\\.example\\.com/\\S+ SHIM_INVALID_ARGUMENT',
    'POST /k/api/proxy/call\\.json 400 \\d+ ms -> %1B\\[2J - SHIM_INVALID_ARGUMENT',
    'GET /none 404 \\d+ ms',
    'GET /a\\|"<> 404 \\d+ ms',
  ];
  for (const [i, line] of server.lines.entries()) assert.match(line, new RegExp(`^${time} ${expected[i]}$`));
  assert.doesNotMatch(server.lines.join('\n'), /secret/);
});

test("bytes that are no request are answered, and clients that go away are nobody's trouble", async (t) => {
  const server = await openServer(t);
  for (const bytes of [
    'nonsense\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    '\u0016\u0003\u0001\r\n\r\n',
    `GET / HTTP/1.1\r\nA: ${'a'.repeat(100_000)}\r\n\r\n`,
  ]) {
    const client = new RawConnection(server.port);
    await client.write(Buffer.from(bytes, 'latin1'));
    await until(() => client.isClosed);
    assert.match(client.received, /^HTTP\/1\.1 400 Bad Request\r\n/, bytes.slice(0, 20));
  }
  for (const bytes of [
    '',
    'GET',
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST /k/api/proxy/call.json HTTP/1.1\r\nContent-Length: 5\r\n\r\n1',
  ]) {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    socket.resetAndDestroy();
  }
  for (const host of ['', 'a\r\nHost: b', '127.0.0.1, evil.example', 'evil.example:1']) {
    const client = new RawConnection(server.port);
    await client.write(`GET /_shim/page.json HTTP/1.1\r\nConnection: close\r\nHost: ${host}\r\n\r\n`);
    await until(() => client.isClosed);
    assert.match(client.received, /^HTTP\/1\.1 40[03] /, host);
  }
  assert.equal((await ask(`${server.url}/_shim/kintone.js`)).status, 200);
});

test('close: calls on their way are aborted, connections closed, the port is free', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith({});
  const server = await openServer(t);
  const page = await Page.load(server);
  const call = settled(page.call({ url: upstream.url }));
  const uploading = page.beginUpload({ url: upstream.url }, 1_000);
  const idle = connect(server.port, '127.0.0.1');
  await once(idle, 'connect');
  await upstream.received(1);
  await Promise.all([server.close(), server.close(), once(idle, 'close')]);
  assert.ok('failure' in (await call));
  assert.ok('failure' in (await settled(uploading.answered)));
  await upstream.connections[0].closed;
  assert.deepEqual(
    server.shim.journal.calls().map(({ state }) => state),
    ['failure', 'failure'],
  );
  const again = await serve({ port: server.port, shim: server.shim });
  assert.equal(again.port, server.port);
  await again.close();
});

test('a shim of its own reaches public hosts alone and ends with the server', async (t) => {
  const upstream = await openUpstream(t);
  const server = await serve();
  const page = await Page.load(server);
  assert.equal((await page.call({ url: upstream.url })).answer.code, 'SHIM_ADDRESS_REFUSED');
  await server[Symbol.asyncDispose]();
  const failure = await server.shim.kintone.proxy(upstream.url, 'GET', {}, {}).catch(JSON.parse);
  assert.equal(failure.code, 'SHIM_DISPOSED');
});

test('a port in use is an error with its code', async (t) => {
  const server = await openServer(t);
  await assert.rejects(serve({ port: server.port }), { code: 'EADDRINUSE' });
});

test('the relay is off beyond loopback, unless asked for', async (t) => {
  const shim = openShim(t);
  for (const [options, status] of [
    [{}, 401],
    [{ host: 'localhost' }, 401],
    [{ host: '::1' }, 401],
    [{ host: '0.0.0.0' }, 403],
    [{ host: '0.0.0.0', relay: true }, 401],
    [{ relay: false }, 403],
  ]) {
    const server = await serve({ shim, ...options });
    const url = `http://${options.host === '::1' ? '[::1]' : '127.0.0.1'}:${server.port}`;
    const answer = await ask(`${url}/k/api/proxy/call.json`, { method: 'POST' });
    assert.equal(answer.status, status, JSON.stringify(options));
    await server.close();
  }
});

test('requests of one connection are answered in turn', async (t) => {
  const server = await openServer(t);
  const client = new RawConnection(server.port);
  for (let i = 0; i < 20; i += 1) await client.writeHead(`GET /none${i}`, {});
  await until(() => client.received.includes('/none19'));
  const paths = [...client.received.matchAll(/There is no file (\S+) /g)].map(([, path]) => path);
  assert.deepEqual(
    paths,
    paths.map((_, i) => `/none${i}`),
  );
  client.end();
});

test('a shim that was disposed of answers calls as such', async (t) => {
  const server = await openServer(t);
  const page = await Page.load(server);
  server.shim.dispose();
  assert.equal((await page.call({ url: 'https://api.example.com/' })).answer.code, 'SHIM_DISPOSED');
});

test('a preflight is refused, without a word of CORS', async (t) => {
  const host = await openHost(t, openShim(t));
  const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Headers': 'x-kintone-shim' };
  for (const path of ['/_shim/page.json', '/k/api/proxy/call.json']) {
    const answer = await ask(host.url + path, { method: 'OPTIONS', headers });
    assert.equal(answer.status, 405);
    assert.deepEqual(
      Object.keys(answer.headers).filter((name) => name.startsWith('access-control-')),
      [],
    );
  }
});

test('a listener opens the inspector of its shim', async (t) => {
  const shim = openShim(t);
  const listener = requestListener(shim);
  const inspector = await listener.openInspector();
  assert.equal((await listener.openInspector()).url, inspector.url);
  const watcher = await Watcher.open(t, inspector.url);
  await shim.handle(new Request('https://example.kintone.com/k/v1/file.json'));
  const { method, api } = await watcher.call();
  assert.deepEqual([method, api], ['GET', 'REST']);
  await inspector.close();
  await assert.rejects(ask(inspector.url), { code: 'ECONNREFUSED' });
  const next = await listener.openInspector();
  assert.notEqual(next.url, inspector.url);
  await next.close();
});
