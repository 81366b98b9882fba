import { requestClass, streamClass } from '../core/platform.js';
import { isRequest, ownURL } from './address.js';
import { encode } from './body.js';
import { Source } from './source.js';

/** Whether a Request has a body that it shows as no stream: Firefox's, and those that are made in JavaScript. */
const hidesBody = (input) =>
  isRequest(input) &&
  input.body === undefined &&
  typeof input.arrayBuffer === 'function' &&
  !['GET', 'HEAD'].includes(input.method);

/** The bytes of such a body; nothing where there are none. */
async function hiddenBodyOf(input) {
  const bytes = await input.arrayBuffer();
  return bytes.byteLength > 0 ? bytes : undefined;
}

/** The body that a Request shows. The platform's own can be sent once, and it is the platform that says so. */
function bodyOf(input) {
  const Request = requestClass();
  return input.body && input instanceof Request ? new Request(input).body : input.body;
}

/**
 * The head as the platform's Request judges it (methods, fields, what has no body), and the body that ours can read; `hidden` where the
 * Request shows none.
 * @returns {{ request: object, source?: Source }} What `shim.handle` takes, and its body where that is no stream.
 */
function requestOf(page, url, input, init, hidden) {
  const given = (name) => (init[name] === undefined && isRequest(input) ? input[name] : init[name]);
  const encoded = encode(init.body ?? (isRequest(input) ? bodyOf(input) : undefined) ?? hidden);
  const Request = requestClass();
  // Of a stream the platform says whether it may be sent: `duplex`, and that nobody has read from it.
  const isStream = init.body instanceof streamClass();
  const judged = new Request(url, {
    method: given('method'),
    headers: given('headers'),
    credentials: given('credentials'),
    body: isStream ? init.body : encoded && new Uint8Array(),
    duplex: init.duplex,
  });
  const { method, headers, credentials } = judged;
  if (encoded?.type && !headers.has('Content-Type')) headers.set('Content-Type', encoded.type);
  const source = encoded?.parts && new Source(encoded.parts, page.slicesOf);
  // Not every platform's Request shows a body.
  const body = source?.body ?? ((isStream && judged.body) || encoded?.stream) ?? null;
  return { request: { url: url.href, method, headers, credentials, body, signal: given('signal') }, source };
}

/** What a fetch gives has a URL, and so have its clones; a Response that was made has none. */
function told(response, url) {
  url.hash = '';
  const clone = () => told(Object.getPrototypeOf(response).clone.call(response), url);
  return Object.defineProperties(response, {
    url: { __proto__: null, value: url.href, configurable: true },
    type: { __proto__: null, value: 'basic', configurable: true },
    clone: { __proto__: null, value: clone, configurable: true, writable: true },
  });
}

/**
 * @param {object} page See js/intercept.js.
 * @param {typeof fetch} [original]
 */
export function createFetch(page, original) {
  const { target } = page;

  async function answer(url, input, init) {
    const isHidden = !init?.body && hidesBody(input);
    const hidden = isHidden ? await hiddenBodyOf(input) : undefined;
    const { request, source } = requestOf(page, url, input, init ?? {}, hidden);
    return told(await page.handle(request, source), url);
  }

  // Its length is that of the platform's.
  function fetch(input, ...[init]) {
    const isAsked = arguments.length > 0 && !page.isOver;
    const url = isAsked ? ownURL(page, isRequest(input) ? input.url : input) : undefined;
    if (url) return answer(url, input, init);
    if (original) return original.apply(target, arguments);
    return Promise.reject(
      new TypeError(`there is no fetch here but for ${page.origin}: ${String(input?.url ?? input)}`),
    );
  }
  return fetch;
}
