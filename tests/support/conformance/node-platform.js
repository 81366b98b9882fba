/** What conformance cases need of their surroundings (tests/support/conformance.js), in Node. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { bodyFault, openUpstream, readerOf, versionOf } from './surroundings.js';

let windows;
const windowOf = (realm) => {
  windows ??= { jsdom: new JSDOM('').window, 'happy-dom': new Window() };
  return windows[realm] ?? globalThis;
};

const realms = {
  blob: (realm, parts, options) => new (windowOf(realm).Blob)(parts, options),
  file: (realm, parts, options, name) => new (windowOf(realm).File)(parts, name, options),
  instance: (realm, name, ...args) => new (windowOf(realm)[name])(...args),
  plain: (json) => runInNewContext(`(${json})`),
  window: () => windowOf('jsdom'),
};

/** A window keeps the process alive. */
export async function closeRealms() {
  windows?.jsdom.close();
  await windows?.['happy-dom'].happyDOM.close();
}

const printed = [];
const uncaught = [];

/** Takes over what the process prints to stderr and the errors that nobody catches. */
export function watchProcess() {
  process.stderr.write = (text) => {
    printed.push(...String(text).trimEnd().split('\n'));
    return true;
  };
  process.on('uncaughtException', (error) => uncaught.push({ error: error?.message ?? String(error) }));
  process.on('unhandledRejection', (rejection) => uncaught.push({ rejection }));
  process.removeAllListeners('warning');
}

/** Every name of a file in a manifest. */
const namesIn = (value) =>
  typeof value === 'string'
    ? [value].filter((name) => /^\w+\/[\w.]+$/.test(name))
    : Object.values(Object(value)).flatMap(namesIn);

/** `shim.loadPlugin`, of a folder that is written for it: `{ pluginId, files, ran: [[file, $PLUGIN_ID], …], html }`. */
async function loadPlugin(shim, manifest, options) {
  const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  const { window } = new JSDOM('', { runScripts: 'outside-only' });
  const at = (name) => join(folder, name);
  const map =
    options?.map &&
    Object.entries(options.map).map(([name, file]) => [name, typeof file === 'string' ? at(file) : file]);
  for (const name of [...namesIn(manifest), ...namesIn(options?.map)]) {
    mkdirSync(dirname(at(name)), { recursive: true });
    const isScript = name.endsWith('.js');
    const script = `ran.push(${JSON.stringify(name)}, kintone.$PLUGIN_ID);`;
    writeFileSync(at(name), isScript ? script : `<i id="html">${name}</i>`);
  }
  writeFileSync(at('manifest.json'), JSON.stringify(manifest));
  window.eval('var ran = []');
  const restore = shim.install(window);
  try {
    const given = map ? { ...options, map: Object.fromEntries(map) } : options;
    const { pluginId, files } = await shim.loadPlugin(at('manifest.json'), given);
    const ran = files.map((_, i) => [window.ran[2 * i], window.ran[2 * i + 1]]);
    const html = window.document.getElementById('html')?.textContent;
    return { pluginId, files: files.map((file) => relative(folder, file)), ran, html };
  } finally {
    restore();
    window.close();
    rmSync(folder, { recursive: true });
  }
}

const turn = () => sleep(2);

/** @param {{ root: string }} where the package's declarations are */
export function createNodePlatform({ root }) {
  return {
    version: versionOf(root),
    openUpstream,
    realms,
    loadPlugin,
    bodyFault,
    turn,
    now: () => performance.now(),
    read: readerOf(root),
    observe: () => ({ printed: printed.length, uncaught: uncaught.length }),
    async observed(before) {
      await turn();
      return { printed: printed.slice(before.printed), uncaught: uncaught.slice(before.uncaught) };
    },
    async within(milliseconds, promise, fault) {
      const end = new AbortController();
      const limit = sleep(milliseconds, undefined, { signal: end.signal }).then(() => {
        throw fault();
      });
      try {
        return await Promise.race([promise, limit]);
      } finally {
        end.abort();
        limit.catch(() => {});
      }
    },
  };
}
