/** Scripts and plug-ins as kintone loads them (W07): shim.load and shim.loadPlugin, in Node's global scope and in windows of jsdom. */
import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { filesAt, inWindow, jQuery, plugin } from '../support/plugin-files.js';

const id = 'faabchdodajloackbgnipilddblmkejp';

test('W07 a script is a classic one of the global scope, with its names there', async (t) => {
  const at = filesAt(t, {
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
  const at = filesAt(t, {
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

test('W07 so has one in a sandbox, as those of Jest, of which the global object alone is known', async (t) => {
  const sandbox = runInContext('globalThis', createContext());
  const at = filesAt(t, {
    'app.js': 'var found = typeof kintone.proxy; function ofApp() { return found; }',
    'more.js': `'use strict'; globalThis.fromMore = ofApp() + (this === globalThis) + kintone.$PLUGIN_ID;`,
    'throws.js': `\nnull.member;`,
    'syntax.js': `\n}`,
  });
  const shim = createShim();
  t.after(() => shim.dispose());
  shim.install(sandbox);
  await shim.load(at('app.js'));
  await shim.load(at('more.js'), { pluginId: id });
  assert.equal(sandbox.fromMore, `functiontrue${id}`);
  await assert.rejects(shim.load(at('throws.js')), ({ stack }) => stack.includes(`${at('throws.js')}:2`));
  await assert.rejects(shim.load(at('syntax.js')), ({ message }) =>
    message.startsWith(`${at('syntax.js')}:2: `),
  );
  assert.equal('fromMore' in globalThis, false);
});

test('W07 a window of happy-dom has its scripts, too', async (t) => {
  const window = new Window();
  t.after(() => window.happyDOM.close());
  const at = filesAt(t, { 'app.js': 'globalThis.ofHappyDom = kintone;' });
  const shim = createShim();
  t.after(() => shim.dispose());
  shim.install(window);
  await shim.load(at('app.js'));
  assert.equal(window.ofHappyDom, shim.kintone);
});

test("W07 a plug-in's files run in their order, those of the screen alone, with $PLUGIN_ID before each", async (t) => {
  const { shim, window } = inWindow(t);
  const at = filesAt(t, plugin);
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
  const at = filesAt(t, {
    'manifest.json': { desktop: { js: ['one.js', 'two.js'] } },
    'one.js': `(async () => { for (let i = 0; i < 5; i++) await null; window.isReady = true; })();`,
    'two.js': 'window.wasReady = window.isReady;',
  });
  await shim.loadPlugin(at('manifest.json'));
  assert.equal(window.wasReady, true);
});

test("W07 on the settings screen a plug-in's HTML is there before its script, and its id is the screen's", async (t) => {
  const { shim, window } = inWindow(t, { apps: { 5: { fields: { A: 'NUMBER' } } } });
  const at = filesAt(t, plugin);
  await shim.open('plugin.config', { app: 5, pluginId: id });
  const { pluginId, files } = await shim.loadPlugin(at('manifest.json'));
  assert.deepEqual([pluginId, files], [id, [at('js/config.js')]]);
  assert.equal(window.document.getElementById('save').textContent, 'Save');
  await shim.open('app.record.index');
  assert.equal(window.document.getElementById('save'), null);
});

test("W07 without an id a plug-in has one of kintone's form, of its name always the same", async (t) => {
  const { shim } = inWindow(t);
  const at = filesAt(t, {
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
  const at = filesAt(t, {
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
