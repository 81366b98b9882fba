/** kintone's origin in the process: `fetch` and `XMLHttpRequest` of a page reach the shim instead of the network. */
import { internals } from './core/internals.js';
import { checkedOrigin } from './intercept/address.js';
import { createFetch } from './intercept/fetch.js';
import { replace } from './intercept/replace.js';
import { nameFiles } from './intercept/form-names.js';
import { createXMLHttpRequest } from './intercept/xhr.js';
import { slicesOf } from './transport/blob.js';

/**
 * See types/intercept.d.ts.
 * @param {import('../types/index.js').Shim} shim
 * @param {object} [target]
 * @returns {() => void}
 */
export function intercept(shim, target = globalThis) {
  const origin = checkedOrigin(shim);
  const before = { fetch: target.fetch, XMLHttpRequest: target.XMLHttpRequest };
  const page = {
    origin,
    target,
    isOver: false,
    handle: (request, source) => shim[internals].handle(request, source && (() => source.openSink())),
    slicesOf: (blob) => slicesOf(blob, blob.size, target.FileReader ?? globalThis.FileReader),
  };
  const undo = [replace(target, 'fetch', createFetch(page, before.fetch))];
  if (typeof before.XMLHttpRequest === 'function') {
    undo.push(replace(target, 'XMLHttpRequest', createXMLHttpRequest(page, before.XMLHttpRequest)));
  }
  undo.push(nameFiles(target));
  return () => {
    // Whoever has wrapped ours goes on with what was there before.
    page.isOver = true;
    for (const restore of undo) restore();
  };
}
