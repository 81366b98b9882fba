/** kintone's origin in the process, for scripts that fetch: `kintone-shim/intercept`. */
import type { Shim } from './index.js';

/**
 * Answers `fetch` and `XMLHttpRequest` to `shim.origin` by `shim.handle`: absolute URLs of that origin, relative ones, as in a page of
 * kintone, but not those that `<base>` leads elsewhere, and `'https://' + location.host` in a page that came without TLS. So does a
 * `new Request('/…')`. A request to another absolute URL goes its own way, untouched. Bodies may be of any realm: a FormData, File or Blob
 * of jsdom or happy-dom arrives byte for byte, with its names. A synchronous XMLHttpRequest to kintone is a DOMException.
 *
 * Beside MSW 3 it may begin before or after `server.listen()`; beside MSW 2 and others that build on @mswjs/interceptors up to 0.41,
 * afterwards. When both are over, in either order, requests go their own ways again.
 *
 * @param shim whose kintone answers
 * @param target whose `fetch`, `XMLHttpRequest` and `Request`, `globalThis` by default: a window of jsdom's or happy-dom's. Where it has
 *   no `fetch`, or no `XMLHttpRequest` (Node), it gets one that reaches kintone alone: anything else is a network error that names it
 * @returns puts back what was there before, unless somebody else has replaced it since; of several, the last one is to be ended first
 * @throws TypeError where `shim` is none
 */
export declare function intercept(shim: Shim, target?: object): () => void;
