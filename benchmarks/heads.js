// What does it cost to refuse an answer whose head is without measure, beside node:http, which refuses at 16 KiB?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compare, measureTurns } from './support/pairs.js';
import { mebibytes, milliseconds } from './support/row.js';
import { startServer } from './support/start-server.js';

const mebibyte = 2 ** 20;

const program = fileURLToPath(new URL('support/head-once.js', import.meta.url));

/** Each in a process of its own: memory that was once taken is not given back. */
async function refuseOnce(side, url) {
  const child = spawn(process.execPath, ['--expose-gc', program, side, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (status !== 0) throw new Error(`head-once.js ended with ${status}`);
  return JSON.parse(output);
}

async function measureHead(question, url, rounds) {
  const figures = [];
  const side = (name) => async () => {
    const told = await refuseOnce(name, url);
    figures.push({ name, ...told });
    return told.milliseconds;
  };
  const { ours, peer, ratio, pairs } = compare(
    await measureTurns({ sides: [side('shim'), side('http')], rounds, warmUp: 0 }),
  );
  const largest = (name) =>
    Math.max(...figures.filter((each) => each.name === name).map(({ bytes }) => bytes));
  const [oursBytes, peerBytes] = [largest('shim'), largest('http')];
  // Below that it is a matter of chance.
  const told = (bytes) => Math.max(bytes, mebibyte);
  return [
    {
      question: `${question}: time / node:http`,
      ours: milliseconds(ours),
      peer: milliseconds(peer),
      value: ratio,
      unit: '×',
      bound: '<=',
      target: 2,
      detail: pairs,
    },
    {
      question: `${question}: memory / node:http`,
      ours: mebibytes(oursBytes),
      peer: mebibytes(peerBytes),
      value: told(oursBytes) / told(peerBytes),
      unit: '×',
      bound: '<=',
      target: 2,
      detail: figures,
    },
  ];
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const rounds = quick ? 3 : 11;
  const url = await startServer('endless-heads-server.js');
  return [
    ...(await measureHead('refuse 16 MB of "X: v" lines', `${url}/lines`, rounds)),
    ...(await measureHead('refuse one line of 15 MB', `${url}/line`, rounds)),
  ];
}
