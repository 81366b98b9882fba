/** A served page whose scripts name kintone's own address, in Chromium: they reach the page's server, with the page's session. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { launchBrowser, listen } from '../support/browser.js';

const origin = 'https://example.kintone.com';
const requested = { 'X-Requested-With': 'XMLHttpRequest' };

let browser;
let folder;

before(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'kintone-shim-intercept-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><title>A page</title>');
});

after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function open(t, options) {
  const shim = createShim(options);
  const server = await serve({ shim, root: folder, inject: true });
  const context = await browser.newContext();
  t.after(async () => {
    await context.close();
    await server.close();
    shim.dispose();
  });
  const page = await context.newPage();
  const left = [];
  page.on('request', (request) => left.push(request.url()));
  await page.goto(server.url);
  return { shim, page, left, url: server.url };
}

/** Uploads from within the page, each of the given ways; status and code of each answer. */
const upload = (page, how) =>
  page.evaluate(
    async ([address, fields, names, token]) => {
      const formWith = () => {
        const form = new FormData();
        if (token !== null) form.append('__REQUEST_TOKEN__', token ?? kintone.getRequestToken());
        form.append('file', new Blob(['bytes']), '領収書.txt');
        return form;
      };
      const byXHR = (isAsync) =>
        new Promise((resolve) => {
          const xhr = new XMLHttpRequest();
          xhr.open('POST', address, isAsync);
          for (const [name, value] of Object.entries(fields)) xhr.setRequestHeader(name, value);
          xhr.onloadend = () => resolve({ status: xhr.status, code: JSON.parse(xhr.responseText).code });
          xhr.send(formWith());
        });
      const read = async (response) => ({ status: response.status, code: (await response.json()).code });
      const init = () => ({ method: 'POST', headers: fields, body: formWith() });
      const ways = {
        fetch: async () => read(await fetch(address, init())),
        url: async () => read(await fetch(new URL(address, location), init())),
        request: async () => read(await fetch(new Request(address, init()))),
        more: async () => read(await fetch(new Request(address, init()), { cache: 'no-store' })),
        xhr: () => byXHR(true),
        synchronous: () => byXHR(false),
      };
      const answers = {};
      for (const name of names) answers[name] = await ways[name]();
      return answers;
    },
    [how.address ?? `${origin}/k/v1/file.json`, how.fields ?? {}, how.ways, how.token],
  );

const every = ['fetch', 'url', 'request', 'more', 'xhr', 'synchronous'];
const all = (answer) => Object.fromEntries(every.map((way) => [way, answer]));
const accepted = { status: 200, code: undefined };

test("kintone's address leads to the page's own server, by each API", async (t) => {
  const { shim, page, left, url } = await open(t);
  const answers = await upload(page, { ways: every, fields: requested });
  assert.deepEqual(answers, all(accepted));
  assert.deepEqual(
    shim.files.map(({ name, size }) => [name, size]),
    every.map(() => ['領収書.txt', 5]),
  );
  assert.deepEqual(
    left.filter((each) => !each.startsWith(url)),
    [],
  );
});

test('without the token, with a stale one, without X-Requested-With: as on kintone', async (t) => {
  const { page, shim } = await open(t);
  const expired = all({ status: 400, code: 'CB_CS01' });
  assert.deepEqual(await upload(page, { ways: every, fields: requested, token: null }), expired);
  assert.deepEqual(await upload(page, { ways: every }), all({ status: 400, code: 'CB_JH01' }));
  const token = await page.evaluate(() => kintone.getRequestToken());
  shim.advance(86_400_001);
  assert.deepEqual(await upload(page, { ways: every, fields: requested, token }), expired);
});

test('an address without a scheme, and an origin of one’s own', async (t) => {
  const { page, shim } = await open(t, { origin: 'https://mine.cybozu.com' });
  const ways = ['fetch', 'xhr'];
  for (const address of ['//mine.cybozu.com/k/v1/file.json', ' \\\\MINE.cybozu.com:443/k/v1/file.json']) {
    const answers = await upload(page, { ways, fields: requested, address });
    assert.deepEqual(answers, { fetch: accepted, xhr: accepted });
  }
  assert.equal(shim.files.length, 4);
});

test('scripts that make the address of location.host mean the page’s own server', async (t) => {
  const { page, shim, left, url } = await open(t);
  const { host } = new URL(url);
  const ways = ['fetch', 'url', 'request', 'xhr', 'synchronous'];
  for (const address of [`https://${host}/k/v1/file.json`, `//${host}/k/v1/file.json`]) {
    const answers = await upload(page, { ways, fields: requested, address });
    assert.deepEqual(answers, Object.fromEntries(ways.map((way) => [way, accepted])));
  }
  assert.equal(shim.files.length, 2 * ways.length);
  assert.deepEqual(
    left.filter((each) => !each.startsWith(url)),
    [],
  );
});

