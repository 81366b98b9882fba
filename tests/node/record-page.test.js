/** What a test sees of the pages of records beside the rules of tests/conformance: mistakes, conflicts, what is saved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create, open, saved, valuesOf } from '../support/record-page.js';

test('E09 what a show handler changes is in the form, and a disabled field takes no entry', async (t) => {
  const around = open(t);
  around.listen('app.record.create.show', (event) => {
    event.record.Name.value = 'preset';
    event.record.Total.disabled = true;
    return event;
  });
  const page = await create(around);
  assert.deepEqual(page.record.Name, { type: 'SINGLE_LINE_TEXT', value: 'preset' });
  assert.deepEqual(page.record.Total, { type: 'NUMBER', value: undefined });
  await assert.rejects(page.change('Total', 1), /^TypeError: page\.change: Total is disabled/);
});

test('rows come and go where they are, with their defaults', async (t) => {
  const page = await create(open(t));
  await page.addRow('Lines');
  assert.deepEqual(valuesOf(page.record.Lines.value[1].value), { Item: undefined, Count: '1' });
  await page.removeRow('Lines', 0);
  assert.equal(page.record.Lines.value.length, 1);
  await assert.rejects(page.addRow('Nope'), TypeError);
  await assert.rejects(page.removeRow('Lines', 1), RangeError);
});

test('E08 submit that a handler cancels saves nothing', async (t) => {
  const around = open(t);
  const errors = {
    'event.error': (event) => (event.error = 'no'),
    field: (event) => (event.record.Price.error = 'bad'),
  };
  let make = errors['event.error'];
  around.listen('app.record.create.submit', (event) => {
    event.record.Memo.value = 'lost';
    if (!make) return undefined;
    make(event);
    return event;
  });
  around.listen('app.record.create.submit.success');
  const page = await create(around);
  await page.change('Name', 'n');
  const nothing = { saved: false, cancelled: true, thrown: null, id: null, url: null };
  assert.deepEqual(await page.submit(), { ...nothing, by: 'error', error: 'no', errors: {} });
  make = errors.field;
  assert.deepEqual(await page.submit(), { ...nothing, by: 'errors', error: null, errors: { Price: 'bad' } });
  assert.deepEqual(page.errors, { Price: 'bad' });
  assert.equal(page.record.Memo.value, undefined);
  assert.deepEqual(around.shim.records, []);
  make = undefined;
  assert.equal((await page.submit()).saved, true);
  assert.equal(around.heard.filter((type) => type.endsWith('success')).length, 1);
});

test('E06 a submit handler that throws cancels it', async (t) => {
  const around = open(t);
  const thrown = new Error('oops');
  around.listen('app.record.create.submit', () => {
    throw thrown;
  });
  const page = await create(around);
  await page.change('Name', 'n');
  const result = await page.submit();
  assert.deepEqual([result.saved, result.by, result.thrown], [false, 'thrown', thrown]);
});

test('what a submit handler changes is saved, and what the REST side refuses is told by fields', async (t) => {
  const around = open(t);
  around.listen('app.record.create.submit', async (event) => {
    await undefined;
    event.record.Total.value = '42';
    return event;
  });
  const page = await create(around);
  const refused = await page.submit();
  assert.deepEqual([refused.saved, refused.cancelled, refused.errors], [false, false, { Name: 'Required.' }]);
  await page.change('Name', 'n');
  assert.equal((await page.submit()).saved, true);
  const [{ record }] = around.shim.records;
  assert.equal(record.Total.value, '42');
  assert.equal(record.Lines.value[0].value.Count.value, '1');
});

test('a record that was changed meanwhile is not saved over', async (t) => {
  const around = open(t);
  const id = await saved(around);
  const page = await around.shim.open('app.record.edit', { app: 5, id });
  const other = await around.shim.open('app.record.edit', { app: 5, id });
  await other.change('Name', 'second');
  assert.equal((await other.submit()).saved, true);
  await assert.rejects(page.submit(), /closed: another screen is open/);
  await around.kintone.api('/k/v1/record', 'PUT', { app: 5, id, record: { Name: { value: 'third' } } });
  const again = await other.submit();
  assert.equal(again.saved, false);
  assert.match(again.error, /revision|changed|modified/i);
});

test('page.event is the last event, whether a handler has heard it or not', async (t) => {
  const around = open(t);
  const page = await create(around);
  await page.change('Name', 'x');
  const { id } = await page.submit();
  assert.equal(page.event.type, 'app.record.create.submit.success');
  assert.equal(page.event.recordId, id);
  around.listen('app.record.detail.delete.submit');
  const detail = await around.shim.open('app.record.detail', { app: 5, id });
  assert.equal(detail.event.type, 'app.record.detail.show');
  await detail.delete();
  assert.equal(detail.event.type, 'app.record.detail.delete.submit');
});

test('so it is in a list, after a record was saved or deleted', async (t) => {
  const around = open(t);
  for (const name of ['a', 'b']) await saved(around, name);
  const list = await around.shim.open('app.record.index', { app: 5 });
  await list.edit(1);
  assert.equal(list.event.type, 'app.record.index.edit.show');
  await list.save();
  assert.equal(list.event.type, 'app.record.index.edit.finish');
  await list.delete(2);
  assert.equal(list.event.type, 'app.record.index.delete.submit');
  assert.equal(list.records.length, 1);
});
