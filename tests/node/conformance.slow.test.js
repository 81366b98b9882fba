/** The conformance cases that take as long as the default time limit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCases } from '../support/conformance/files.js';
import { startCases } from '../support/conformance/process.js';

const slow = readCases()
  .filter((one) => one.slow)
  .map(({ name }) => name);

for (const transport of ['node', 'fetch']) {
  const { results } = startCases({ jobs: slow, transport });
  for (const name of slow) {
    test(`${name} (${transport})`, async () => assert.equal(await results.get(name), null));
  }
}
