// The CommonJS twin: the same declarations, loaded by require().
import type { Shim } from './index.js' with { 'resolution-mode': 'import' };

/** The shim whose `kintone` this module has installed on `globalThis`, one per global; its network is offline. */
export declare const shim: Shim;
