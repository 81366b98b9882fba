/**
 * What a plug-in's settings page saves is secret (G06): the inspector, every endpoint of the server, the journals and what is printed are searched
 * for it, by innocent names too, which no mask knows.
 */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { useInspector } from '../support/browser/inspector-page.js';
import { Watcher } from '../support/inspector.js';

const open = useInspector();
const pluginId = 'faabchdodajloackbgnipilddblmkejp';
const settings = `/k/admin/app/5/plugin/config?pluginId=${pluginId}`;
const secrets = ['zone+east/9', 'plainValue=7', 'preset value 3'];

/** Each way in which a secret may stand in a text. */
const spellings = secrets.flatMap((each) => [
  each,
  encodeURIComponent(each),
  new URLSearchParams([['', each]]).toString().slice(1),
  Buffer.from(each).toString('base64'),
  JSON.stringify(each).slice(1, -1),
]);

function assertHidden(text, where) {
  for (const each of spellings) assert.ok(!text.includes(each), `${each} is in ${where}`);
}

/** In the settings page: saves a header and data for a URL. */
async function saveThere([url, header, value]) {
  const done = (run) => new Promise((resolve) => run(resolve));
  const { app } = kintone.plugin;
  await done((ok) => app.setProxyConfig(url, 'POST', { 'X-Region': header }, { kind: value }, ok));
  await done((ok) => app.setConfig({ shown: 'yes' }, ok));
  return JSON.stringify([kintoneShim.shim.plugins, kintoneShim.shim.journal.calls()]);
}

/** In any page: calls that end in many ways, each with what was saved. */
async function callThere([url, id]) {
  const { proxy } = kintone.plugin.app;
  const blob = new Blob(['abc']);
  const calls = [
    () => proxy(id, `${url}/ok`, 'POST', {}, { item: 'apple' }),
    () => proxy(id, `${url}/text`, 'POST', { 'x-region': 'mine' }, 'a text'),
    () => proxy(id, `${url}/get`, 'POST', { 'X-Bad\n': '' }, {}),
    () => proxy(id, `${url}/cut`, 'POST', {}, { item: 'cut' }),
    () => proxy(id, `${url}/moved`, 'POST', {}, {}),
    () => proxy(id, 'http://127.0.0.1:1/refused', 'POST', {}, {}),
    () => proxy(id, 'https://blocked.example/', 'POST', {}, {}),
    () => proxy.upload(id, `${url}/file`, 'POST', {}, { format: 'RAW', value: blob }),
  ];
  const ends = [];
  for (const call of calls) ends.push(await call().catch((error) => error));
  return JSON.stringify([ends, kintoneShim.shim.journal.calls(), kintoneShim.shim.plugins]);
}

async function fetchAll([paths, pages]) {
  const texts = [];
  for (const path of paths) {
    for (const as of pages) {
      for (const method of ['GET', 'POST']) {
        const headers = { 'X-Kintone-Shim': as, 'X-Requested-With': 'XMLHttpRequest' };
        if (method === 'POST') headers['Content-Type'] = 'application/json';
        const body =
          method === 'POST' ? JSON.stringify({ __REQUEST_TOKEN__: kintone.getRequestToken() }) : undefined;
        const answer = await fetch(path, { method, headers, body });
        texts.push(`${path} ${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`);
      }
    }
  }
  return texts;
}

test('a secret that a plug-in has saved is seen by its upstream alone', async (t) => {
  const preset = {
    url: 'https://blocked.example/',
    method: 'POST',
    headers: { 'X-Region': secrets[2] },
    data: {},
  };
  const { upstream, shim, server, context, page } = await open(t, {
    shimOptions: {
      apps: { 5: { fields: { Name: 'SINGLE_LINE_TEXT' } } },
      plugins: { [pluginId]: { config: { shown: 'no' }, proxyConfig: [preset] } },
    },
  });
  const printed = [];
  t.mock.method(process.stderr, 'write', (text) => printed.push(String(text)) > 0);
  upstream.answerWith(({ target: url }) =>
    url === '/cut'
      ? { status: 200, body: 'xyz', cut: 1 }
      : { status: url === '/moved' ? 302 : 200, fields: [['Location', '/ok']], body: '{"a":1}' },
  );
  const watcher = await Watcher.open(t, server.inspectorUrl);
  const served = await context.newPage();
  const told = [];
  served.on('console', (message) => told.push(message.text()));

  // The address says which page it is: the settings of a plug-in, of which this server has no files.
  await served.goto(server.url);
  await served.evaluate(
    (path) => globalThis.history.replaceState(null, '', path) ?? kintoneShim.connect(),
    settings,
  );
  assert.equal(await served.evaluate(() => kintoneShim.shim.screen.type), 'plugin.config');
  const shownThere = await served.evaluate(saveThere, [`${upstream.url}/`, secrets[0], secrets[1]]);

  await served.goto(server.url);
  const answered = await served.evaluate(callThere, [upstream.url, pluginId]);
  const seen = upstream.requests.map(({ target, fields, body }) => [
    target,
    JSON.stringify(fields),
    String(body),
  ]);
  const ok = seen.find(([url]) => url === '/ok');
  assert.ok(ok[1].includes(secrets[0]) && ok[2].includes(secrets[1]), `${ok}`);
  assert.ok(seen.find(([url]) => url === '/file')[1].includes(secrets[0]));

  await page.waitForFunction(() => document.querySelectorAll('#rows .row:not(.pending)').length >= 7);
  const rows = page.locator('#rows .row');
  let inspector = '';
  for (let i = 0; i < (await rows.count()); i += 1) {
    await rows.nth(i).dispatchEvent('click');
    await page.locator('#detail').waitFor();
    inspector += await page.content();
  }
  assert.match(inspector, /X-Region/i);
  for (const id of watcher.calls.keys()) await watcher.whole(id);

  const paths = ['/_shim/page.json', '/_shim/plugin.json', '/_shim/kintone.js', `/_shim/plugin/${pluginId}`];
  const more = [
    `/_shim/plugin/${pluginId}/app.record.index/0`,
    ...['/k/api/proxy/call.json', '/k/api/app/plugin/proxy/call.json'],
    '/_shim/none',
    settings,
    '/',
    '/k/v1/apps.json',
  ];
  const texts = await served.evaluate(fetchAll, [
    [...paths, ...more],
    ['/', settings],
  ]);
  assert.ok(texts.some((text) => text.includes('"X-Region":"***"')));

  for (const text of texts) assertHidden(text, text.slice(0, 60));
  assertHidden(shownThere, 'the settings page');
  assertHidden(answered, 'the page');
  assertHidden(inspector, "the inspector's page");
  assertHidden(watcher.received, "the inspector's server");
  assertHidden(told.join('\n'), 'the console of the page');
  assertHidden(printed.join('\n'), 'what is printed');
  const { journal, plugins } = shim;
  const kept = [journal.calls(), journal.requests(), plugins, await shim.snapshot(), shim];
  assertHidden(kept.map((each) => JSON.stringify(each)).join('\n'), 'what a test reads');
  assertHidden(inspect(kept, { depth: 9 }), 'the console of a test');
  let message = '';
  try {
    shim.verify();
  } catch (error) {
    ({ message } = error);
  }
  assertHidden(message, 'verify()');
});
