/** What switches a rule off (tests/mutants) fits the sources as they are: said at once, and not after the minutes that trying them all takes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './support/tree.js';

test('each edit of a mutant has exactly one place', () => {
  const edits = JSON.parse(read('tests/mutants/mutants.json')).flatMap((mutant) => mutant.edits ?? [mutant]);
  assert.ok(edits.length > 200);
  const counts = edits.map(({ file, find }) => [file, find, read(file).split(find).length - 1]);
  assert.deepEqual(
    counts.filter(([, , places]) => places !== 1),
    [],
  );
});
