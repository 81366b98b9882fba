/** The programs of tests/programs, each in a window of its own. */
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';

/** The path of a program, or of a file of a plug-in. */
export const programAt = (name) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));

export const jQueryFile = fileURLToPath(import.meta.resolve('jquery/dist/jquery.min.js'));

/**
 * A shim with app 5, in a window of jsdom.
 * @param {import('node:test').TestContext} t
 * @param {object} app What is declared of app 5.
 * @param {object} [options] Further ones of createShim.
 */
export function shimWith(t, app, options = {}) {
  const shim = createShim({ apps: { 5: app }, network: 'offline', ...options });
  const { window } = new JSDOM('', { runScripts: 'outside-only' });
  shim.install(window);
  t.after(() => {
    shim.dispose();
    window.close();
  });
  const open = (screen, more) => shim.open(screen, { app: 5, ...more });
  const find = (selector) => window.document.querySelector(selector);
  return { shim, window, open, find, kintone: shim.kintone };
}

/** The same with a program, after the scripts that it needs. */
export async function programOf(t, name, app, { before = [], ...options } = {}) {
  const around = shimWith(t, app, options);
  for (const file of before) await around.shim.load(file);
  await around.shim.load(programAt(name));
  return around;
}

/** A layout whose rows are spaces. */
export const spaces = (...ids) => ({
  layout: ids.map((elementId) => ({ type: 'ROW', fields: [{ type: 'SPACER', elementId }] })),
});
