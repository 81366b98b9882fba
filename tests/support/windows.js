/** Where a page's scripts run in tests: Node itself, and what emulates a page in it. */
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';

const url = 'http://localhost:3000/index.html';

function jsdomWindow() {
  const { window } = new JSDOM('', { url });
  return { window, close: () => window.close() };
}

/** As older ones are: their Blobs can be read with a FileReader alone. */
function oldJsdomWindow() {
  const opened = jsdomWindow();
  for (const name of ['arrayBuffer', 'stream', 'text', 'bytes']) delete opened.window.Blob.prototype[name];
  return opened;
}

function happyWindow() {
  const window = new Window({ url });
  return { window, close: () => window.happyDOM.close() };
}

export const emulators = {
  jsdom: jsdomWindow,
  'jsdom without Blob.arrayBuffer and Blob.stream': oldJsdomWindow,
  'happy-dom': happyWindow,
};

export const windows = { Node: () => ({ window: globalThis, close() {} }), ...emulators };

/** A window whose requests to kintone are intercepted; all of it ends with the test. */
export function openWindow(t, makeWindow, options) {
  const shim = createShim(options);
  const { window, close } = makeWindow();
  const restore = intercept(shim, window);
  t.after(async () => {
    restore();
    shim.dispose();
    await close();
  });
  return { shim, window, restore };
}

const AsyncFunction = (async () => {}).constructor;
const names = ['kintone', 'console', 'fetch', 'Blob', 'File', 'FormData', 'XMLHttpRequest'];

/**
 * Runs a script with the names of a window.
 * @returns {Promise<unknown>} The first thing that it logs, or what it throws.
 */
export function logged(window, kintone, script) {
  return new Promise((resolve, reject) => {
    const given = { kintone, console: { log: resolve } };
    const values = names.map((name) => given[name] ?? window[name]);
    new AsyncFunction(...names, script).apply(window, values).catch(reject);
  });
}
