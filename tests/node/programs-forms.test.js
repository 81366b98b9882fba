/** Customizations that go on after a record is saved, that change what a form shows, and that run on mobile screens, too: tests/programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intercept } from 'kintone-shim/intercept';
import { jQueryFile, programOf, spaces } from '../support/programs.js';
import { until } from '../support/waiting.js';

const deals = { 案件名: 'SINGLE_LINE_TEXT', 担当者: 'USER_SELECT', 履歴件数: 'NUMBER' };
const history = { 案件番号: 'NUMBER', 内容: 'SINGLE_LINE_TEXT', 担当: 'USER_SELECT' };

/** The page of a new deal. */
async function newDeal({ shim }) {
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('案件名', '新社屋');
  await page.change('担当者', [{ code: 'sato' }, { code: 'abe' }]);
  return page;
}

test('child-records: a saved record makes those of another app, and the page goes there', async (t) => {
  const around = await programOf(
    t,
    'child-records.js',
    { fields: deals },
    { apps: { 5: { fields: deals }, 6: { fields: history } }, users: { sato: 'p', abe: 'p' } },
  );
  const { shim } = around;
  const page = await newDeal(around);
  const { saved, id, url } = await page.submit();
  assert.deepEqual([saved, id, url], [true, '1', '/k/6/show#record=1']);
  assert.equal(shim.app(5).records()[0].履歴件数.value, '2');
  assert.deepEqual(
    shim
      .app(6)
      .records('order by $id asc')
      .map((each) => [each.案件番号.value, each.内容.value, each.担当.value[0].code]),
    [
      ['1', '新社屋を登録しました', 'sato'],
      ['1', '新社屋を登録しました', 'abe'],
    ],
  );

  const lines = [];
  t.mock.method(console, 'error', (...told) => lines.push(told));
  shim.rest
    .post('/k/v1/bulkRequest')
    .fail({ status: 400, code: 'CB_VA01', message: '入力内容が正しくありません。' });
  const again = await (await newDeal(around)).submit();
  assert.deepEqual([again.saved, again.url], [true, '/k/5/show#record=2']);
  assert.deepEqual(lines, [['活動履歴を登録できませんでした', '入力内容が正しくありません。']]);
});

test('webhook: each save is told to a chat, and one that fails stops nothing', async (t) => {
  const { shim, open } = await programOf(t, 'webhook.js', { fields: { 件名: 'SINGLE_LINE_TEXT' } });
  const hook = 'https://hooks.example.com/services/T000/B000/xxxx';
  const told = [];
  shim.upstream
    .intercept({ method: 'POST', url: hook, headers: { 'Content-Type': 'application/json' } })
    .reply(({ body }) => {
      told.push(JSON.parse(body).text);
      return { status: 200, body: 'ok' };
    })
    .times(2);
  const page = await open('app.record.create');
  await page.change('件名', '停電');
  await page.submit();
  const edit = await open('mobile.app.record.edit', { id: 1 });
  await edit.change('件名', '復旧');
  await edit.submit();
  assert.deepEqual(told, [
    `[登録] 停電\n${shim.origin}/k/5/show#record=1`,
    `[更新] 復旧\n${shim.origin}/k/5/show#record=1`,
  ]);

  const warnings = [];
  t.mock.method(console, 'warn', (...given) => warnings.push(given));
  shim.upstream.post(hook).reply(404, 'no_service', { 'Content-Type': 'text/plain' }).fail('refused');
  for (const name of ['三', '四']) {
    const next = await open('app.record.create');
    await next.change('件名', name);
    assert.equal((await next.submit()).saved, true);
  }
  assert.deepEqual(warnings[0], ['通知エラー', 404, 'text/plain', 'no_service']);
  assert.equal(warnings[1][0], '通知エラー');
  assert.equal(warnings.length, 2);
});

