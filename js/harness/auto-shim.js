import { createShim } from 'kintone-shim';
import { internals } from '../core/internals.js';

// One for each global, whichever of the package's two builds comes first: a test file and its set-up file share it.
const key = Symbol.for('kintone-shim.auto');

function installed() {
  const shim = createShim();
  shim.install(globalThis);
  return shim;
}

/** The shim whose `kintone` is the global one; offline. */
export const shim = (globalThis[key] ??= installed());

/** See js/harness/runner.js. */
export const { runnerToImport } = shim[internals];

/** Has the runner call `finish` of a shim after each test. `imported`: what `runnerToImport` names. */
export const register = (given, imported) => shim[internals].finishAfterEach(given, imported);
