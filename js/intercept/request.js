/**
 * The page's Request: of a relative URL it makes one to kintone, as in a page of kintone, and it takes forms and Blobs of other realms.
 * Whoever has wrapped our fetch makes Requests of what the page gave before we see it.
 */
import { Blob, isNode, requestClass, streamClass } from '../core/platform.js';
import { behindServer, isRequest, ownURL } from './address.js';
import { encode, isBlob, isForm } from './body.js';
import { chunksOf } from './source.js';

/** Whether the class is the platform's, to which a page's forms and Blobs are foreign. */
const isPlatforms = (Class) =>
  Class.prototype instanceof requestClass() || Class.prototype === requestClass().prototype;

/** A form may be of any realm: no class of Node's tells, where a page's has taken its place. */
const isForeign = (body) =>
  isNode &&
  typeof body === 'object' &&
  body !== null &&
  (isForm(body) || (isBlob(body) && !(body instanceof Blob)));

const names = [
  'cache',
  'credentials',
  'headers',
  'integrity',
  'keepalive',
  'method',
  'mode',
  'priority',
  'redirect',
];

/** Of an object of any sort; Vitest's Request looks at its own members alone. */
const membersOf = (init) =>
  Object.fromEntries(
    [...names, 'referrer', 'referrerPolicy', 'signal', 'window'].map((name) => [name, init[name]]),
  );

/** A stream that the platform's Request takes. */
function streamOf(parts, slicesOf) {
  const chunks = chunksOf(parts, slicesOf);
  return new (streamClass())({
    pull: async (controller) => {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: () => void chunks.return(),
  });
}

/**
 * @param {object} page See js/intercept.js.
 * @param {typeof Request} Original
 * @returns {typeof Request} Its instances are those of the original.
 */
export function createRequest(page, Original) {
  const { target } = page;

  /** Where the request goes, if it goes to kintone. Whoever wraps our fetch makes a URL of a relative text by the page's location. */
  function addressOf(input) {
    if (isRequest(input)) return ownURL(page, input.url);
    const isResolved = typeof input === 'object' && target.fetch !== page.fetch;
    const relative = isResolved ? behindServer(target, input) : undefined;
    if (relative !== undefined) return ownURL(page, relative);
    return ownURL(page, input);
  }

  function construct(Class, [input, init, ...rest], made) {
    const make = (...given) => Reflect.construct(Class, given, made);
    const url = page.isOver ? undefined : addressOf(input);
    if (!url) return make(...[input, init, ...rest].slice(0, rest.length + (init === undefined ? 1 : 2)));
    const address = isRequest(input) ? input : url.href;
    const body = init?.body;
    if (!isForeign(body) || !isPlatforms(Class)) return make(address, init);
    const { type, parts } = encode(body);
    const stream = streamOf(parts, page.slicesOf);
    const request = make(address, { ...membersOf(init), body: stream, duplex: 'half' });
    if (type && !request.headers.has('Content-Type')) request.headers.set('Content-Type', type);
    return request;
  }

  return new Proxy(Original, { construct });
}
