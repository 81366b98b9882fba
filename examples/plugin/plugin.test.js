import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import apps from './apps.js';

const manifest = fileURLToPath(new URL('plugin/manifest.json', import.meta.url));
const pluginId = 'faabchdodajloackbgnipilddblmkejp';
const receipts = 'https://receipts.example.com/v1/';
const proxyConfig = [{ url: receipts, method: 'POST', headers: { Authorization: 'Bearer secret' } }];
const plugins = { [pluginId]: { config: { unitPrice: '120' }, proxyConfig } };

const shim = createShim({ apps, plugins, pluginId });
const uninstall = shim.install(globalThis);
const restore = intercept(shim);
// Once: its handlers stay.
await shim.loadPlugin(manifest);

afterEach(() => shim.finish());
after(() => {
  restore();
  uninstall();
  shim.dispose();
});

test('the total follows the quantity', async () => {
  const page = await shim.open('app.record.edit', { app: 5, id: 1 });
  await page.change('Quantity', '3');
  assert.equal(page.record.Total.value, '360');
});

test('a new record gets its receipt', async () => {
  shim.upstream
    .intercept({ method: 'POST', url: `${receipts}receipts`, headers: { Authorization: 'Bearer secret' } })
    .reply(({ body }) => ({ status: 201, body: `領収書 ${JSON.parse(body).total}円` }));
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('Quantity', '4');
  const { saved, id } = await page.submit();
  assert.equal(saved, true);
  const [record] = shim.app(5).records(`$id = ${id}`);
  assert.equal(record.Receipt.value[0].name, `receipt-${id}.txt`);
  assert.equal(await (await shim.files[0].blob()).text(), '領収書 480円');
});

test('where no receipt is issued, the record is saved all the same', async () => {
  shim.upstream.post(`${receipts}*`).reply(503);
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('Quantity', '1');
  const { saved, thrown } = await page.submit();
  assert.equal(saved, true);
  assert.match(thrown.message, /領収書を発行できません（503）/);
});

test('the settings are saved', async () => {
  const { window } = new JSDOM('', { runScripts: 'outside-only' });
  const leave = shim.install(window);
  try {
    await shim.open('plugin.config', { app: 5 });
    await shim.loadPlugin(manifest);
    const element = (id) => window.document.getElementById(id);
    assert.equal(element('token').value, 'Bearer secret');
    element('unit-price').value = '150';
    element('token').value = 'Bearer other';
    element('save').click();
    await shim.settled();
    assert.equal(element('saved').textContent, '保存しました');
    assert.deepEqual(shim.kintone.plugin.app.getConfig(pluginId), { unitPrice: '150' });
    assert.equal(
      shim.kintone.plugin.app.getProxyConfig(receipts, 'POST').headers.Authorization,
      'Bearer other',
    );
  } finally {
    leave();
    window.close();
  }
});
