/** What switches a rule off (tests/teeth) fits the sources as they are: said at once, and not after the minutes that trying them all takes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('each edit of a mutant has exactly one place', () => {
  const edits = JSON.parse(read('tests/teeth/mutants.json')).flatMap((mutant) => mutant.edits ?? [mutant]);
  assert.ok(edits.length > 200);
  const counts = edits.map(({ file, find }) => [file, find, read(file).split(find).length - 1]);
  assert.deepEqual(
    counts.filter(([, , places]) => places !== 1),
    [],
  );
});
