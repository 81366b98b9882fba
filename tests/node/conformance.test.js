/**
 * The conformance cases through the public API on real sockets: with the built-in transport, and with a given fetch. Those about
 * kintone's REST side in the process, by `shim.handle` and by what `intercept` puts into a page, and over HTTP.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCases, readData, readGaps } from '../support/conformance/files.js';
import { afterwards, startCases } from '../support/conformance/process.js';
import { isOfService } from '../support/conformance/rest-steps.js';

const cases = readCases();
const namesOf = (list) => list.filter(({ slow }) => !slow).map(({ name }) => name);
const quick = namesOf(cases);
const rules = readData('rules.json');

test('every rule has cases, every case a rule, and each a name of its own', () => {
  const names = cases.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
  assert.deepEqual([...new Set(cases.map(({ rule }) => rule))].sort(), rules.map(({ id }) => id).sort());
  for (const { name, rule, kind } of cases) {
    assert.ok(
      rules
        .find(({ id }) => id === rule)
        .kind.split(', ')
        .includes(kind),
      `${name}: ${kind}`,
    );
  }
  for (const { id, kind } of rules) {
    for (const one of kind.split(', ')) {
      assert.ok(
        cases.some((each) => each.rule === id && each.kind === one),
        `${id} has a case of kind ${one}`,
      );
    }
  }
});

function compare(name, fault, gaps, file) {
  if (gaps.has(name)) assert.notEqual(fault, null, `it is listed in ${file}, but it holds`);
  else assert.equal(fault, null);
}

const node = startCases({ jobs: quick, transport: 'node' });
const handleGaps = readGaps('gaps-handle.json', cases);
for (const name of [...quick, afterwards]) {
  test(name, async () => compare(name, await node.results.get(name), handleGaps, 'gaps-handle.json'));
}

async function compareAll(t, { done }, file) {
  const gaps = readGaps(file, cases);
  for (const [name, fault] of await done) await t.test(name, () => compare(name, fault, gaps, file));
}

test('over HTTP the REST side keeps the same rules but for the gaps that are listed', async (t) => {
  await node.done;
  const jobs = namesOf(cases.filter(isOfService));
  assert.ok(jobs.length > 400);
  await compareAll(t, startCases({ jobs, through: 'http' }), 'gaps-http.json');
});

const intercepted = { fetch: 'gaps-intercepted.json', XMLHttpRequest: 'gaps-xhr.json' };
for (const [through, file] of Object.entries(intercepted)) {
  test(`by an intercepted ${through} the REST side keeps the same rules but for the gaps that are listed`, async (t) => {
    await node.done;
    const jobs = namesOf(cases.filter(isOfService));
    await compareAll(t, startCases({ jobs, through }), file);
  });
}

test('a given fetch keeps the same rules but for the gaps that are listed', async (t) => {
  await node.done;
  const jobs = namesOf(cases.filter((one) => !isOfService(one)));
  await compareAll(t, startCases({ jobs, transport: 'fetch' }), 'gaps-fetch.json');
});
