// How soon does a page in Chromium have its kintone: by the package's script, which is in the cache, and createShim(); and by the
// served script, which asks the page's server too?
import { readFile } from 'node:fs/promises';
import { filesListener, html, javaScript, launchBrowser, listen } from '../tests/support/browser.js';
import { median } from './support/pairs.js';
import { milliseconds } from './support/row.js';
import { startServer } from './support/start-server.js';

const timed = `<!doctype html><meta charset="utf-8"><script>const began = performance.now();</script>
  <script src="/kintone-shim.js"></script>
  <script>kintoneShim.createShim(); globalThis.took = performance.now() - began;</script>`;

/** Each time in a new page, which has a process of its own: nothing is compiled there yet. */
async function loadTimes(context, url, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const page = await context.newPage();
    await page.goto(url);
    times.push(await page.evaluate(() => globalThis.took));
    await page.close();
  }
  return times;
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const script = await readFile(new URL('../dist/kintone-shim.js', import.meta.url));
  const files = {
    '/': [html, timed],
    '/kintone-shim.js': [javaScript, script, { 'cache-control': 'max-age=3600' }],
  };
  const server = await listen(filesListener(files));
  const relayUrl = await startServer('relay-server.js');
  const browser = await launchBrowser();
  const rounds = quick ? 9 : 41;
  const rows = [];
  try {
    const context = await browser.newContext();
    for (const [question, url, target] of [
      ['Chromium: <script> + createShim(), warm cache', server.origin, 30],
      // Sent anew each time, and a round trip more.
      ['Chromium: /_shim/kintone.js, connected', `${relayUrl}/timed`, 40],
    ]) {
      // The first loads fill the cache.
      await loadTimes(context, url, 4);
      const times = await loadTimes(context, url, rounds);
      const value = median(times);
      rows.push({
        question,
        ours: milliseconds(value),
        peer: '',
        value,
        unit: ' ms',
        bound: '<=',
        target,
        detail: times,
      });
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
  }
}
