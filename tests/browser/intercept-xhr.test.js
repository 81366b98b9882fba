/** A fetch and an XMLHttpRequest to kintone that intercept answers tell their page what Chromium's own tell of a server, in every situation. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { filesListener, html, javaScript, launchBrowser, listen } from '../support/browser.js';
import { fetchScenarios } from '../support/browser/fetch-scenarios.js';
import { xhrScenarios } from '../support/browser/xhr-scenarios.js';
import { openWindow, windows } from '../support/windows.js';

const built = (name) => [javaScript, readFileSync(new URL(`../../dist/${name}`, import.meta.url))];
const page = `<!doctype html><title>Theirs</title>
<script type="module">
  import { createShim } from '/index.js';
  import { intercept } from '/intercept.js';
  Object.assign(globalThis, { createShim, intercept });
</script>`;

const files = filesListener({
  '/': [html, page],
  '/index.js': built('index.js'),
  '/intercept.js': built('intercept.js'),
});

function listener(req, res) {
  if (!req.url.startsWith('/k/')) return files(req, res);
  req.resume().on('end', () => {
    res.writeHead(404, { 'Content-Type': 'application/json;charset=utf-8' }).end('{"code":"NOT_THERE"}');
  });
  return undefined;
}

/**
 * Chromium tells the listeners that an upload to the page's own origin gets after it was sent; the XMLHttpRequest Standard, jsdom and
 * other browsers do not.
 */
const otherwise = {
  'upload: heard from afterwards': [],
  'upload: a handler from afterwards': [],
  'upload: heard no more': [],
  'upload: a handler no more': [],
  'upload: something else is no listener': [],
};

const places = {
  XMLHttpRequest: (opened, base) => opened.evaluate(xhrScenarios, base),
  fetch: (opened, base) => opened.evaluate(`(${fetchScenarios})({ fetch, base: ${JSON.stringify(base)} })`),
};

/** Node's fetch is Node's own, see tests/node/intercept-fetch.test.js. */
const inNode = { XMLHttpRequest: xhrScenarios };

for (const [place, run] of Object.entries(places)) {
  test(`${place}: as Chromium tells it`, async (t) => {
    const browser = await launchBrowser();
    const server = await listen(listener);
    t.after(async () => {
      await browser.close();
      await server.close();
    });
    const opened = await browser.newPage();
    await opened.goto(server.origin);
    await opened.waitForFunction(() => globalThis.intercept);
    const native = await run(opened, server.origin);
    await opened.evaluate(() => globalThis.intercept(globalThis.createShim()));
    const own = await run(opened, 'https://example.kintone.com');
    openWindow(t, windows.Node);
    const ours = { Chromium: own, Node: await inNode[place]?.('https://example.kintone.com') };
    const here = (told) =>
      JSON.parse(JSON.stringify(told).replaceAll('https://example.kintone.com', server.origin));
    for (const [name, told] of Object.entries(native)) {
      for (const [where, all] of Object.entries(ours).filter(([, told]) => told)) {
        await t.test(`${name}, in ${where}`, () => {
          const expected = otherwise[name] ?? told;
          assert.deepEqual(here(all[name]), expected);
        });
      }
    }
  });
}
