/**
 * The conformance cases in Chromium: those of kintone.proxy through the relay, against the same upstreams as in Node; and those that
 * concern arguments, settling, Promise and the token with the script build alone, without a server, as well as those of
 * kintone's REST side, which is then in the page.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterwards, startBrowserCases } from '../support/browser/cases.js';
import { readCases, readGaps } from '../support/conformance/files.js';
import { isOfService } from '../support/conformance/rest-steps.js';

const cases = readCases();
const quick = cases.filter(({ slow }) => !slow);
const namesOf = (list) => list.map(({ name }) => name);

/** What needs nobody at the other end. */
const withoutServer = [
  ...['P01', 'P02', 'P03', 'P04', 'P06', 'P07', 'P08', 'P09', 'P10', 'P13', 'P14', 'P16', 'P30'],
  ...['P31', 'U01', 'U02', 'U03', 'U04', 'Q01', 'Q02', 'Q03', 'T01', 'T06'],
  ...['E01', 'E02', 'E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E09', 'E10', 'E11', 'E12', 'E13', 'E14'],
  ...['E15', 'E16', 'E17', 'E18', 'E19', 'E20', 'R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08'],
  ...['W01', 'W02', 'W03', 'W09', 'G02', 'G03', 'G06', 'G07', 'G08', 'G09'],
  ...['K01', 'K03', 'K04', 'K05', 'K06', 'K07', 'K08'],
];

function compare(name, fault, gaps, file) {
  if (gaps.has(name)) assert.notEqual(fault, null, `it is listed in ${file}, but it holds`);
  else assert.equal(fault, null);
}

const ofService = quick.filter(isOfService);
const ofProxy = quick.filter((one) => !isOfService(one));
const relayed = startBrowserCases({ jobs: namesOf(ofProxy), mode: 'relay' });
const gaps = readGaps('gaps-relay.json', cases);
for (const [name, fault] of relayed) {
  test(name, async () => compare(name, await fault, gaps, 'gaps-relay.json'));
}

async function compareAll(t, jobs, file) {
  const listed = readGaps(file, cases);
  assert.deepEqual(
    [...listed.keys()].filter((name) => !jobs.includes(name)),
    [],
  );
  for (const [name, fault] of startBrowserCases({ jobs, mode: 'script' })) {
    await t.test(name, async () => compare(name, await fault, listed, file));
  }
}

test('without a server the script build keeps the same rules but for the gaps that are listed', async (t) => {
  await Promise.all(relayed.values());
  const jobs = namesOf(ofProxy.filter(({ rule }) => withoutServer.includes(rule)));
  await compareAll(t, jobs, 'gaps-script.json');
});

test("in a page kintone's REST side keeps the same rules but for the gaps that are listed", async (t) => {
  await Promise.all(relayed.values());
  await compareAll(t, namesOf(ofService), 'gaps-page.json');
});

test('there are cases of every rule, and the last result is there', () => {
  assert.ok(ofProxy.length > 700 && ofService.length > 400 && relayed.has(afterwards));
});
