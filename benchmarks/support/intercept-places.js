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
const events = ['Event', 'EventTarget', 'DOMException'];
const files = ['Blob', 'File', 'FormData'];
const requests = ['fetch', 'Request', 'Response', 'Headers', 'AbortController', 'AbortSignal'];

/** Puts the window's names on globalThis, as test runners do. */
const global = (overridden) => (window) => {
  const lacking = Object.getOwnPropertyNames(window).filter((name) => !(name in globalThis));
  for (const name of [...lacking, ...events, ...overridden].filter(
    (candidate) => window[candidate] !== undefined,
  )) {
    const isMethod = typeof window[name] === 'function' && /^[a-z]/.test(name);
    const value = isMethod ? window[name].bind(window) : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return globalThis;
};

/** Each gives the object that has the page's classes. */
export const setUps = {
  'a window beside globalThis': (window) => window,
  "globalThis with Node's fetch": global(files),
  "globalThis with the window's fetch": global([...files, ...requests]),
  "globalThis with Node's fetch and files": global([]),
};
