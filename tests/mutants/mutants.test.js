/**
 * Every rule has a case that fails without it: a mutant switches the rule off in a scratch copy of the sources, and a case of that rule
 * turns red.
 * Rules of the core are tried with the native runner, those that live in js/ or types/ with the package on real sockets.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCases } from '../support/conformance/files.js';
import { apply, buildNative, buildPackage, copySources, runNative, runPackage } from './support/scratch.js';

const mutants = JSON.parse(readFileSync(fileURLToPath(new URL('mutants.json', import.meta.url)), 'utf8'));
const edits = (mutant) => mutant.edits ?? [mutant];
const isCore = (mutant) => edits(mutant).every(({ file }) => file.startsWith('wasm/'));

const quick = readCases().filter(({ slow }) => !slow);
const casesOf = (rule) => quick.filter((one) => one.rule === rule).map(({ name }) => name);

/** Mutants of one file in turn: what a mutant compiled is compiled once more for the next, not twice. */
const byFile = (some) => some.sort((a, b) => edits(a)[0].file.localeCompare(edits(b)[0].file));

/** The two ways to build and run; each takes its mutants one after the other, beside the other. */
const lanes = {
  native: {
    mutants: byFile(mutants.filter(isCore)),
    build: buildNative,
    run: (rule) => runNative(rule),
  },
  package: {
    mutants: byFile(mutants.filter((mutant) => !isCore(mutant))),
    build: buildPackage,
    run: (rule) => runPackage(rule ? casesOf(rule) : unmutated()),
  },
};

/** The cases of every rule that the package's mutants switch off. */
function unmutated() {
  return [...new Set(lanes.package.mutants.map(({ rule }) => rule))].flatMap(casesOf);
}

async function tryMutant({ build, run }, mutant) {
  const takeBack = apply(edits(mutant));
  try {
    await build();
    return await run(mutant.rule);
  } finally {
    takeBack();
  }
}

/** Starts a lane: what each of its mutants turned red, and first of all that nothing is red without them. */
function start(lane) {
  const results = new Map();
  let last = (async () => {
    await lane.build();
    return lane.run();
  })();
  const unchanged = last;
  for (const mutant of lane.mutants) {
    const turn = last.catch(() => {}).then(() => tryMutant(lane, mutant));
    turn.catch(() => {});
    results.set(mutant, turn);
    last = turn;
  }
  return { results, unchanged };
}

copySources();
const runs = Object.fromEntries(Object.entries(lanes).map(([name, lane]) => [name, start(lane)]));

for (const [name, { unchanged }] of Object.entries(runs)) {
  test(`nothing is red without a mutant (${name})`, async () => assert.equal(await unchanged, null));
}

for (const mutant of mutants) {
  const { results } = isCore(mutant) ? runs.native : runs.package;
  test(`${mutant.rule} without: ${mutant.off}`, async (t) => {
    const red = await results.get(mutant);
    assert.notEqual(red, null, `no case of ${mutant.rule} turns red`);
    t.diagnostic(`red: ${red.split('\n')[0].slice(0, 120)}`);
  });
}
