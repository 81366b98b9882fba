/** Customizations of records' forms, as they are written for kintone, run whole in jsdom: tests/programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jQueryFile, programOf, spaces } from '../support/programs.js';

test('order-total: the lines of a table are summed up', async (t) => {
  const { shim, open, kintone } = await programOf(t, 'order-total.js', {
    fields: {
      明細: {
        type: 'SUBTABLE',
        fields: { 品名: 'SINGLE_LINE_TEXT', 単価: 'NUMBER', 数量: 'NUMBER', 小計: 'NUMBER' },
      },
      合計: 'NUMBER',
      税込合計: 'NUMBER',
    },
  });
  const page = await open('app.record.create');
  await page.change('単価', '120', { row: 0 });
  await page.change('数量', '3', { row: 0 });
  await page.addRow('明細');
  await page.change('単価', '95', { row: 1 });
  await page.change('数量', '1', { row: 1 });
  assert.equal(Number(page.record.合計.value), 455);
  assert.equal(Number(page.record.税込合計.value), 500);
  await assert.rejects(page.change('合計', '1'), /合計/);
  await assert.rejects(page.change('小計', '1', { row: 1 }), /小計/);
  await page.removeRow('明細', 0);
  assert.equal(Number(page.record.合計.value), 95);
  const { saved, id } = await page.submit();
  assert.equal(saved, true);
  assert.equal(shim.records[0].record.税込合計.value, '104');
  assert.equal(shim.records[0].record.明細.value[0].value.小計.value, '95');

  const edit = await open('app.record.edit', { id });
  await edit.change('数量', 2, { row: 0 });
  assert.equal(Number(kintone.app.record.get().record.合計.value), 190);
});

test('input-check: a form and a line of a list are checked by one class', async (t) => {
  const { shim, open } = await programOf(t, 'input-check.js', {
    fields: {
      郵便番号: 'SINGLE_LINE_TEXT',
      電話番号: 'SINGLE_LINE_TEXT',
      メール: 'SINGLE_LINE_TEXT',
      開始日: 'DATE',
      終了日: 'DATE',
    },
  });
  const page = await open('app.record.create');
  await page.change('郵便番号', '12-345');
  await page.change('メール', 'nobody');
  const refused = await page.submit();
  assert.deepEqual([refused.saved, refused.by], [false, 'errors']);
  assert.deepEqual(page.errors, {
    郵便番号: '郵便番号は7桁の数字で入力してください。',
    メール: 'メールアドレスの形式が正しくありません。',
  });
  await page.change('郵便番号', '103-6027');
  await page.change('メール', 'a@example.com');
  await page.change('開始日', '2026-04-02');
  await page.change('終了日', '2026-04-01');
  const late = await page.submit();
  assert.deepEqual([late.by, late.error], ['error', '終了日は開始日より後の日付にしてください。']);
  await page.change('終了日', '2026-04-30');
  assert.equal((await page.submit()).saved, true);
  assert.equal(shim.records.length, 1);

  const list = await open('app.record.index');
  await list.edit(1);
  await list.change('電話番号', '03');
  assert.deepEqual((await list.save()).errors, { 電話番号: '電話番号の形式が正しくありません。' });
  await list.change('電話番号', '03-1234-5678');
  assert.equal((await list.save()).saved, true);
});

const customers = {
  fields: { 顧客コード: 'SINGLE_LINE_TEXT', 顧客名: 'SINGLE_LINE_TEXT' },
  records: [{ 顧客コード: { value: 'A"1' }, 顧客名: { value: '一番' } }],
};

test('duplicate-check: what others have saved is asked before a record is saved', async (t) => {
  const { shim, open } = await programOf(t, 'duplicate-check.js', customers);
  const page = await open('app.record.create');
  await page.change('顧客コード', 'A"1');
  const refused = await page.submit();
  assert.deepEqual(refused.errors, { 顧客コード: '顧客コードが重複しています（レコード番号: 1）' });
  await page.change('顧客コード', 'A2');
  assert.equal((await page.submit()).saved, true);

  // A record is no duplicate of itself.
  const edit = await open('app.record.edit', { id: 1 });
  await edit.change('顧客名', '二番');
  assert.equal((await edit.submit()).saved, true);
  await (await open('app.record.edit', { id: 2 })).change('顧客コード', 'A3');
  assert.equal(shim.app(5).records('顧客コード = "A2"').length, 1);
});

test('duplicate-check: where kintone does not answer the record is not saved', async (t) => {
  const { shim, open } = await programOf(t, 'duplicate-check.js', customers);
  t.mock.method(console, 'log', () => {});
  shim.rest.get('/k/v1/records').fail({ status: 503, code: 'GAIA_TO04', message: '混み合っています。' });
  const page = await open('app.record.create');
  await page.change('顧客コード', 'A3');
  const { saved, by, error } = await page.submit();
  assert.deepEqual(
    [saved, by, error],
    [false, 'error', '重複チェックに失敗しました。\nGAIA_TO04: 混み合っています。'],
  );
  assert.equal((await page.submit()).saved, true);
});

test('numbering: kintone.Promise around callbacks gives each record the next number', async (t) => {
  const { shim, open } = await programOf(t, 'numbering.js', {
    fields: {
      見積番号: { type: 'SINGLE_LINE_TEXT', defaultValue: '自動採番' },
      見積日: 'DATE',
    },
  });
  for (const day of ['2026-04-01', '2026-05-01']) {
    const page = await open('app.record.create');
    await assert.rejects(page.change('見積番号', '1'), /見積番号/);
    await page.change('見積日', day);
    assert.equal((await page.submit()).saved, true);
  }
  assert.equal((await open('app.record.create')).record.見積番号.value, '自動採番');
  const copy = await open('app.record.create', { reuse: true });
  assert.equal(copy.record.見積番号.value, '');
  await copy.change('見積日', '2027-01-01');
  await copy.submit();
  assert.deepEqual(
    shim
      .app(5)
      .records('order by $id asc')
      .map((each) => each.見積番号.value),
    ['2026-0001', '2026-0002', '2027-0001'],
  );

  shim.rest.get('/k/v1/records').fail({ status: 520, code: 'CB_IL02', message: '不正なリクエストです。' });
  const page = await open('app.record.create');
  await page.change('見積日', '2027-02-01');
  const { saved, by, thrown } = await page.submit();
  assert.deepEqual([saved, by, thrown.message], [false, 'thrown', '不正なリクエストです。']);
});

test('zip-address: a button in a space fills the form from the outside', async (t) => {
  const { shim, open, find } = await programOf(t, 'zip-address.js', {
    fields: { 郵便番号: 'SINGLE_LINE_TEXT', 都道府県: 'SINGLE_LINE_TEXT', 住所: 'SINGLE_LINE_TEXT' },
    layout: spaces('zip_search'),
  });
  const route = shim.upstream.get('https://zipcloud.ibsnet.co.jp/api/search?zipcode=103-6027').reply(200, {
    results: [{ address1: '東京都', address2: '中央区', address3: '日本橋' }],
    message: null,
    status: 200,
  });
  const page = await open('app.record.create');
  await page.change('郵便番号', '103-6027');
  find('#zip-search-button').click();
  assert.equal(find('#zip-search-button').disabled, true);
  await shim.settled();
  assert.equal(route.calls.length, 1);
  assert.deepEqual([page.record.都道府県.value, page.record.住所.value], ['東京都', '中央区日本橋']);
  assert.equal(find('#zip-search-button').disabled, false);
  await page.submit();
  assert.equal(shim.records[0].record.住所.value, '中央区日本橋');

  shim.upstream.get('https://zipcloud.ibsnet.co.jp/**').reply(500, '');
  await open('app.record.edit', { id: 1 });
  find('#zip-search-button').click();
  await shim.settled();
  assert.equal(find('#zip-search-button + span').textContent, '住所検索に失敗しました（500）');
});

test('detail-button: jQuery without conflict, on the elements of a record', async (t) => {
  const { shim, open, find, kintone } = await programOf(
    t,
    'detail-button.js',
    {
      fields: {
        件名: 'SINGLE_LINE_TEXT',
        状況: { type: 'DROP_DOWN', options: { 未着手: { index: 0 }, 完了: { index: 1 } } },
        完了者: 'USER_SELECT',
      },
      records: [{ 件名: { value: '電話' }, 状況: { value: '未着手' } }],
    },
    { before: [jQueryFile], users: { sato: 'p' } },
  );
  await open('app.record.detail', { id: 1 });
  assert.match(kintone.app.record.getFieldElement('状況').className, /open/);
  assert.equal(kintone.app.record.getFieldElement('状況').style.fontWeight, 'bold');
  const button = find('#complete_button');
  button.click();
  await shim.settled();
  assert.equal(button.textContent, '完了しました');
  const [{ record }] = shim.records;
  assert.deepEqual([record.状況.value, record.完了者.value[0].code], ['完了', 'sato']);
  // Its revision is that of the page, which is old now.
  button.disabled = false;
  button.click();
  await shim.settled();
  assert.match(find('p.error').textContent, /./);

  await open('app.record.detail', { id: 1 });
  assert.equal(find('#complete_button'), null);
  assert.match(kintone.app.record.getFieldElement('状況').className, /done/);
});
