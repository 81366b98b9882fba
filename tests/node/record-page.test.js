/** `shim.open` of a record's screens: the form, its events, and what is saved (W01, W02, E11–E16, R01–R07). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create, open, saved, valuesOf } from '../support/record-page.js';

test('E13 what a new form has, and what it has not', async (t) => {
  const page = await create(open(t));
  assert.deepEqual(valuesOf(page.record), {
    Name: undefined,
    Price: undefined,
    Total: undefined,
    Memo: undefined,
    Rich: '<div><br /></div>',
    Day: undefined,
    At: undefined,
    When: undefined,
    Kind: undefined,
    One: 'x',
    Many: [],
    Who: [],
    Files: [],
    Sum: '',
    Lines: [
      {
        id: null,
        value: {
          Item: { type: 'SINGLE_LINE_TEXT', value: undefined },
          Count: { type: 'NUMBER', value: '1' },
        },
      },
    ],
  });
  assert.ok(Object.hasOwn(page.record.Name, 'value'));
});

for (const [screen, empty] of [
  ['edit', { Day: '', At: '', When: '', Kind: '', Files: [] }],
  ['detail', { Day: null, At: null, When: '', Kind: '', Files: [] }],
]) {
  test(`E13 what a saved record has on ${screen}`, async (t) => {
    const around = open(t);
    const id = await saved(around);
    const page = await around.shim.open(`app.record.${screen}`, { app: 5, id });
    const values = valuesOf(page.record);
    for (const [code, value] of Object.entries(empty)) assert.deepEqual(values[code], value, code);
    assert.equal(values.Name, 'first');
    assert.equal(values.Price, '');
    assert.equal(values.$id, '1');
    assert.equal(page.record.Lines.value[0].id, '1');
  });
}

test('E12 what the events of a record have beside it', async (t) => {
  const around = open(t);
  const events = {};
  const types = [
    ...['create.show', 'create.change.Price', 'create.submit', 'create.submit.success'],
    ...[
      'edit.show',
      'edit.change.Price',
      'edit.submit',
      'edit.submit.success',
      'detail.show',
      'detail.delete.submit',
    ],
  ];
  for (const type of types) {
    around.listen(`app.record.${type}`, (event) => {
      const others = { ...event };
      delete others.record;
      delete others.changes;
      events[type] = others;
    });
  }
  const id = await saved(around);
  const fresh = await create(around);
  await fresh.change('Price', 1);
  const page = await around.shim.open('app.record.edit', { app: 5, id });
  await page.change('Price', 2);
  await page.submit();
  await (await around.shim.open('app.record.detail', { app: 5, id })).delete();
  const expected = {
    'create.show': { appId: 5, reuse: false },
    'create.change.Price': { appId: 5 },
    'create.submit': { appId: 5 },
    'create.submit.success': { appId: 5, recordId: '1' },
    'edit.show': { appId: 5, recordId: 1 },
    'edit.change.Price': { appId: 5, recordId: 1 },
    'edit.submit': { appId: 5, recordId: 1 },
    'edit.submit.success': { appId: 5, recordId: '1' },
    'detail.show': { appId: 5, recordId: 1 },
    'detail.delete.submit': { appId: 5, recordId: 1 },
  };
  for (const type of types) {
    assert.deepEqual(events[type], { type: `app.record.${type}`, ...expected[type] }, type);
  }
  assert.deepEqual(around.shim.records, []);
});

test('E12 on mobile pages the app of submit.success is a text', async (t) => {
  const around = open(t);
  let found;
  around.listen('mobile.app.record.create.submit.success', ({ appId, recordId }) => {
    found = { appId, recordId };
  });
  const page = await around.shim.open('mobile.app.record.create', { app: 5 });
  await page.change('Name', 'by phone');
  await page.submit();
  assert.deepEqual(found, { appId: '5', recordId: '1' });
});

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

test('E14 a change event has the field and the row themselves', async (t) => {
  const around = open(t);
  around.listen(['app.record.create.change.Price', 'app.record.create.change.Count'], (event) => {
    const [row] = event.record.Lines.value;
    const isCell = event.type.endsWith('Count');
    assert.equal(event.changes.field, isCell ? row.value.Count : event.record.Price);
    assert.equal(event.changes.row, isCell ? row : null);
    event.record.Total.value = event.changes.field.value;
    return event;
  });
  const page = await create(around);
  await page.change('Price', 7);
  assert.equal(page.record.Total.value, '7');
  await page.change('Count', '3', { row: 0 });
  assert.equal(page.record.Total.value, '3');
  assert.deepEqual(around.heard, ['app.record.create.change.Price', 'app.record.create.change.Count']);
});

test('E14 some types have no change event', async (t) => {
  const around = open(t);
  around.listen(
    ['Memo', 'Rich', 'Kind', 'One', 'Many', 'Who', 'Day', 'At', 'When'].map(
      (code) => `app.record.create.change.${code}`,
    ),
  );
  const page = await create(around);
  for (const [code, value] of [
    ['Memo', 'm'],
    ['Rich', 'r'],
    ['Kind', 'a'],
    ['One', 'y'],
    ['Many', ['p', 'q']],
    ['Who', ['alice']],
    ['Day', '2026-01-31'],
    ['At', '09:30'],
    ['When', '2026-01-31T00:00:00Z'],
  ]) {
    await page.change(code, value);
  }
  assert.deepEqual(page.record.Who.value, [{ code: 'alice', name: 'alice' }]);
  const codes = ['Kind', 'One', 'Many', 'Who', 'Day', 'At', 'When'];
  assert.deepEqual(
    around.heard,
    codes.map((code) => `app.record.create.change.${code}`),
  );
});

test('E14 rows that come and go', async (t) => {
  const around = open(t);
  const rows = [];
  around.listen('app.record.create.change.Lines', ({ changes }) => {
    rows.push(changes.row === null ? null : valuesOf(changes.row.value));
  });
  const page = await create(around);
  await page.addRow('Lines');
  await page.removeRow('Lines', 0);
  assert.deepEqual(rows, [{ Item: undefined, Count: '1' }, null]);
  assert.equal(page.record.Lines.value.length, 1);
  await assert.rejects(page.addRow('Nope'), TypeError);
  await assert.rejects(page.removeRow('Lines', 1), RangeError);
});

test('E15 what a handler changes is a change as well, and a circle ends', async (t) => {
  const around = open(t);
  around.listen('app.record.create.change.Price', (event) => {
    event.record.Total.value = String(Number(event.record.Price.value) + 1);
    return event;
  });
  const page = await create(around);
  around.listen('app.record.create.change.Total');
  await page.change('Price', 1);
  assert.deepEqual(around.heard, ['app.record.create.change.Price', 'app.record.create.change.Total']);
  around.listen('app.record.create.change.Total', (event) => {
    event.record.Price.value = String(Number(event.record.Total.value) + 1);
    return event;
  });
  await assert.rejects(page.change('Price', 5), /more than 100 change events followed one another, of /);
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

test('E16 where the page goes', async (t) => {
  const around = open(t);
  const { shim } = around;
  await saved(around);
  around.listen('app.record.create.submit.success', (event) => {
    event.url = event.recordId === '2' ? 'https://example.com/' : null;
    return event;
  });
  await saved(around);
  await saved(around);
  assert.deepEqual(shim.navigation, [`${shim.origin}/k/5/show#record=1`, 'https://example.com/']);
});

test('a record that was changed meanwhile is not saved over', async (t) => {
  const around = open(t);
  const id = await saved(around);
  const page = await around.shim.open('app.record.edit', { app: 5, id });
  const other = await around.shim.open('app.record.edit', { app: 5, id });
  await other.change('Name', 'second');
  assert.equal((await other.submit()).saved, true);
  await assert.rejects(page.submit(), /closed, as another screen is open/);
  const again = await other.submit();
  assert.equal(again.saved, false);
  assert.match(again.error, /revision|changed|modified/i);
});
