/* global require */
/** The CommonJS twin of js/auto.js, which has no top-level await. */
import { register, runnerToImport, shim } from './harness/auto-shim.js';

function importRunner() {
  const runner = runnerToImport();
  try {
    return runner && require(runner);
  } catch {
    return undefined;
  }
}

export { shim };

/** See types/auto.d.ts. */
export function finishAfterEach(given = shim) {
  register(given, importRunner());
}
