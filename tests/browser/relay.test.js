/** Calls of a served page, in Chromium, to an upstream that knows nothing of CORS. */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { after, before, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { requestListener } from 'kintone-shim/server';
import { html, launchBrowser, listen } from '../support/browser.js';
import { startUpstream } from '../support/upstream.js';

const page =
  '<!doctype html><meta charset="utf-8"><base href="https://elsewhere.example/"><script src="{}/_shim/kintone.js"></script><body>';
const strict = "script-src 'self' 'wasm-unsafe-eval'";
const day = 86_400_000;

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser.close());

/** A server of the test's own with kintone in its one page, and what stands around it. */
async function open(t, options = {}) {
  const upstream = await startUpstream();
  const shim = createShim({ network: ['127.0.0.1', 'localhost'], ...options });
  const kintoneSide = requestListener(shim);
  const server = await listen((request, response) =>
    kintoneSide(request, response, () => {
      response.writeHead(200, { 'content-type': html, 'content-security-policy': strict });
      response.end(page.replace('{}', server.origin));
    }),
  );
  const context = await browser.newContext();
  t.after(async () => {
    await context.close();
    await server.close();
    shim.dispose();
    await upstream.close();
  });
  const opened = await context.newPage();
  await opened.goto(server.origin);
  return { upstream, shim, server, page: opened };
}

/** The outcome of kintone.proxy, or of kintone.proxy.upload with a Blob of the text `file`, in the page. */
function call(opened, url, method = 'GET', { headers = {}, data = {}, file } = {}) {
  return opened.evaluate(
    async (given) => {
      const answer =
        given.file === undefined
          ? kintone.proxy(given.url, given.method, given.headers, given.data)
          : kintone.proxy.upload(given.url, given.method, given.headers, {
              format: 'RAW',
              value: new Blob([given.file], { type: 'image/png' }),
            });
      try {
        const [body, status, answered] = await answer;
        return { body, status, headers: answered };
      } catch (error) {
        return JSON.parse(error);
      }
    },
    { url, method, headers, data, file },
  );
}

test('GET, POST, PUT, DELETE and an upload arrive as they were sent, the answers as they were given', async (t) => {
  const { upstream, shim, page: opened } = await open(t);
  upstream.answerWith([
    { status: 200, fields: [['X-Mixed-Case', 'a, b']], body: 'got' },
    { status: 201, body: '作成' },
    { status: 204 },
    { status: 404, fields: [['Set-Cookie', 'a=1']], body: 'not here' },
    { status: 200, body: 'kept' },
  ]);
  const got = await call(opened, `${upstream.url}/get?q=%20`, 'GET', { headers: { 'X-Own': '日'.length } });
  assert.deepEqual(got, {
    body: 'got',
    status: 200,
    headers: { 'X-Mixed-Case': 'a, b', 'Content-Length': '3' },
  });
  const posted = await call(opened, `${upstream.url}/post`, 'POST', { data: { a: ['"', '日本'] } });
  assert.deepEqual([posted.body, posted.status], ['作成', 201]);
  assert.deepEqual((await call(opened, `${upstream.url}/put`, 'PUT', { data: 'text' })).status, 204);
  const missing = await call(opened, `${upstream.url}/gone`, 'DELETE');
  assert.deepEqual([missing.body, missing.status, missing.headers['Set-Cookie']], ['not here', 404, 'a=1']);
  assert.equal((await call(opened, `${upstream.url}/up`, 'POST', { file: 'file' })).body, 'kept');

  assert.deepEqual(
    upstream.requests.map(({ method, target, body }) => [method, target, body && body.toString()]),
    [
      ['GET', '/get?q=%20', null],
      ['POST', '/post', '{"a":["\\"","日本"]}'],
      ['PUT', '/put', 'text'],
      ['DELETE', '/gone', null],
      ['POST', '/up', 'file'],
    ],
  );
  for (const { fields } of upstream.requests) {
    const names = fields.map(([name]) => name.toLowerCase());
    for (const name of ['origin', 'referer', 'cookie', 'content-type', 'x-requested-with']) {
      assert.ok(!names.includes(name), name);
    }
    assert.ok(!names.some((name) => name.startsWith('sec-')));
  }
  const transports = await opened.evaluate(() =>
    kintoneShim.shim.journal.calls().map(({ transport, state }) => [transport, state]),
  );
  assert.deepEqual(transports, Array(5).fill(['relay', 'success']));
  assert.deepEqual(
    shim.journal.calls().map(({ api, transport, url }) => [api, transport, new URL(url).pathname]),
    [
      ['kintone.proxy', 'node', '/get'],
      ['kintone.proxy', 'node', '/post'],
      ['kintone.proxy', 'node', '/put'],
      ['kintone.proxy', 'node', '/gone'],
      ['kintone.proxy.upload', 'node', '/up'],
    ],
  );
});

