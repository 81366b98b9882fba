// What emulates a page, and the ways in which its classes come to a script.
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';

const url = 'http://localhost:3000/index.html';

/** Each opens a window. */
export const emulators = {
  jsdom: () => new JSDOM('', { url }).window,
  'happy-dom': () => new Window({ url }),
};

// What both Node and a window have. Whatever Node lacks is the window's in any set-up.
const shared = ['Event', 'EventTarget', 'DOMException', 'Blob', 'File', 'FormData'];
const requests = ['fetch', 'Request', 'Response', 'Headers', 'AbortController', 'AbortSignal'];

/** Puts the window's names on globalThis, as test runners do. */
const onGlobal = (overridden) => (window) => {
  const lacking = Object.getOwnPropertyNames(window).filter((name) => !(name in globalThis));
  const names = [...lacking, ...shared, ...overridden].filter((name) => window[name] !== undefined);
  for (const name of names) {
    const isMethod = typeof window[name] === 'function' && /^[a-z]/.test(name);
    const value = isMethod ? window[name].bind(window) : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return globalThis;
};

/** Each gives the object that has the page's classes. */
export const setUps = {
  'a window beside globalThis': (window) => window,
  "globalThis with Node's fetch": onGlobal([]),
  "globalThis with the window's fetch": onGlobal(requests),
};
