/** Plug-ins in folders of their own, and shims in windows. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';

/** A folder with these files. */
export function filesAt(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return (name) => join(folder, name);
}

/** A shim in a window of its own, where every script's top level leaves nothing behind. */
export function inWindow(t, options, html = '') {
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
export const jQuery = manifest.desktop.js[0];
const noted = (name) => `(globalThis.ran ??= []).push(['${name}', kintone.$PLUGIN_ID]);`;
export const plugin = {
  'manifest.json': manifest,
  'lib/jquery.js': noted('jquery'),
  'js/one.js': noted('one'),
  'js/two.js': noted('two'),
  'js/mobile.js': noted('mobile'),
  'js/config.js': `${noted('config')} document.getElementById('save').textContent = 'Save';`,
  'html/config.html': '<button id="save"></button>',
};
