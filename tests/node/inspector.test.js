/** The inspector over its sockets: what it shows, to whom, and how much of it is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, openUpstream, post, settled, upload } from '../support/calls.js';
import { Watcher } from '../support/inspector.js';
import { ask, openServer, Page, RawConnection } from '../support/page-client.js';
import { createSignal, until } from '../support/waiting.js';

const open = async (t, options, shimOptions) => {
  const server = await openServer(t, options, shimOptions);
  return { server, shim: server.shim, watcher: await Watcher.open(t, server.inspectorUrl) };
};

test('its URL is on an origin of its own, on loopback whatever the server listens on, and cannot be guessed', async (t) => {
  const [one, two] = [await openServer(t), await openServer(t, { host: '0.0.0.0' })];
  for (const { inspectorUrl, port } of [one, two]) {
    const { protocol, hostname, port: own, pathname } = new URL(inspectorUrl);
    assert.deepEqual([protocol, hostname], ['http:', '127.0.0.1']);
    assert.notEqual(Number(own), port);
    assert.match(pathname, /^\/[\w-]{32}\/$/);
  }
  assert.notEqual(new URL(one.inspectorUrl).pathname, new URL(two.inspectorUrl).pathname);
});

test('page, script and style come with a policy that lets nothing else in', async (t) => {
  const { inspectorUrl } = await openServer(t);
  const types = { '': 'text/html', 'inspector.js': 'text/javascript', 'inspector.css': 'text/css' };
  for (const [name, type] of Object.entries(types)) {
    const { status, headers, text } = await ask(inspectorUrl + name);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], `${type}; charset=utf-8`);
    assert.ok(text.length > 1_000);
    assert.match(
      headers['content-security-policy'],
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    assert.match(
      headers['content-security-policy'],
      /frame-ancestors 'none'; require-trusted-types-for 'script'/,
    );
    assert.doesNotMatch(headers['content-security-policy'], /unsafe/);
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cache-control'], 'no-store');
  }
  assert.doesNotMatch((await ask(inspectorUrl)).text, /<script>|<style| style=| on\w+=/);
});

test('whoever does not know the path, or comes from elsewhere, gets nothing', async (t) => {
  const { inspectorUrl, url } = await openServer(t);
  const { origin, host } = new URL(inspectorUrl);
  const refused = [
    [`${origin}/`, {}, 404],
    [`${origin}/events`, {}, 404],
    [`${origin}//events`, {}, 404],
    [`${origin}/${'a'.repeat(32)}/events`, {}, 404],
    [inspectorUrl.slice(0, -2) + '/', {}, 404],
    [inspectorUrl.slice(0, -1), {}, 404],
    [`${inspectorUrl}calls/1`, {}, 404],
    [`${inspectorUrl}calls/constructor`, {}, 404],
    [`${inspectorUrl}toString`, {}, 404],
    [`${inspectorUrl}../package.json`, {}, 404],
    [`${inspectorUrl}index.js`, {}, 404],
    [inspectorUrl, { Host: 'evil.example' }, 403],
    [inspectorUrl, { Host: `evil.example:${host.split(':')[1]}` }, 403],
    [inspectorUrl, { Host: host.split(':')[0] }, 403],
    [inspectorUrl, { Host: new URL(url).host }, 403],
    [`${inspectorUrl}events`, { Origin: url }, 403],
    [`${inspectorUrl}events`, { Origin: 'null' }, 403],
    [`${inspectorUrl}events`, { 'Sec-Fetch-Site': 'same-site' }, 403],
    [`${inspectorUrl}events`, { 'Sec-Fetch-Site': 'cross-site' }, 403],
    [inspectorUrl, { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'navigate' }, 403],
  ];
  for (const [target, headers, status] of refused) {
    const answer = await ask(target, { headers });
    assert.equal(answer.status, status, `${target} ${JSON.stringify(headers)}`);
    assert.equal(answer.text, '');
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'));
    assert.deepEqual(cors, []);
  }
  for (const method of ['OPTIONS', 'PUT', 'DELETE', 'HEAD', 'POST']) {
    assert.equal((await ask(inspectorUrl, { method })).status, 405);
  }
  assert.equal((await ask(inspectorUrl, { headers: { 'Sec-Fetch-Site': 'none' } })).status, 200);
  assert.equal((await ask(inspectorUrl.replace('127.0.0.1', 'localhost'))).status, 200);
});

test('a call shows up as it is made, and again as it ends', async (t) => {
  const { shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  const isSeen = createSignal();
  upstream.answerWith({ status: 201, fields: [['X-A', 'b']], body: '東京', after: isSeen.given });
  const started = performance.now();
  const done = post(shim, `${upstream.url}/a?b=c`, 'héllo');
  const pending = await until(() => [...watcher.calls.values()][0]);
  assert.deepEqual([pending.state, pending.method, pending.sent], ['pending', 'POST', 6]);
  isSeen.give();
  await done;
  const longest = performance.now() - started;
  const call = await watcher.call();
  assert.deepEqual([call.api, call.url, call.status], ['kintone.proxy', `${upstream.url}/a?b=c`, 201]);
  assert.deepEqual([call.received, call.id], [6, pending.id]);
  assert.ok(call.duration > 0 && call.duration <= Math.ceil(longest), `${call.duration} of ${longest} ms`);
  const { request, response, transport } = await watcher.whole(call.id);
  assert.deepEqual(request.body, { text: 'héllo', bytes: 6 });
  assert.deepEqual(response.body, { text: '東京', bytes: 6 });
  assert.deepEqual(response.fields[0], ['X-A', 'b']);
  assert.equal(transport, 'node');
});

test('failures come with code, error and cause', async (t) => {
  const { shim, watcher } = await open(t);
  await settled(get(shim, 'http://127.0.0.1:1/'));
  const { code, error, cause } = await watcher.whole((await watcher.call()).id);
  assert.equal(code, JSON.parse(error).code);
  assert.equal(cause.code, 'ECONNREFUSED');
});

test("a served page's calls, and those that are refused", async (t) => {
  const { server, watcher } = await open(t);
  const upstream = await openUpstream(t);
  const page = await Page.load(server);
  await page.call({ url: `${upstream.url}/relayed` });
  await page.upload({ url: `${upstream.url}/uploaded`, method: 'PUT' }, Buffer.alloc(5_000));
  page.token = 'stale';
  const { status, text } = await page.call({ url: `${upstream.url}/never` });
  assert.equal((await watcher.call(({ url }) => url.endsWith('/relayed'))).status, 200);
  const uploaded = await watcher.call(({ api }) => api === 'kintone.proxy.upload');
  assert.deepEqual([uploaded.method, uploaded.sent], ['PUT', 5_000]);
  assert.deepEqual((await watcher.whole(uploaded.id)).request.body, { bytes: 5_000 });
  const refused = await watcher.call(({ api }) => api === 'REST');
  assert.ok(status >= 400 && refused.status === status);
  assert.equal((await watcher.whole(refused.id)).response.body.text, text);
  assert.equal(watcher.calls.size, 3);
});

test("requests to kintone's side, over HTTP and in the process, and the files that they leave", async (t) => {
  const apps = { 5: { fields: { Files: 'FILE' } } };
  const { server, shim, watcher } = await open(t, {}, { apps, apiTokens: { AbCdEfGhIj: 5 } });
  await until(() => watcher.files);
  assert.deepEqual(watcher.files, { files: [], count: 0, diskUsage: 0 });
  const headers = { 'X-Cybozu-API-Token': 'AbCdEfGhIj' };
  const body = new FormData();
  body.append('file', new File(['12345'], '領収書.txt'));
  const uploaded = await fetch(`${server.url}/k/v1/file.json`, { method: 'POST', headers, body });
  const { fileKey } = await uploaded.json();
  await until(() => watcher.files.count === 1);
  const [file] = watcher.files.files;
  assert.deepEqual(
    [file.name, file.size, file.fileKey, file.state, watcher.files.diskUsage],
    ['領収書.txt', 5, fileKey, 'temporary', 5],
  );
  assert.ok(file.expires > Date.now());
  const record = JSON.stringify({ app: 5, record: { Files: { value: [{ fileKey }] } } });
  await shim.handle(
    new Request('https://example.kintone.com/k/v1/record.json', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: record,
    }),
  );
  await until(() => watcher.files.files[0].state === 'attached');
  const call = await watcher.call(({ url }) => url.endsWith('/record.json'));
  const { request, response } = await watcher.whole(call.id);
  assert.equal(request.body.text, record);
  assert.match(response.body.text, /"revision":"1"/);
  assert.equal((await watcher.call(({ url }) => url === `${server.url}/k/v1/file.json`)).status, 200);
  assert.doesNotMatch(watcher.received, /AbCdEfGhIj/);
  shim.reset();
  await until(() => watcher.files.count === 0);
});

test('no secret leaves the server', async (t) => {
  const { shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  upstream.answerWith((request) => ({
    status: 200,
    fields: [['Set-Cookie', 'sid=secret-cookie-1']],
    // What comes back tells it as well.
    body: JSON.stringify({ access_token: 'secret-access-2', seen: request.fields, fileKey: 'shown-key' }),
  }));
  const headers = {
    Authorization: 'Bearer secret-bearer-3',
    'X-Cybozu-Authorization': 'c2VjcmV0LWxvZ2luLTQ=',
    'X-Cybozu-API-Token': 'secret-token-5',
    'X-API-Key': 'secret-key-6',
    'X-Author': 'shown-author',
  };
  await settled(get(shim, upstream.url.replace('//', '//user:secret-user-7@')));
  const url = `${upstream.url}/?api_key=secret-query-8&to=%73hown`;
  await settled(post(shim, url, '{"password":"secret \\" word-9","name":"shown-name"}', headers));
  await settled(post(shim, upstream.url, 'login=shown&password=secret-form-10', headers));
  await settled(upload(shim, upstream.url, new Blob(['a']), headers));
  await until(
    () => watcher.calls.size === 4 && [...watcher.calls.values()].every(({ state }) => state !== 'pending'),
  );
  for (const { id } of [...watcher.calls.values()]) await watcher.whole(id);
  assert.doesNotMatch(watcher.received, /secret-|word-9|c2VjcmV0/);
  for (const shown of [
    'shown-author',
    'shown-name',
    'shown-key',
    'login=shown',
    'to=%73hown',
    'Bearer ***',
  ]) {
    assert.ok(watcher.received.includes(shown), shown);
  }
});

test('clear empties it for every page, and leaves the journal', async (t) => {
  const { server, shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  const other = await Watcher.open(t, server.inspectorUrl);
  await get(shim, upstream.url);
  await Promise.all([watcher.call(), other.call()]);
  const isCleared = createSignal();
  upstream.answerWith({ status: 200, body: 'late', after: isCleared.given });
  const late = get(shim, upstream.url);
  await until(() => watcher.calls.size === 2);
  assert.equal((await ask(`${server.inspectorUrl}clear`, { method: 'POST' })).status, 200);
  await until(() => watcher.calls.size === 0 && other.calls.size === 0);
  isCleared.give();
  await late;
  assert.equal(shim.journal.calls().length, 2);
  await get(shim, upstream.url);
  assert.equal((await watcher.call()).id, 3);
  assert.equal(watcher.calls.size, 1);
});

test('a page that comes later is told of what was', async (t) => {
  const server = await openServer(t);
  const upstream = await openUpstream(t);
  for (let i = 0; i < 3; i += 1) await get(server.shim, upstream.url);
  const watcher = await Watcher.open(t, server.inspectorUrl);
  await until(() => watcher.calls.size === 3);
});

test('a page that does not read holds up nobody, and gets what it missed', async (t) => {
  const answers = { fetch: async () => new Response('ok') };
  const { server, shim, watcher } = await open(t, {}, answers);
  const idle = new RawConnection(new URL(server.inspectorUrl).port);
  idle.pause();
  await idle.writeHead(`GET ${new URL(server.inspectorUrl).pathname}events`, {});
  const long = `http://127.0.0.1/${'a'.repeat(1_000)}`;
  // More than the sockets' own buffers hold.
  for (let i = 0; i < 2_000; i += 1) await get(shim, long + 'a'.repeat(4_000));
  await until(() => watcher.calls.size === 2_000);
  const late = await Watcher.open(t, server.inspectorUrl);
  await until(() => late.calls.size === 2_000);
  const body = new FormData();
  body.append('file', new File(['x'], 'a.txt'));
  const headers = { 'X-Cybozu-API-Token': 'a' };
  await shim.handle(
    new Request('https://example.kintone.com/k/v1/file.json', { method: 'POST', headers, body }),
  );
  // Files are told once.
  await until(() => watcher.files?.count === 1);
  idle.resume();
  await until(() => idle.received.includes('"count":1') && idle.received.includes('"id":2000,'));
});

test('five pages listen, so that a browser has a connection left, and the sixth is refused', async (t) => {
  const server = await openServer(t);
  const watchers = [];
  for (let i = 0; i < 6; i += 1) watchers.push(await Watcher.open(t, server.inspectorUrl));
  assert.deepEqual(
    watchers.map(({ status }) => status),
    [200, 200, 200, 200, 200, 429],
  );
  await until(() => watchers[5].isClosed);
  assert.ok(watchers.slice(0, 5).every(({ isClosed }) => !isClosed));
});

test('it ends with its server', async (t) => {
  const { server, shim, watcher } = await open(t);
  await server.close();
  await until(() => watcher.isClosed);
  await assert.rejects(ask(server.inspectorUrl), { code: 'ECONNREFUSED' });
  const upstream = await openUpstream(t);
  await get(shim, upstream.url);
});

test('a shim that is disposed of ends nothing of it', async (t) => {
  const { server, shim, watcher } = await open(t);
  shim.dispose();
  await settled(get(shim, 'http://127.0.0.1:1/'));
  assert.equal((await watcher.call()).state, 'failure');
  const later = await Watcher.open(t, server.inspectorUrl);
  await until(() => later.files);
  assert.equal((await ask(server.inspectorUrl)).status, 200);
});
