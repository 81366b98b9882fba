/** kintone's origin in the process: `fetch` and `XMLHttpRequest` of a page reach the shim instead of the network. */
import { internals } from './core/internals.js';
import { checkedOrigin } from './intercept/address.js';
import { createBareXMLHttpRequest } from './intercept/bare-xhr.js';
import { eventsOf } from './intercept/events.js';
import { createFetch } from './intercept/intercepted-fetch.js';
import { livingIn, replace } from './intercept/replace.js';
import { createRequest } from './intercept/request.js';
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
  const [fetch, Request, Native] = ['fetch', 'Request', 'XMLHttpRequest'].map((name) =>
    livingIn(target, name),
  );
  let events;
  const page = {
    origin,
    target,
    isOver: false,
    handle: (request, source) => shim[internals].handle(request, source && (() => source.openSink())),
    slicesOf: (blob) => slicesOf(blob, blob.size, target.FileReader ?? globalThis.FileReader),
    events: () => (events ??= eventsOf(target, XMLHttpRequest)),
  };
  const XMLHttpRequest = typeof Native === 'function' ? Native : createBareXMLHttpRequest(page);
  page.fetch = createFetch(page, fetch);
  const undo = [
    replace(target, 'fetch', page.fetch),
    replace(target, 'XMLHttpRequest', createXMLHttpRequest(page, XMLHttpRequest)),
  ];
  if (typeof Request === 'function') undo.push(replace(target, 'Request', createRequest(page, Request)));
  undo.push(nameFiles(target));
  return () => {
    // Whoever has wrapped ours goes on with what was there before.
    page.isOver = true;
    for (const restore of undo) restore();
  };
}
