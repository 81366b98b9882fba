/** Forms and lists in served pages: a plug-in gets there what it gets in the process (W01 to W06, E11 to E20, V01, V02). */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { launchBrowser } from '../support/browser.js';
import { startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { apps, tellScreens } from '../support/screens-told.js';

const options = {
  users: { alice: 'passwordOfAlice' },
  apiTokens: { tokenOfTheApp: 5 },
  plugins: {
    faabchdodajloackbgnipilddblmkejp: {
      config: { field: 'Total' },
      proxyConfig: [
        { url: 'https://api.example.com/', method: 'GET', headers: { Authorization: 'savedSecret' } },
      ],
    },
  },
  apps,
};

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** A page that fails the test where a script of it throws. */
async function openPage(t) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  t.after(() => assert.deepEqual(errors, []));
  return page;
}

async function openServed(t, more) {
  const root = await folderOf(t, { 'index.html': '<!doctype html><meta charset="utf-8"><title>5</title>' });
  const shim = createShim({ ...options, ...more });
  const server = await serve({ shim, root, inject: true });
  t.after(() => server.close().then(() => shim.dispose()));
  const page = await openPage(t);
  await page.goto(`${server.url}/`);
  return { shim, page, url: server.url };
}

test('the screens of an app are what they are in the process', async (t) => {
  const own = createShim(options);
  t.after(() => own.dispose());
  const { window } = new JSDOM('');
  own.install(window);
  const inProcess = await tellScreens(own);
  const { shim, page } = await openServed(t);
  await page.addScriptTag({ content: `${tellScreens}` });
  const inPage = await page.evaluate(() => globalThis.tellScreens(kintoneShim.shim));
  assert.ok(inProcess.length >= 40, `${inProcess.length}`);
  for (const [i, each] of inProcess.entries()) assert.deepEqual(inPage[i], each, `${i}`);
  assert.equal(inPage.length, inProcess.length);
  // What the page saved its server has, and any client of it reads.
  const names = (records) => records.map(({ Name }) => Name.value);
  assert.deepEqual(names(shim.app(5).records()), names(own.app(5).records()));
  assert.deepEqual(
    shim.files.map(({ name, state }) => [name, state]),
    own.files.map(({ name, state }) => [name, state]),
  );
});

test('a calendar has all its records, however many', async (t) => {
  const records = Array.from({ length: 1_001 }, (_, i) => ({
    Name: { value: `n${i}` },
    Day: { value: '2026-04-01' },
  }));
  const { page } = await openServed(t, { apps: { 5: { ...apps[5], records } } });
  const days = await page.evaluate(async () => {
    const { event } = await kintoneShim.shim.open('app.record.index', { view: 'Days', date: '2026-04' });
    return Object.entries(event.records).map(([day, all]) => [day, all.length]);
  });
  assert.deepEqual(days, [['2026-04-01', 1_001]]);
});

test("an app of a guest space has its own path, and the page's user is the server's", async (t) => {
  const guest = { 7: { guestSpace: 9, fields: { Name: 'SINGLE_LINE_TEXT' } } };
  const { shim, page } = await openServed(t, { guestSpaces: [9], apps: guest });
  const seen = await page.evaluate(async () => {
    const form = await kintoneShim.shim.open('app.record.create', { app: 7 });
    await form.change('Name', 'guest');
    const { saved } = await form.submit();
    return [saved, kintone.getLoginUser().code, kintone.api.url('/k/v1/record', true)];
  });
  assert.deepEqual(seen.slice(0, 2), [true, 'alice']);
  assert.match(seen[2], /\/k\/guest\/9\/v1\/record\.json$/);
  assert.equal(shim.app(7).records()[0].Name.value, 'guest');
});

test('no password, token, saved secret or record of any app is in what a page is told', async (t) => {
  const { page } = await openServed(t);
  const told = await page.evaluate(async () => {
    await kintoneShim.shim.open('app.record.index', { app: 5 });
    const headers = { 'X-Kintone-Shim': '/' };
    return (await fetch('/_shim/page.json', { headers })).text();
  });
  assert.deepEqual(Object.keys(JSON.parse(told).options.apps), ['5', '6']);
  assert.match(told, /"Price"/);
  for (const secret of ['passwordOfAlice', 'tokenOfTheApp', 'savedSecret', 'recordOfAnotherApp', 'apple']) {
    assert.ok(!told.includes(secret), secret);
  }
});

