/** Customizations and a plug-in as they are written for kintone (tests/programs), in Chromium. */
/* global jQuery */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesListener, html, javaScript, launchBrowser, listen } from '../support/browser.js';
import { root, startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { jQueryFile, programAt, spaces } from '../support/programs.js';
import { until } from '../support/waiting.js';

const script = (path) => [javaScript, readFileSync(path)];
const names = ['field-tabs.js', 'order-total.js', 'chart-view.js'];
const files = {
  '/': [html, '<!doctype html><meta charset="utf-8"><body><script src="/kintone-shim.js"></script>'],
  '/kintone-shim.js': script(join(root, 'dist/kintone-shim.js')),
  '/jquery.js': script(jQueryFile),
  ...Object.fromEntries(names.map((name) => [`/${name}`, script(programAt(name))])),
};

let browser;
let server;

before(async () => {
  browser = await launchBrowser();
  server = await listen(filesListener(files));
});

after(async () => {
  await browser.close();
  await server.close();
});

async function newPage(t) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));
  t.after(async () => {
    await page.close();
    assert.deepEqual(errors, []);
  });
  return page;
}

/** A page whose shim has app 5, with these scripts as its elements. */
async function pageOf(t, app, ...scripts) {
  const page = await newPage(t);
  await page.goto(`${server.origin}/`);
  await page.evaluate((declared) => {
    window.shim = kintoneShim.createShim({ apps: { 5: declared } });
    window.shim.install(window);
  }, app);
  for (const url of scripts) await page.addScriptTag({ url });
  return page;
}

test('field-tabs: jQuery tabs are clicked by a user', async (t) => {
  const text = 'SINGLE_LINE_TEXT';
  const fields = { 会社名: text, 部署名: text, 請求先住所: text, 締め日: 'DATE', 請求メモ: text };
  const records = [{ 会社名: { value: 'さざなみ' }, 請求メモ: { value: '月末' } }];
  const app = { fields, layout: spaces('tab'), records };
  const page = await pageOf(t, app, '/jquery.js', '/field-tabs.js');
  await page.evaluate(() => window.shim.open('app.record.detail', { app: 5, id: 1 }));
  const shown = () =>
    page.evaluate(() =>
      ['会社名', '請求メモ'].map((code) => jQuery(kintone.app.record.getFieldElement(code)).is(':visible')),
    );
  assert.deepEqual(await shown(), [true, false]);
  await page.getByText('請求先', { exact: true }).click();
  assert.deepEqual(await shown(), [false, true]);
  await page.getByText('月末').waitFor();
});

test('order-total: the lines of a table are summed up and saved', async (t) => {
  const number = 'NUMBER';
  const 明細 = { type: 'SUBTABLE', fields: { 単価: number, 数量: number, 小計: number } };
  const page = await pageOf(t, { fields: { 明細, 合計: number, 税込合計: number } }, '/order-total.js');
  const saved = await page.evaluate(async () => {
    const form = await window.shim.open('app.record.create', { app: 5 });
    await form.change('単価', '120', { row: 0 });
    await form.change('数量', '3', { row: 0 });
    await form.submit();
    return window.shim.records.map(({ record }) => [record.合計.value, record.税込合計.value]);
  });
  assert.deepEqual(saved, [['360', '396']]);
});

test('chart-view: a chart is drawn into a custom view', async (t) => {
  const app = {
    fields: { 受注日: 'DATE', 金額: 'NUMBER' },
    views: {
      views: { 売上グラフ: { type: 'CUSTOM', id: '2', index: '0', html: '<div id="chart"></div>' } },
    },
    records: [
      { 受注日: { value: '2026-03-05' }, 金額: { value: '300' } },
      { 受注日: { value: '2026-04-05' }, 金額: { value: '150' } },
    ],
  };
  const page = await pageOf(t, app, '/chart-view.js');
  await page.evaluate(() => window.shim.open('app.record.index', { app: 5, view: '売上グラフ' }));
  const heights = await page
    .locator('#chart rect')
    .evaluateAll((bars) => bars.map((bar) => bar.getBBox().height));
  assert.deepEqual(heights, [200, 100]);
});

test('stock-alert: through serve, its settings page saves and its page uses it', async (t) => {
  const folder = await folderOf(t, {
    'pages/index.html': '<!doctype html><meta charset="utf-8"><title>在庫</title>',
    'apps.mjs': `export default { 5: {
      fields: { 品名: 'SINGLE_LINE_TEXT', 在庫数: 'NUMBER' },
      records: [{ 品名: { value: '鉛筆' }, 在庫数: { value: '3' } }, { 在庫数: { value: '30' } }],
    } };`,
  });
  const { url, told } = await startServe(t, [
    ...[join(folder, 'pages'), '--network', 'offline', '--app', join(folder, 'apps.mjs')],
    ...['--plugin', programAt('stock-alert/manifest.json')],
    ...['--map', `https://js.cybozu.com/jquery/3.7.1/jquery.min.js=${jQueryFile}`],
  ]);
  const [, settings] = await until(() =>
    /settings of .*:\d+(\/k\/admin\/app\/5\/plugin\/config\S+)/.exec(told.stdout),
  );
  const page = await newPage(t);
  await page.goto(url + settings);
  await page.getByLabel('在庫数のフィールド').selectOption('在庫数');
  await page.getByLabel('しきい値').fill('20');
  await page.getByRole('button', { name: '保存' }).click();
  await page.evaluate(() => kintoneShim.shim.settled());

  await page.goto(`${url}/`);
  await page.evaluate(async () => {
    const app = kintone.app.getId();
    const { records } = await kintone.api(kintone.api.url('/k/v1/records'), 'GET', { app });
    await kintoneShim.shim.fire('app.record.index.show', { appId: app, records });
  });
  await page.getByText('No.1: 3').click();
  assert.deepEqual(await page.locator('#stock-alert li.seen').allTextContents(), ['No.1: 3']);
});
