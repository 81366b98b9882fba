/**
 * Declares the global `kintone` with this package's types, for projects without `@kintone/dts-gen`, whose `kintone.d.ts`
 * declares it as well: use one of the two.
 */

import type { Kintone, KintonePromise } from './index.js';

declare global {
  /** kintone's JavaScript API. `var`, so that `window.kintone` and `globalThis.kintone` have it too. */
  var kintone: Kintone;

  /** The types that stand under the same name. */
  namespace kintone {
    /** @deprecated Cybozu advises against `kintone.Promise`: use the native Promise [Q03]. */
    type Promise<T> = KintonePromise<T>;
  }
}
