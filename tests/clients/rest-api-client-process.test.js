/** kintone's own client for Node against `serve`: process management, and what an app says of itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KintoneRestAPIClient } from '@kintone/rest-api-client';
import { alice, openKintone } from '../support/clients.js';

const app = 5;
const user = (code) => ({ entity: { type: 'USER', code }, includeSubs: false });
const state = (name, index, ...codes) => ({
  name,
  index: String(index),
  assignee: { type: 'ONE', entities: codes.map(user) },
});
const status = {
  enable: true,
  states: { New: state('New', 0), Doing: state('Doing', 1, alice.username, 'bob'), Done: state('Done', 2) },
  actions: [
    { name: 'Start', from: 'New', to: 'Doing', filterCond: '' },
    { name: 'Finish', from: 'Doing', to: 'Done', filterCond: '' },
  ],
};
const settings = { name: '受注', description: '', icon: { type: 'PRESET', key: 'APP72' }, theme: 'WHITE' };
const customize = { scope: 'ALL', desktop: { js: [], css: [] }, mobile: { js: [], css: [] } };

async function connect(t) {
  const kintone = await openKintone(t, {
    users: { [alice.username]: alice.password, bob: 'secret' },
    apps: { [app]: { fields: { N: 'NUMBER' }, status, settings, customize, records: [{}, {}, {}] } },
  });
  return { ...kintone, client: new KintoneRestAPIClient({ baseUrl: kintone.url, auth: alice }) };
}

test('updateRecordStatus goes on to the next state, and only from the one before it', async (t) => {
  const { client } = await connect(t);
  const started = await client.record.updateRecordStatus({
    app,
    id: 1,
    action: 'Start',
    assignee: alice.username,
  });
  assert.equal(started.revision, '3');
  const { record } = await client.record.getRecord({ app, id: 1 });
  assert.equal(record.Status.value, 'Doing');
  assert.deepEqual(
    record.Assignee.value.map(({ code }) => code),
    [alice.username],
  );
  await assert.rejects(
    client.record.updateRecordStatus({ app, id: 1, action: 'Start', assignee: alice.username }),
    {
      name: 'KintoneRestAPIError',
    },
  );
  await client.record.updateRecordStatus({ app, id: 1, action: 'Finish' });
  assert.equal((await client.record.getRecord({ app, id: 1 })).record.Status.value, 'Done');
});

test('updateRecordsStatus changes all, or none where one may not', async (t) => {
  const { client } = await connect(t);
  const start = (id) => ({ id, action: 'Start', assignee: alice.username });
  const states = async () =>
    (await client.record.getRecords({ app, query: 'order by $id asc' })).records.map(
      (record) => record.Status.value,
    );
  const { records } = await client.record.updateRecordsStatus({ app, records: [start(1), start(2)] });
  assert.deepEqual(
    records.map(({ id }) => id),
    ['1', '2'],
  );
  await assert.rejects(client.record.updateRecordsStatus({ app, records: [start(3), start(1)] }));
  assert.deepEqual(await states(), ['Doing', 'Doing', 'New']);
});

test('updateRecordAssignees hands a record over', async (t) => {
  const { client } = await connect(t);
  await client.record.updateRecordStatus({ app, id: 1, action: 'Start', assignee: alice.username });
  await client.record.updateRecordAssignees({ app, id: 1, assignees: ['bob'] });
  const { record } = await client.record.getRecord({ app, id: 1 });
  assert.deepEqual(
    record.Assignee.value.map(({ code }) => code),
    ['bob'],
  );
  await assert.rejects(client.record.updateRecordAssignees({ app, id: 1, assignees: ['nobody'] }), {
    name: 'KintoneRestAPIError',
  });
});

test('getProcessManagement, getAppSettings and getAppCustomize give what was declared', async (t) => {
  const { client } = await connect(t);
  const process = await client.app.getProcessManagement({ app });
  assert.deepEqual(process.actions, status.actions);
  assert.deepEqual(Object.keys(process.states), Object.keys(status.states));
  assert.equal((await client.app.getAppSettings({ app })).name, settings.name);
  assert.equal((await client.app.getAppCustomize({ app })).scope, 'ALL');
});
