/** Y14 to Y18, Y24, D14: records under writers at once, in requests that fail half-way, and at sizes that nobody expects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from 'kintone-shim/server';
import { openShim } from '../support/calls.js';
import { assertLinear } from '../support/doubling.js';
import { callRest, keyOf } from '../support/rest-client.js';

const MIB = 1_048_576;
const fields = {
  Key: { type: 'SINGLE_LINE_TEXT', unique: true },
  Amount: { type: 'NUMBER', maxValue: '1000' },
  Note: { type: 'MULTI_LINE_TEXT' },
  Files: { type: 'FILE' },
  Rows: { type: 'SUBTABLE', fields: { Item: { type: 'SINGLE_LINE_TEXT' }, Price: { type: 'NUMBER' } } },
};

async function open(t, records = []) {
  const shim = openShim(t, { apiTokens: { token: 1 }, apps: { 1: { fields, records } } });
  const server = await serve({ shim });
  t.after(() => server.close());
  const send = (method, path, message) => callRest(server, method, `/k/v1/${path}`, message);
  return {
    server,
    shim,
    get: async (query) => {
      const { answer } = await send('GET', `records.json?app=1&query=${encodeURIComponent(query)}`);
      return answer.records;
    },
    post: (path, message) => send('POST', path, { app: 1, ...message }),
    put: (path, message) => send('PUT', path, { app: 1, ...message }),
    erase: (ids) => send('DELETE', `records.json?app=1${ids.map((id, i) => `&ids[${i}]=${id}`).join('')}`),
    bulk: (requests) => send('POST', 'bulkRequest.json', { requests }),
  };
}

const keyed = (count) => Array.from({ length: count }, (_, i) => ({ Key: { value: `k${i + 1}` } }));
const codesOf = (answers) => answers.map(({ status, answer }) => (status === 200 ? 200 : answer.code)).sort();

test('two writers at once with the same revision: one of them writes, the other is told', async (t) => {
  const { put, shim } = await open(t, keyed(1));
  for (let revision = 1; revision <= 50; revision += 1) {
    const answers = await Promise.all(
      ['a', 'b'].map((value) => put('record.json', { id: 1, revision, record: { Note: { value } } })),
    );
    assert.deepEqual(codesOf(answers), [200, 'GAIA_CO02']);
    const kept = answers.findIndex(({ status }) => status === 200);
    assert.equal(answers[kept].answer.revision, String(revision + 1));
    const [record] = shim.app(1).records();
    assert.deepEqual([record.Note.value, record.$revision.value], ['ab'[kept], String(revision + 1)]);
  }
});

test('many writers without a revision: each writes, in some order', async (t) => {
  const { put, shim } = await open(t, keyed(1));
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, i) => put('record.json', { id: 1, record: { Amount: { value: i } } })),
  );
  const revisions = answers.map(({ answer }) => Number(answer.revision)).sort((a, b) => a - b);
  assert.deepEqual(
    revisions,
    Array.from({ length: 80 }, (_, i) => i + 2),
  );
  const last = answers.findIndex(({ answer }) => answer.revision === '81');
  assert.equal(shim.app(1).records()[0].Amount.value, String(last));
});

test('several add the same value of a unique field at once: one is there', async (t) => {
  const { post, put, shim } = await open(t);
  const record = { Key: { value: 'same' } };
  const added = await Promise.all(Array.from({ length: 20 }, () => post('record.json', { record })));
  assert.deepEqual(codesOf(added), [200, ...Array.from({ length: 19 }, () => 'CB_VA01')]);
  const updateKey = { field: 'Key', value: 'other' };
  const upsert = { upsert: true, records: [{ updateKey, record: { Amount: { value: 1 } } }] };
  const put20 = await Promise.all(Array.from({ length: 20 }, () => put('records.json', upsert)));
  const operations = put20.map(({ answer }) => answer.records[0].operation).sort();
  assert.deepEqual(operations, ['INSERT', ...Array.from({ length: 19 }, () => 'UPDATE')]);
  assert.equal(shim.app(1).records().length, 2);
});

test('those who erase and those who update at once: nothing that is gone comes back', async (t) => {
  const { erase, put, get } = await open(t, keyed(100));
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      i % 2 === 0 ? erase([i + 1]) : put('record.json', { id: i, record: { Amount: { value: i } } }),
    ),
  );
  for (const [i, { status, answer }] of answers.entries()) {
    if (i % 2 === 0) assert.equal(status, 200);
    else assert.ok(status === 200 || answer.code === 'GAIA_RE01', answer.code);
  }
  const left = await get('order by $id asc limit 100');
  assert.deepEqual(
    left.map(({ $id }) => Number($id.value)),
    Array.from({ length: 50 }, (_, i) => 2 * i + 2),
  );
});

const row = (Item) => ({ value: { Item: { value: Item } } });

/** What fails in the middle, each of 100: of what the server is asked, and its code. */
const failures = {
  'a value that is wrong, among those to be added': async ({ post }) =>
    post('records.json', {
      records: Array.from({ length: 100 }, (_, i) => ({
        Rows: { value: [row('x'), row('y')] },
        Amount: { value: i === 57 ? 1001 : i },
      })),
    }),
  'a value that is there already': async ({ post }) =>
    post('records.json', {
      records: Array.from({ length: 100 }, (_, i) => ({ Key: { value: i === 57 ? 'k3' : `n${i}` } })),
    }),
  'the same value twice among them': async ({ post }) =>
    post('records.json', {
      records: Array.from({ length: 100 }, (_, i) => ({ Key: { value: i === 57 ? 'n3' : `n${i}` } })),
    }),
  'a file that is not there': async ({ post }, fileKey) =>
    post('records.json', {
      records: Array.from({ length: 100 }, (_, i) => ({
        Files: { value: i === 5 ? [{ fileKey }] : i === 57 ? [{ fileKey: 'none' }] : [] },
      })),
    }),
  'a stale revision, among those to be updated': async ({ put }) =>
    put('records.json', {
      records: Array.from({ length: 100 }, (_, i) => ({
        id: i + 1,
        revision: i === 57 ? 7 : 1,
        record: { Rows: { value: [row('x')] } },
      })),
    }),
  'a record that is not there': async ({ put }) =>
    put('records.json', {
      records: Array.from({ length: 100 }, (_, i) => ({
        id: i === 57 ? 999 : i + 1,
        record: { Amount: { value: 5 } },
      })),
    }),
  'a key that nobody has, where others are added': async ({ put }) =>
    put('records.json', {
      upsert: true,
      records: Array.from({ length: 100 }, (_, i) => ({
        updateKey: { field: 'Key', value: `u${i}` },
        record: { Amount: { value: i === 57 ? 'no number' : i } },
      })),
    }),
  'a record that is not there, among those to be erased': async ({ erase }) =>
    erase(Array.from({ length: 100 }, (_, i) => (i === 57 ? 999 : i + 1))),
  'the last of 20 requests in one': async ({ bulk }) =>
    bulk(
      Array.from({ length: 20 }, (_, i) => ({
        method: i < 19 ? 'POST' : 'PUT',
        api: '/k/v1/record.json',
        payload:
          i < 19
            ? { app: 1, record: { Rows: { value: [row('x')] } } }
            : { app: 1, id: 1, revision: 9, record: {} },
      })),
    ),
};

