/** docs/coverage.md and docs/rules.md are what tests/conformance says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outdated } from '../../scripts/coverage.mjs';
import { readCases, readData } from '../support/conformance/files.js';

test('the generated pages are up to date: node scripts/coverage.mjs writes them', () => {
  assert.deepEqual(outdated(), []);
});

test('each source that a rule or a case names is explained', () => {
  const known = readData('sources.json').map(({ key }) => key);
  const named = [...readData('rules.json'), ...readCases()].flatMap(
    ({ source = '' }) => source.match(/\b[SDE]\d+\b/g) ?? [],
  );
  assert.ok(named.length > 100);
  assert.deepEqual(
    named.filter((key) => !known.includes(key)),
    [],
  );
});
