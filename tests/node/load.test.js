/** Scripts and plug-ins as kintone loads them (W07): shim.load and shim.loadPlugin, in Node's global scope and in windows of jsdom. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';

const id = 'faabchdodajloackbgnipilddblmkejp';

/** A folder with these files. */
function folderOf(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return (name) => join(folder, name);
}

/** A shim in a window of its own, where every script's top level leaves nothing behind. */
function inWindow(t, options, html = '') {
  const shim = createShim(options);
  const { window } = new JSDOM(html, { runScripts: 'outside-only' });
  shim.install(window);
  t.after(() => shim.dispose());
  return { shim, window };
}

const manifest = {
  name: { en: 'Orders' },
  desktop: {
    js: ['https://js.cybozu.com/jquery/3.7.1/jquery.min.js', 'js/one.js', 'js/two.js'],
    css: ['a.css'],
  },
  mobile: { js: ['js/mobile.js'] },
  config: { html: 'html/config.html', js: ['js/config.js'], css: ['b.css'], required_params: ['a'] },
};
const jQuery = manifest.desktop.js[0];
const noted = (name) => `(globalThis.ran ??= []).push(['${name}', kintone.$PLUGIN_ID]);`;
const plugin = {
  'manifest.json': manifest,
  'lib/jquery.js': noted('jquery'),
  'js/one.js': noted('one'),
  'js/two.js': noted('two'),
  'js/mobile.js': noted('mobile'),
  'js/config.js': `${noted('config')} document.getElementById('save').textContent = 'Save';`,
  'html/config.html': '<button id="save"></button>',
};

test('W07 a script is a classic one of the global scope, with its names there', async (t) => {
  const at = folderOf(t, {
    'app.js': `var fromApp = typeof kintone.$PLUGIN_ID;
function ofApp() { return this === globalThis; }
let hidden = 1;`,
    'more.js': `'use strict'; globalThis.ofMore = [fromApp, ofApp(), hidden, (function () { return this; })(), kintone.$PLUGIN_ID];`,
  });
  const shim = createShim();
  t.after(() => shim.dispose());
  t.after(shim.install());
  assert.equal(await shim.load(at('app.js')), undefined);
  await shim.load(pathToFileURL(at('more.js')), { pluginId: id });
  assert.deepEqual(globalThis.ofMore, ['undefined', true, 1, undefined, id]);
  assert.equal('hidden' in globalThis, false);
  await shim.load(relative('.', at('more.js')));
  assert.equal(globalThis.ofMore[4], undefined);
});

test("W07 in jsdom a script has the window's globals", async (t) => {
  const { shim, window } = inWindow(t, {}, '<p>text</p>');
  window.jQuery = (selector) => window.document.querySelector(selector);
  const at = folderOf(t, {
    'app.js': `var text = jQuery('p').textContent;
function same() { return this === window && window.kintone === kintone; }
kintone.events.on('app.record.index.show', (event) => { document.title = event.type; return event; });`,
  });
  await shim.load(at('app.js'));
  assert.equal(window.text, 'text');
  assert.equal(window.same(), true);
  await shim.open('app.record.index');
  assert.equal(window.document.title, 'app.record.index.show');
  assert.equal('text' in globalThis, false);
});

test("W07 a plug-in's files run in their order, those of the screen alone, with $PLUGIN_ID before each", async (t) => {
  const { shim, window } = inWindow(t);
  const at = folderOf(t, plugin);
  const map = { [jQuery]: at('lib/jquery.js') };
  const loaded = await shim.loadPlugin(at('manifest.json'), { pluginId: id, map });
  assert.deepEqual(loaded, {
    pluginId: id,
    files: [at('lib/jquery.js'), at('js/one.js'), at('js/two.js')],
  });
  const other = 'aaaabbbbccccddddeeeeffffgggghhhh';
  await shim.loadPlugin(at('manifest.json'), { pluginId: other, screen: 'mobile.app.record.create' });
  await shim.load(at('js/one.js'));
  const expected = [
    ['jquery', id],
    ['one', id],
    ['two', id],
    ['mobile', other],
    ['one', undefined],
  ];
  assert.deepEqual(JSON.parse(JSON.stringify(window.ran)), JSON.parse(JSON.stringify(expected)));
});

test('W07 what a script has begun in micro-tasks is done before the next one', async (t) => {
  const { shim, window } = inWindow(t);
  const at = folderOf(t, {
    'manifest.json': { desktop: { js: ['one.js', 'two.js'] } },
    'one.js': `(async () => { for (let i = 0; i < 5; i++) await null; window.isReady = true; })();`,
    'two.js': 'window.wasReady = window.isReady;',
  });
  await shim.loadPlugin(at('manifest.json'));
  assert.equal(window.wasReady, true);
});

test("W07 on the settings screen a plug-in's HTML is there before its script, and its id is the screen's", async (t) => {
  const { shim, window } = inWindow(t, { apps: { 5: { fields: { A: 'NUMBER' } } } });
  const at = folderOf(t, plugin);
  await shim.open('plugin.config', { app: 5, pluginId: id });
  const { pluginId, files } = await shim.loadPlugin(at('manifest.json'));
  assert.deepEqual([pluginId, files], [id, [at('js/config.js')]]);
  assert.equal(window.document.getElementById('save').textContent, 'Save');
  await shim.open('app.record.index');
  assert.equal(window.document.getElementById('save'), null);
});