for (const [name, fail] of Object.entries(failures)) {
  test(`nothing is written, and no counter moves: ${name}`, async (t) => {
    const kintone = await open(t, keyed(100));
    const { server, shim, post } = kintone;
    const fileKey = await keyOf(server, Buffer.from('a file'));
    const before = await shim.snapshot();
    const { status, text } = await fail(kintone, fileKey);
    assert.ok(status >= 400, text);
    assert.deepEqual(await shim.snapshot(), before);
    const files = { value: [{ fileKey }] };
    const added = await post('record.json', { record: { Files: files, Rows: { value: [row('first')] } } });
    assert.deepEqual(added.answer, { id: '101', revision: '1' });
    const [last] = shim.app(1).records();
    assert.equal(last.Rows.value[0].id, '1');
    assert.equal(last.Files.value[0].size, '6');
  });
}

test('bodies of 4 MiB: one value, and 100 records', async (t) => {
  const { get, post, put, shim } = await open(t);
  // No two parts of it are alike, and a character of three bytes never falls on the same place.
  const long = Array.from({ length: 4 * MIB }, (_, i) =>
    i % 1000 === 7 ? '連' : String.fromCharCode(97 + (i % 26)),
  ).join('');
  const text = long.slice(0, 4 * MIB - 20_000);
  assert.equal((await post('record.json', { record: { Note: { value: text } } })).status, 200);
  assert.equal((await get('$id = 1'))[0].Note.value, text);
  const other = `${text.slice(1)}!`;
  assert.equal((await put('record.json', { id: 1, record: { Note: { value: other } } })).status, 200);
  assert.equal(shim.app(1).records()[0].Note.value, other);

  const share = Math.floor(text.length / 100);
  const parts = Array.from({ length: 100 }, (_, i) => text.slice(i * share, (i + 1) * share));
  const records = parts.map((value) => ({ Note: { value } }));
  assert.equal((await post('records.json', { records })).status, 200);
  const shown = await get('$id > 1 order by $id asc limit 100');
  assert.ok(shown.every(({ Note }, i) => Note.value === parts[i]));
});

