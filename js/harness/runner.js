/** The test runner of this process, and its afterEach. */
import { describe } from '../core/describe.js';
import { internals } from '../core/internals.js';
import { builtinModule, mainProcess } from '../core/platform.js';

/** The module that has a runner's afterEach, where the runner may keep it from the globals. */
export function runnerToImport() {
  const { VITEST, JEST_WORKER_ID } = mainProcess?.env ?? {};
  if (VITEST) return 'vitest';
  return JEST_WORKER_ID ? '@jest/globals' : undefined;
}

/** Mocha has no afterEach yet where it loads what `--require` names: node:test would take what is meant for it. */
const isMocha = () => /[\\/]_?mocha(?:[\\/.]|$)/.test(mainProcess?.argv[1] ?? '');

/**
 * Has the runner finish a shim after each test.
 * @param {(Type: Function, name: string, facts: unknown[]) => Error} fault
 * @param {any} given The shim.
 * @param {{ afterEach?: Function } | undefined} imported As of `findAfterEach`.
 */
export function finishAfterEach(fault, given, imported) {
  if (!given?.[internals]) throw fault(TypeError, 'notAShim', [describe(given)[0]]);
  const afterEach = findAfterEach(imported);
  if (!afterEach) throw fault(Error, 'runnerMissing', []);
  afterEach(() => given.finish());
}

/**
 * @param {{ afterEach?: Function } | undefined} imported What `runnerToImport` names, where it could be loaded.
 * @returns {Function | undefined} Nothing where there is no runner.
 */
function findAfterEach(imported) {
  if (typeof globalThis.afterEach === 'function') return globalThis.afterEach;
  if (runnerToImport()) return imported?.afterEach;
  return isMocha() ? undefined : builtinModule('node:test')?.afterEach;
}
