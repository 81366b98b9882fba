/** `kintone-shim serve --plugin` in Chromium: the settings page saves, the pages use it, and none of them learns a secret (W07, G06). */
/* global order */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../support/browser.js';
import { openUpstream } from '../support/calls.js';
import { startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { until } from '../support/waiting.js';

const secret = 's3cretOfThePlugin';

const files = {
  'plugin/manifest.json': JSON.stringify({
    name: { en: 'Orders' },
    desktop: { js: ['https://js.cybozu.com/lib.js', 'desktop.js'], css: ['desktop.css'] },
    config: { html: 'config.html', js: ['config.js'] },
  }),
  'plugin/config.html': '<input id="token"><button id="save">保存</button><output id="done"></output>',
  'plugin/config.js': `((id) => {
    'use strict';
    const token = document.getElementById('token');
    const { app } = kintone.plugin;
    const url = location.hash.slice(1) || 'https://api.example.com/';
    const saved = app.getProxyConfig(url, 'POST');
    token.value = saved ? saved.headers.Authorization : '';
    document.getElementById('save').onclick = () => {
      app.setProxyConfig(url, 'POST', { Authorization: token.value, 'X-Count': saved ? '2' : '1' }, { key: 'k' }, () => {
        app.setConfig({ field: 'Total' }, () => {
          document.getElementById('done').textContent = app.getConfig(id).field;
        });
      });
    };
  })(kintone.$PLUGIN_ID);`,
  'plugin/lib.js': 'var lib = "lib";',
  'plugin/desktop.js': `'use strict';
function order(url) { return kintone.plugin.app.proxy(order.id, url, 'POST', {}, { item: 'apple' }); }
order.id = kintone.$PLUGIN_ID;
order.seen = [lib, fromApp, kintone.plugin.app.getConfig(order.id), kintone.app.getId()];`,
  'pages/index.html': `<!doctype html><meta charset="utf-8"><title>Order</title>
<script>var fromApp = typeof kintone.$PLUGIN_ID;</script><p>text</p>`,
};

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

async function served(t, ...more) {
  const folder = await folderOf(t, files);
  const at = (name) => join(folder, name);
  const plugin = [
    '--plugin',
    at('plugin/manifest.json'),
    '--map',
    `https://js.cybozu.com/lib.js=${at('plugin/lib.js')}`,
  ];
  const { url, told } = await startServe(t, [at('pages'), '--network', '127.0.0.1', ...plugin, ...more]);
  const line = /settings of \S+: https?:\/\/[^/]+(\/k\/admin\/app\/1\/plugin\/config\?pluginId=[a-p]{32})/;
  const [, settings] = await until(() => line.exec(told.stdout));
  const page = await browser.newPage();
  t.after(() => page.close());
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));
  t.after(() => assert.deepEqual(errors, []));
  return { url, told, page, settings, at };
}

test('what the settings page saves works on the pages', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith({ status: 200, body: 'taken' });
  const fieldOf = (wanted) =>
    upstream.requests.at(-1).fields.find(([name]) => name.toLowerCase() === wanted)[1];
  const { url, told, page, settings } = await served(t);
  await page.goto(`${url}/`);
  const id = await page.evaluate(() => order.id);
  assert.ok(settings.endsWith(id));
  assert.deepEqual(await page.evaluate(() => order.seen), ['lib', 'undefined', {}, 1]);

  const save = async (token) => {
    await page.goto(`${url}${settings}#${upstream.url}/`);
    const before = await page.inputValue('#token');
    if (token) await page.fill('#token', token);
    await page.click('#save');
    await page.waitForFunction(() => document.getElementById('done').textContent === 'Total');
    return before;
  };
  assert.equal(await save(secret), '');
  await page.goto(`${url}/`);
  assert.deepEqual(await page.evaluate(() => order.seen[2]), { field: 'Total' });
  const answer = await page.evaluate((to) => order(to), `${upstream.url}/orders`);
  assert.deepEqual(answer.slice(0, 2), ['taken', 200]);
  assert.equal(fieldOf('authorization'), secret);
  assert.deepEqual(JSON.parse(upstream.requests.at(-1).body), { item: 'apple', key: 'k' });

  // Saved again with the mask that the page was shown, the secret stays.
  assert.equal(await save(), '***');
  await page.goto(`${url}/`);
  await page.evaluate((to) => order(to), `${upstream.url}/orders`);
  assert.equal(fieldOf('authorization'), secret);
  assert.equal(fieldOf('x-count'), '2');

  const everywhere = await page.evaluate(async (path) => {
    const ask = async (target, as) =>
      (
        await fetch(target, { headers: { 'X-Kintone-Shim': as, 'X-Requested-With': 'XMLHttpRequest' } })
      ).text();
    return [
      await ask('/_shim/page.json', '/'),
      await ask('/_shim/page.json', path),
      await ask(path, '/'),
      await ask('/_shim/plugin.json', '/'),
      JSON.stringify(kintoneShim.shim.plugins),
      JSON.stringify(kintoneShim.shim.journal.calls()),
    ].join('\n');
  }, settings);
  assert.match(everywhere, /Authorization/);
  assert.doesNotMatch(everywhere, new RegExp(secret));
  assert.doesNotMatch(told.stdout + told.stderr, new RegExp(secret));
});

