/** Customizations of lists, as they are written for kintone, run whole in jsdom: tests/programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programOf } from '../support/programs.js';

test('list-colors: the cells of a list are coloured, and its header says how many are late', async (t) => {
  const records = [
    { 優先度: { value: '高' }, 期限: { value: '2026-03-01' } },
    { 優先度: { value: '低' }, 期限: { value: '2026-05-01' } },
    { 優先度: { value: '中' }, 期限: { value: '2026-03-31' } },
  ];
  const { open, find, kintone } = await programOf(t, 'list-colors.js', {
    fields: {
      優先度: { type: 'RADIO_BUTTON', options: { 高: { index: 0 }, 中: { index: 1 }, 低: { index: 2 } } },
      期限: 'DATE',
    },
    views: {
      views: {
        タスク: { type: 'LIST', id: '10', index: '0', sort: '$id asc', fields: ['優先度', '期限'] },
        期限のみ: { type: 'LIST', id: '11', index: '1', fields: ['期限'] },
      },
    },
    records,
  });
  await open('app.record.index');
  const colors = kintone.app.getFieldElements('優先度').map((cell) => cell.style.backgroundColor);
  assert.deepEqual(colors, ['rgb(255, 0, 0)', '', 'rgb(255, 165, 0)']);
  assert.equal(find('.overdue').textContent, 'タスク: 期限切れ 2件');
  await open('app.record.index', { query: '期限 > "2026-04-01"' });
  assert.equal(find('.overdue').textContent, 'タスク: 期限切れ 0件');
  // A view without the field.
  await open('app.record.index', { view: '期限のみ' });
  assert.equal(find('.overdue'), null);
});

test('chart-view: a custom view gets its chart from all records', async (t) => {
  const records = Array.from({ length: 250 }, (_, i) => ({
    受注日: { value: i % 2 ? '2026-04-10' : '2026-03-05' },
    金額: { value: i % 2 ? '100' : '300' },
  }));
  const { open, find, window } = await programOf(t, 'chart-view.js', {
    fields: { 受注日: 'DATE', 金額: 'NUMBER' },
    views: {
      views: {
        一覧: { type: 'LIST', id: '1', index: '0', fields: ['受注日'] },
        売上グラフ: { type: 'CUSTOM', id: '2', index: '1', html: '<div id="chart"></div>', pager: false },
      },
    },
    records,
  });
  const heights = () =>
    [...window.document.querySelectorAll('#chart rect')].map((bar) => bar.getAttribute('height'));
  await open('app.record.index');
  assert.equal(find('#chart'), null);
  await open('app.record.index', { view: '売上グラフ' });
  assert.deepEqual(heights(), ['200', '67']);
  assert.equal(find('#chart title').textContent, '2026-03: 37,500円');
  await open('app.record.index', { view: '売上グラフ', query: '金額 < 200' });
  assert.deepEqual(heights(), ['200']);
});

test('inline-edit: a list is edited in place', async (t) => {
  const { shim, open, kintone } = await programOf(t, 'inline-edit.js', {
    fields: {
      品名: 'SINGLE_LINE_TEXT',
      単価: 'NUMBER',
      数量: 'NUMBER',
      金額: 'NUMBER',
      備考: 'SINGLE_LINE_TEXT',
      承認: { type: 'CHECK_BOX', options: { 承認済み: { index: 0 } } },
    },
    records: [
      { 単価: { value: '100' }, 数量: { value: '1' }, 承認: { value: [] } },
      { 単価: { value: '200' }, 数量: { value: '1' }, 承認: { value: ['承認済み'] } },
    ],
  });
  const list = await open('app.record.index');
  await list.edit(2);
  await assert.rejects(list.change('備考', 'x'), /備考/);
  await list.edit(1);
  await list.change('数量', '-1');
  assert.deepEqual(list.errors, { 数量: 'マイナスは入力できません' });
  await list.change('数量', '101');
  assert.deepEqual(list.errors, {});
  assert.equal(Number(list.record.金額.value), 10100);
  assert.equal((await list.save()).by, 'false');
  await list.change('数量', '5');
  assert.equal((await list.save()).saved, true);
  assert.equal(shim.app(5).records('$id = 1')[0].金額.value, '500');
  assert.equal(kintone.app.getHeaderMenuSpaceElement().textContent, 'No.1を更新しました');
});

test('csv-export: what a list is narrowed to is read by a cursor', async (t) => {
  const records = Array.from({ length: 1100 }, (_, i) => ({
    品名: { value: `品"${i + 1}"` },
    数量: { value: String(i) },
  }));
  const { shim, open, find, window } = await programOf(t, 'csv-export.js', {
    fields: {
      レコード番号: 'RECORD_NUMBER',
      品名: 'SINGLE_LINE_TEXT',
      数量: 'NUMBER',
      担当者: 'USER_SELECT',
    },
    records,
  });
  await open('app.record.index', { query: '数量 >= 20 order by 数量 asc limit 20 offset 40' });
  find('#csv-button').click();
  await shim.settled();
  const lines = find('textarea').value.split(/\r?\n/);
  assert.equal(lines.length, 1081);
  assert.equal(lines[0], '"レコード番号","品名","数量","担当者"');
  assert.equal(lines[1], '"21","品""21""","20",""');
  await open('app.record.index');
  assert.equal(window.document.querySelectorAll('#csv-button').length, 1);
});

test('calendar-days: a calendar tells its days', async (t) => {
  const { open, find, window } = await programOf(t, 'calendar-days.js', {
    fields: { 予定: 'SINGLE_LINE_TEXT', 日付: 'DATE' },
    views: { views: { 予定表: { type: 'CALENDAR', id: '3', index: '0', date: '日付', title: '予定' } } },
    records: [
      { 予定: { value: '会議' }, 日付: { value: '2026-04-20' } },
      { 予定: { value: '訪問' }, 日付: { value: '2026-04-03' } },
      { 予定: { value: '休暇' }, 日付: { value: '2026-04-20' } },
      { 予定: { value: '来月' }, 日付: { value: '2026-05-01' } },
    ],
  });
  const terms = () => [...window.document.querySelectorAll('#day-counts dt')].map((dt) => dt.textContent);
  await open('app.record.index', { date: '2026-04' });
  assert.equal(find('h3').textContent, '2026年4月');
  assert.deepEqual(terms(), ['2026-04-03 (1)', '2026-04-20 (2)']);
  await open('app.record.index', { date: '2026-05' });
  assert.deepEqual(terms(), ['2026-05-01 (1)']);
});

test('delete-guard: who may delete a record', async (t) => {
  const app = {
    fields: { 状態: { type: 'DROP_DOWN', options: { 下書き: { index: 0 }, 確定: { index: 1 } } } },
    records: [{ 状態: { value: '確定' } }, { 状態: { value: '下書き' } }, { 状態: { value: '下書き' } }],
  };
  const { shim, open } = await programOf(t, 'delete-guard.js', app, { users: { sato: 'p' } });
  const list = await open('app.record.index');
  const refused = await list.delete(1);
  assert.deepEqual([refused.saved, refused.error], [false, '確定済みのレコード（No.1）は削除できません。']);
  assert.equal((await list.delete(2)).saved, true);
  assert.equal((await (await open('app.record.detail', { id: 1 })).delete()).by, 'error');
  assert.equal((await (await open('mobile.app.record.detail', { id: 3 })).delete()).by, 'false');
  assert.equal(shim.records.length, 2);

  const other = await programOf(t, 'delete-guard.js', app, { users: { admin: 'p' } });
  const page = await other.open('app.record.detail', { id: 1 });
  assert.equal((await page.delete()).saved, true);
});
