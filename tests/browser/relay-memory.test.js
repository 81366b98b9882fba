/** Large bodies through the relay: memory is flat in the page's Wasm, in the page and in the server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createInterface } from 'node:readline';
import { fileBlob } from '../support/blobs.js';
import { launchBrowser } from '../support/browser.js';
import { startUpstream } from '../support/upstream.js';

const MIB = 1_048_576;
const TWO_HUNDRED_MB = 209_715_200;

/** A server in a process of its own, which can be weighed: it says its URL. */
const program = `
  import { createShim } from 'kintone-shim';
  import { serve } from 'kintone-shim/server';
  const { url } = await serve({ shim: createShim({ network: ['127.0.0.1'] }), root: process.argv[1], inject: true });
  console.log(url);
`;

let browser;
let server;
let url;

before(async () => {
  const root = new URL('../support/browser/folder/', import.meta.url).pathname;
  server = spawn(process.execPath, ['--input-type=module', '--eval', program, '--', root], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [url] = await once(createInterface({ input: server.stdout }), 'line');
  browser = await launchBrowser();
});

after(async () => {
  await browser.close();
  server.kill();
  await once(server, 'exit');
});

/** Bytes that a process has in memory now, and the most it ever had. */
function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)[1]) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

async function rendererPids() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

async function open(t) {
  const upstream = await startUpstream();
  const page = await browser.newPage();
  t.after(async () => {
    await page.close();
    await upstream.close();
  });
  await page.goto(url);
  // What is loaded with the first call is no part of the question.
  await page.evaluate(
    async (to) => kintone.proxy.upload(to, 'POST', {}, { format: 'RAW', value: new Blob(['a']) }),
    upstream.url,
  );
  return { upstream, page };
}

const wasmHeapOf = (page) =>
  page.evaluate(() => kintoneShim.shim[Symbol.for('kintone-shim.internals')].wasmHeapBytes());

test('an upload of a file of 200 MB', async (t) => {
  const { upstream, page } = await open(t);
  const { path, sha256 } = await fileBlob(t, TWO_HUNDRED_MB);
  await page.setInputFiles('input', path);
  const pids = [server.pid, ...(await rendererPids())];
  const before = pids.map(memoryOf);
  const heap = await wasmHeapOf(page);
  const status = await page.evaluate(async (to) => {
    const [value] = document.querySelector('input').files;
    return (await kintone.proxy.upload(to, 'POST', {}, { format: 'RAW', value }))[1];
  }, upstream.url);
  assert.equal(status, 200);
  assert.deepEqual(upstream.requests[1].body, { length: TWO_HUNDRED_MB, sha256 });
  assert.equal(await wasmHeapOf(page), heap);
  const more = pids.map((pid, i) => memoryOf(pid).peak - before[i].now);
  t.diagnostic(
    `server ${Math.round(more[0] / MIB)} MiB, renderers ${more.slice(1).map((one) => Math.round(one / MIB))} MiB more at the peak`,
  );
  // What the collector has not taken yet counts too: loose bounds, but such as a copy of the whole body would break.
  for (const bytes of more) assert.ok(bytes < 160 * MIB, `${Math.round(bytes / MIB)} MiB more at the peak`);
});

test('an upload of 200 MB that a page made itself', async (t) => {
  const { upstream, page } = await open(t);
  const heap = await wasmHeapOf(page);
  const before = memoryOf(server.pid);
  const status = await page.evaluate(
    async ([to, length, piece]) => {
      const value = new Blob(Array(length / piece).fill(new Uint8Array(piece).fill(120)));
      return (await kintone.proxy.upload(to, 'POST', {}, { format: 'RAW', value }))[1];
    },
    [upstream.url, TWO_HUNDRED_MB, MIB],
  );
  assert.equal(status, 200);
  assert.equal(upstream.requests[1].body.length, TWO_HUNDRED_MB);
  assert.equal(await wasmHeapOf(page), heap);
  assert.ok(memoryOf(server.pid).peak - before.now < 160 * MIB);
});

test('an answer of 10 MB, and as much text to send', async (t) => {
  const { upstream, page } = await open(t);
  upstream.answerWith({ status: 200, body: { fill: '日"\\\n', length: 10 * MIB } });
  const heap = await wasmHeapOf(page);
  const seen = await page.evaluate(
    async ([to, length]) => {
      const [body] = await kintone.proxy(to, 'POST', {}, 'é'.repeat(length / 2));
      return { length: new TextEncoder().encode(body).length, start: body.slice(0, 8) };
    },
    [upstream.url, 10 * MIB],
  );
  assert.deepEqual(seen, { length: 10 * MIB, start: '日"\\\n日"\\\n' });
  assert.equal(upstream.requests[1].body.length, 10 * MIB);
  assert.equal(await wasmHeapOf(page), heap);
});
