/** A page of anybody's in Chromium that makes its own shim, as Vitest's browser mode and Storybook do: no server of ours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { filesListener, html, javaScript, launchBrowser, listen } from '../support/browser.js';
import * as samples from '../support/browser/upload-samples.js';

const built = (name) => [javaScript, readFileSync(new URL(`../../dist/${name}`, import.meta.url))];
const page = `<!doctype html><meta charset="utf-8"><title>Theirs</title>
<script type="module">
  import { createShim } from '/index.js';
  import { intercept } from '/intercept.js';
  globalThis.shim = createShim();
  shim.install();
  globalThis.restore = intercept(shim);
</script>`;

let browser;
let server;

before(async () => {
  browser = await launchBrowser();
  server = await listen(
    filesListener({
      '/': [html, page],
      '/theirs.txt': ['text/plain', 'theirs'],
      '/index.js': built('index.js'),
      '/intercept.js': built('intercept.js'),
    }),
  );
});

after(async () => {
  await browser.close();
  await server.close();
});

async function open(t) {
  const opened = await browser.newPage();
  t.after(() => opened.close());
  await opened.goto(server.origin);
  await opened.waitForFunction(() => globalThis.restore);
  return opened;
}

for (const [name, sample] of Object.entries(samples)) {
  test(`kintone's sample as it stands: ${name}`, async (t) => {
    const opened = await open(t);
    const told = opened.waitForEvent('console', (message) => message.type() === 'log');
    await opened.addScriptTag({ content: sample, type: 'module' });
    assert.deepEqual(Object.keys(await (await told).args()[0].jsonValue()), ['fileKey']);
    const kept = await opened.evaluate(() => {
      const [file] = globalThis.shim.files;
      return file.blob().then(async (blob) => [file.name, await blob.text()]);
    });
    const content = sample.includes('テスト') ? 'テストファイルです' : 'Sample Test File';
    assert.deepEqual(kept, ['test.txt', content]);
  });
}

test('bytes arrive as they are by both; an upload tells its progress; what is not kintone’s is left alone', async (t) => {
  const opened = await open(t);
  const told = await opened.evaluate(async (origin) => {
    const bytes = crypto.getRandomValues(new Uint8Array(65_536));
    const file = new File(Array(40).fill(bytes), '写真.png', { type: 'image/png' });
    const formOf = () => {
      const form = new FormData();
      form.append('__REQUEST_TOKEN__', kintone.getRequestToken());
      form.append('file', file);
      return form;
    };
    const headers = { 'X-Requested-With': 'XMLHttpRequest' };
    const byFetch = await fetch('/k/v1/file.json', { method: 'POST', headers, body: formOf() });
    const xhr = new XMLHttpRequest();
    xhr.open('POST', 'https://example.kintone.com/k/v1/file.json');
    xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    let progressed = 0;
    xhr.upload.onprogress = ({ loaded, total }) => {
      progressed = loaded / total;
    };
    xhr.send(formOf());
    await new Promise((resolve) => (xhr.onloadend = resolve));
    const digestOf = async (blob) =>
      new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())).join();
    const wanted = await digestOf(file);
    const kept = await Promise.all(globalThis.shim.files.map(async (each) => digestOf(await each.blob())));
    const theirs = new XMLHttpRequest();
    theirs.open('GET', `${origin}/theirs.txt`, false);
    theirs.send();
    const answer = await (await fetch(new URL('/theirs.txt', origin))).text();
    globalThis.restore();
    return {
      statuses: [byFetch.status, xhr.status],
      isKept: kept.map((each) => each === wanted),
      progressed,
      theirs: [theirs.responseText, answer, await (await fetch('/theirs.txt')).text()],
      native: [fetch, XMLHttpRequest].every((each) => /\[native code\]/.test(String(each))),
    };
  }, server.origin);
  assert.deepEqual(told, {
    statuses: [200, 200],
    isKept: [true, true],
    progressed: 1,
    theirs: ['theirs', 'theirs', 'theirs'],
    native: true,
  });
});
