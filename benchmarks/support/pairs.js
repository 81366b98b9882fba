// Machines are noisy: the two sides take turns within one run, and the ratio is taken pair by pair.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects garbage now, so that neither side pays for what the other left behind. */
export const collectGarbage = runInNewContext('gc');

/**
 * @param {number[]} values
 * @returns {number}
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs both sides in turns, the order changing with each round.
 * @param {object} options
 * @param {() => Promise<number>} options.ours gives its figure
 * @param {() => Promise<number>} options.peer
 * @param {number} options.rounds
 * @param {number} [options.warmUp] rounds that do not count
 * @returns {Promise<{ ours: number, peer: number, ratio: number, difference: number, pairs: number[][] }>} medians;
 *   ratio and difference are medians over the pairs
 */
export async function measurePairs({ ours, peer, rounds, warmUp = 1 }) {
  const pairs = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const pair = [];
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
      collectGarbage();
      pair[side] = await [ours, peer][side]();
    }
    if (round >= 0) {
      pairs.push(pair);
    }
  }
  return {
    ours: median(pairs.map((pair) => pair[0])),
    peer: median(pairs.map((pair) => pair[1])),
    ratio: median(pairs.map((pair) => pair[0] / pair[1])),
    difference: median(pairs.map((pair) => pair[0] - pair[1])),
    pairs,
  };
}

/**
 * @param {() => unknown} work
 * @returns {Promise<number>} milliseconds
 */
export async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
