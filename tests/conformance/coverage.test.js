/** docs/coverage.md and docs/rules.md are what tests/conformance says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { outdated } from '../../scripts/coverage.mjs';
import { readCases, readData } from '../support/conformance/files.js';

test('the generated pages are up to date: node scripts/coverage.mjs writes them', () => {
  assert.deepEqual(outdated(), []);
});

test('a rule is listed as not built only while it has no cases, and what it would answer is refused', async () => {
  const rules = readData('rules.json').map(({ id }) => id);
  const shim = createShim({ apps: { 5: { fields: { A: 'NUMBER' } } } });
  const missing = readData('gaps-rules.json');
  assert.ok(missing.length > 0);
  for (const { id, requests } of missing) {
    assert.ok(!rules.includes(id), id);
    for (const request of requests) {
      const [method, path] = request.split(' ');
      const headers = { 'X-Cybozu-API-Token': 't' };
      const answer = await shim.handle(new Request(shim.origin + path, { method, headers }));
      assert.equal(answer.headers.get('X-Cybozu-Error'), 'SHIM_NOT_IMPLEMENTED', request);
    }
  }
  shim.dispose();
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
