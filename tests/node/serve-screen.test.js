/** `kintone-shim serve --screen`: what it refuses, and what to write instead (W01, W07). */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCommand, startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { start } from '../support/scripts.js';

const manifest = (name) => JSON.stringify({ name: { en: name }, desktop: { js: ['a.js'] }, config: {} });

const files = {
  'one/manifest.json': manifest('Orders'),
  'one/a.js': '',
  'two/manifest.json': manifest('Orders'),
  'two/a.js': '',
  'third/manifest.json': manifest('Totals'),
  'third/a.js': '',
  'pages/index.html': '<!doctype html><title>5</title>',
  'apps.json': JSON.stringify({ 5: { fields: { A: 'NUMBER' } } }),
};

async function made(t) {
  const folder = await folderOf(t, files);
  return (name) => join(folder, name);
}

test('what is wrong with the screen is told with the flags, and what to write', async (t) => {
  const at = await made(t);
  const one = ['--plugin', at('one/manifest.json')];
  for (const [flags, message] of [
    [['--screen', 'plugin.config', ...one], /Leave --screen out, and open the address that serve prints/],
    [['--screen', 'app.record.edit'], /^kintone-shim: --id must be .* 1 .*given: undefined/],
    [['--screen', 'app.record'], /^kintone-shim: --screen must be .*app\.record\.edit.*given: "app\.record"/],
    [['--screen', 'app.record.edit', '--id', 'x'], /^kintone-shim: --id must be .*given: "x"/],
    [['--id', '1'], /--id takes --screen beside it, such as --screen app\.record\.detail/],
    [['--app', '5'], /--app takes --screen beside it/],
    [['--app', '5', '--app', '6', '--screen', 'portal'], /--app takes the number of one app, given: 5 6/],
    [['--apps', at('apps.json'), '--app', at('apps.json')], /--apps takes one file/],
    [[...one, '--plugin', at('two/manifest.json')], /one\/manifest\.json and .*two\/manifest\.json .*"name"/],
    [[...one, ...one], /are one plug-in.*name it once/],
  ]) {
    const { code, stdout, stderr } = await runCommand('serve', at('pages'), '--port', '0', ...flags);
    assert.deepEqual([flags, code, stdout], [flags, 2, '']);
    assert.match(stderr, message);
  }
});

test('what the messages advise works', async (t) => {
  const at = await made(t);
  const plugins = ['one', 'third'].flatMap((name) => ['--plugin', at(`${name}/manifest.json`)]);
  const where = ['--apps', at('apps.json'), '--screen', 'app.record.edit', '--app', '5', '--id', '1'];
  const { told, stop } = await startServe(t, [at('pages'), ...plugins, ...where]);
  await stop('SIGTERM');
  assert.equal(told.stdout.match(/\/k\/admin\/app\/5\/plugin\/config/g).length, 2);
});

test('run refuses two plug-ins of one name, too', async (t) => {
  const at = await made(t);
  const { code, stderr } = await start(
    ...['--plugin', at('one/manifest.json'), '--plugin', at('two/manifest.json')],
  );
  assert.equal(code, 1);
  assert.match(stderr, /one\/manifest\.json and .*two\/manifest\.json are one plug-in/);
});

test('serve --plugins: what a plug-in has saved before is there on the pages, its secrets stay', async (t) => {
  const at = await made(t);
  const plugin = ['--plugin', at('one/manifest.json'), '--plugins', at('plugins.json')];
  const preset = { config: { field: 'Total' } };
  const proxyConfig = [{ url: 'https://a.example/', method: 'GET', headers: { Authorization: 'hidden' } }];
  const write = (id) => writeFile(at('plugins.json'), JSON.stringify({ [id]: { ...preset, proxyConfig } }));
  await write('a'.repeat(32));
  const { code, stderr } = await runCommand('serve', at('pages'), '--port', '0', ...plugin);
  assert.equal(code, 2);
  const [, id] = /the id of \S+manifest\.json is ([a-p]{32})/.exec(stderr);
  await write(id);
  const { url, told } = await startServe(t, [at('pages'), ...plugin]);
  const headers = { 'X-Kintone-Shim': '/', 'Sec-Fetch-Site': 'same-origin' };
  const page = await (await fetch(`${url}/_shim/page.json`, { headers })).text();
  assert.match(page, /"config":\{"field":"Total"\}/);
  assert.doesNotMatch(page + told.stdout + told.stderr, /hidden/);
});
