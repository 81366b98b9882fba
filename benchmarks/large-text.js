// How long does the largest body kintone takes, 10 MB of text, take beside fetch(...).text()?
import { createShim } from 'kintone-shim';
import { measurePairs, timed } from './support/pairs.js';
import { timeRow } from './support/row.js';

async function measureText({ question, url, shim, warmUpUrl, rounds }) {
  const lengths = new Set();
  const measured = await measurePairs({
    // The journal keeps bodies; without a reset the later rounds would run in an ever larger heap.
    ours: async () => {
      shim.reset();
      await shim.kintone.proxy(warmUpUrl, 'GET', {}, {});
      return timed(async () => {
        const [body] = await shim.kintone.proxy(url, 'GET', {}, {});
        lengths.add(body.length);
      });
    },
    peer: async () => {
      await (await fetch(warmUpUrl)).text();
      return timed(async () => lengths.add((await (await fetch(url)).text()).length));
    },
    rounds,
    warmUp: 3,
  });
  if (lengths.size !== 1) {
    throw new Error(`the two sides read different texts: ${[...lengths]}`);
  }
  return timeRow(question, measured, 1.05);
}

/**
 * @param {{ serverUrl: string, quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ serverUrl, quick }) {
  const shim = createShim({ network: ['127.0.0.1'] });
  const rows = [];
  for (const [name, path] of [
    ['ASCII', '/text/english'],
    ['Japanese', '/text/japanese'],
    ['Japanese, gzip', '/text/gzip'],
  ]) {
    rows.push(
      await measureText({
        question: `10 MB text (${name}) / fetch text()`,
        url: serverUrl + path,
        warmUpUrl: `${serverUrl}/json`,
        shim,
        rounds: quick ? 7 : 31,
      }),
    );
  }
  shim.dispose();
  return rows;
}
