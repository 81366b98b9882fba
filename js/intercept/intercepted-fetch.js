import { requestClass, responseClass, streamClass } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';
import { absolute, isRequest, ownURL } from './address.js';
import { encode } from './body.js';
import { isIntact } from './integrity.js';
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

/** Relative ones begin where the page's URLs do; what is none is for the platform to refuse. */
const referrerOf = (page, given) =>
  given === undefined || given === '' ? given : (absolute(page, given) ?? given);

/** The body that a Request shows. It can be sent once: of the platform's own it is the platform that says so. */
function bodyOf(input) {
  const Request = requestClass();
  if (!input.body || input instanceof Request) return input.body && new Request(input).body;
  if (input.bodyUsed || input.body.locked) {
    throw new TypeError(`the body of this Request was used: ${input.url}`);
  }
  Object.defineProperty(input, 'bodyUsed', { value: true, configurable: true });
  return input.body;
}

/** One of any realm, or none. */
const isSignal = (value) =>
  value === undefined ||
  value === null ||
  (typeof value.aborted === 'boolean' && typeof value.addEventListener === 'function');

/** Members of a request for the platform to judge. */
const judgedNames = [
  'cache',
  'credentials',
  'headers',
  'integrity',
  'keepalive',
  'method',
  'mode',
  'redirect',
];

/**
 * The request as the platform's Request judges it (methods, fields, what has no body, members that are none), and the body that ours can
 * read; `hidden` where the Request shows none.
 * @returns {{ judged: Request, request: object, source?: Source }} `request` is what `shim.handle` takes, `source` its body where that is
 *   no stream.
 */
function requestOf(page, url, input, init, hidden) {
  const given = (name) => (init[name] === undefined && isRequest(input) ? input[name] : init[name]);
  const members = Object.fromEntries(judgedNames.map((name) => [name, given(name)]));
  const signal = given('signal');
  const Request = requestClass();
  // Of a stream the platform says whether it may be sent: `duplex`, and that nobody has read from it.
  const isStream = init.body instanceof streamClass();
  const encoded = encode(init.body ?? (isRequest(input) ? bodyOf(input) : undefined) ?? hidden);
  const judged = new Request(url, {
    ...members,
    referrer: referrerOf(page, init.referrer),
    referrerPolicy: init.referrerPolicy,
    priority: init.priority,
    window: init.window,
    signal: isSignal(signal) ? undefined : signal,
    body: isStream ? init.body : encoded && new Uint8Array(),
    duplex: init.duplex,
  });
  const { method, headers, credentials } = judged;
  if (encoded?.type && !headers.has('Content-Type')) headers.set('Content-Type', encoded.type);
  const source = encoded?.parts && new Source(encoded.parts, page.slicesOf);
  // Not every platform's Request shows a body.
  const body = source?.body ?? ((isStream && judged.body) || encoded?.stream) ?? null;
  return { judged, request: { url: url.href, method, headers, credentials, body, signal }, source };
}

/** What the platform's fetch does with the answer, or without one. */
async function checked(response, { cache, integrity, url }) {
  // Nothing is kept: Fetch Standard, "HTTP-network-or-cache fetch".
  if (cache === 'only-if-cached') throw new TypeError(`fetch failed: ${url} is in no cache`);
  if (!integrity) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.body === null || !(await isIntact(integrity, bytes))) {
    throw new TypeError(`fetch failed: ${url} is not as its integrity says`);
  }
  const { status, headers } = response;
  return new (responseClass())(bytes, { status, headers });
}

function refuse() {
  throw new TypeError('the headers of a response to fetch cannot be changed');
}

/** What a fetch gives has a URL, and so have its clones; a Response that was made has none. */
function told(response, url) {
  url.hash = '';
  const clone = () => told(Object.getPrototypeOf(response).clone.call(response), url);
  for (const name of ['append', 'delete', 'set']) {
    Object.defineProperty(response.headers, name, { value: refuse, configurable: true });
  }
  return Object.defineProperties(response, {
    url: ownOf({ value: url.href, configurable: true }),
    type: ownOf({ value: 'basic', configurable: true }),
    clone: ownOf({ value: clone, configurable: true, writable: true }),
  });
}

/**
 * @param {object} page See js/intercept.js.
 * @param {typeof fetch} [original]
 */
export function createFetch(page, original) {
  const { target } = page;

  async function answer(url, input, init) {
    const Request = requestClass();
    // What is no dictionary is for the platform to refuse.
    if (init !== null && !['object', 'function', 'undefined'].includes(typeof init)) new Request(url, init);
    const isHidden = !init?.body && hidesBody(input);
    const hidden = isHidden ? await hiddenBodyOf(input) : undefined;
    const { judged, request, source } = requestOf(page, url, input, init ?? {}, hidden);
    return told(await checked(await page.handle(request, source), judged), url);
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