test('only a page of its own, with its session and token, saves', async (t) => {
  const { url, page, settings } = await served(t);
  const message = { app: 1, pluginId: settings.slice(-32), member: 'setConfig', given: [{ a: '1' }] };
  const post = (fields = {}) =>
    fetch(`${url}/_shim/plugin.json`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...fields },
      body: JSON.stringify(message),
    });
  assert.equal((await post()).status, 403);
  assert.equal((await post({ Origin: url })).status, 401);
  assert.equal((await post({ Origin: 'http://example.com' })).status, 403);
  const statuses = async (told) => {
    const send = async (more, headers = {}) =>
      (
        await fetch('/_shim/plugin.json', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...headers },
          body: JSON.stringify({ ...told, __REQUEST_TOKEN__: kintone.getRequestToken(), ...more }),
        })
      ).status;
    return [
      await send({ __REQUEST_TOKEN__: 'x' }),
      await send({}, { 'Content-Type': 'text/plain' }),
      await send({ given: [{ a: 1 }] }),
      await send({ member: 'getProxyConfig' }),
      await send({ member: 'constructor' }),
      await send({ given: 5 }),
      await send({ app: 0 }),
      await send({ app: 7 }),
      await send({ pluginId: 'a'.repeat(32) }),
      await send({}),
    ];
  };
  // Of another page, of another plug-in's settings, and of its own in another app it is refused (G08).
  for (const other of [
    '/',
    settings.replace('app/1', 'app/7'),
    `${settings.slice(0, -32)}${'b'.repeat(32)}`,
  ]) {
    await page.goto(`${url}/`);
    const token = await page.evaluate(async (path) => {
      const answer = await fetch('/_shim/page.json', { headers: { 'X-Kintone-Shim': path } });
      return (await answer.json()).requestToken;
    }, other);
    const given = { ...message, __REQUEST_TOKEN__: token };
    const refused = await page.evaluate(async (told) => {
      const headers = { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' };
      const answer = await fetch('/_shim/plugin.json', {
        method: 'POST',
        headers,
        body: JSON.stringify(told),
      });
      return [answer.status, (await answer.json()).code];
    }, given);
    assert.deepEqual(refused, [400, 'CB_CS01'], other);
  }
  await page.goto(url + settings);
  assert.deepEqual(
    await page.evaluate(statuses, message),
    [400, 415, 400, 400, 400, 400, 400, 400, 400, 200],
  );
  await page.goto(`${url}/`);
  assert.deepEqual(await page.evaluate(() => order.seen[2]), { a: '1' });
});

test('a settings page is a screen of its own, and other plug-ins have none here', async (t) => {
  const { url, page, settings } = await served(t, '--screen', 'app.record.create');
  await page.goto(`${url}/`);
  assert.equal(await page.evaluate(() => kintoneShim.shim.screen.type), 'app.record.create');
  const refused = await page.evaluate(
    (pluginId) => kintoneShim.shim.open('plugin.config', { pluginId }).catch(({ message }) => message),
    settings.slice(-32),
  );
  assert.ok(refused.includes(settings), refused);
  const unread = await page.evaluate(() => kintoneShim.shim.load('a.js').catch(({ message }) => message));
  assert.match(unread, /<script src>/);
  await page.goto(`${url}${settings.replace('app/1', 'app/7')}`);
  assert.deepEqual(await page.evaluate(() => kintoneShim.shim.screen), {
    type: 'plugin.config',
    app: 7,
    pluginId: settings.slice(-32),
  });
  await page.evaluate(() => kintoneShim.shim.reset());
  assert.equal(await page.evaluate(() => kintoneShim.shim.screen.type), 'plugin.config');
  for (const path of [
    settings.slice(0, -1),
    `/_shim/plugin/none`,
    settings.replace('app/1', 'app/x'),
    '/_shim/plugin/%',
  ]) {
    assert.equal((await fetch(url + path)).status, 404, path);
  }
});
