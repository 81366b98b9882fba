/**
 * In a served page: requests to kintone's origin go to the page's own server, which is kintone's side of it, with the page's session.
 * They are the browser's own requests, to another address.
 */
import { URL } from '../core/platform.js';
import { isOf, isRequest, isSecureHost } from './address.js';
import { listMembers, replace } from './replace.js';

/** Where a request for `given` goes; nothing where it is not for kintone. */
function movedFrom(origin, target) {
  const { protocol } = new URL(origin);
  return (given) => {
    try {
      // A URL without a scheme has kintone's, not that of the page's server.
      const text = String(given).replace(/^\s*(?=[/\\]{2})/, protocol);
      const url = new URL(text, target.document.baseURI);
      const isKintones = isOf(origin, url) || isSecureHost(target, url);
      return isKintones ? target.location.origin + url.pathname + url.search : undefined;
    } catch {
      return undefined;
    }
  };
}

/** The same request for another address. A browser that streams a body wants HTTP/2: it is read first. */
async function movedRequest(request, address, Request) {
  const { method } = request;
  const body = ['GET', 'HEAD'].includes(method) ? undefined : await request.blob();
  const { headers, mode, credentials, cache, redirect, integrity, keepalive, signal } = request;
  const type = headers.get('Content-Type');
  const moved = { method, headers, body, mode, credentials, cache, redirect, integrity, keepalive, signal };
  const made = new Request(address, moved);
  // A Blob's own type, in lower case, has no say.
  if (type !== null) made.headers.set('Content-Type', type);
  return made;
}

/**
 * @param {string} origin kintone's.
 * @param {object} target The page's window.
 * @returns {() => void} Ends it.
 */
export function interceptInPage(origin, target) {
  const { fetch, ReadableStream, Request, XMLHttpRequest } = target;
  const moved = movedFrom(origin, target);

  const fetchRequest = async (input, init, address) =>
    fetch.call(target, await movedRequest(new Request(input, init), address, Request));

  // Lengths are those of the platform's.
  function fetchMoved(input, ...[init]) {
    const address = arguments.length > 0 ? moved(isRequest(input) ? input.url : input) : undefined;
    if (address === undefined) return fetch.apply(target, arguments);
    if (isRequest(input)) return fetchRequest(input, init, address);
    const isStream = init?.body instanceof ReadableStream;
    return isStream ? fetchRequest(address, init, address) : fetch.call(target, address, init);
  }

  class MovedXMLHttpRequest extends XMLHttpRequest {
    open(method, url, ...rest) {
      if (arguments.length < 2) return super.open(...arguments);
      return super.open(method, moved(url) ?? url, ...rest);
    }
  }
  listMembers(MovedXMLHttpRequest, XMLHttpRequest);

  const undo = [replace(target, 'fetch', fetchMoved), replace(target, 'XMLHttpRequest', MovedXMLHttpRequest)];
  return () => undo.forEach((restore) => restore());
}
