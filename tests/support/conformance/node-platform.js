/** What conformance cases need of their surroundings (tests/support/conformance.js), in Node. */
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

const turn = () => sleep(2);

/** @param {{ root: string }} where the package's declarations are */
export function createNodePlatform({ root }) {
  return {
    version: versionOf(root),
    openUpstream,
    realms,
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
