import assert from 'node:assert/strict';
import { cpuTime } from './cpu-time.js';

async function timeOf(work) {
  const started = cpuTime();
  await work();
  return cpuTime() - started;
}

/** Milliseconds of the longer text below which nothing can be told from noise: what is slower was made so by the text's length. */
const noise = 60;

/**
 * Holds where the time that the processors need grows as the text does: of a text of twice the length it is about twice as long. Where
 * it is quadratic it would be four times as long.
 * @param {(text: string) => unknown} work What it returns is awaited.
 * @param {string} piece What the text is made of.
 * @param {number} length Characters of the shorter text: many, so that what is quadratic takes seconds.
 */
export async function assertLinear(work, piece, length) {
  const make = (times) => piece.repeat(Math.ceil((times * length) / piece.length));
  const [once, twice] = [make(1), make(2)];
  // The first time it is being compiled.
  await work(make(1 / 16));
  const ratios = [];
  for (let i = 0; i < 3; i += 1) {
    const before = Math.max(await timeOf(() => work(once)), noise / 2);
    const ratio = (await timeOf(() => work(twice))) / before;
    ratios.push(ratio);
    if (ratio < 3) return;
  }
  assert.fail(
    `${JSON.stringify(piece.slice(0, 40))}: twice as long takes ${ratios.map((each) => each.toFixed(1))} times as long`,
  );
}
