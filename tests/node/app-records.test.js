// What a test sees of an app's records: shim.app(id).records(query).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const seeds = Array.from({ length: 120 }, (_, i) => ({ N: { value: String(i + 1) } }));

function open(t, options) {
  const shim = createShim(options);
  t.after(() => shim.dispose());
  return shim;
}

const numbersIn = (records) => records.map(({ N }) => N.value);

test('all that a query finds, the newest first, where it has no limit', (t) => {
  const shim = open(t, { apps: { 5: { fields: { N: 'NUMBER' }, records: seeds } } });
  const all = shim.app(5).records();
  assert.equal(all.length, seeds.length);
  assert.equal(all[0].$id.value, '120');
  assert.deepEqual(numbersIn(shim.app('5').records('N >= 118 order by N asc')), ['118', '119', '120']);
  assert.deepEqual(numbersIn(shim.app(5).records('limit 2')), ['120', '119']);
  assert.deepEqual(
    shim
      .app(5)
      .records('N = 1')
      .map(({ N }) => N),
    [{ type: 'NUMBER', value: '1' }],
  );
});

test('seeds are there again after reset(), and what was added is gone', async (t) => {
  const shim = open(t, { apps: { 5: { fields: { N: 'NUMBER' }, records: seeds.slice(0, 2) } } });
  const body = JSON.stringify({ app: 5, record: { N: { value: 3 } } });
  const headers = { 'X-Cybozu-API-Token': 'any', 'Content-Type': 'application/json' };
  t.mock.method(process.stderr, 'write', () => true);
  await shim.handle(new Request(`${shim.origin}/k/v1/record.json`, { method: 'POST', headers, body }));
  assert.deepEqual(numbersIn(shim.app(5).records()), ['3', '2', '1']);
  shim.reset();
  assert.deepEqual(numbersIn(shim.app(5).records()), ['2', '1']);
});

test('an app of a guest space, and one that nobody knows', (t) => {
  const shim = open(t, {
    guestSpaces: [7],
    apps: { 5: { guestSpace: 7, fields: { N: 'NUMBER' }, records: seeds.slice(0, 1) } },
  });
  assert.deepEqual(numbersIn(shim.app(5).records()), ['1']);
  assert.deepEqual(shim.app(6).records(), []);
});

test('what is wrong is said', (t) => {
  const shim = open(t, { apps: { 5: { fields: { N: 'NUMBER' } } } });
  for (const id of [0, -1, 1.5, 'five', null, undefined, {}]) {
    assert.throws(() => shim.app(id).records(), {
      name: 'TypeError',
      message: /shim\.app\(id\): id must be 1, 2/,
    });
  }
  assert.throws(() => shim.app(5).records(1), { name: 'TypeError', message: /query must be string/ });
  assert.throws(() => shim.app(5).records('X = 1'), { code: 'GAIA_IQ11', message: /\(X\) not found/ });
  assert.throws(() => shim.app(5).records('N ='), { code: 'CB_VA01', message: 'unsupported query format' });
});
