/**
 * In a served page: requests to kintone's origin go to the page's own server, which is kintone's side of it, with the page's session.
 * They are the browser's own requests, to another address.
 */
import { URL } from '../core/platform.js';
import { isRequest } from './address.js';
import { replace } from './replace.js';

/** Where a request for `given` goes; nothing where it is not for kintone. */
function movedFrom(origin, target) {
  const { protocol } = new URL(origin);
  return (given) => {
    try {
      const text = String(given);
      // A URL without a scheme has kintone's, not that of the page's server.
      const url = new URL(text.startsWith('//') ? protocol + text : text, target.document.baseURI);
      const isOwn = /^https?:$/.test(url.protocol) && url.origin === origin;
      return isOwn ? target.location.origin + url.pathname + url.search : undefined;
    } catch {
      return undefined;
    }
  };
}

/** The same request for another address. A browser that streams a body wants HTTP/2: it is read first. */
async function movedRequest(request, address, init, Request) {
  const { method } = request;
  const body = ['GET', 'HEAD'].includes(method) ? undefined : await request.blob();
  const { headers, credentials, cache, redirect, integrity, keepalive, signal } = request;
  const type = headers.get('Content-Type');
  const moved = { method, headers, body, credentials, cache, redirect, integrity, keepalive, signal };
  const made = new Request(address, moved);
  // A Blob's own type, in lower case, has no say.
  if (type !== null) made.headers.set('Content-Type', type);
  return new Request(made, init);
}

/**
 * @param {string} origin kintone's.
 * @param {object} target The page's window.
 * @returns {() => void} Ends it.
 */
export function interceptInPage(origin, target) {
  const { fetch, Request, XMLHttpRequest } = target;
  const moved = movedFrom(origin, target);

  const fetchMoved = (...args) => {
    const [input, init] = args;
    const address = args.length > 0 ? moved(isRequest(input) ? input.url : input) : undefined;
    if (address === undefined) return fetch.apply(target, args);
    if (!isRequest(input)) return fetch.call(target, address, init);
    return movedRequest(input, address, init, Request).then((request) => fetch.call(target, request));
  };

  class MovedXMLHttpRequest extends XMLHttpRequest {
    open(...args) {
      if (args.length > 1) args[1] = moved(args[1]) ?? args[1];
      return super.open(...args);
    }
  }

  const undo = [replace(target, 'fetch', fetchMoved), replace(target, 'XMLHttpRequest', MovedXMLHttpRequest)];
  return () => undo.forEach((restore) => restore());
}
