// How long do calls of a served page take, through its server, beside the page's own fetch to the same upstream, which allows
// that by CORS? Chromium, the page's server and the upstream are processes of their own.
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../tests/support/browser.js';
import { measurePairs } from './support/pairs.js';
import { throughput, timeRow } from './support/row.js';
import { startServer } from './support/start-server.js';
import { uploadBytes, writeUploadFile } from './support/upload-body.js';

const callsARound = 100;
const sides = fileURLToPath(new URL('support/page-sides.js', import.meta.url));

/** Runs `bench[name](side, ...args)` in the page, in turns. */
async function measureSides(page, rounds, name, ...args) {
  const session = await page.context().newCDPSession(page);
  const runSide = async (side) => {
    await session.send('HeapProfiler.collectGarbage');
    // In the page.
    return page.evaluate(([method, ...given]) => globalThis.bench[method](...given), [name, side, ...args]);
  };
  const measured = await measurePairs({
    ours: () => runSide('ours'),
    peer: () => runSide('peer'),
    rounds,
    warmUp: 3,
  });
  await session.detach();
  return measured;
}

async function smallCalls(page, serverUrl, rounds) {
  const url = `${serverUrl}/json`;
  const order = JSON.stringify({ item: '電動ドライバー', quantity: 12 });
  const rows = [];
  for (const [question, method, text] of [
    ['relay in Chromium: small GET / fetch of the page', 'get'],
    ['relay in Chromium: small POST / fetch of the page', 'post', order],
  ]) {
    const measured = await measureSides(page, rounds, 'small', method, url, callsARound, text);
    rows.push(timeRow(question, measured, 2.5));
  }
  return rows;
}

async function largeTexts(page, serverUrl, rounds) {
  const rows = [];
  for (const [name, path] of [
    ['ASCII', '/text/english'],
    ['Japanese', '/text/japanese'],
  ]) {
    const url = serverUrl + path;
    const { length } = await (await fetch(url)).text();
    const measured = await measureSides(page, rounds, 'large', url, `${serverUrl}/json`, length);
    rows.push(timeRow(`relay in Chromium: 10 MB text (${name}) / fetch of the page`, measured, 3));
  }
  return rows;
}

async function upload(page, serverUrl, rounds) {
  const file = await writeUploadFile();
  try {
    await page.setInputFiles('input', file.path);
    const { ours, peer, ratio, pairs } = await measureSides(page, rounds, 'upload', `${serverUrl}/sink`);
    return {
      question: 'relay in Chromium: 200 MB upload, speed / fetch of the page',
      ours: throughput(uploadBytes, ours),
      peer: throughput(uploadBytes, peer),
      value: 1 / ratio,
      unit: '×',
      bound: '>=',
      target: 0.5,
      detail: pairs,
    };
  } finally {
    await file.remove();
  }
}

/**
 * @param {{ serverUrl: string, quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ serverUrl, quick }) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(await startServer('relay-server.js'));
    await page.addScriptTag({ path: sides });
    const heapBytes = () => page.evaluate(() => globalThis.bench.wasmHeapBytes());
    const rows = await smallCalls(page, serverUrl, quick ? 7 : 31);
    const before = await heapBytes();
    rows.push(...(await largeTexts(page, serverUrl, quick ? 7 : 31)));
    rows.push(await upload(page, serverUrl, quick ? 3 : 11));
    const after = await heapBytes();
    rows.push({
      question: "relay in Chromium: growth of the page's Wasm heap",
      ours: `${before.toLocaleString('en-US')} B`,
      peer: '',
      value: after - before,
      unit: ' B',
      bound: '<=',
      target: 0,
      detail: { before, after },
    });
    return rows;
  } finally {
    await browser.close();
  }
}
