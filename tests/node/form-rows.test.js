/** What handlers and kintone.app.record.set() do to the rows of a form, and what a form is after it (E11, E15, E19, R05, R06). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const fields = {
  Name: 'SINGLE_LINE_TEXT',
  N: 'NUMBER',
  M: 'NUMBER',
  R: { type: 'NUMBER', code: 'R', maxValue: '10' },
  Many: { type: 'CHECK_BOX', code: 'Many', options: { a: {}, b: {} } },
  T: {
    type: 'SUBTABLE',
    code: 'T',
    fields: { C: { type: 'NUMBER', code: 'C' }, Doc: { type: 'FILE', code: 'Doc' } },
  },
};
const cells = (value) => ({ C: { type: 'NUMBER', value }, Doc: { type: 'FILE', value: [] } });

function setUp(
  t,
  records = [
    { N: { value: '3' }, T: { value: [{ value: { C: { value: '1' } } }, { value: { C: { value: '2' } } }] } },
  ],
) {
  const shim = createShim({ apps: { 5: { fields, records } } });
  t.after(() => shim.dispose());
  t.mock.method(process.stderr, 'write', () => true);
  return { shim, kintone: shim.kintone, on: shim.kintone.events.on };
}

const edit = ({ shim }) => shim.open('app.record.edit', { app: 5, id: 1 });
const rowsOf = (page) => page.record.T.value.map(({ id, value }) => [id, value.C.value]);

test('set() with a new row before the others: each keeps its id, its cells and its files', async (t) => {
  const around = setUp(t);
  const page = await edit(around);
  await page.change('Doc', [new File(['x'], 'first.txt')], { row: 0 });
  await page.submit();
  const again = await edit(around);
  const [first, second] = again.record.T.value.map(({ id }) => id);
  const { record } = around.kintone.app.record.get();
  record.T.value.unshift({ id: null, value: cells('0') });
  around.kintone.app.record.set({ record });
  assert.deepEqual(rowsOf(again), [
    [null, '0'],
    [first, '1'],
    [second, '2'],
  ]);
  assert.equal((await again.submit()).saved, true);
  const [saved] = around.shim.app(5).records();
  assert.deepEqual(
    saved.T.value.map(({ id, value }) => [id === first, value.Doc.value.map(({ name }) => name)]),
    [
      [false, []],
      [true, ['first.txt']],
      [false, []],
    ],
  );
});

test('set() with a row that has no id beside one that is named: no id is there twice', async (t) => {
  const around = setUp(t);
  const page = await edit(around);
  const { record } = around.kintone.app.record.get();
  const [, second] = record.T.value;
  record.T.value = [second, { value: cells('9') }];
  around.kintone.app.record.set({ record });
  assert.deepEqual(rowsOf(page), [
    [second.id, '2'],
    [null, '9'],
  ]);
});

test('a file that was chosen for a row goes with it when a handler moves the row', async (t) => {
  const around = setUp(t);
  around.on('app.record.edit.submit', (event) => {
    event.record.T.value.unshift({ id: null, value: cells('0') });
    return event;
  });
  const page = await edit(around);
  const { id } = page.record.T.value[1];
  await page.change('Doc', [new File(['x'], 'h.txt')], { row: 1 });
  assert.equal((await page.submit()).saved, true);
  const [saved] = around.shim.app(5).records();
  assert.deepEqual(
    saved.T.value.filter(({ value }) => value.Doc.value.length > 0).map((row) => row.id),
    [id],
  );
});

for (const [how, put] of [
  ['at the end', (rows, row) => rows.push(row)],
  ['before the others', (rows, row) => rows.unshift(row)],
]) {
  test(`a submit handler whose new row lacks a type, ${how}: the dialog says so, and nothing is saved`, async (t) => {
    const around = setUp(t);
    around.on('app.record.edit.submit', (event) => {
      event.record.Name.value = 'changed';
      put(event.record.T.value, { value: { C: { value: '0' } } });
      return event;
    });
    const page = await edit(around);
    const { saved, cancelled, error } = await page.submit();
    assert.deepEqual([saved, cancelled], [false, true]);
    assert.equal(error, around.shim.dialogs[0].text);
    assert.equal(around.shim.app(5).records()[0].Name.value, '');
  });
}

test('a table that is set to null is empty, and takes rows', async (t) => {
  const around = setUp(t);
  const page = await edit(around);
  around.kintone.app.record.set({ record: { T: { type: 'SUBTABLE', value: null } } });
  assert.deepEqual(page.record.T.value, []);
  await page.addRow('T');
  around.on('app.record.edit.change.N', (event) => {
    event.record.T.value = null;
    return event;
  });
  await page.change('N', '4');
  assert.deepEqual(page.record.T.value, []);
  await page.addRow('T');
});

test('a page that stays can be submitted again, and has no old errors', async (t) => {
  const around = setUp(t);
  around.on('app.record.edit.submit.success', (event) => {
    event.url = null;
    return event;
  });
  const page = await edit(around);
  await page.change('R', '11');
  assert.equal((await page.submit()).saved, false);
  assert.deepEqual(Object.keys(page.errors), ['R']);
  await page.change('R', '10');
  assert.equal((await page.submit()).saved, true);
  assert.deepEqual(page.errors, {});
  await page.change('N', '5');
  assert.equal((await page.submit()).saved, true);
  assert.equal(around.shim.app(5).records()[0].N.value, '5');
});

test('an entry within a change handler stays', async (t) => {
  const around = setUp(t);
  const seen = [];
  const page = await edit(around);
  around.on('app.record.edit.change.N', (event) => {
    page.change('Many', ['b']);
    return event;
  });
  around.on('app.record.edit.change.Many', (event) => {
    seen.push(event.record.Many.value);
    return event;
  });
  await page.change('N', '7');
  assert.deepEqual(page.record.Many.value, ['b']);
  assert.deepEqual(seen, [['b']]);
});

test('a show handler that opens another screen and changes a field: the page of before is closed, and open() does not reject', async (t) => {
  const around = setUp(t);
  let opening;
  around.on('app.record.edit.show', (event) => {
    opening = around.shim.open('app.record.index', { app: 5 });
    event.record.N.value = '8';
    return event;
  });
  around.on('app.record.edit.change.N', (event) => event);
  await edit(around);
  await opening;
  assert.equal(around.shim.screen.type, 'app.record.index');
});

test('a screen that cannot be opened leaves no form behind', async (t) => {
  const around = setUp(t);
  await assert.rejects(around.shim.open('app.record.edit', { app: 5, id: 99 }), { code: 'GAIA_RE01' });
  assert.equal(around.kintone.app.record.get(), null);
});

test('an error of a cell cancels, in a table to which the handler has added a row, too', async (t) => {
  const around = setUp(t);
  around.on('app.record.edit.submit', (event) => {
    event.record.T.value.push({ id: null, value: cells('9') });
    event.record.T.value[0].value.C.error = 'no';
    return event;
  });
  const page = await edit(around);
  const { saved, by, errors } = await page.submit();
  assert.deepEqual([saved, by, errors], [false, 'errors', { 'T[0].C': 'no' }]);
  assert.equal(around.shim.app(5).records()[0].T.value.length, 2);
});

test('rows that a handler sorts take their ids and their files along', async (t) => {
  const around = setUp(t);
  const page = await edit(around);
  await page.change('Doc', [new File(['x'], 'first.txt')], { row: 0 });
  await page.submit();
  around.on('app.record.edit.change.N', (event) => {
    event.record.T.value.reverse();
    return event;
  });
  const again = await edit(around);
  const [first, second] = again.record.T.value.map(({ id }) => id);
  await again.change('Doc', [new File(['x'], 'second.txt')], { row: 1 });
  await again.change('N', '7');
  assert.deepEqual(rowsOf(again), [
    [second, '2'],
    [first, '1'],
  ]);
  assert.equal((await again.submit()).saved, true);
  const [{ T }] = around.shim.app(5).records();
  assert.deepEqual(
    T.value.map(({ id, value }) => [id, value.Doc.value.map(({ name }) => name)]),
    [
      [second, ['second.txt']],
      [first, ['first.txt']],
    ],
  );
});
