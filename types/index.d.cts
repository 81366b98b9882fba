// The CommonJS twin: the same declarations, loaded by require().
import type { Shim, ShimOptions } from './index.js' with { 'resolution-mode': 'import' };

export type * from './index.js' with { 'resolution-mode': 'import' };

/**
 * Creates an independent kintone: its own token, journal and limits. Synchronous; the network is loaded with the first
 * call that leaves.
 *
 * @throws TypeError for an unknown option or a wrong value, naming it
 */
export declare function createShim(options?: ShimOptions): Shim;
