/**
 * The conformance cases in Chromium: all of them through the relay, against the same upstreams as in Node; and those that
 * concern arguments, settling, Promise and the token with the script build alone, without a server.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterwards, startBrowserCases } from '../support/browser/cases.js';
import { readCases, readGaps } from '../support/conformance/files.js';

const cases = readCases();
const quick = cases.filter(({ slow }) => !slow);
const namesOf = (list) => list.map(({ name }) => name);

/** What needs nobody at the other end. */
const withoutServer = [
  ...['P01', 'P02', 'P03', 'P04', 'P06', 'P07', 'P08', 'P09', 'P10', 'P13', 'P14', 'P16', 'P30'],
  ...['U01', 'U02', 'U03', 'U04', 'Q01', 'Q02', 'Q03', 'T01', 'T06'],
];

function compare(name, fault, gaps, file) {
  if (gaps.has(name)) assert.notEqual(fault, null, `it is listed in ${file}, but it holds`);
  else assert.equal(fault, null);
}

const relayed = startBrowserCases({ jobs: namesOf(quick), mode: 'relay' });
const gaps = readGaps('gaps-relay.json', cases);
for (const [name, fault] of relayed) {
  test(name, async () => compare(name, await fault, gaps, 'gaps-relay.json'));
}

test('without a server the script build keeps the same rules but for the gaps that are listed', async (t) => {
  await Promise.all(relayed.values());
  const jobs = namesOf(quick.filter(({ rule }) => withoutServer.includes(rule)));
  const scriptGaps = readGaps('gaps-script.json', cases);
  assert.deepEqual(
    [...scriptGaps.keys()].filter((name) => !jobs.includes(name)),
    [],
  );
  for (const [name, fault] of startBrowserCases({ jobs, mode: 'script' })) {
    await t.test(name, async () => compare(name, await fault, scriptGaps, 'gaps-script.json'));
  }
});

test('there are cases of every rule, and the last result is there', () => {
  assert.ok(quick.length > 700 && relayed.has(afterwards));
});
