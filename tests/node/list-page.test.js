/** Lists of records, and what a user does on them (W04, W05, W06, E12, E20). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';

const records = [
  { Name: { value: 'a' }, Price: { value: '1' }, Day: { value: '2026-04-01' } },
  { Name: { value: 'b' }, Price: { value: '2' }, Day: { value: '2026-04-01' } },
  { Name: { value: 'c' }, Price: { value: '3' }, Day: { value: '2026-05-02' } },
];
const fields = {
  Name: 'SINGLE_LINE_TEXT',
  Price: 'NUMBER',
  Day: 'DATE',
  Key: {
    type: 'SINGLE_LINE_TEXT',
    lookup: { relatedApp: { app: '9' }, relatedKeyField: 'K', fieldMappings: [] },
  },
  Related: { type: 'REFERENCE_TABLE', referenceTable: { relatedApp: { app: '8', code: '' } } },
};
const views = {
  All: { type: 'LIST', id: '11', name: 'All', index: '1', filterCond: '', sort: '', fields: ['Name'] },
  Dear: {
    type: 'LIST',
    id: '12',
    name: 'Dear',
    index: '0',
    filterCond: 'Price > "1"',
    sort: 'Price asc',
    fields: ['Name', 'Price'],
  },
  Month: { type: 'CALENDAR', id: '13', name: 'Month', index: '2', date: 'Day', title: 'Name' },
  Own: { type: 'CUSTOM', id: '14', name: 'Own', index: '3', html: '<p id="own"></p>', pager: false },
};

function made(t, app = { fields, records }) {
  const shim = createShim({ apps: { 5: app }, clock: 'manual' });
  t.after(() => shim.dispose());
  return shim;
}

/** The show event of a list. */
async function shown(shim, options) {
  let heard;
  shim.kintone.events.on('app.record.index.show', (event) => {
    heard = event;
  });
  const page = await shim.open('app.record.index', { app: 5, ...options });
  return { page, heard };
}

test('W04 a view has its condition and its order', async (t) => {
  const shim = made(t, { fields, records, views: { views } });
  const { page, heard } = await shown(shim);
  assert.equal(heard.viewName, 'Dear');
  assert.deepEqual(
    page.records.map((each) => each.Name.value),
    ['b', 'c'],
  );
  assert.equal(shim.kintone.app.getQueryCondition(), 'Price > "1"');
  assert.equal(shim.kintone.app.getQuery(), 'Price > "1" order by Price asc limit 20 offset 0');
  const all = await shown(shim, { view: 11 });
  assert.equal(all.heard.size, 3);
  assert.equal(shim.kintone.app.getQueryCondition(), '');
});

test('W04 the query of shim.open stands for the condition of the view', async (t) => {
  const shim = made(t);
  const { page } = await shown(shim, { query: 'Price < 3 order by Price asc limit 1 offset 1' });
  assert.deepEqual(
    page.records.map((each) => each.Name.value),
    ['b'],
  );
  assert.equal(shim.kintone.app.getQuery(), 'Price < 3 order by Price asc limit 1 offset 1');
  assert.equal(shim.kintone.mobile.app.getQuery(), null);
  await shim.open('app.report', { app: 5, query: 'Price < 3' });
  assert.equal(shim.kintone.app.getQuery(), 'Price < 3');
  await shim.open('app.record.create', { app: 5 });
  assert.equal(shim.kintone.app.getQuery(), null);
});

for (const [what, options, message] of [
  ['a view that is not there', { view: 'None' }, /app 5 has no view None.*views/],
  ['a query that is none', { query: 'Price >' }, /query/],
  ['a field that is not there', { query: 'Prise = 1' }, /Prise/],
  ['a month that is none', { date: '2026-13' }, /date.*"2026-04".*"2026-13"/],
]) {
  test(`W04 shim.open says what is wrong: ${what}`, async (t) => {
    await assert.rejects(made(t).open('app.record.index', { app: 5, ...options }), {
      name: 'TypeError',
      message,
    });
  });
}

