/** The relay over real sockets: a page's calls of kintone.proxy through its server. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { serve } from 'kintone-shim/server';
import { internalsOf, openUpstream } from '../support/calls.js';
import { ask, openServer, Page } from '../support/page-client.js';
import { until } from '../support/waiting.js';

const MIB = 1_048_576;

async function open(t, shimOptions) {
  const upstream = await openUpstream(t);
  const server = await openServer(t, {}, shimOptions);
  return { upstream, server, page: await Page.load(server) };
}

const openSockets = ({ connections }) => connections.filter(({ open }) => open).length;

test('a text goes out and one comes back', async (t) => {
  const { upstream, server, page } = await open(t);
  upstream.answerWith({ status: 404, fields: [['X-Two', 'a, b']], body: 'caf\u00e9 \u2028 "\\ \u{1f600}' });
  const { status, headers, answer } = await page.call({
    url: `${upstream.url}/path?q=1`,
    method: 'POST',
    headers: { 'X-Mine': 'yes', 'Content-Type': 'text/csv' },
    body: 'line 1\nline 2 \u{1f600}',
  });
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/json;charset=utf-8');
  assert.equal(headers['cache-control'], 'no-store');
  const { 'X-Two': two, ...others } = answer.result.headers;
  assert.equal(two, 'a, b');
  assert.deepEqual(Object.keys(others), ['Content-Length']);
  assert.deepEqual(
    { ...answer, result: { ...answer.result, headers: {} } },
    {
      success: true,
      result: { body: 'caf\u00e9 \u2028 "\\ \u{1f600}', status: 404, headers: {} },
      shim: { binary: false, warnings: [] },
    },
  );
  const [sent] = upstream.requests;
  assert.equal(`${sent.method} ${sent.target}`, 'POST /path?q=1');
  assert.equal(sent.body.toString(), 'line 1\nline 2 \u{1f600}');
  const fields = new Map(sent.fields);
  assert.equal(fields.get('X-Mine'), 'yes');
  // Of the page's own request nothing goes on.
  const ownFields = ['Cookie', 'Origin', 'Sec-Fetch-Site', 'X-Requested-With'];
  assert.deepEqual(
    ownFields.filter((name) => fields.has(name)),
    [],
  );
  const [entry] = server.shim.journal.calls();
  assert.equal(entry.api, 'kintone.proxy');
  assert.equal(entry.transport, 'node');
  assert.equal(entry.state, 'success');
  assert.equal(entry.response.body, 'caf\u00e9 \u2028 "\\ \u{1f600}');
});

test('GET without a body, an empty body, an object as body', async (t) => {
  const { upstream, page } = await open(t);
  await page.call({ url: upstream.url });
  await page.call({ url: upstream.url, method: 'PUT', body: '' });
  await page.call({ url: upstream.url, method: 'POST', body: { a: [1] } });
  assert.deepEqual(
    upstream.requests.map(({ body }) => body?.toString()),
    [undefined, '', '{"a":[1]}'],
  );
});

test('a failure has its status, its code and its facts, and no body', async (t) => {
  const { upstream, server, page } = await open(t, { limits: { responseBody: 5 }, locale: 'en' });
  upstream.answerWith({ status: 200, body: 'too long' });
  const { status, answer } = await page.call({ url: upstream.url });
  assert.ok(status >= 500, String(status));
  assert.equal(answer.code, 'SHIM_RESPONSE_BODY_TOO_LARGE');
  assert.match(answer.id, /^[A-Za-z0-9]{20}$/);
  assert.deepEqual(answer.shim, { binary: false, warnings: [] });
  assert.equal(server.shim.journal.calls()[0].code, answer.code);

  const wrong = await page.call({ url: 'ftp://x/', method: 'PATCH' });
  assert.equal(wrong.status, 400);
  assert.deepEqual(Object.keys(wrong.answer.errors), ['url', 'method']);

  const offline = await page.call({ url: 'https://api.example.com/' });
  assert.equal(offline.answer.code, 'SHIM_NETWORK_OFFLINE');
  assert.equal(upstream.requests.length, 1);
});

test('warnings travel with the answer', async (t) => {
  const { upstream, page } = await open(t);
  upstream.answerWith({ status: 200, body: { base64: '/w==' } });
  const { answer } = await page.call({ url: upstream.url });
  assert.equal(answer.shim.binary, true);
  assert.deepEqual(
    answer.shim.warnings.map(({ code }) => code),
    ['SHIM_WARN_BINARY'],
  );
  assert.equal(answer.result.body, '\ufffd');
});

test('an answer of 10 MB comes back whole, and the Wasm heap stays as it is', async (t) => {
  const { upstream, server, page } = await open(t);
  await page.call({ url: upstream.url });
  const heap = internalsOf(server.shim).wasmHeapBytes();
  upstream.answerWith({ status: 200, body: { fill: '"', length: 10 * MIB } });
  const { answer } = await page.call({ url: upstream.url });
  assert.equal(answer.result.body.length, 10 * MIB);
  assert.match(answer.result.body, /^"+$/);
  assert.equal(internalsOf(server.shim).wasmHeapBytes(), heap);
});

test('a body of 10 MB goes out whole', async (t) => {
  const { upstream, page } = await open(t);
  await page.call({ url: upstream.url, method: 'POST', body: '\u3042'.repeat((10 * MIB) / 4) });
  assert.equal(upstream.requests[0].body.length, (30 * MIB) / 4);
});

test('many calls at once', async (t) => {
  const { upstream, server, page } = await open(t);
  upstream.answerWith(({ target }) => ({ status: 200, body: target }));
  const calls = Array.from({ length: 200 }, (_, i) => page.call({ url: `${upstream.url}/${i}` }));
  const bodies = (await Promise.all(calls)).map(({ answer }) => answer.result.body);
  assert.deepEqual(
    bodies,
    bodies.map((_, i) => `/${i}`),
  );
  assert.equal(internalsOf(server.shim).liveExchanges(), 0);
});

test('a page that goes away ends its call', async (t) => {
  const { upstream, server, page } = await open(t);
  // Says nothing.
  upstream.answerWith({});
  const body = page.message({ url: upstream.url });
  const outgoing = request(page.callUrl, { method: 'POST', headers: page.callHeaders, agent: false });
  outgoing.on('error', () => {});
  outgoing.end(body);
  await upstream.received(1);
  outgoing.destroy();
  await upstream.connections[0].closed;
  const [entry] = server.shim.journal.calls();
  assert.equal(entry.code, 'SHIM_CALL_ABORTED');
  assert.equal(internalsOf(server.shim).liveExchanges(), 0);
  const line = await until(() => server.lines.find((each) => each.includes('call.json')));
  assert.match(line, / POST \/k\/api\/proxy\/call\.json aborted \d+ ms -> GET http:\S+ SHIM_CALL_ABORTED$/);
});

test('a page that goes away in the middle of its message leaves nothing behind', async (t) => {
  const { server, page } = await open(t);
  const headers = { ...page.callHeaders, 'Content-Length': 1000 };
  const outgoing = request(page.callUrl, { method: 'POST', headers, agent: false });
  outgoing.on('error', () => {});
  // The end of the connection comes behind what was sent.
  await new Promise((resolve) => outgoing.write('{"url":', resolve));
  outgoing.destroy();
  await until(() => server.lines.some((each) => each.includes('call.json aborted')));
  assert.deepEqual(server.shim.journal.calls(), []);
});

test('shim.reset() ends relayed calls too', async (t) => {
  const { upstream, server, page } = await open(t);
  // Says nothing.
  upstream.answerWith({});
  const call = page.call({ url: upstream.url });
  await upstream.received(1);
  server.shim.reset();
  assert.equal((await call).answer.code, 'SHIM_CALL_ABORTED');
  await until(() => openSockets(upstream) === 0);
});

test('what is refused never reaches the upstream', async (t) => {
  const { upstream, page } = await open(t);
  const body = page.message({ url: upstream.url });
  const headers = page.callHeaders;
  const refusals = [
    [{ headers: { ...headers, Cookie: '' }, body }, 401, 'CB_AU01'],
    [{ headers: { ...headers, 'X-Requested-With': '' }, body }, 400, 'CB_JH01'],
    [{ headers, body: JSON.stringify({ url: upstream.url, method: 'GET', headers: {} }) }, 400, 'CB_CS01'],
    [{ headers, body: body.replace(page.token, page.token.replace(/.$/, 'x')) }, 400, 'CB_CS01'],
    [{ headers: { ...headers, 'Content-Type': 'text/plain' }, body }, 415, 'SHIM_MEDIA_TYPE_NOT_SUPPORTED'],
    [{ headers: { ...headers, Origin: 'https://evil.example' }, body }, 403, 'SHIM_ORIGIN_REFUSED'],
    [{ headers: { ...headers, Host: 'evil.example' }, body }, 403, 'SHIM_HOST_REFUSED'],
    [{ headers, body: body.slice(0, -1) }, 400, 'SHIM_REQUEST_MALFORMED'],
    [{ headers, body: '' }, 400, 'SHIM_REQUEST_MALFORMED'],
    [{ headers, body: '[]' }, 400, 'SHIM_REQUEST_MALFORMED'],
    [{ headers, body: 'null' }, 400, 'SHIM_REQUEST_MALFORMED'],
    [{ headers, body: Buffer.from([0x22, 0xff, 0x22]) }, 400, 'SHIM_REQUEST_MALFORMED'],
    [{ headers, body: '['.repeat(100_000) }, 400, 'SHIM_REQUEST_MALFORMED'],
  ];
  for (const [options, status, code] of refusals) {
    const answer = await ask(page.callUrl, { method: 'POST', ...options });
    assert.equal(JSON.parse(answer.text).code, code, answer.text);
    assert.equal(answer.status, status, code);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  }
  const get = await ask(page.callUrl, { headers });
  assert.equal(get.status, 405);
  assert.equal(get.headers.allow, 'POST');
  assert.equal(upstream.requests.length, 0);
});

test('a message that is too large is refused, announced or not', async (t) => {
  const { page } = await open(t);
  const announced = { ...page.callHeaders, 'Content-Length': 2 ** 40 };
  const outgoing = request(page.callUrl, { method: 'POST', headers: announced, agent: false });
  outgoing.on('error', () => {});
  outgoing.write('{');
  const answer = await new Promise((resolve) => outgoing.on('response', resolve));
  assert.equal(answer.statusCode, 413);
  outgoing.destroy();

  const chunked = request(page.callUrl, { method: 'POST', headers: page.callHeaders, agent: false });
  chunked.on('error', () => {});
  const answered = new Promise((resolve) => chunked.on('response', resolve));
  const block = Buffer.alloc(MIB, ' ');
  let isOver = false;
  answered.then(() => (isOver = true));
  for (let i = 0; i < 1_000 && !isOver; i += 1) {
    await new Promise((resolve) => chunked.write(block, resolve));
  }
  assert.equal((await answered).statusCode, 413);
  chunked.destroy();
});

test('a server of either build takes a shim of either build', async (t) => {
  const require = createRequire(import.meta.url);
  const upstream = await openUpstream(t);
  const builds = [
    { serve, createShim: require('kintone-shim').createShim },
    { serve: require('kintone-shim/server').serve, createShim: (await import('kintone-shim')).createShim },
  ];
  for (const build of builds) {
    const shim = build.createShim({ network: ['127.0.0.1'] });
    const server = await build.serve({ shim });
    t.after(() => server.close());
    const { answer } = await (await Page.load(server)).call({ url: upstream.url });
    assert.equal(answer.result.body, 'ok');
    shim.dispose();
  }
});
