import type { Shim } from './index.js';

/** The shim whose `kintone` this module has installed on `globalThis`, one per global; its network is offline. */
export declare const shim: Shim;
