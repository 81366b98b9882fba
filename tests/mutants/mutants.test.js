/**
 * Every rule has a case that fails without it: a mutant switches the rule off, and a case of that rule turns red.
 * Rules of the core are tried with the native runner, those that live in js/ or types/ with the package on real sockets.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCases } from '../support/conformance/files.js';
import { buildNative, runNative } from './support/native.js';
import { copySources, runPackage } from './support/scratch.js';

const mutants = JSON.parse(readFileSync(fileURLToPath(new URL('mutants.json', import.meta.url)), 'utf8'));
const edits = (mutant) => mutant.edits ?? [mutant];
const isCore = (mutant) => edits(mutant).every(({ file }) => file.startsWith('wasm/'));
const ofPackage = mutants.filter((mutant) => !isCore(mutant));

const quick = readCases().filter(({ slow }) => !slow);
const casesOf = (rule) => quick.filter((one) => one.rule === rule).map(({ name }) => name);

/** The two ways to run, how many of each at the same time, and what is run without a mutant. */
const lanes = {
  native: {
    workers: availableParallelism(),
    mutants: mutants.filter(isCore),
    ready: buildNative,
    unchanged: () => runNative([]),
    run: (mutant) => runNative(edits(mutant), mutant.rule),
  },
  package: {
    workers: 1,
    mutants: ofPackage,
    ready: async () => copySources(),
    unchanged: () => runPackage([], [...new Set(ofPackage.map(({ rule }) => rule))].flatMap(casesOf)),
    run: (mutant) => runPackage(edits(mutant), casesOf(mutant.rule)),
  },
};

/** Starts a lane: what each of its mutants turned red, and first of all that nothing is red without them. */
function start({ workers, mutants: some, ready, unchanged, run }) {
  const first = ready().then(unchanged);
  const turns = Array.from({ length: workers }, () => first.catch(() => {}));
  const results = some.map((mutant, i) => {
    const turn = turns[i % workers].then(() => run(mutant));
    turns[i % workers] = turn.catch(() => {});
    return [mutant, turn];
  });
  return { unchanged: first, results };
}

const runs = Object.entries(lanes).map(([name, lane]) => ({ name, ...start(lane) }));

for (const { name, unchanged } of runs) {
  test(`nothing is red without a mutant (${name})`, async () => assert.equal(await unchanged, null));
}

for (const [mutant, result] of runs.flatMap(({ results }) => results)) {
  result.catch(() => {});
  test(`${mutant.rule} without: ${mutant.off}`, async (t) => {
    const red = await result;
    assert.notEqual(red, null, `no case of ${mutant.rule} turns red`);
    t.diagnostic(`red: ${red.split('\n')[0].slice(0, 120)}`);
  });
}
