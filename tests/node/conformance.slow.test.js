/** The conformance cases that take as long as the default time limit, or a gigabyte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCases } from '../support/conformance/files.js';
import { startCases } from '../support/conformance/process.js';
import { isOfService } from '../support/conformance/rest-steps.js';

const slow = readCases().filter((one) => one.slow);
const ofService = slow.filter(isOfService);
const others = slow.filter((one) => !isOfService(one));

/** One after the other: a gigabyte is enough at a time. */
let last = Promise.resolve();

for (const [cases, how] of [
  [others, { transport: 'node' }],
  [others, { transport: 'fetch' }],
  [ofService, { through: 'handle' }],
  [ofService, { through: 'http' }],
]) {
  const jobs = cases.map(({ name }) => name);
  const done = last.then(() => startCases({ jobs, ...how }).done);
  last = done;
  for (const name of jobs) {
    test(`${name} (${Object.values(how)})`, async () => assert.equal((await done).get(name), null));
  }
}