test('a table of 10,000 rows: added, found, changed in one row, shortened', async (t) => {
  const { get, post, put, shim } = await open(t);
  const cells = (i) => ({ Item: { value: `item ${i}` }, Price: { value: String(i) } });
  const rows = Array.from({ length: 10_000 }, (_, i) => ({ value: cells(i) }));
  assert.equal((await post('record.json', { record: { Rows: { value: rows } } })).status, 200);
  const [record] = await get('Item in ("item 9999")');
  const kept = record.Rows.value;
  assert.ok(kept.every(({ id, value }, i) => id === String(i + 1) && value.Item.value === `item ${i}`));
  assert.deepEqual(await get('Price > 9999'), []);

  const ids = kept.map(({ id }) => ({ id }));
  ids[5000] = { id: '5001', value: { Item: { value: 'changed' } } };
  assert.equal((await put('record.json', { id: 1, record: { Rows: { value: ids } } })).status, 200);
  const after = shim.app(1).records()[0].Rows.value;
  assert.deepEqual(after[5000].value, {
    ...kept[5000].value,
    Item: { ...kept[5000].value.Item, value: 'changed' },
  });
  assert.ok(after.every((each, i) => i === 5000 || JSON.stringify(each) === JSON.stringify(kept[i])));

  const few = ids.filter((_, i) => i % 1000 === 0).toReversed();
  assert.equal((await put('record.json', { id: 1, record: { Rows: { value: few } } })).status, 200);
  assert.deepEqual(
    shim
      .app(1)
      .records()[0]
      .Rows.value.map(({ id }) => id),
    few.map(({ id }) => id),
  );
});

test('the time of a table grows as its rows do', async (t) => {
  const { post, put, shim } = await open(t);
  await assertLinear(
    async (text) => {
      const rows = Array.from(text, () => row('x'));
      const { answer } = await post('record.json', { record: { Rows: { value: rows } } });
      const [{ Rows }] = shim.app(1).records();
      const ids = Rows.value.map(({ id }) => ({ id }));
      const { status } = await put('record.json', { id: answer.id, record: { Rows: { value: ids } } });
      assert.equal(status, 200);
    },
    'r',
    10_000,
  );
});
