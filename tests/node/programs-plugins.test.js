/** Plug-ins as they are written for kintone, run whole in jsdom: with jQuery, of webpack, and of ES modules in TypeScript. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { folderOf } from '../support/folder.js';
import { jQueryFile, programAt, shimWith, spaces } from '../support/programs.js';

const pluginId = 'faabchdodajloackbgnipilddblmkejp';
const map = { 'https://js.cybozu.com/jquery/3.7.1/jquery.min.js': jQueryFile };
const stock = {
  fields: { 品名: 'SINGLE_LINE_TEXT', 在庫数: { type: 'NUMBER', label: '在庫数（個）' }, 単価: 'NUMBER' },
  records: [
    { 品名: { value: '鉛筆' }, 在庫数: { value: '3' } },
    { 品名: { value: '消しゴム' }, 在庫数: { value: '30' } },
  ],
};

test('stock-alert: what its settings page saves, its pages use', async (t) => {
  const { shim, open, find, window, kintone } = shimWith(t, stock);
  const manifest = programAt('stock-alert/manifest.json');
  await open('plugin.config', { pluginId });
  await shim.loadPlugin(manifest, { map });
  await shim.settled();
  const options = [...window.document.querySelectorAll('#field option')];
  assert.deepEqual(options.map((each) => [each.value, each.textContent]).sort(), [
    ['単価', '単価'],
    ['在庫数', '在庫数（個）'],
  ]);
  assert.equal(find('.js-limit').value, '10');
  find('#field').value = '在庫数';
  find('.js-limit').value = 'x';
  const save = find('.kintoneplugin-button-dialog-ok');
  save.click();
  assert.equal(find('.js-error').textContent, 'しきい値は数字で入力してください');
  find('.js-limit').value = '20';
  save.click();
  await shim.settled();
  assert.equal(shim.navigation.length, 1);

  await open('app.record.index');
  assert.deepEqual(kintone.plugin.app.getConfig(pluginId), { field: '在庫数', limit: '20' });
  await shim.loadPlugin(manifest, { map, pluginId });
  await open('app.record.index');
  assert.deepEqual(
    [...window.document.querySelectorAll('#stock-alert li')].map((li) => li.textContent),
    ['No.1: 3'],
  );
  find('#stock-alert li').click();
  assert.equal(find('.seen').textContent, 'No.1: 3');

  const page = await open('app.record.edit', { id: 1 });
  await page.change('在庫数', '-1');
  assert.deepEqual((await page.submit()).errors, { 在庫数: '在庫数が足りません' });
  await page.change('在庫数', '40');
  await page.submit();
  await open('app.record.index');
  assert.equal(find('#stock-alert'), null);
});

test('stock-alert: without settings it does nothing', async (t) => {
  const { shim, open, window } = shimWith(t, stock);
  await shim.loadPlugin(programAt('stock-alert/manifest.json'), { map, pluginId });
  await open('app.record.index');
  assert.equal(window.document.querySelector('#stock-alert'), null);
  const page = await open('app.record.edit', { id: 1 });
  await page.change('在庫数', '-1');
  assert.equal((await page.submit()).saved, true);
});

const credit = {
  fields: {
    法人番号: 'SINGLE_LINE_TEXT',
    与信額: 'NUMBER',
    判定: 'SINGLE_LINE_TEXT',
    ランク: 'SINGLE_LINE_TEXT',
  },
};

test('credit-check: a bundle of webpack calls a service with a key that its settings page has saved', async (t) => {
  const { shim, open, find } = shimWith(t, credit, { users: { admin: 'p' } });
  const manifest = programAt('credit-check/manifest.json');
  await open('plugin.config', { pluginId });
  await shim.loadPlugin(manifest);
  find('#save').click();
  assert.equal(find('#message').textContent, 'APIキーを入力してください');
  find('#api-key').value = 'k-12345';
  find('#save').click();
  await shim.settled();
  assert.match(find('#message').textContent, /設定を保存しました/);
  const told = JSON.stringify([shim.plugins, shim.journal.calls()]);
  assert.match(told, /X-Api-Key/);
  assert.doesNotMatch(told, /k-12345/);

  const asked = [];
  const service = shim.upstream.at('https://credit.example.com/api/v2');
  const answer = (status, body) =>
    service
      .intercept({ method: 'POST', url: '/companies/*/credit', headers: { 'X-Api-Key': 'k-12345' } })
      .reply(({ url, body: sent }) => {
        asked.push([new URL(url).pathname, JSON.parse(sent)]);
        return { status, body };
      });
  await open('app.record.create');
  await shim.loadPlugin(manifest, { pluginId });
  const page = await open('app.record.create');
  await page.change('法人番号', '1234567890123');
  await page.change('与信額', '500000');
  answer(404, {});
  assert.deepEqual((await page.submit()).errors, { 法人番号: '法人番号が見つかりません' });
  answer(500, 'down');
  const failed = await page.submit();
  assert.deepEqual([failed.by, failed.thrown.message], ['thrown', '与信照会サービスのエラーです (HTTP 500)']);
  answer(200, { rank: 'B' });
  assert.equal((await page.submit()).saved, true);
  const [{ record }] = shim.records;
  assert.deepEqual([record.判定.value, record.ランク.value], ['取引可', 'B']);
  assert.deepEqual(asked[2], ['/api/v2/companies/1234567890123/credit', { amount: 500000, office: 'tokyo' }]);

  answer(200, { rank: 'D' });
  const mobile = await open('mobile.app.record.edit', { id: 1 });
  await mobile.change('与信額', '900000');
  assert.equal((await mobile.submit()).saved, true);
  assert.equal(shim.records[0].record.判定.value, '取引不可');
});

