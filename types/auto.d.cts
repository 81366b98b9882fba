// The CommonJS twin: the same declarations, loaded by require().
import type { Shim } from './index.js' with { 'resolution-mode': 'import' };

/** The shim whose `kintone` this module has installed on `globalThis`, one per global; its network is offline. */
export declare const shim: Shim;

/**
 * Has the test runner call `finish()` after each test: node:test, Vitest, Jest or Mocha, whichever runs. At the top of a test file, or in a
 * set-up file for which the runner's `afterEach` is there.
 *
 * @param shim the one to finish; by default that of this module
 * @throws TypeError where it is none, Error where no runner is found
 */
export declare function finishAfterEach(shim?: Shim): void;
