/** examples/plugin: its settings page and its list, as `kintone-shim serve` has them. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { launchBrowser } from '../support/browser.js';
import { startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { until } from '../support/waiting.js';

const at = (name) => fileURLToPath(new URL(`../../examples/plugin/${name}`, import.meta.url));

test('a token that is saved on the settings page issues receipts from the list', async (t) => {
  // What stands for the service, in the server's process: it takes the token, and no other.
  const config = await folderOf(t, {
    'config.mjs': `export function setup(shim) {
      const receipts = 'https://receipts.example.com/v1/receipts';
      const headers = { Authorization: 'Bearer secret' };
      shim.upstream.intercept({ method: 'POST', url: receipts, headers }).reply(201, 'receipt').persist();
    }`,
  });
  const plugin = [
    '--plugin',
    at('plugin/manifest.json'),
    '--apps',
    at('apps.js'),
    '--screen',
    'app.record.index',
    '--config',
    `${config}/config.mjs`,
  ];
  const { url, told } = await startServe(t, [at('pages'), '--network', 'offline', ...plugin]);
  const [, path] = await until(() =>
    /settings of .*:\d+(\/k\/admin\/app\/5\/plugin\/config\S+)/.exec(told.stdout),
  );
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));

  await page.goto(url + path);
  await page.getByLabel('単価').fill('120');
  await page.getByLabel('アクセストークン').fill('Bearer secret');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('保存しました').waitFor();

  await page.goto(`${url}/`);
  await page.getByRole('button', { name: '領収書を発行' }).click();
  await page.getByText('1件を発行しました').waitFor();
  const [record] = await page.evaluate(
    async () => (await kintone.api(kintone.api.url('/k/v1/records', true), 'GET', { app: 5 })).records,
  );
  assert.equal(record.Receipt.value[0].name, 'receipt-1.txt');
  assert.deepEqual(errors, []);
});
