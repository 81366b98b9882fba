import { register, runnerToImport, shim } from './harness/auto-shim.js';

// At once, so that finishAfterEach is synchronous. Not by its name, which a bundler would look for.
const runner = runnerToImport();
const imported = runner && (await import(runner).catch(() => undefined));

export { shim };

/** See types/auto.d.ts. */
export function finishAfterEach(given = shim) {
  register(given, imported);
}
