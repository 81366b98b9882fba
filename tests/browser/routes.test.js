/** Routes in Chromium: those of a page's own shim come first, those of its server's take what the page sends on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { requestListener } from 'kintone-shim/server';
import { html, launchBrowser, listen } from '../support/browser.js';

const page = '<!doctype html><meta charset="utf-8"><script src="/_shim/kintone.js"></script>';
const api = 'https://api.example.com';

test("a page's own routes, then its server's", async (t) => {
  const shim = createShim({ network: 'offline' });
  const kintoneSide = requestListener(shim);
  const server = await listen((request, response) =>
    kintoneSide(request, response, () => response.writeHead(200, { 'content-type': html }).end(page)),
  );
  const browser = await launchBrowser();
  t.after(async () => {
    await browser.close();
    await server.close();
    shim.dispose();
  });
  const opened = await browser.newPage();
  await opened.goto(server.origin);
  shim.upstream.get(`${api}/*`).reply(200, 'server').times(2);
  const { answers, transports } = await opened.evaluate(async (at) => {
    const { upstream, journal } = kintoneShim.shim;
    const get = (path) => kintone.proxy(at + path, 'GET', {}, {}).catch(JSON.parse);
    const file = { format: 'RAW', value: new Blob(['file']) };
    const page = new Blob(['page']);
    upstream
      .get(`${at}/a`)
      .reply(200, page, { 'X-A': ['a', 'b'] })
      .fail('tls');
    upstream
      .intercept({ body: ({ body }) => body.size === 4 })
      .reply(async ({ body }) => ({ status: 201, body: await body.text() }));
    const answers = [];
    for (const path of ['/a', '/a', '/a', '/b', '/c']) answers.push(await get(path));
    answers.push(await kintone.proxy.upload(`${at}/up`, 'PUT', {}, file));
    return { answers, transports: journal.calls().map(({ transport }) => transport) };
  }, api);
  const [replied, failed, ...sent] = answers;
  assert.deepEqual(replied, ['page', 200, { 'X-A': 'a, b' }]);
  assert.equal(failed.code, 'SHIM_TLS_REJECTED');
  assert.deepEqual(sent.slice(0, 2), [
    ['server', 200, {}],
    ['server', 200, {}],
  ]);
  assert.match(sent[2].message, /The route GET https:\/\/api\.example\.com\/\* is used up/);
  assert.deepEqual(sent[3], ['file', 201, {}]);
  assert.deepEqual(transports, ['route', 'route', 'relay', 'relay', 'relay', 'route']);
});
