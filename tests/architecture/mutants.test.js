/** What switches a rule off (tests/mutants) fits the sources as they are: said at once, and not after the minutes that trying them all takes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './support/tree.js';

const mutants = JSON.parse(read('tests/mutants/mutants.json'));

test('there is a mutant for every rule', () => {
  const known = JSON.parse(read('tests/conformance/rules.json')).map(({ id }) => id);
  assert.deepEqual([...new Set(mutants.map(({ rule }) => rule))].sort(), known.sort());
});

test('each edit of a mutant has exactly one place', () => {
  const edits = mutants.flatMap((mutant) => mutant.edits ?? [mutant]);
  assert.ok(edits.length > 200);
  const counts = edits.map(({ file, find }) => [file, find, read(file).split(find).length - 1]);
  assert.deepEqual(
    counts.filter(([, , places]) => places !== 1),
    [],
  );
});

// A header would have to be compiled into all that include it; a mutant compiles the files that it changes, and no more.
test('a mutant of the core changes no header', () => {
  const files = mutants.flatMap((mutant) => (mutant.edits ?? [mutant]).map(({ file }) => file));
  assert.deepEqual(
    files.filter((file) => file.endsWith('.h')),
    [],
  );
});
