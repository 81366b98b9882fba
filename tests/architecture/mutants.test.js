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
