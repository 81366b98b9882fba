/** docs/coverage.md is what the cases say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUpToDate } from '../../scripts/coverage.mjs';

test('docs/coverage.md is up to date: node scripts/coverage.mjs writes it', () => {
  assert.ok(isUpToDate());
});
