/** kintone's own client for Node against `serve`: records of a declared app, queries, and what an app says of itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KintoneRestAPIClient } from '@kintone/rest-api-client';
import { alice, openKintone } from '../support/clients.js';

const app = 5;
const fields = {
  Company: { type: 'SINGLE_LINE_TEXT', required: true, unique: true },
  Rank: { type: 'DROP_DOWN', options: { A: { index: 0 }, B: { index: 1 } }, defaultValue: 'B' },
  Amount: { type: 'NUMBER', minValue: '0' },
  Orders: { type: 'SUBTABLE', fields: { Item: 'SINGLE_LINE_TEXT', Price: 'NUMBER' } },
  Parent: {
    type: 'SINGLE_LINE_TEXT',
    lookup: {
      relatedApp: { app },
      relatedKeyField: 'Company',
      fieldMappings: [{ field: 'Copy', relatedField: 'Rank' }],
    },
  },
  Copy: 'SINGLE_LINE_TEXT',
};
const views = { views: { All: { type: 'LIST', name: 'All', id: '1', index: '0' } }, revision: '3' };

async function connect(t, more) {
  const users = { [alice.username]: alice.password };
  const kintone = await openKintone(t, { users, apps: { [app]: { fields, views, ...more } } });
  return { ...kintone, client: new KintoneRestAPIClient({ baseUrl: kintone.url, auth: alice }) };
}

const companies = (count) =>
  Array.from({ length: count }, (_, i) => ({ Company: { value: `c${i + 1}` }, Amount: { value: i + 1 } }));

const namesIn = (records) => records.map(({ Company }) => Company.value);

test('getRecords by a query, with fields and totalCount', async (t) => {
  const { client } = await connect(t);
  await client.record.addRecords({ app, records: companies(20) });
  const found = await client.record.getRecords({
    app,
    query: 'Amount > 10 and Rank in ("B") order by Amount asc limit 2',
    fields: ['Company'],
    totalCount: true,
  });
  assert.deepEqual(found, {
    records: ['c11', 'c12'].map((value) => ({ Company: { type: 'SINGLE_LINE_TEXT', value } })),
    totalCount: '10',
  });
});

test('getAllRecords by id and by offset, over several pages', async (t) => {
  const { client } = await connect(t, { records: companies(1_100) });
  const byId = await client.record.getAllRecordsWithId({
    app,
    fields: ['Company'],
    condition: 'Amount <= 1050',
  });
  assert.deepEqual([byId.length, byId[0].Company.value, byId.at(-1).Company.value], [1_050, 'c1', 'c1050']);
  const byOffset = await client.record.getAllRecordsWithOffset({ app, orderBy: 'Amount desc' });
  assert.deepEqual(namesIn([byOffset[0], byOffset.at(-1)]), ['c1100', 'c1']);
  assert.equal(
    (await client.record.getAllRecords({ app, orderBy: '$id asc', withCursor: false })).length,
    1_100,
  );
});

test('updateKey, upsertRecord, updateRecords and deleteRecords', async (t) => {
  const { client, shim } = await connect(t, { records: companies(3) });
  const updateKey = { field: 'Company', value: 'c2' };
  assert.deepEqual(await client.record.updateRecord({ app, updateKey, record: { Rank: { value: 'A' } } }), {
    revision: '2',
  });
  const added = await client.record.upsertRecord({
    app,
    updateKey: { field: 'Company', value: 'c4' },
    record: { Amount: { value: 4 } },
  });
  assert.deepEqual(added, { id: '4', revision: '1' });
  const { records } = await client.record.updateRecords({
    app,
    upsert: true,
    records: [
      { updateKey, record: { Amount: { value: 20 } } },
      { updateKey: { field: 'Company', value: 'c5' }, record: {} },
    ],
  });
  assert.deepEqual(
    records.map(({ id, operation }) => [id, operation]),
    [
      ['2', 'UPDATE'],
      ['5', 'INSERT'],
    ],
  );
  assert.deepEqual(await client.record.deleteRecords({ app, ids: [1, 3] }), {});
  assert.deepEqual(namesIn(shim.app(app).records('order by $id asc')), ['c2', 'c4', 'c5']);
});

test('tables and lookups', async (t) => {
  const { client } = await connect(t, { records: companies(1) });
  const { id } = await client.record.addRecord({
    app,
    record: {
      Company: { value: 'child' },
      Parent: { value: 'c1' },
      Orders: { value: [{ value: { Item: { value: 'pen' }, Price: { value: '1.50' } } }] },
    },
  });
  const { record } = await client.record.getRecord({ app, id });
  assert.equal(record.Rank.value, 'B');
  const [row] = record.Orders.value;
  assert.deepEqual(row, {
    id: row.id,
    value: { Item: { type: 'SINGLE_LINE_TEXT', value: 'pen' }, Price: { type: 'NUMBER', value: '1.5' } },
  });
  await client.record.updateRecord({
    app,
    id,
    record: { Orders: { value: [{ id: row.id }, { value: {} }] } },
  });
  const after = (await client.record.getRecord({ app, id })).record.Orders.value;
  assert.deepEqual([after.length, after[0]], [2, row]);
});

test('what is wrong with values comes as its errors', async (t) => {
  const { client, shim } = await connect(t, { records: companies(1) });
  const record = { Company: { value: 'c1' }, Rank: { value: 'C' }, Amount: { value: -1 } };
  await assert.rejects(client.record.addRecord({ app, record }), (error) => {
    assert.deepEqual([error.status, error.code], [400, 'CB_VA01']);
    assert.deepEqual(error.errors, {
      'record.Rank.value': { messages: ['The value, "C", is not in options.'] },
      'record.Amount.value': { messages: ['The value must be 0 or more.'] },
      'record.Company.value': { messages: ['This value already exists in another record.'] },
    });
    return true;
  });
  const unknown = { app, record: { Company: { value: 'x' }, Parent: { value: 'nobody' } } };
  await assert.rejects(client.record.addRecord(unknown), { status: 400, code: 'GAIA_LO04' });
  assert.equal(shim.records.length, 1);
});

test('an app says what it is', async (t) => {
  const { client } = await connect(t);
  const { properties, revision } = await client.app.getFormFields({ app });
  assert.equal(revision, '1');
  assert.deepEqual(Object.keys(properties).slice(0, 6), Object.keys(fields));
  assert.equal(properties.Orders.fields.Item.type, 'SINGLE_LINE_TEXT');
  assert.equal(properties.Created_by.type, 'CREATOR');
  assert.deepEqual(await client.app.getViews({ app }), views);
  const { layout } = await client.app.getFormLayout({ app });
  assert.equal(layout.length, Object.keys(properties).length);
  assert.equal((await client.app.getApp({ id: app })).name, 'App 5');
  assert.equal((await client.app.getProcessManagement({ app })).enable, false);
});
