/** Bytes and the way of a request: what the inspector tells of them, from the begin to the end or to where it was cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInspector } from '../../js/inspector/server/inspector.js';
import { bytesOfLength } from '../support/blobs.js';
import { get, internalsOf, openShim, openUpstream, settled } from '../support/calls.js';
import { Watcher } from '../support/inspector.js';
import { ask, openServer, Page, RawConnection } from '../support/page-client.js';
import { attach, credentials, downloadUrl, keyOf } from '../support/rest-client.js';
import { until } from '../support/waiting.js';

const open = async (t) => {
  const server = await openServer(t);
  return { server, shim: server.shim, watcher: await Watcher.open(t, server.inspectorUrl) };
};

const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n';
const headers = { 'X-Cybozu-API-Token': 'a', 'Content-Type': 'multipart/form-data; boundary=b' };
const target = '/k/v1/file.json';
const own = `https://example.kintone.com${target}`;

test('bytes received are those that came, not those of the decoded text', async (t) => {
  const { shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  const received = async (path, answer) => {
    upstream.answerWith(answer);
    await settled(get(shim, upstream.url + path));
    const call = await watcher.call(({ url }) => url.endsWith(path));
    const { response } = await watcher.whole(call.id);
    assert.equal(response?.body.bytes ?? call.received, call.received);
    return call.received;
  };
  assert.equal(await received('/damaged', { status: 200, body: { base64: 'iVD//gE=' } }), 5);
  const japanese = { status: 200, fields: [['Content-Type', 'text/plain; charset=shift_jis']] };
  assert.equal(await received('/sjis', { ...japanese, body: { base64: 'k4yLng==' } }), 4);
  assert.equal(
    await received('/cut', { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', close: true }),
    3,
  );
  assert.equal(await received('/empty', { status: 204 }), 0);
});

test('bytes of a request are counted where no length was announced', async (t) => {
  const { server, shim, watcher } = await open(t);
  await shim.handle(new Request(own, { method: 'POST', headers, body }));
  assert.equal((await watcher.call(({ url }) => url === own)).sent, body.length);
  const chunked = { ...headers, 'Transfer-Encoding': 'chunked' };
  await ask(server.url + target, { method: 'POST', headers: chunked, body });
  const { id, sent } = await watcher.call(({ url }) => url.startsWith(server.url));
  assert.equal(sent, body.length);
  assert.deepEqual((await watcher.whole(id)).request.body, { bytes: body.length });
});

test('a request to kintone is told as it begins, and in that order', async (t) => {
  const { server, shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  const client = new RawConnection(server.port);
  t.after(() => client.destroy());
  await client.writeHead(`POST ${target}`, { ...headers, 'Content-Length': body.length });
  await client.write(body.slice(0, 20));
  const pending = await until(() => [...watcher.calls.values()][0]);
  assert.deepEqual([pending.state, pending.api, pending.status], ['pending', 'REST', undefined]);
  await get(shim, `${upstream.url}/later`);
  const later = await watcher.call();
  await client.write(body.slice(20));
  const call = await watcher.call(({ api }) => api === 'REST');
  assert.deepEqual([call.id, call.status, call.sent], [pending.id, 200, body.length]);
  assert.ok(call.id < later.id && call.startedAt <= later.startedAt);
});

test('a request that is cut off ends without an answer', async (t) => {
  const { server, shim, watcher } = await open(t);
  const client = new RawConnection(server.port);
  await client.writeHead(`POST ${target}`, { ...headers, 'Content-Length': body.length });
  await client.write(body.slice(0, 20));
  await until(() => watcher.calls.size === 1);
  client.destroy();
  const cut = await watcher.call();
  assert.deepEqual([cut.state, cut.status, cut.sent, cut.received], ['cancelled', undefined, 20, 0]);
  const stopped = new AbortController();
  const endless = new ReadableStream({ pull: () => new Promise(() => {}) });
  const request = { method: 'POST', headers, body: endless, duplex: 'half', signal: stopped.signal };
  const answer = shim.handle(new Request(own, request));
  await until(() => watcher.calls.size === 2);
  stopped.abort();
  await assert.rejects(answer, { name: 'AbortError' });
  assert.equal((await watcher.call(({ url }) => url === own)).state, 'cancelled');
  assert.equal(watcher.calls.size, 2);
});

test('a download that is cut off is none that came', async (t) => {
  const { server, watcher } = await open(t);
  const { keys } = await attach(server, await keyOf(server, bytesOfLength(30_000_000)));
  const { port, pathname, search } = new URL(downloadUrl(server, keys[0]));
  const client = new RawConnection(Number(port));
  await client.writeHead(`GET ${pathname}${search}`, credentials);
  await until(() => client.received.startsWith('HTTP/1.1 200'));
  client.destroy();
  const { state, status, received } = await watcher.call(({ url }) => url.includes(keys[0]));
  assert.deepEqual([state, status, received], ['cancelled', undefined, 0]);
});

test("a page's call that is refused is told once, one that is cut off before not at all", async (t) => {
  const { server, watcher } = await open(t);
  const page = await Page.load(server);
  const client = new RawConnection(server.port);
  await client.writeHead('POST /k/api/proxy/call.json', { ...page.callHeaders, 'Content-Length': 100 });
  client.destroy();
  page.token = 'stale';
  await page.call({ url: 'http://127.0.0.1:1/' });
  const { api, state } = await watcher.call();
  assert.deepEqual([api, state, watcher.calls.size], ['REST', 'success', 1]);
});

test('no call reads the inspector, though its address is named; its port is free again afterwards', async (t) => {
  const { server, shim, watcher } = await open(t);
  const page = await Page.load(server);
  for (const url of [server.inspectorUrl, server.inspectorUrl.replace('127.0.0.1', 'localhost')]) {
    const { answer } = await page.call({ url });
    assert.equal(answer.code, 'SHIM_ADDRESS_REFUSED');
    await assert.rejects(get(shim, `${url}events`), /SHIM_ADDRESS_REFUSED/);
    assert.match(String((await settled(get(shim, url))).failure), /SHIM_ADDRESS_REFUSED/);
  }
  const byFetch = openShim(t, { fetch });
  internalsOf(byFetch).closePort(Number(new URL(server.inspectorUrl).port));
  await assert.rejects(
    get(byFetch, server.inspectorUrl.replace('127.0.0.1', 'localhost')),
    /SHIM_ADDRESS_REFUSED/,
  );
  shim.reset();
  await assert.rejects(get(shim, server.inspectorUrl), /SHIM_ADDRESS_REFUSED/);
  assert.ok((await watcher.call()).state);
  const { port } = new URL(server.inspectorUrl);
  await server.close();
  await assert.rejects(get(shim, `http://127.0.0.1:${port}/`), /SHIM_CONNECTION_REFUSED/);
});

test('it listens on one of the loopback addresses that there are, or says that it cannot', async (t) => {
  const shim = openShim(t);
  // Of documentation, and of no machine.
  const nowhere = '192.0.2.1';
  const { url, close } = await openInspector(shim, internalsOf(shim), [nowhere, '::1']);
  assert.match(url, /^http:\/\/\[::1\]:\d+\//);
  const { origin } = new URL(url);
  assert.equal((await ask(`${url}clear`, { method: 'POST', headers: { Origin: origin } })).status, 200);
  assert.equal((await ask(`${origin}/`)).status, 404);
  await close();
  await assert.rejects(
    openInspector(shim, internalsOf(shim), [nowhere]),
    /inspector cannot listen on 192\.0\.2\.1/,
  );
});
