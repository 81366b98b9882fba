/** What is wrong with scripts and plug-ins that are loaded, and with how: it is told by name (W07). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { filesAt, inWindow, jQuery, plugin } from '../support/plugin-files.js';

const id = 'faabchdodajloackbgnipilddblmkejp';

test('an error names the file and the line', async (t) => {
  const { shim } = inWindow(t);
  const at = filesAt(t, {
    'throws.js': `// one
// two
null.member;`,
    'syntax.js': `const a = 1;
const a = 2;`,
    'text.js': 'throw "a text";',
    'module.js': `
import 'x';`,
  });
  const rejected = (name) =>
    shim.load(at(name)).then(
      () => assert.fail(name),
      (error) => error,
    );
  assert.ok((await rejected('throws.js')).stack.includes(`${at('throws.js')}:3`));
  const syntax = await rejected('syntax.js');
  assert.equal(syntax.name, 'SyntaxError');
  assert.ok(syntax.message.startsWith(`${at('syntax.js')}:2: `), syntax.message);
  const text = await rejected('text.js');
  assert.ok(text.message.includes(at('text.js')) && text.message.includes('a text'));
  assert.equal(text.cause, 'a text');
  assert.ok((await rejected('module.js')).message.startsWith(`${at('module.js')}:2: `));
});

test('after a script that throws the others of the plug-in do not run, and load is rejected', async (t) => {
  const { shim, window } = inWindow(t);
  const at = filesAt(t, {
    'manifest.json': { desktop: { js: ['one.js', 'two.js'] } },
    'one.js': 'throw new Error("mine");',
    'two.js': 'window.two = true;',
  });
  await assert.rejects(shim.loadPlugin(at('manifest.json')), /^Error: mine$/);
  assert.equal(window.two, undefined);
});

test('a byte order mark is none of a file', async (t) => {
  const { shim, window } = inWindow(t);
  const mark = '\ufeff';
  const at = filesAt(t, {
    'manifest.json': `${mark}${JSON.stringify({ desktop: { js: ['a.js'] } })}`,
    'a.js': `${mark}'use strict';\nwindow.isStrict = (function () { return this; })() === undefined;`,
  });
  await shim.loadPlugin(at('manifest.json'));
  assert.equal(window.isStrict, true);
});

test('a manifest that is broken, or lacks files, is refused by name, and nothing of it runs', async (t) => {
  const { shim, window } = inWindow(t);
  const at = filesAt(t, {
    'broken.json': '{ "desktop": { "js": [ }',
    'none.json': { name: 'package', main: 'index.js' },
    'list.json': [],
    'js.json': { desktop: { js: 'a.js' } },
    'file.json': { desktop: { js: ['ran.js', 1] } },
    'part.json': { desktop: [] },
    'lacks.json': { desktop: { js: ['ran.js', 'js/lost.js'] } },
    'remote.json': { desktop: { js: ['ran.js', jQuery] } },
    'same-scheme.json': { desktop: { js: ['//js.cybozu.com/a.js'] } },
    'out.json': { desktop: { js: ['ran.js', 'js/../../secret.js'] } },
    'absolute.json': { desktop: { js: ['ran.js', '/etc/hostname'] } },
    'drive.json': { desktop: { js: ['C:\\\\a.js'] } },
    'ran.js': 'window.ran = true;',
  });
  const refused = async (name, ...parts) => {
    await assert.rejects(shim.loadPlugin(at(name)), (error) => {
      for (const part of [at(name), ...parts]) {
        assert.ok(error.message.includes(part), `${name}: ${error.message}`);
      }
      return true;
    });
  };
  await refused('broken.json', '"desktop"', 'JSON');
  await refused('none.json', '"desktop"');
  await refused('list.json', '"desktop"');
  await refused('js.json', 'desktop.js', 'string');
  await refused('file.json', 'desktop.js', 'number');
  await refused('part.json', 'desktop ', 'array');
  await refused('out.json', 'desktop.js', "below the manifest's folder", 'js/../../secret.js');
  await refused('absolute.json', 'desktop.js', '/etc/hostname');
  await refused('drive.json', 'desktop.js', 'C:');
  await refused('remote.json', `map: { '${jQuery}': 'path/to/file.js' }`);
  await refused('same-scheme.json', '//js.cybozu.com/a.js');
  await assert.rejects(shim.loadPlugin(at('lacks.json')), (error) => {
    assert.ok(error.message.includes(at('js/lost.js')) && error.message.includes('ENOENT'), error.message);
    return true;
  });
  await assert.rejects(shim.loadPlugin(at('file.json'), { screen: 'plugin.config' }), /config/);
  await assert.rejects(shim.loadPlugin(at('missing.json')), /missing\.json.*ENOENT/);
  assert.equal(window.ran, undefined);
});

test('the advice to map a URL works', async (t) => {
  const { shim, window } = inWindow(t);
  const at = filesAt(t, plugin);
  const { message } = await shim.loadPlugin(at('manifest.json')).catch((error) => error);
  const [, url] = /map: \{ '([^']+)'/.exec(message);
  await shim.loadPlugin(at('manifest.json'), { map: { [url]: pathToFileURL(at('lib/jquery.js')) } });
  assert.equal(window.ran.length, 3);
});

test('wrong arguments are named', async (t) => {
  const { shim } = inWindow(t);
  const at = filesAt(t, plugin);
  const file = at('manifest.json');
  const cases = [
    [() => shim.load(), /shim\.load: file .*undefined/],
    [() => shim.load(''), /shim\.load: file/],
    [() => shim.load(at('js/one.js'), { plugin: id }), /plugin is not known; known options: pluginId/],
    [() => shim.load(at('js/one.js'), { pluginId: 5 }), /pluginId .*5/],
    [() => shim.load(at('js/one.js'), id), /options/],
    [() => shim.loadPlugin({}), /shim\.loadPlugin: file/],
    [
      () => shim.loadPlugin(file, { screen: 'app.record' }),
      /screen .*app\.record\.create.*'app\.record'|"app\.record"/,
    ],
    [() => shim.loadPlugin(file, { map: { a: 1 } }), /map .*js\.cybozu\.com/],
    [() => shim.loadPlugin(file, { maps: {} }), /maps is not known; known options: pluginId, screen, map/],
  ];
  for (const [call, expected] of cases) {
    await assert.rejects(call, (error) => {
      assert.equal(error.name, 'TypeError');
      assert.match(error.message, expected);
      return true;
    });
  }
});

test('without install the message says what to do, and doing it helps', async (t) => {
  const at = filesAt(t, { 'a.js': 'globalThis.kintoneOfScript = kintone;' });
  const shim = createShim();
  t.after(() => shim.dispose());
  await assert.rejects(shim.load(at('a.js')), /shim\.install\(globalThis\)/);
  const { window } = new JSDOM('');
  shim.install(window);
  await assert.rejects(shim.load(at('a.js')), /runScripts: 'outside-only'.*shim\.install\(globalThis\)/s);
  t.after(shim.install(globalThis));
  await shim.load(at('a.js'));
  assert.equal(globalThis.kintoneOfScript, shim.kintone);
  const other = createShim();
  t.after(() => other.dispose());
  t.after(other.install(globalThis));
  await assert.rejects(shim.load(at('a.js')), /shim\.install\(globalThis\)|runScripts/);
});