test('W05 getLoginUser gives the login user, on every screen', async (t) => {
  const shim = createShim({ users: { alice: 'a' } });
  t.after(() => shim.dispose());
  const user = shim.kintone.getLoginUser();
  assert.deepEqual(Object.keys(user).sort(), [
    ...['code', 'email', 'employeeNumber', 'extensionNumber', 'id', 'isGuest', 'language', 'mobilePhone'],
    ...['name', 'phone', 'timezone', 'url'],
  ]);
  assert.deepEqual([user.code, user.isGuest, user.language], ['alice', false, 'en']);
  await shim.open('mobile.portal');
  assert.deepEqual(shim.kintone.getLoginUser(), user);
});

test('W06 the version of the design, and the apps that a field refers to', (t) => {
  const { kintone } = made(t);
  assert.equal(kintone.getUiVersion(), 2);
  assert.equal(kintone.app.getLookupTargetAppId('Key'), '9');
  assert.equal(kintone.app.getRelatedRecordsTargetAppId('Related'), '8');
  assert.equal(kintone.app.getLookupTargetAppId('Name'), null);
});

test('V01 the elements of changed records are made anew, those of others stay', async (t) => {
  const shim = made(t);
  t.after(shim.install(new JSDOM('').window));
  const texts = () => shim.kintone.app.getFieldElements('Name').map((each) => each.textContent);
  assert.deepEqual(texts(), ['c', 'b', 'a'], 'on the first screen, too');
  const page = await shim.open('app.record.index', { app: 5 });
  const [, second] = shim.kintone.app.getFieldElements('Name');
  await page.edit(1);
  await page.change('Name', 'new');
  await page.save();
  await page.delete(3);
  assert.deepEqual(texts(), ['b', 'new']);
  assert.equal(shim.kintone.app.getFieldElements('Name')[0], second);
  shim.dispose();
  assert.equal(second.isConnected, false);
});

test('a page that is closed rejects, and changes nothing', async (t) => {
  const shim = made(t);
  const list = await shim.open('app.record.index', { app: 5 });
  await list.edit(1);
  const detail = await shim.open('app.record.detail', { app: 5, id: 1 });
  await shim.open('app.record.create', { app: 5 });
  for (const act of [
    () => list.change('Name', 'x'),
    () => list.save(),
    () => list.delete(1),
    () => list.edit(1),
    () => detail.delete(),
    () => detail.submit(),
  ]) {
    await assert.rejects(act(), /the page of app\.record\.\w+ is closed/);
  }
  assert.equal(shim.records.length, 3);
});

test('E20 a handler may open another list, and this one keeps its records', async (t) => {
  const shim = createShim({ apps: { 5: { fields, records }, 6: { fields, records: [] } } });
  t.after(() => shim.dispose());
  shim.kintone.events.on('app.record.index.edit.submit.success', async () => {
    await shim.open('app.record.index', { app: 6 });
  });
  const page = await shim.open('app.record.index', { app: 5 });
  await page.edit(1);
  await page.change('Name', 'x');
  await page.save().catch(() => {});
  assert.equal(page.records.length, 3);
});

test('page.event is the last event, of whichever record it was', async (t) => {
  const { page, shim } = await shown(made(t));
  for (const type of ['index.edit.show', 'index.delete.submit', 'index.edit.change.Name']) {
    shim?.kintone.events.on(`app.record.${type}`, () => {});
  }
  await page.edit(1);
  assert.equal(page.event.type, 'app.record.index.edit.show');
  await page.delete(2);
  assert.equal(page.event.type, 'app.record.index.delete.submit');
  await page.change('Name', 'x');
  assert.equal(page.event.type, 'app.record.index.edit.show');
  await page.save();
  assert.equal(page.event.type, 'app.record.index.edit.finish');
});
