/**
 * What conformance cases need of their surroundings (tests/support/conformance.js), in a page. What a page lacks, `ask` asks of
 * the test in Node (case-page.js): upstreams, files.
 */

const setTimer = setTimeout;
const printed = [];
const uncaught = [];

/** Takes over what is printed and the errors that nobody catches. */
export function watchPage() {
  console.error = (text) => printed.push(...String(text).trimEnd().split('\n'));
  addEventListener('error', (event) => {
    uncaught.push({ error: event.error?.message ?? event.message });
    event.preventDefault();
  });
  addEventListener('unhandledrejection', (event) => {
    uncaught.push({ rejection: event.reason });
    event.preventDefault();
  });
}

let frame;
/** A realm within reach of a page is a frame's. */
function frameWindow() {
  frame ??= document.body.appendChild(document.createElement('iframe'));
  return frame.contentWindow;
}

/** The realm's constructor of this name. The emulators of a DOM run in Node. */
function constructorOf(realm, name) {
  if (realm !== undefined && realm !== 'the platform') throw new Error(`${realm} is no realm of a page`);
  return globalThis[name];
}

const realms = {
  blob: (realm, parts, options) => new (constructorOf(realm, 'Blob'))(parts, options),
  file: (realm, parts, options, name) => new (constructorOf(realm, 'File'))(parts, name, options),
  instance: (realm, name, ...args) => new (constructorOf(realm, name))(...args),
  plain: (json) => frameWindow().JSON.parse(json),
};

const turn = () => new Promise((resolve) => setTimer(resolve, 2));

/** @param {(name: string, ...args: unknown[]) => Promise<unknown>} ask */
export function createPagePlatform(ask, { version }) {
  return {
    version,
    realms,
    turn,
    now: () => performance.now(),
    observe: () => ({ printed: printed.length, uncaught: uncaught.length }),
    async observed(before) {
      await turn();
      return { printed: printed.slice(before.printed), uncaught: uncaught.slice(before.uncaught) };
    },
    async within(milliseconds, promise, fault) {
      const limit = new Promise((_resolve, reject) => setTimer(() => reject(fault()), milliseconds));
      return Promise.race([promise, limit]);
    },
    async openUpstream(how) {
      const { id, ...facts } = await ask('openUpstream', how);
      return {
        ...facts,
        id,
        begin: (what) => ask('begin', id, what),
        seen: () => ask('seen', id),
        connectionClosed: (number) => ask('connectionClosed', id, number),
        close: () => ask('close', id),
      };
    },
    bodyFault: (received, expected) => ask('bodyFault', received, expected),
    read: (path) => ask('read', path),
  };
}
