/** `kintone-shim run --plugin`: a plug-in's files for a screen, and the screen itself (W07). */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderOf } from '../support/folder.js';
import { start } from '../support/scripts.js';

const files = {
  'manifest.json': JSON.stringify({
    name: { en: 'Totals' },
    desktop: { js: ['https://js.cybozu.com/lib.js', 'desktop.js'] },
    mobile: { js: ['mobile.js'] },
    config: { html: 'config.html', js: ['config.js'] },
  }),
  'desktop.js': `((id) => {
    'use strict';
    kintone.events.on('app.record.create.show', (event) => {
      event.record.Total.value = '14';
      console.log(event.type, event.appId, globalThis.lib, globalThis.fromApp, id, kintone.plugin.app.getConfig(id));
      return event;
    });
  })(kintone.$PLUGIN_ID);`,
  'mobile.js': `kintone.events.on('mobile.app.record.edit.show', (event) => console.log(event.type, event.record.Total.value));`,
  'config.js': `kintone.plugin.app.setConfig({ a: '1' }, () => console.log(kintone.plugin.app.getConfig(kintone.$PLUGIN_ID)));`,
  'config.html': '<i></i>',
  'lib.js': 'globalThis.lib = "lib";',
  'app.js': 'globalThis.fromApp = typeof kintone.$PLUGIN_ID;',
  'throws.js': `kintone.events.on('app.record.create.show', () => { throw new Error('mine'); });`,
  'apps.mjs': `export default { 5: { fields: { Total: 'NUMBER' }, records: [{ Total: { value: '3' } }] } };`,
  'apps.json': JSON.stringify({ 6: { fields: { Total: 'NUMBER' } } }),
  'none.mjs': 'export const apps = {};',
};

async function made(t) {
  const folder = await folderOf(t, files);
  const at = (name) => join(folder, name);
  const flags = ['--plugin', at('manifest.json'), '--map', `https://js.cybozu.com/lib.js=${at('lib.js')}`];
  return { at, flags, withApps: [...flags, '--apps', at('apps.mjs')] };
}

test("the app's scripts, the plug-in's, and the screen with its event", async (t) => {
  const { at, withApps } = await made(t);
  const { code, stdout, stderr } = await start(at('app.js'), ...withApps, '--screen', 'app.record.create');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^app\.record\.create\.show 5 lib undefined [a-p]{32} \{\}$/m);
  assert.match(stdout, /\ncalls: 0, faults: 0\n$/);
});

test('a mobile screen of a record has the mobile files, and apps may be JSON', async (t) => {
  const { at, flags, withApps } = await made(t);
  const screen = ['--screen', 'mobile.app.record.edit', '--id'];
  const { code, stdout, stderr } = await start(...withApps, ...screen, '1');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^mobile\.app\.record\.edit\.show 3$/m);
  const missing = await start(...flags, '--app', at('apps.json'), ...screen, '9');
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /--screen mobile\.app\.record\.edit failed:\n.*GAIA_RE01|ID: 9/s);
});

test('the settings screen is there before its script', async (t) => {
  const { withApps } = await made(t);
  const { code, stdout, stderr } = await start(...withApps, '--screen', 'plugin.config');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^\{ a: '1' \}$/m);
});

test('what a handler throws is a fault', async (t) => {
  const { at, withApps } = await made(t);
  const { code, stderr } = await start(at('throws.js'), ...withApps, '--screen', 'app.record.create');
  assert.equal(code, 1);
  assert.match(
    stderr,
    /app\.record\.create\.show: handler 1 of 2 .*mine.*throws\.js:1.*\ncalls: 0, faults: 1\n$/s,
  );
});

test('a plug-in that cannot be loaded is told of by name, and the exit code is 1', async (t) => {
  const { at, flags } = await made(t);
  const { code, stderr } = await start(...flags.slice(0, 2), '--screen', 'app.record.index');
  assert.equal(code, 1);
  assert.match(stderr, /manifest\.json failed:\n.*https:\/\/js\.cybozu\.com\/lib\.js/s);
  const unknown = await start(at('app.js'), '--screen', 'app.record');
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /--screen app\.record failed:\n.*app\.record\.create/s);
});

test('what is wrong with the flags is told, and the exit code is 2', async (t) => {
  const { at, flags } = await made(t);
  for (const [args, message] of [
    [['--plugin', 'nowhere.json'], /--plugin takes a manifest, and there is no file at .*nowhere\.json/],
    [[...flags, '--map', 'https://js.cybozu.com/a.js'], /--map takes a URL and a file/],
    [[...flags, '--map', 'https://js.cybozu.com/a.js=nowhere.js'], /--map takes a URL and a file/],
    [[...flags, '--apps', at('none.mjs')], /--apps .*none\.mjs has to export apps: export default/],
    [[...flags, '--apps', 'nowhere.mjs'], /--apps nowhere\.mjs cannot be loaded/],
    [[...flags, '--apps', at('manifest.json')], /--apps: .*the option apps/],
    [[at('app.js'), '--screen', 'plugin.config'], /--screen plugin\.config takes one --plugin/],
  ]) {
    const { code, stdout, stderr } = await start(...args);
    assert.deepEqual([args, code, stdout], [args, 2, '']);
    assert.match(stderr, message);
  }
});

test('--plugins presets what the plug-in has saved, from a module or JSON; a wrong id is told the right one', async (t) => {
  const { at, withApps } = await made(t);
  const screen = ['--screen', 'app.record.create'];
  const wrongId = 'a'.repeat(32);
  await writeFile(at('wrong.mjs'), `export default { ${wrongId}: { config: { a: '1' } } };`);
  const refused = await start(...withApps, '--plugins', at('wrong.mjs'), ...screen);
  assert.equal(refused.code, 2);
  const [, named, id] = /but of (\w+): the id of \S+manifest\.json is ([a-p]{32})\n/.exec(refused.stderr);
  assert.equal(named, wrongId);

  const presets = { [id]: { config: { field: 'Total' } }, [wrongId]: { config: { a: '1' } } };
  await writeFile(at('plugins.json'), JSON.stringify(presets));
  const { code, stdout, stderr } = await start(...withApps, '--plugins', at('plugins.json'), ...screen);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(
    stdout,
    new RegExp(`^app\\.record\\.create\\.show 5 lib undefined ${id} \\{ field: 'Total' \\}$`, 'm'),
  );
});

test('what is wrong in --plugins is told with its place, and without its secret', async (t) => {
  const { at, withApps } = await made(t);
  const proxyConfig = [{ url: 'https://a.example/', method: 'GET', headers: { Authorization: ['hidden'] } }];
  await writeFile(at('wrong.json'), JSON.stringify({ ['a'.repeat(32)]: { proxyConfig } }));
  const wrong = await start(...withApps, '--plugins', at('wrong.json'));
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /^kintone-shim: --plugins: .*proxyConfig/);
  assert.doesNotMatch(wrong.stderr, /hidden/);
  const none = await start(...withApps, '--plugins', at('none.mjs'));
  assert.match(none.stderr, /--plugins .* has to export plugins: export default/);
});
