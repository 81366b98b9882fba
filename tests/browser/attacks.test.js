/**
 * Pages of other origins against a page's server, in Chromium, while a page of its own is open in the same browser: of another
 * port of the same host, to which the session cookie is sent, and of another site.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { filesListener, html, launchBrowser, listen } from '../support/browser.js';
import { attacks } from '../support/browser/attacks.js';
import { foreignFiles } from '../support/browser/attacks-beside.js';
import { startUpstream } from '../support/upstream.js';
import { until } from '../support/waiting.js';

const folder = {
  'index.html': '<!doctype html><title>A page</title>',
  'a.js': "globalThis.kintone = 'a.js';",
  'a.css': 'body { color: red; }',
  'a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>',
};
const token = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

let browser;
let root;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'kintone-shim-attack-'));
  for (const [name, text] of Object.entries(folder)) await writeFile(join(root, name), text);
  browser = await launchBrowser(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
});

after(async () => {
  await browser.close();
  await rm(root, { recursive: true });
});

/** What the server logged of requests that matter, without times. */
const logged = (lines) =>
  lines
    .map((line) => line.split(' ').slice(1, 4).join(' '))
    .filter((line) => /^\S+ \/(?:k|_shim)\//.test(line));

/** A page whose browser reports to `to` what its policy does not allow. */
function reporting(to, response) {
  const policy = `img-src 'none'; report-uri ${to}/k/api/proxy/call.json`;
  response.writeHead(200, { 'Content-Type': html, 'Content-Security-Policy': policy });
  response.end('<!doctype html><img src="/image">');
}

/** A server with a page of its own, logged in, and a page of another origin in the same browser. */
async function open(t, foreignHost) {
  const upstream = await startUpstream();
  const shim = createShim({ network: ['127.0.0.1'] });
  const lines = [];
  const server = await serve({ shim, root, inject: true, log: (line) => lines.push(line) });
  const cookies = [];
  const files = filesListener(foreignFiles);
  const foreign = await listen((request, response) => {
    cookies.push(request.headers.cookie ?? '');
    const { pathname, searchParams } = new URL(request.url, 'http://x');
    const to = searchParams.get('to');
    if (pathname === '/bounce') response.writeHead(307, { Location: to }).end();
    else if (pathname === '/reporting') reporting(to, response);
    else files(request, response);
  });
  const context = await browser.newContext();
  t.after(async () => {
    await context.close();
    await foreign.close();
    await server.close();
    shim.dispose();
    await upstream.close();
  });
  const target = `http://localhost:${server.port}`;
  const own = await context.newPage();
  await own.goto(target);
  const statusOfCall = () =>
    own.evaluate(async (url) => (await kintone.proxy(url, 'GET', {}, {}))[1], upstream.url);
  assert.equal(await statusOfCall(), 200);
  const stolen = await own.evaluate(() => kintone.getRequestToken());
  const message = JSON.stringify({
    url: upstream.url,
    method: 'POST',
    headers: {},
    body: 'a',
    __REQUEST_TOKEN__: stolen,
  });
  const upload = `\0\0\0${String.fromCharCode(message.length)}${message}file`;
  const other = await context.newPage();
  await other.goto(`http://${foreignHost}:${foreign.port}/`);
  return {
    upstream,
    server,
    lines,
    cookies,
    foreign,
    context,
    target,
    own,
    other,
    message,
    upload,
    statusOfCall,
  };
}

const sites = [
  ['another port', 'localhost'],
  ['another site', '127.0.0.1'],
];

for (const [site, host] of sites) {
  test(`${site}: nothing that a page can send is taken, nothing comes back`, async (t) => {
    const { upstream, server, lines, cookies, target, other, message, upload, statusOfCall } = await open(
      t,
      host,
    );
    // The session is there, and goes to other ports of its host.
    assert.equal(cookies[0].includes(`kintone-shim-session-${server.port}=`), host === 'localhost');
    for (const { what, lines: expected, given, run } of attacks) {
      await t.test(what, { timeout: 120_000 }, async () => {
        await other.reload();
        const before = lines.length;
        const seen = await other
          .evaluate(run, { target, message, upload, ...given })
          .catch((error) => error.message);
        const news = () => logged(lines.slice(before));
        await until(() => news().length >= expected.length);
        assert.deepEqual(news().toSorted(), expected.toSorted());
        assert.doesNotMatch(seen, token);
        assert.doesNotMatch(seen, /requestToken|loaded|session/);
        assert.equal(
          await other.evaluate(() => typeof window.kintone + typeof window.kintoneShim),
          'undefinedundefined',
        );
      });
    }
    assert.equal(upstream.requests.length, 1);
    assert.equal(upstream.connections.length, 1);
    // And the page of the server's own goes on.
    assert.equal(await statusOfCall(), 200);
  });
}

for (const [site, host] of sites) {
  test(`${site}: no frame shows a page of ours`, async (t) => {
    const { lines, target, other, own } = await open(t, host);
    for (const [name, attribute] of [
      ['iframe', 'src'],
      ['object', 'data'],
      ['embed', 'src'],
    ]) {
      const before = lines.length;
      await other.evaluate(
        (given) => {
          const frame = document.createElement(given.name);
          frame.setAttribute(given.attribute, given.target);
          document.body.append(frame);
        },
        { name, attribute, target },
      );
      await until(() => lines.slice(before).some((line) => line.includes(' GET / 200 ')));
      // As long as the page takes where it is shown, with its script.
      await own.reload();
      await own.waitForFunction(() => globalThis.kintoneShim?.shim);
      const shown = other.frames().map((frame) => frame.url());
      assert.ok(!shown.some((url) => url.startsWith(target)), `${name}: ${shown}`);
      const ofOwn = ['GET /_shim/kintone.js 200', 'GET /_shim/page.json 200'];
      assert.deepEqual(logged(lines.slice(before)), ofOwn, name);
    }
  });

  test(`${site}: a page of ours in a window of its own cannot be looked into`, async (t) => {
    const { lines, target, other, context, statusOfCall } = await open(t, host);
    const before = lines.length;
    const opened = context.waitForEvent('page');
    await other.evaluate((url) => {
      globalThis.opened = window.open(url);
    }, target);
    const popup = await opened;
    await popup.waitForFunction(() => globalThis.kintoneShim?.shim);
    assert.deepEqual(logged(lines.slice(before)), ['GET /_shim/kintone.js 200', 'GET /_shim/page.json 200']);
    const seen = await other.evaluate(() =>
      ['document', 'kintone', 'kintoneShim', 'XMLHttpRequest', 'fetch', 'localStorage', 'origin'].map(
        (name) => {
          try {
            return String(globalThis.opened[name]);
          } catch (error) {
            return error.name;
          }
        },
      ),
    );
    assert.deepEqual(seen, Array(7).fill('SecurityError'));
    assert.equal(await statusOfCall(), 200);
  });

  test(`${site}: cookies that another sets neither log in nor log out`, async (t) => {
    const { server, target, other, own, statusOfCall, context } = await open(t, host);
    await other.evaluate((name) => {
      for (const path of ['/', '/k', '/k/api/proxy', '/_shim']) {
        document.cookie = `${name}=forged; path=${path}`;
      }
    }, `kintone-shim-session-${server.port}`);
    assert.equal(await statusOfCall(), 200);
    await own.reload();
    assert.equal(await statusOfCall(), 200);
    const [session] = (await context.cookies(target)).filter(
      ({ path, name }) => path === '/' && name.endsWith(server.port),
    );
    assert.notEqual(session.value, 'forged');
    assert.deepEqual([session.httpOnly, session.sameSite], [true, 'Strict']);
  });

  test(`${site}: a report of the browser's is none of a page of ours`, async (t) => {
    const { upstream, lines, target, other, foreign } = await open(t, host);
    const before = lines.length;
    await other.goto(`http://${host}:${foreign.port}/reporting?to=${target}`);
    await until(() => logged(lines.slice(before)).length > 0);
    assert.deepEqual(logged(lines.slice(before)), ['POST /k/api/proxy/call.json 403']);
    assert.equal(upstream.requests.length, 1);
  });

  test(`${site}: a page of ours is no go-between`, async (t) => {
    const { upstream, lines, target, own, foreign, message } = await open(t, host);
    const bounce = `http://${host}:${foreign.port}/bounce?to=${target}`;
    const before = lines.length;
    const seen = await own.evaluate(
      async ({ to, body }) => {
        const call = fetch(`${to}/k/api/proxy/call.json`, {
          method: 'POST',
          mode: 'no-cors',
          body,
          credentials: 'include',
        });
        const page = fetch(`${to}/_shim/page.json`, { mode: 'no-cors', credentials: 'include' });
        return (await Promise.allSettled([call, page])).map(({ value }) => value?.type);
      },
      { to: bounce, body: message },
    );
    assert.deepEqual(seen, ['opaque', 'opaque']);
    const news = logged(lines.slice(before)).toSorted();
    assert.deepEqual(news, ['GET /_shim/page.json 403', 'POST /k/api/proxy/call.json 403']);
    assert.equal(upstream.requests.length, 1);
  });
}

test('a name that is made to lead here gets nothing, though it is one origin to its pages', async (t) => {
  const { upstream, server, lines, context, message } = await open(t, 'localhost');
  const page = await context.newPage();
  const before = lines.length;
  const answer = await page.goto(`http://evil.example:${server.port}/`);
  assert.equal(answer.status(), 403);
  assert.match(await answer.text(), /^\{"code":"SHIM_HOST_REFUSED"/);
  const statuses = await page.evaluate(async (body) => {
    const json = { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' };
    const ask = async (path, options) => (await fetch(path, options)).status;
    return [
      await ask('/_shim/page.json', { headers: { 'X-Kintone-Shim': 'page' } }),
      await ask('/_shim/kintone.js'),
      await ask('/index.html'),
      await ask('/k/api/proxy/call.json', { method: 'POST', headers: json, body }),
    ];
  }, message);
  assert.deepEqual(statuses, [403, 403, 403, 403]);
  await until(() => logged(lines.slice(before)).length === 3);
  assert.equal(upstream.requests.length, 1);
  assert.deepEqual(await context.cookies(`http://evil.example:${server.port}/`), []);
});
