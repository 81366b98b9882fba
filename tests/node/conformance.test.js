/** The conformance cases through the public API on real sockets: with the built-in transport, and with a given fetch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCases, readData, readGaps } from '../support/conformance/files.js';
import { afterwards, startCases } from '../support/conformance/process.js';

const cases = readCases();
const quick = cases.filter(({ slow }) => !slow).map(({ name }) => name);
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

const node = startCases({ jobs: quick, transport: 'node' });
for (const name of [...quick, afterwards]) {
  test(name, async () => assert.equal(await node.results.get(name), null));
}

test('a given fetch keeps the same rules but for the gaps that are listed', async (t) => {
  await node.done;
  const gaps = readGaps('gaps-fetch.json', cases);
  const { done } = startCases({ jobs: quick, transport: 'fetch' });
  for (const [name, fault] of await done) {
    await t.test(name, () => {
      if (gaps.has(name)) assert.notEqual(fault, null, 'it is listed in gaps-fetch.json, but it holds');
      else assert.equal(fault, null);
    });
  }
});