const history = {
  fields: {
    顧客コード: 'SINGLE_LINE_TEXT',
    件名: 'SINGLE_LINE_TEXT',
    金額: 'NUMBER',
    状態: { type: 'DROP_DOWN', options: { 受注: { index: 0 }, 完了: { index: 1 } } },
  },
  records: [
    ['A1', '机', '50000', '受注'],
    ['A1', '椅子', '120000', '受注'],
    ['A1', '棚', '1000', '完了'],
    ['B2', '灯', '2000', '受注'],
  ].map(([code, name, amount, state]) => ({
    顧客コード: { value: code },
    件名: { value: name },
    金額: { value: amount },
    状態: { value: state },
  })),
};

for (const minify of [false, true]) {
  test(`order-history: modules in TypeScript, bundled${minify ? ' and minified' : ''}`, async (t) => {
    const manifest = programAt('order-history/manifest.json');
    const folder = await folderOf(t, { 'manifest.json': readFileSync(manifest) });
    await build({
      entryPoints: [programAt('order-history/src/desktop.ts')],
      outfile: join(folder, 'dist/desktop.js'),
      bundle: true,
      format: 'iife',
      target: 'es2020',
      minify,
    });
    const customer = {
      fields: { 顧客コード: 'SINGLE_LINE_TEXT' },
      records: [{ 顧客コード: { value: 'A1' } }],
      layout: spaces('history'),
    };
    const { shim, open, window, kintone } = shimWith(t, customer, { apps: { 5: customer, 6: history } });
    await shim.loadPlugin(join(folder, 'manifest.json'), { pluginId });
    await open('app.record.detail', { id: 1 });
    const rows = () =>
      [...window.document.querySelectorAll('table tr')].map((row) =>
        [...row.cells].map((cell) => cell.textContent).slice(0, 2),
      );
    assert.deepEqual(rows(), [
      ['椅子', '￥120,000'],
      ['机', '￥50,000'],
    ]);
    window.document.querySelector('table button').click();
    await shim.settled();
    assert.deepEqual(rows(), [['机', '￥50,000']]);
    assert.equal(shim.app(6).records('状態 in ("完了")').length, 2);

    shim.rest.get('/k/v1/records').fail({ status: 403, code: 'CB_NO02', message: '権限がありません。' });
    await open('app.record.detail', { id: 1 });
    assert.equal(
      kintone.app.record.getSpaceElement('history').textContent,
      '受注履歴を取得できません: 権限がありません。',
    );
  });
}
