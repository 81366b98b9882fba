import { ownOf } from '../core/own-members.js';

/**
 * kintone.Promise (Q01). It extends the engine's own, so it keeps unhandled-rejection reports, async stack traces and
 * garbage collection, and it mixes with `await`. Cybozu deprecates it (Q03).
 */
export class KintonePromise extends Promise {}
Object.defineProperty(KintonePromise, 'name', ownOf({ value: 'Promise' }));
