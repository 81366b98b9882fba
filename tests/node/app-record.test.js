/** kintone.app and kintone.app.record on the screens of a record (R01–R07, W02, W03). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create, open, saved } from '../support/record-page.js';

test('R01 get gives the form, a copy, where there is one', async (t) => {
  const around = open(t);
  const { kintone, shim } = around;
  assert.equal(kintone.app.record.get(), null);
  const page = await create(around);
  await page.change('Name', 'n');
  const { record } = kintone.app.record.get();
  assert.deepEqual(record, page.record);
  record.Name.value = 'changed';
  assert.equal(page.record.Name.value, 'n');
  assert.equal(kintone.mobile.app.record.get(), null);
  await shim.open('app.record.index', { app: 5 });
  assert.equal(kintone.app.record.get(), null);
});

test('R02 while a handler runs, get gives null and set does nothing', async (t) => {
  const around = open(t);
  const { kintone } = around;
  const got = [];
  around.listen('app.record.create.change.Price', () => {
    got.push(kintone.app.record.get());
    kintone.app.record.set({ record: { Name: { type: 'SINGLE_LINE_TEXT', value: 'set' } } });
  });
  const page = await create(around);
  await page.change('Price', 1);
  assert.deepEqual(got, [null]);
  assert.equal(page.record.Name.value, undefined);
  kintone.app.record.set({ record: { Name: { type: 'SINGLE_LINE_TEXT', value: 'set' } } });
  assert.equal(page.record.Name.value, 'set');
});

for (const [what, record, code, why] of [
  ['a field without type', { Name: { value: 'x' } }, 'Name', 'type'],
  ['a field without value', { Name: { type: 'SINGLE_LINE_TEXT' } }, 'Name', 'value'],
  [
    'a row that lacks a cell',
    { Lines: { type: 'SUBTABLE', value: [{ value: { Item: { type: 'SINGLE_LINE_TEXT', value: '' } } }] } },
    'Count',
    'type',
  ],
]) {
  test(`R04 set refuses ${what} with a dialog`, async (t) => {
    const around = open(t, { locale: 'ja' });
    const page = await create(around);
    around.kintone.app.record.set({ record: { Memo: { type: 'MULTI_LINE_TEXT', value: 'too' }, ...record } });
    assert.equal(page.record.Memo.value, undefined);
    assert.deepEqual(around.shim.dialogs, [
      {
        kind: 'error',
        text: `カスタマイズ用のJavaScriptの実行時にエラーが発生しました。- event.record['${code}'].${why} が不正です。`,
      },
    ]);
    around.shim.reset();
    assert.deepEqual(around.shim.dialogs, []);
  });
}

test('R05, R06, R07 set ignores what only kintone sets, keeps rows, and fires changes', async (t) => {
  const around = open(t);
  const id = await saved(around);
  const page = await around.shim.open('app.record.edit', { app: 5, id });
  around.listen([
    'app.record.edit.change.Price',
    'app.record.edit.change.Count',
    'app.record.edit.change.Lines',
  ]);
  const row = (count) => ({
    value: { Item: { type: 'SINGLE_LINE_TEXT', value: null }, Count: { type: 'NUMBER', value: count } },
  });
  around.kintone.app.record.set({
    record: {
      Price: { type: 'NUMBER', value: '5' },
      Sum: { type: 'CALC', value: '9' },
      Files: { type: 'FILE', value: [{ fileKey: 'x' }] },
      $id: { type: '__ID__', value: '9' },
      Lines: { type: 'SUBTABLE', value: [row('2'), row('3')] },
    },
  });
  assert.deepEqual(around.heard, ['app.record.edit.change.Price']);
  await around.shim.settled();
  assert.deepEqual(around.heard, ['app.record.edit.change.Price', 'app.record.edit.change.Count']);
  const { Price, Sum, Files, $id, Lines } = page.record;
  assert.deepEqual([Price.value, Sum.value, Files.value, $id.value], ['5', '', [], '1']);
  assert.deepEqual(
    Lines.value.map((each) => [each.id, each.value.Count.value]),
    [
      ['1', '2'],
      [null, '3'],
    ],
  );
});

test('W02, W03 the numbers of the app and the record, by screens', async (t) => {
  const around = open(t);
  const { kintone, shim } = around;
  const id = Number(await saved(around));
  const numbers = () => [
    ...[kintone.app.getId(), kintone.app.record.getId()],
    ...[kintone.mobile.app.getId(), kintone.mobile.app.record.getId()],
  ];
  for (const [screen, expected] of [
    ['app.record.index', [5, null, null, null]],
    ['app.record.create', [5, null, null, null]],
    ['app.record.detail', [5, id, null, null]],
    ['app.record.edit', [5, id, null, null]],
    ['app.record.print', [5, id, null, null]],
    ['app.report', [5, null, null, null]],
    ['portal', [null, null, null, null]],
    ['mobile.app.record.index', [null, null, 5, null]],
    ['mobile.app.record.detail', [null, null, 5, id]],
    ['mobile.app.record.edit', [null, null, 5, id]],
    ['mobile.portal', [null, null, null, null]],
  ]) {
    await shim.open(screen, { app: 5, ...(/detail|edit|print/.test(screen) && { id }) });
    assert.deepEqual(numbers(), expected, screen);
  }
});
