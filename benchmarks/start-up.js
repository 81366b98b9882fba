// How much later does a program end that imports the package and creates a shim than one that does nothing, in terms of the latter?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { measurePairs, timed } from './support/pairs.js';
import { milliseconds } from './support/row.js';

function runProgram(name) {
  const path = fileURLToPath(new URL(`support/${name}`, import.meta.url));
  return timed(async () => {
    const [status] = await once(spawn(process.execPath, [path], { stdio: 'ignore' }), 'exit');
    if (status !== 0) {
      throw new Error(`${name} ended with ${status}`);
    }
  });
}

async function measureStart(form, extension, rounds) {
  const { ours, peer, ratio, pairs } = await measurePairs({
    ours: () => runProgram(`create-shim.${extension}`),
    peer: () => runProgram(`bare.${extension}`),
    rounds,
    warmUp: 2,
  });
  return {
    question: `${form} + createShim(), over bare Node`,
    ours: milliseconds(ours),
    peer: milliseconds(peer),
    value: ratio - 1,
    unit: ' of bare Node',
    bound: '<=',
    target: 0.3,
    detail: pairs,
  };
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const rounds = quick ? 9 : 41;
  return [await measureStart('import', 'mjs', rounds), await measureStart('require', 'cjs', rounds)];
}
