/** What kintone.app.record tells a test beside its rules (R01 to R08 of tests/conformance): the shim's dialogs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create, open } from '../support/record-page.js';

test('what set() refuses is in shim.dialogs until reset()', async (t) => {
  const around = open(t, { locale: 'ja' });
  await create(around);
  around.kintone.app.record.set({ record: { Name: { value: 'x' } } });
  assert.deepEqual(around.shim.dialogs, [
    {
      kind: 'error',
      text: "カスタマイズ用のJavaScriptの実行時にエラーが発生しました。- event.record['Name'].type が不正です。",
    },
  ]);
  around.shim.reset();
  assert.deepEqual(around.shim.dialogs, []);
});

test('what handlers do while another awaits a Promise stays beside what it returns', async (t) => {
  const around = open(t);
  around.listen('app.record.create.submit', async (event) => {
    await Promise.resolve();
    around.kintone.app.record.set({ record: { Total: { type: 'NUMBER', value: '9' } } });
    event.record.Memo.value = 'returned';
    return event;
  });
  const page = await create(around);
  await page.change('Name', 'n');
  assert.equal((await page.submit()).saved, true);
  const { Total, Memo } = around.shim.records[0].record;
  assert.deepEqual([Total.value, Memo.value], ['9', 'returned']);
});
