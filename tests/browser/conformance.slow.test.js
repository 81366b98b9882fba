/** The conformance cases that take as long as the default time limit, in Chromium. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBrowserCases } from '../support/browser/cases.js';
import { readCases } from '../support/conformance/files.js';
import { isOfService } from '../support/conformance/rest-steps.js';

const jobs = readCases()
  .filter((one) => one.slow && !isOfService(one))
  .map(({ name }) => name);

for (const [name, fault] of startBrowserCases({ jobs, mode: 'relay' })) {
  test(name, async () => assert.equal(await fault, null));
}
