// What does a call cost that a route answers, beside the mocks that people use: undici's MockAgent (request and fetch), MSW and nock? GET and
// POST with bodies that differ, results checked; with one URL and with a hundred. CPU and wall time of the same rounds.
import { cpuTime } from '../tests/support/cpu-time.js';
import { collectGarbage } from '../tests/support/garbage.js';
import { createShim } from 'kintone-shim';
import { measureTurns, median } from './support/pairs.js';
import { mebibytes } from './support/row.js';
import { routedSides } from './support/routed-sides.js';

const callsARound = 500;
const microseconds = (value) => `${(value * 1000).toFixed(1)} µs`;

/** Milliseconds of CPU and of the clock for each call of a round. */
async function round(side, urls) {
  const [cpuBefore, startedAt] = [cpuTime(), performance.now()];
  for (let i = 0; i < callsARound; i += 1) {
    const url = urls[i % urls.length];
    const sent = JSON.stringify({ n: i });
    const answer = i % 2 === 0 ? await side.get(url) : await side.post(url, sent);
    if (answer !== (i % 2 === 0 ? 'got' : 'posted')) throw new Error(`${side.name}: ${answer}`);
  }
  const figures = [cpuTime() - cpuBefore, performance.now() - startedAt].map((each) => each / callsARound);
  side.forget?.();
  return figures;
}

async function measureSides(sides, urls, rounds) {
  const opened = [];
  for (const side of sides) opened.push(await side.open(urls));
  const turns = await measureTurns({
    sides: opened.map((side) => () => round(side, urls)),
    rounds,
    warmUp: 6,
  });
  for (const side of opened) await side.close?.();
  return sides.map(({ name }, i) => ({
    name,
    cpu: turns.map((figures) => figures[i][0]),
    wall: turns.map((figures) => figures[i][1]),
  }));
}

const ratio = (ours, peer) => median(ours.map((value, i) => value / peer[i]));

/** A row for each peer and for either time. */
function rowsOf(title, [ours, ...peers], targets) {
  return peers.flatMap((peer) =>
    ['cpu', 'wall'].map((time) => ({
      question: `routed, ${title}: ${time}, ours / ${peer.name}`,
      ours: microseconds(median(ours[time])),
      peer: microseconds(median(peer[time])),
      value: ratio(ours[time], peer[time]),
      unit: '×',
      bound: '<=',
      target: targets[peer.name] ?? 1,
    })),
  );
}

/** What 100,000 calls have left after reset(), in bytes of the heap and of the core's memory. */
async function measureRemains(count) {
  const shim = createShim();
  const { memoryInUse } = shim[Symbol.for('kintone-shim.internals')];
  const url = 'https://api.example.com/v1';
  const run = async (calls) => {
    shim.upstream.get(url).reply(200, 'got').persist();
    for (let i = 0; i < calls; i += 1) await shim.kintone.proxy(url, 'GET', {}, {});
    shim.reset();
    collectGarbage();
    return process.memoryUsage().heapUsed + memoryInUse();
  };
  await run(count / 10);
  const before = await run(count / 10);
  return Math.max(0, (await run(count)) - before);
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const rounds = quick ? 7 : 21;
  const sides = await routedSides();
  const urlsOf = (count) => Array.from({ length: count }, (_, i) => `https://api.example.com/v1/${i}`);
  const one = await measureSides(sides, urlsOf(1), rounds);
  const many = await measureSides(sides, urlsOf(100), rounds);
  const remains = await measureRemains(quick ? 20_000 : 100_000);
  return [
    ...rowsOf('one URL', one, { 'MockAgent request': 1, 'MockAgent fetch': 0.25 }),
    ...rowsOf('100 URLs', many, { 'MockAgent request': 0.3, 'MockAgent fetch': 0.25 }),
    {
      question: 'routed: CPU, 100 URLs / one',
      ours: microseconds(median(many[0].cpu)),
      peer: microseconds(median(one[0].cpu)),
      value: median(many[0].cpu) / median(one[0].cpu),
      unit: '×',
      bound: '<=',
      target: 1.2,
    },
    {
      question: 'routed: what is left of 100,000 calls after reset()',
      ours: mebibytes(remains),
      peer: '-',
      value: remains / 2 ** 20,
      unit: ' MB',
      bound: '<=',
      target: 1,
    },
  ];
}
