import { requestClass } from '../core/platform.js';
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

/**
 * The head as the platform's Request judges it (methods, fields, what has no body), and the body that ours can read; `hidden` where the
 * Request shows none.
 * @returns {{ request: object, source?: Source }} What `shim.handle` takes, and its body where that is no stream.
 */
function requestOf(page, url, input, init, hidden) {
  const given = (name) => (init[name] === undefined && isRequest(input) ? input[name] : init[name]);
  const encoded = encode(given('body') ?? hidden);
  const Request = requestClass();
  const { method, headers, credentials } = new Request(url, {
    method: given('method'),
    headers: given('headers'),
    credentials: given('credentials'),
    body: encoded && new Uint8Array(),
  });
  if (encoded?.type && !headers.has('Content-Type')) headers.set('Content-Type', encoded.type);
  const source = encoded?.parts && new Source(encoded.parts, page.slicesOf);
  const body = source?.body ?? encoded?.stream ?? null;
  return { request: { url: url.href, method, headers, credentials, body, signal: given('signal') }, source };
}

/** What a fetch gives has a URL; a Response that was made has none. */
function told(response, url) {
  url.hash = '';
  return Object.defineProperty(response, 'url', { value: url.href, configurable: true });
}

/**
 * @param {object} page See js/intercept.js.
 * @param {typeof fetch} [original]
 */
export function createFetch(page, original) {
  const { target } = page;

  async function answer(url, input, init) {
    const isWhole = init === undefined && input instanceof requestClass();
    const isHidden = !isWhole && init?.body === undefined && hidesBody(input);
    const hidden = isHidden ? await hiddenBodyOf(input) : undefined;
    const { request, source } = isWhole
      ? { request: input }
      : requestOf(page, url, input, init ?? {}, hidden);
    return told(await page.handle(request, source), url);
  }

  function fetch(input, init) {
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