test('bytes of a File arrive as they are, and come back so', async (t) => {
  const { page, shim } = await open(t, {
    apiTokens: { TOKEN: 5 },
    apps: { 5: { fields: { Files: 'FILE' } } },
  });
  const bytes = bytesOfLength(3_000_001);
  await page.setContent('<input type="file">');
  await page.setInputFiles('input', { name: '写真.png', mimeType: 'image/png', buffer: bytes });
  const back = await page.evaluate(async (root) => {
    const headers = { 'X-Cybozu-API-Token': 'TOKEN' };
    const form = new FormData();
    form.append('file', document.querySelector('input').files[0]);
    const asked = new Request(`${root}/k/v1/file.json`, { method: 'POST', headers, body: form });
    const record = { Files: { value: [await (await fetch(asked)).json()] } };
    const body = JSON.stringify({ app: 5, record });
    const json = { ...headers, 'Content-Type': 'application/json' };
    const { id } = await (
      await fetch(`${root}/k/v1/record.json`, { method: 'POST', headers: json, body })
    ).json();
    const got = await (await fetch(`${root}/k/v1/record.json?app=5&id=${id}`, { headers })).json();
    const xhr = new XMLHttpRequest();
    xhr.open('GET', `${root}/k/v1/file.json?fileKey=${got.record.Files.value[0].fileKey}`);
    xhr.setRequestHeader('X-Cybozu-API-Token', 'TOKEN');
    xhr.responseType = 'arraybuffer';
    xhr.send();
    await new Promise((resolve) => (xhr.onloadend = resolve));
    return [xhr.response.byteLength, Array.from(new Uint8Array(xhr.response, 2_999_990))];
  }, origin);
  assert.deepEqual(back, [bytes.length, [...bytes.subarray(2_999_990)]]);
  const [file] = shim.files;
  assert.deepEqual([file.name, file.contentType], ['写真.png', 'image/png']);
  assert.equal(sha256(new Uint8Array(await (await file.blob()).arrayBuffer())), sha256(bytes));
});

test('every other request goes its own way', async (t) => {
  const seen = [];
  const other = await listen((request, response) => {
    seen.push([request.method, request.url, request.headers['content-type'], request.headers.cookie]);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('theirs');
  });
  t.after(() => other.close());
  const { page } = await open(t);
  const texts = await page.evaluate(async (there) => {
    const init = { method: 'POST', body: 'text' };
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `${there}/k/v1/file.json`);
    xhr.send('text');
    await new Promise((resolve) => (xhr.onloadend = resolve));
    const blob = URL.createObjectURL(new Blob(['blob']));
    const answers = [
      await fetch(`${there}/k/v1/file.json`, init),
      await fetch(new Request(`${there}/k/v1/file.json`, init)),
      await fetch('data:text/plain,data'),
      await fetch(blob),
      await fetch('/index.html'),
    ];
    return [xhr.responseText, ...(await Promise.all(answers.map((each) => each.text())))];
  }, other.origin);
  assert.match(texts.pop(), /<title>A page/);
  assert.deepEqual(texts, ['theirs', 'theirs', 'theirs', 'data', 'blob']);
  assert.deepEqual(seen, Array(3).fill(['POST', '/k/v1/file.json', 'text/plain;charset=UTF-8', undefined]));
});

test('connecting again wraps nothing twice, and keeps the browser’s names', async (t) => {
  const { page } = await open(t);
  const shown = await page.evaluate(() => {
    kintoneShim.connect();
    kintoneShim.connect();
    const parent = Object.getPrototypeOf(XMLHttpRequest);
    return [
      XMLHttpRequest.name,
      XMLHttpRequest.DONE,
      Object.getPrototypeOf(parent) === EventTarget || parent.name,
    ];
  });
  assert.deepEqual(shown, ['XMLHttpRequest', 4, 'XMLHttpRequest']);
  assert.deepEqual(await upload(page, { ways: ['fetch'], fields: requested }), { fetch: accepted });
});

test('what is listed and counted of fetch and XMLHttpRequest is the browser’s', async (t) => {
  const { page } = await open(t);
  const [ours, theirs] = await page.evaluate(() => {
    // Nothing is loaded there.
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    return [globalThis, frame.contentWindow].map(({ fetch, XMLHttpRequest }) => {
      const listed = [];
      for (const name in new XMLHttpRequest()) listed.push(name);
      return [
        listed.sort(),
        fetch.name,
        fetch.length,
        XMLHttpRequest.length,
        XMLHttpRequest.prototype.open.length,
      ];
    });
  });
  assert.ok(theirs[0].includes('open'));
  assert.deepEqual(ours, theirs);
});

test('a body that is a stream, and a Request of a mode that is asked for', async (t) => {
  const { page, shim } = await open(t);
  const answers = await page.evaluate(async (root) => {
    const headers = { 'X-Cybozu-API-Token': 'TOKEN', 'Content-Type': 'application/json' };
    const body = new Blob([JSON.stringify({ app: 5, record: {} })]).stream();
    const added = await fetch(`${root}/k/v1/record.json`, { method: 'POST', headers, body, duplex: 'half' });
    const mode = 'same-origin';
    const cached = new Request(`${root}/k/v1/nothing.json`, { mode, cache: 'only-if-cached' });
    const refused = await fetch(new Request(`${root}/k/v1/nothing.json`, { mode }));
    // Nothing is: a network error, as the browser has it.
    return [added.status, refused.status, await fetch(cached).catch(({ message }) => message)];
  }, origin);
  assert.deepEqual(answers, [200, 404, 'Failed to fetch']);
  assert.equal(shim.records.length, 1);
});

test('a Request and what is given beside it, a stream too', async (t) => {
  const { page, shim } = await open(t);
  const answers = await page.evaluate(async (root) => {
    const headers = { 'X-Cybozu-API-Token': 'TOKEN', 'Content-Type': 'application/json' };
    const given = JSON.stringify({ app: 5, record: {} });
    const ask = async (init) => {
      const request = new Request(`${root}/k/v1/record.json`, { method: 'POST', headers, body: 'its own' });
      return (await fetch(request, init)).status;
    };
    const stream = new Blob([given]).stream();
    return [
      await ask({ body: given }),
      await ask({ body: stream, duplex: 'half' }),
      await ask({ method: 'PATCH' }),
    ];
  }, origin);
  assert.deepEqual(answers, [200, 200, 405]);
  assert.equal(shim.records.length, 2);
});
