/** Which URLs are kintone's: those of its origin, and relative ones, since the scripts believe themselves in a page of it. */
import { internals } from '../core/internals.js';
import { URL } from '../core/platform.js';

/**
 * @returns {string} The origin of a shim, of either of the package's two builds.
 * @throws {TypeError} It is none.
 */
export function checkedOrigin(shim) {
  if (shim?.[internals]) return shim.origin;
  throw new TypeError('intercept(shim) takes what createShim() gave');
}

const parsed = (text, base) => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};

/** What does not become a text, as a symbol does not, is for the platform to refuse. */
function textOf(given) {
  try {
    return `${given}`;
  } catch {
    return undefined;
  }
}

/** Where relative URLs begin: as in the page, `<base>` included, but what is on the page's server is on kintone. */
function baseOf({ origin, target }) {
  try {
    const page = new URL(target.location.href);
    const base = new URL(target.document?.baseURI ?? page);
    if (!/^https?:$/.test(base.protocol)) return origin;
    return base.origin === page.origin ? origin + base.pathname + base.search : base;
  } catch {
    // Node has no page, and of a window that was closed jsdom tells nothing.
    return origin;
  }
}

/** Whether a URL is of an origin. That of a `blob:` URL is the page's that made it. */
export const isOf = (origin, url) => /^https?:$/.test(url.protocol) && url.origin === origin;

/**
 * Scripts that believe themselves in a page of kintone say `'https://' + location.host`: of a page that came without TLS, nothing else can
 * be meant by that.
 * @param {{ location?: Location }} target The window.
 */
export function isSecureHost(target, url) {
  try {
    const { location } = target;
    return url.protocol === 'https:' && location.protocol === 'http:' && url.host === location.host;
  } catch {
    // Node has no page, and of a window that was closed jsdom tells nothing.
    return false;
  }
}

/** Of a URL on the page's own server, as others make it of a relative one: what comes behind the server. */
export function behindServer({ location }, url) {
  return location && url?.origin === location.origin ? url.href.slice(url.origin.length) : undefined;
}

/** A Request of any realm. */
export const isRequest = (value) =>
  typeof value === 'object' &&
  value !== null &&
  typeof value.url === 'string' &&
  typeof value.clone === 'function';

function urlOf(page, given) {
  const text = textOf(given);
  return text === undefined ? undefined : (parsed(text) ?? parsed(text, baseOf(page)));
}

/** @returns {string | undefined} The URL in full; nothing where it is none. */
export const absolute = (page, given) => urlOf(page, given)?.href;

/**
 * @param {{ origin: string, target: object }} page
 * @param {unknown} given A string, a URL, or what becomes one.
 * @returns {URL | undefined} Nothing where it is not kintone's, or no URL.
 */
export function ownURL(page, given) {
  const url = urlOf(page, given);
  if (url && isSecureHost(page.target, url)) {
    return new URL(page.origin + url.pathname + url.search + url.hash);
  }
  return url && isOf(page.origin, url) ? url : undefined;
}
