// Machines are noisy: the two sides take turns within one run, and the ratio is taken pair by pair.
import { collectGarbage } from '../../tests/support/garbage.js';

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
 * Runs every side in turns, the order changing with each round.
 * @param {object} options
 * @param {(() => Promise<number>)[]} options.sides each gives its figure
 * @param {number} options.rounds
 * @param {number} [options.warmUp] rounds that do not count
 * @returns {Promise<number[][]>} of each round the figures of the sides
 */
export async function measureTurns({ sides, rounds, warmUp = 1 }) {
  const turns = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const figures = [];
    const order = [...sides.keys()];
    for (const side of round % 2 === 0 ? order : order.reverse()) {
      collectGarbage();
      figures[side] = await sides[side]();
    }
    if (round >= 0) {
      turns.push(figures);
    }
  }
  return turns;
}

/**
 * Compares two sides that took turns.
 * @param {number[][]} pairs
 * @returns {{ ours: number, peer: number, ratio: number, difference: number, pairs: number[][] }} medians; ratio and
 *   difference are medians over the pairs
 */
export const compare = (pairs) => ({
  ours: median(pairs.map((pair) => pair[0])),
  peer: median(pairs.map((pair) => pair[1])),
  ratio: median(pairs.map((pair) => pair[0] / pair[1])),
  difference: median(pairs.map((pair) => pair[0] - pair[1])),
  pairs,
});

/**
 * @param {object} options
 * @param {() => Promise<number>} options.ours gives its figure
 * @param {() => Promise<number>} options.peer
 * @param {number} options.rounds
 * @param {number} [options.warmUp] rounds that do not count
 */
export const measurePairs = async ({ ours, peer, ...how }) =>
  compare(await measureTurns({ sides: [ours, peer], ...how }));

/**
 * @param {() => unknown} work
 * @returns {Promise<number>} milliseconds
 */
export async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