test('field-tabs: jQuery tabs show and hide fields', async (t) => {
  const text = 'SINGLE_LINE_TEXT';
  const { open, find, window, kintone } = await programOf(
    t,
    'field-tabs.js',
    {
      fields: { 会社名: text, 部署名: text, 請求先住所: text, 締め日: 'DATE', 請求メモ: text, 詳細: 'GROUP' },
      layout: spaces('tab'),
      records: [{ 会社名: { value: 'さざなみ' } }],
    },
    { before: [jQueryFile] },
  );
  const { record } = kintone.app;
  const shown = () => Promise.all(['会社名', '部署名', '請求先住所', '請求メモ'].map(record.isFieldVisible));
  await open('app.record.create');
  assert.deepEqual(await shown(), [true, true, false, false]);
  const [, second] = window.document.querySelectorAll('.tab-menu li');
  second.click();
  assert.deepEqual(await shown(), [false, false, true, true]);
  assert.equal(find('.current').textContent, '請求先');

  await open('app.record.detail', { id: 1 });
  assert.equal(find('.current').textContent, '基本情報');
  assert.equal(await record.isGroupFieldOpen('詳細'), true);
  assert.equal(record.getFieldElement('締め日').style.display, 'none');

  const edit = await open('app.record.edit', { id: 1 });
  assert.deepEqual((await edit.submit()).errors, { 請求メモ: '必須です。' });
  assert.deepEqual(await shown(), [false, false, true, true]);
  await edit.change('締め日', '2026-04-30');
  assert.equal((await edit.submit()).saved, true);
});

for (const [screens, twin] of [
  ['PC', ''],
  ['mobile', 'mobile.'],
]) {
  test(`mobile-too: one script for two kinds of screens (${screens})`, async (t) => {
    const { shim, open, find, kintone } = await programOf(
      t,
      'mobile-too.js',
      {
        fields: {
          日付: 'DATE',
          区分: { type: 'DROP_DOWN', options: { 通常: { index: 0 }, その他: { index: 1 } } },
          理由: 'SINGLE_LINE_TEXT',
        },
        layout: spaces('guide'),
      },
      { users: { sato: 'p' } },
    );
    const app = twin ? kintone.mobile.app : kintone.app;
    const page = await open(`${twin}app.record.create`);
    assert.equal(app.record.getSpaceElement('guide').textContent, 'satoさん（アプリ5）');
    await page.change('区分', 'その他');
    assert.deepEqual((await page.submit()).errors, { 理由: '理由を入力してください' });
    await page.change('理由', '出張');
    await page.change('区分', '通常');
    await assert.rejects(page.change('理由', '出張'), /理由/);
    const { saved, id } = await page.submit();
    assert.equal(saved, true);
    const [{ record }] = shim.records;
    assert.deepEqual([record.日付.value, record.区分.value, record.理由.value], ['2026-04-01', '通常', '']);
    const edit = await open(`${twin}app.record.edit`, { id });
    await edit.change('区分', 'その他');
    await edit.change('理由', '私用');
    assert.equal((await edit.submit()).saved, true);
    await open(`${twin}app.record.index`);
    assert.equal(find('a')?.getAttribute('href'), twin ? '/k/m/5/edit' : undefined);
  });
}

test('attach-text: files are uploaded by XMLHttpRequest and attached by kintone.api', async (t) => {
  const { shim, window, open, find } = await programOf(
    t,
    'attach-text.js',
    { fields: { メモ: 'MULTI_LINE_TEXT', 添付: 'FILE' }, records: [{ メモ: { value: '一行目' } }] },
    { before: [jQueryFile] },
  );
  t.after(intercept(shim, window));
  const attach = async (told) => {
    await open('app.record.detail', { id: 1 });
    find('#attach').click();
    await until(() => find('#attach').textContent !== '添付');
    assert.equal(find('#attach').textContent, told);
  };
  await attach('添付しました (リビジョン 2)');
  const [{ record }] = shim.records;
  assert.deepEqual(
    record.添付.value.map(({ name, size }) => [name, size]),
    [
      ['memo.txt', '9'],
      ['no.txt', '1'],
    ],
  );
  assert.equal(await (await shim.files[0].blob()).text(), '一行目');
  shim.rest.post('/k/v1/file').fail({ status: 400, code: 'CB_IJ01', message: '不正なJSON文字列です。' });
  await attach('CB_IJ01');
});