test('a failure of the network says which, 503 is what a name that does not resolve gives', async (t) => {
  const { upstream, page: opened } = await open(t, { network: ['127.0.0.1', 'nowhere.example.com'] });
  upstream.answerWith({ status: 200, body: 'cut short', cut: 3 });
  assert.equal((await call(opened, upstream.url)).code, 'SHIM_RESPONSE_TRUNCATED');
  assert.equal((await call(opened, 'https://api.example.com/')).code, 'SHIM_NETWORK_OFFLINE');
  const { url } = upstream;
  await upstream.close();
  assert.equal((await call(opened, url)).code, 'SHIM_CONNECTION_REFUSED');
  const lookUp = dns.lookup;
  t.mock.method(dns, 'lookup', (host, options, callback) => {
    if (host !== 'nowhere.example.com') return lookUp(host, options, callback);
    return process.nextTick(callback, Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
  });
  assert.deepEqual(await call(opened, 'http://nowhere.example.com/'), {
    body: 'DNS Cache Missing',
    status: 503,
    headers: {},
  });
});

test('a Blob of a frame is sent as one of the page', async (t) => {
  const { upstream, page: opened } = await open(t);
  const status = await opened.evaluate(async (url) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const value = new frame.contentWindow.File(['of a frame'], 'name', { type: 'image/png' });
    return (await kintone.proxy.upload(url, 'POST', {}, { format: 'RAW', value }))[1];
  }, upstream.url);
  assert.equal(status, 200);
  assert.equal(upstream.requests[0].body.toString(), 'of a frame');
});

test('reset() in the page ends the call at the upstream; so does leaving the page', async (t) => {
  const { upstream, shim, page: opened } = await open(t);
  upstream.answerWith({ status: 200, body: 'never', cut: 0, hang: true });
  const started = call(opened, upstream.url);
  await upstream.received(1);
  await opened.evaluate(() => kintoneShim.shim.reset());
  assert.equal((await started).code, 'SHIM_CALL_ABORTED');
  await upstream.connections[0].closed;

  const left = call(opened, upstream.url).then(
    (outcome) => assert.fail(JSON.stringify(outcome)),
    () => {},
  );
  await Promise.race([upstream.received(2), left]);
  await opened.goto('about:blank');
  await upstream.connections[upstream.requests[1].connection].closed;
  assert.deepEqual(
    shim.journal.calls().map(({ state }) => state),
    ['failure', 'failure'],
  );
});

test('a token from before a reload is stale; the page that loads anew has a fresh one', async (t) => {
  const { upstream, shim, page: opened } = await open(t);
  const tokenOf = () => opened.evaluate(() => kintone.getRequestToken());
  const first = await tokenOf();
  assert.equal((await call(opened, upstream.url)).status, 200);
  shim.reload();
  const refused = await call(opened, upstream.url, 'POST', { data: 'x' });
  assert.deepEqual(Object.keys(refused), ['code', 'id', 'message']);
  assert.equal(refused.code, 'CB_CS01');
  assert.equal((await call(opened, upstream.url, 'POST', { file: 'x' })).code, 'CB_CS01');
  assert.equal(upstream.requests.length, 1);
  await opened.evaluate(() => kintoneShim.shim.reload());
  assert.notEqual(await tokenOf(), first);
  assert.equal((await call(opened, upstream.url)).status, 200);
  await opened.reload();
  assert.equal((await call(opened, upstream.url)).status, 200);
});

test('a token serves a day since it was last accepted', async (t) => {
  const { upstream, shim, page: opened } = await open(t);
  for (let i = 0; i < 3; i += 1) {
    assert.equal((await call(opened, upstream.url)).status, 200);
    shim.advance(day - 60_000);
  }
  assert.equal((await call(opened, upstream.url)).status, 200);
  shim.advance(day + 1);
  assert.equal((await call(opened, upstream.url)).code, 'CB_CS01');
  await opened.evaluate(() => kintoneShim.shim.reload());
  assert.equal((await call(opened, upstream.url)).status, 200);
});

test('two pages of one server each have a token, and neither ends the other', async (t) => {
  const { upstream, server, page: opened } = await open(t);
  const other = await opened.context().newPage();
  await other.goto(server.origin);
  const tokens = await Promise.all(
    [opened, other].map((one) => one.evaluate(() => kintone.getRequestToken())),
  );
  assert.notEqual(tokens[0], tokens[1]);
  for (const one of [opened, other]) assert.equal((await call(one, upstream.url)).status, 200);
});

test('with its server gone a call is a failure of the network, and the page cannot load anew', async (t) => {
  const { upstream, server, page: opened } = await open(t);
  await server.close();
  assert.equal((await call(opened, upstream.url)).code, 'SHIM_NETWORK_FAILED');
  const thrown = await opened.evaluate(() => {
    try {
      kintoneShim.shim.reload();
      return null;
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(thrown, 'NetworkError');
});

test('a page whose server is no kintone-shim gets no kintone, but the reason', async (t) => {
  const { page: opened, shim } = await open(t);
  await opened.route('**/_shim/page.json', (route) => route.fulfill({ status: 404, body: 'no such page' }));
  const thrown = await opened.evaluate(() => {
    try {
      kintoneShim.connect();
      return null;
    } catch (error) {
      return error.message;
    }
  });
  assert.equal(thrown, 'no such page');
  assert.equal(shim.journal.calls().length, 0);
});
