/** kintone's REST side as a page asks it: by the `fetch` and the XMLHttpRequest that `intercept` puts in the place of its own. */
import { JSDOM } from 'jsdom';

const elsewhere = () => new Error('it is for somebody else');

let window;

/** What an XMLHttpRequest needs of its window; each shim has one of its own. */
function pageOf() {
  window ??= new JSDOM('').window;
  const { Event, ProgressEvent, DOMException, Blob } = window;
  class XMLHttpRequest extends window.XMLHttpRequest {
    send() {
      throw elsewhere();
    }
  }
  return { XMLHttpRequest, Event, ProgressEvent, DOMException, Blob };
}

function pairsOf(lines) {
  return lines.split('\r\n').flatMap((line) => {
    const [, name, value] = /^([^:]+): (.*)$/.exec(line) ?? [];
    return name ? [[name, value]] : [];
  });
}

/** Ends like a fetch. It takes no streams. */
async function sendXHR(XMLHttpRequest, url, { method, headers, body: given }) {
  const body = given instanceof ReadableStream ? await new Response(given).blob() : given;
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url);
    for (const [name, value] of headers) xhr.setRequestHeader(name, value);
    xhr.responseType = 'arraybuffer';
    xhr.onerror = () => reject(new Error('the XMLHttpRequest failed'));
    xhr.onload = () => {
      const { status, response } = xhr;
      const fields = pairsOf(xhr.getAllResponseHeaders());
      resolve({ status, headers: fields, arrayBuffer: async () => response });
    };
    xhr.send(body);
  });
}

/**
 * How requests are sent, of which the package's `intercept` answers those to kintone.
 * @param {Function} intercept
 */
export const senders = (intercept) => ({
  fetch(shim) {
    const page = { fetch: () => Promise.reject(elsewhere()) };
    intercept(shim, page);
    return (url, init) => page.fetch(url, init);
  },
  XMLHttpRequest(shim) {
    const page = pageOf();
    intercept(shim, page);
    return (url, init) => sendXHR(page.XMLHttpRequest, url, init);
  },
});
