/** kintone's own client for Node against `serve`: cursors, several requests as one, comments, apps, and routes of `shim.rest`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KintoneRestAPIClient } from '@kintone/rest-api-client';
import { alice, openKintone } from '../support/clients.js';

const app = 5;
const fields = { N: { type: 'NUMBER', unique: true } };
const numbers = (count) => Array.from({ length: count }, (_, i) => ({ N: { value: String(i + 1) } }));

async function connect(t, more) {
  const users = { [alice.username]: alice.password };
  const kintone = await openKintone(t, { users, apps: { [app]: { fields, ...more } } });
  return { ...kintone, client: new KintoneRestAPIClient({ baseUrl: kintone.url, auth: alice }) };
}

test('getAllRecordsWithCursor and getAllRecords, over several pages', async (t) => {
  const { client } = await connect(t, { records: numbers(1_100) });
  const found = await client.record.getAllRecordsWithCursor({
    app,
    query: 'N > 50 order by N desc',
    fields: ['N'],
  });
  assert.deepEqual([found.length, found[0].N.value, found.at(-1).N.value], [1_050, '1100', '51']);
  assert.equal((await client.record.getAllRecords({ app, orderBy: 'N asc' })).length, 1_100);
  const { id, totalCount } = await client.record.createCursor({ app, size: 2 });
  assert.equal(totalCount, '1100');
  assert.equal((await client.record.getRecordsByCursor({ id })).next, true);
  await client.record.deleteCursor({ id });
  await assert.rejects(client.record.getRecordsByCursor({ id }), { status: 404, code: 'GAIA_CN01' });
});

test('addAllRecords, updateAllRecords, deleteAllRecords and upsertRecord', async (t) => {
  const { shim, client } = await connect(t);
  const { records } = await client.record.addAllRecords({ app, records: numbers(250) });
  assert.equal(records.length, 250);
  await client.record.updateAllRecords({
    app,
    records: records.map(({ id }) => ({ id, record: { N: { value: String(1_000 + Number(id)) } } })),
  });
  assert.equal(shim.app(app).records('N > 1000').length, 250);
  await assert.rejects(
    client.record.addAllRecords({ app, records: [...numbers(150), { N: { value: '1' } }] }),
    (error) => error.error.code === 'CB_VA01',
  );
  assert.equal(shim.records.length, 250);
  await client.record.deleteAllRecords({ app, records: records.map(({ id }) => ({ id })) });
  assert.equal(shim.records.length, 0);
  const added = await client.record.upsertRecord({
    app,
    updateKey: { field: 'N', value: '7' },
    record: {},
  });
  assert.equal(added.revision, '1');
});

test('bulkRequest, and where one fails its error', async (t) => {
  const { shim, client } = await connect(t);
  const add = (value) => ({
    method: 'POST',
    api: '/k/v1/record.json',
    payload: { app, record: { N: { value } } },
  });
  const { results } = await client.bulkRequest({ requests: [add('1'), add('2')] });
  assert.deepEqual(results, [
    { id: '1', revision: '1' },
    { id: '2', revision: '1' },
  ]);
  await assert.rejects(client.bulkRequest({ requests: [add('3'), add('1')] }), {
    status: 400,
    code: 'CB_VA01',
    bulkRequestIndex: 1,
  });
  assert.equal(shim.records.length, 2);
});

test('comments are added, shown and deleted', async (t) => {
  const { client } = await connect(t, { records: numbers(1) });
  const comment = { text: 'hello', mentions: [{ code: alice.username, type: 'USER' }] };
  const { id } = await client.record.addRecordComment({ app, record: 1, comment });
  const { comments } = await client.record.getRecordComments({ app, record: 1 });
  assert.equal(comments[0].text, `${alice.username} \nhello `);
  await client.record.deleteRecordComment({ app, record: 1, comment: id });
  assert.deepEqual((await client.record.getRecordComments({ app, record: 1 })).comments, []);
});

test('getApps', async (t) => {
  const { client } = await connect(t, { app: { name: 'Orders' } });
  const { apps } = await client.app.getApps({ name: 'order' });
  assert.deepEqual(
    apps.map(({ appId, name }) => [appId, name]),
    [['5', 'Orders']],
  );
});

test('a route of shim.rest answers it', async (t) => {
  const { shim, client } = await connect(t);
  shim.rest.get('/k/v1/app/acl').reply(200, { rights: [], revision: '2' });
  assert.deepEqual(await client.app.getAppAcl({ app }), { rights: [], revision: '2' });
  shim.rest.get('/k/v1/records').fail({ status: 503, code: 'GAIA_X', message: 'Later.' });
  await assert.rejects(client.record.getRecords({ app }), { status: 503, code: 'GAIA_X' });
  shim.verify();
});