test("W07 without an id a plug-in has one of kintone's form, of its name always the same", async (t) => {
  const { shim } = inWindow(t);
  const at = folderOf(t, {
    'a.json': { name: { en: 'A' }, version: 1, desktop: {} },
    'b.json': { name: { en: 'A' }, version: 2, desktop: {} },
    'c.json': { name: { en: 'C' }, desktop: {} },
  });
  const ids = [];
  for (const name of ['a.json', 'b.json', 'c.json']) ids.push((await shim.loadPlugin(at(name))).pluginId);
  assert.match(ids[0], /^[a-p]{32}$/);
  assert.equal(ids[1], ids[0]);
  assert.notEqual(ids[2], ids[0]);
  const preset = createShim({ pluginId: id });
  t.after(() => preset.dispose());
  preset.install(new JSDOM('', { runScripts: 'outside-only' }).window);
  assert.equal((await preset.loadPlugin(at('a.json'))).pluginId, id);
});

test('W07 a bundle of webpack, and a script that asks for a module system, find the global kintone', async (t) => {
  const { shim, window } = inWindow(t);
  const at = folderOf(t, {
    'bundle.js': `/*! For license information please see bundle.js.LICENSE.txt */
(()=>{var e={12:(e,t,r)=>{"use strict";r.d(t,{A:()=>n});const n=i=>kintone.events.on("app.record.index.show",e=>(e.id=i,e))}},t={};
function r(n){var o=t[n];if(void 0!==o)return o.exports;var i=t[n]={exports:{}};return e[n](i,i.exports,r),i.exports}
r.d=(e,t)=>{for(var n in t)Object.defineProperty(e,n,{enumerable:!0,get:t[n]})};
(()=>{"use strict";(0,r(12).A)(kintone.$PLUGIN_ID)})()})();
//# sourceMappingURL=bundle.js.map`,
    'umd.js': `!function(e,t){"object"==typeof exports&&"undefined"!=typeof module?t(exports):"function"==typeof define&&define.amd?define(["exports"],t):t((e=e||self).umd={})}(this,function(e){e.here=!0});`,
  });
  await shim.load(at('bundle.js'), { pluginId: id });
  await shim.load(at('umd.js'));
  assert.equal(window.umd.here, true);
  const { event } = await shim.fire('app.record.index.show', {});
  assert.equal(event.type, 'app.record.index.show');
});

test('an error names the file and the line', async (t) => {
  const { shim } = inWindow(t);
  const at = folderOf(t, {
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
  const at = folderOf(t, {
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
  const at = folderOf(t, {
    'manifest.json': `${mark}${JSON.stringify({ desktop: { js: ['a.js'] } })}`,
    'a.js': `${mark}'use strict';\nwindow.isStrict = (function () { return this; })() === undefined;`,
  });
  await shim.loadPlugin(at('manifest.json'));
  assert.equal(window.isStrict, true);
});

test('a manifest that is broken, or lacks files, is refused by name, and nothing of it runs', async (t) => {
  const { shim, window } = inWindow(t);
  const at = folderOf(t, {
    'broken.json': '{ "desktop": { "js": [ }',
    'none.json': { name: 'package', main: 'index.js' },
    'list.json': [],
    'js.json': { desktop: { js: 'a.js' } },
    'file.json': { desktop: { js: ['ran.js', 1] } },
    'part.json': { desktop: [] },
    'lacks.json': { desktop: { js: ['ran.js', 'js/lost.js'] } },
    'remote.json': { desktop: { js: ['ran.js', jQuery] } },
    'same-scheme.json': { desktop: { js: ['//js.cybozu.com/a.js'] } },
    'ran.js': 'window.ran = true;',
  });
  const refused = async (name, ...parts) => {
    await assert.rejects(shim.loadPlugin(at(name)), (error) => {
      for (const part of [at(name), ...parts])
        assert.ok(error.message.includes(part), `${name}: ${error.message}`);
      return true;
    });
  };
  await refused('broken.json', '"desktop"', 'JSON');
  await refused('none.json', '"desktop"');
  await refused('list.json', '"desktop"');
  await refused('js.json', 'desktop.js', 'string');
  await refused('file.json', 'desktop.js', 'number');
  await refused('part.json', 'desktop ', 'array');
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
  const at = folderOf(t, plugin);
  const { message } = await shim.loadPlugin(at('manifest.json')).catch((error) => error);
  const [, url] = /map: \{ '([^']+)'/.exec(message);
  await shim.loadPlugin(at('manifest.json'), { map: { [url]: pathToFileURL(at('lib/jquery.js')) } });
  assert.equal(window.ran.length, 3);
});

test('wrong arguments are named', async (t) => {
  const { shim } = inWindow(t);
  const at = folderOf(t, plugin);
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
  const at = folderOf(t, { 'a.js': 'globalThis.kintoneOfScript = kintone;' });
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
