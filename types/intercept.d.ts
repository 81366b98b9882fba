/** kintone's origin in the process, for scripts that fetch: `kintone-shim/intercept`. */
import type { Shim } from './index.js';

/**
 * Answers `fetch` and `XMLHttpRequest` to `shim.origin` by `shim.handle`: absolute URLs of that origin, and relative ones, as in a page
 * of kintone, but not those that `<base>` leads elsewhere, nor those of a `new Request('/…')`, which the platform resolves by itself. A
 * request to another absolute URL goes its own way, untouched. Bodies may be of any realm: a FormData, File or Blob of jsdom or happy-dom
 * arrives byte for byte, with its names. A synchronous XMLHttpRequest to kintone is a DOMException.
 *
 * @param shim whose kintone answers
 * @param target whose `fetch` and `XMLHttpRequest`, `globalThis` by default: a window of jsdom's or happy-dom's. Where it has no `fetch`
 *   it gets one that reaches kintone alone; where it has no XMLHttpRequest (Node) it gets none
 * @returns puts back what was there before, unless somebody else has replaced it since; of several, the last one is to be ended first
 * @throws TypeError where `shim` is none
 */
export declare function intercept(shim: Shim, target?: object): () => void;
