// How long does a small call take beside Node's own fetch, both over a connection that is kept alive?
import { createShim } from 'kintone-shim';
import { measurePairs, timed } from './support/pairs.js';
import { timeRow } from './support/row.js';

const callsARound = 200;

async function measureCall(question, rounds, call, peerCall) {
  const perCall = async (work) =>
    (await timed(async () => {
      for (let count = 0; count < callsARound; count += 1) {
        await work();
      }
    })) / callsARound;
  const measured = await measurePairs({
    ours: () => perCall(call),
    peer: () => perCall(peerCall),
    rounds,
    warmUp: 5,
  });
  return timeRow(question, measured, 0.9);
}

/**
 * @param {{ serverUrl: string, quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ serverUrl, quick }) {
  const rounds = quick ? 7 : 31;
  const url = `${serverUrl}/json`;
  const headers = { 'Content-Type': 'application/json' };
  const order = { item: '電動ドライバー', quantity: 12 };
  const shim = createShim({ network: ['127.0.0.1'] });
  const { kintone } = shim;

  const get = await measureCall(
    'small GET, JSON back / fetch',
    rounds,
    () => kintone.proxy(url, 'GET', {}, {}),
    async () => (await fetch(url)).text(),
  );
  const post = await measureCall(
    'small POST of an object / fetch',
    rounds,
    () => kintone.proxy(url, 'POST', headers, order),
    async () => (await fetch(url, { method: 'POST', headers, body: JSON.stringify(order) })).text(),
  );
  shim.dispose();
  return [get, post];
}