const files = {
  'manifest.json': JSON.stringify({ name: { en: 'Doubled' }, desktop: { js: ['desktop.js'] } }),
  'desktop.js': `(() => {
    'use strict';
    const seen = (globalThis.seen ??= []);
    kintone.events.on('app.record.edit.show', (event) => void seen.push(['plug-in', event.recordId]));
    kintone.events.on('app.record.index.show', (event) => void seen.push(['list', event.records.length]));
    kintone.events.on('app.record.edit.change.Price', (event) => {
      event.record.Total.value = String(event.record.Price.value * 2);
      return event;
    });
    kintone.events.on('app.record.edit.submit', (event) => {
      if (event.record.Price.value === '13') event.record.Price.error = 'unlucky';
      return event;
    });
  })();`,
  'pages/index.html': `<!doctype html><meta charset="utf-8"><title>5</title>
<script type="module" src="module.js"></script>`,
  'pages/module.js': `kintone.events.on('app.record.edit.show', (event) => {
    (globalThis.seen ??= []).push(['module', event.record.Name.value]);
  });`,
  'apps.json': JSON.stringify(apps),
};

async function start(t, ...more) {
  const folder = await folderOf(t, files);
  const at = (name) => join(folder, name);
  const flags = ['--network', 'offline', '--plugin', at('manifest.json'), '--apps', at('apps.json')];
  return startServe(t, [at('pages'), ...flags, ...more]);
}

test('a record that --screen opens is changed, saved and there after a reload; a cancelled one is not saved', async (t) => {
  const { url } = await start(t, '--screen', 'app.record.edit', '--app', '5', '--id', '1');
  const page = await openPage(t);
  await page.goto(`${url}/`);
  const prices = () =>
    page.evaluate(async () => {
      const { record, screen } = await kintoneShim.opened;
      return [screen, record.Price.value, record.Total.value];
    });
  const screen = { type: 'app.record.edit', app: 5, id: 1 };
  assert.deepEqual(await prices(), [screen, '4', '']);
  // Of the page and of the plug-in, whichever runs last.
  assert.deepEqual((await page.evaluate(() => globalThis.seen)).toSorted(), [
    ['module', 'apple'],
    ['plug-in', 1],
  ]);
  const submit = (price) =>
    page.evaluate(async (value) => {
      const form = await kintoneShim.opened;
      await form.change('Price', value);
      const { saved, cancelled, errors } = await form.submit();
      return [saved, cancelled, errors];
    }, price);
  assert.deepEqual(await submit('13'), [false, true, { Price: 'unlucky' }]);
  await page.reload();
  assert.deepEqual(await prices(), [screen, '4', '']);
  assert.deepEqual(await submit('6'), [true, false, {}]);
  await page.reload();
  assert.deepEqual(await prices(), [screen, '6', '12']);
});

test('a list is opened likewise, but where a script opens another screen first', async (t) => {
  const { url } = await start(t, '--screen', 'app.record.index');
  const page = await openPage(t);
  await page.goto(`${url}/`);
  assert.deepEqual(await page.evaluate(() => kintoneShim.opened.then(() => globalThis.seen)), [['list', 2]]);
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState === 'interactive') kintoneShim.shim.open('app.record.edit', { app: 5, id: 2 });
    });
  });
  await page.reload();
  assert.equal(await page.evaluate(() => kintoneShim.opened), undefined);
  assert.equal(await page.evaluate(() => kintoneShim.shim.screen.type), 'app.record.edit');
});

test('without --screen nothing is opened', async (t) => {
  const { url } = await start(t);
  const page = await openPage(t);
  await page.goto(`${url}/`);
  assert.equal(await page.evaluate(() => kintoneShim.opened), undefined);
  assert.deepEqual(await page.evaluate(() => globalThis.seen), []);
});

test('a record that is not there is told of in the page', async (t) => {
  const { url } = await start(t, '--screen', 'app.record.detail', '--id', '99');
  const page = await browser.newPage();
  t.after(() => page.close());
  const failed = page.waitForEvent('pageerror');
  await page.goto(`${url}/`);
  assert.match((await failed).message, /shim\.open: .*99/);
});

test('the journal of a page has what kintone.api sent and was answered, that of its server all requests', async (t) => {
  const { shim, page, url } = await openServed(t);
  const told = await page.evaluate(async () => {
    const record = { Name: { value: 'sent' } };
    await kintone.api('/k/v1/record', 'POST', { app: 5, record });
    await kintone.api('/k/v1/record', 'GET', { app: 5, id: 999 }).catch(() => {});
    return kintoneShim.shim.journal.requests({ api: 'kintone.api' });
  });
  assert.deepEqual(
    told.map(({ method, path, app, status, code, body }) => [method, path, app, status, code, body]),
    [
      ['POST', '/k/v1/record.json', '5', 200, undefined, { app: 5, record: { Name: { value: 'sent' } } }],
      ['GET', '/k/v1/record.json', '5', 404, 'GAIA_RE01', { app: 5, id: 999 }],
    ],
  );
  assert.ok(told[0].url.startsWith(url));
  const [added] = shim.journal.requests({ method: 'POST' });
  assert.deepEqual([added.api, added.app, added.body.record], [undefined, '5', { Name: { value: 'sent' } }]);
});
