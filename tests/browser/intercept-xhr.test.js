/** An XMLHttpRequest to kintone that intercept answers tells its page what Chromium's own tells of a server, in every situation. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { filesListener, html, javaScript, launchBrowser, listen } from '../support/browser.js';
import { xhrScenarios } from '../support/browser/xhr-scenarios.js';

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

test('XMLHttpRequest: as Chromium tells it', async (t) => {
  const browser = await launchBrowser();
  const server = await listen(listener);
  t.after(async () => {
    await browser.close();
    await server.close();
  });
  const opened = await browser.newPage();
  await opened.goto(server.origin);
  await opened.waitForFunction(() => globalThis.intercept);
  const native = await opened.evaluate(xhrScenarios, server.origin);
  await opened.evaluate(() => globalThis.intercept(globalThis.createShim()));
  const own = await opened.evaluate(xhrScenarios, 'https://example.kintone.com');
  for (const [name, told] of Object.entries(native)) {
    const answered = own[name].map((line) => line.replace('https://example.kintone.com', server.origin));
    await t.test(name, () => assert.deepEqual(answered, told));
  }
});
