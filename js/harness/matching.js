/** Whether a request is one that a route takes. */
import { URL } from '../core/platform.js';

const agrees = (wanted, text) => (typeof wanted === 'string' ? text === wanted : text.search(wanted) >= 0);

/** A URL up to its `?`. */
export const withoutQuery = (url) => url.replace(/\?.*/s, '');

/** A JSON value as a text that is the same for equal ones, whatever the order of their members. */
export const canonical = (value) =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

function isJsonOf(wanted, text) {
  try {
    return canonical(JSON.parse(text)) === wanted;
  } catch {
    return false;
  }
}

/** Whether a route has a reply left. */
export const canServe = ({ replies }) => replies.some(({ left }) => left > 0);

/** What must fit for a route to take a request, in the order in which it is looked at. */
const fits = {
  url: ({ url, query }, request) =>
    url === undefined || agrees(url, query ? withoutQuery(request.url) : request.url),
  method: ({ method }, request) => method === undefined || method.includes(request.method),
  query: ({ query = {} }, { url }) =>
    Object.entries(query).every(([name, wanted]) =>
      new URL(url).searchParams.getAll(name).some((value) => agrees(wanted, value)),
    ),
  headers: ({ headers = {} }, request) =>
    Object.entries(headers).every(([name, wanted]) =>
      Object.entries(request.headers).some(
        ([other, value]) => other.toLowerCase() === name.toLowerCase() && agrees(wanted, value),
      ),
    ),
  reply: ({ replies }) => replies.length > 0,
  times: canServe,
  body: ({ body, json }, request, isAgain) => {
    if (body === undefined) return true;
    // A function is asked once: that it was asked, and that no route took the request, says what it answered.
    if (typeof body === 'function') return !isAgain && body(request);
    if (typeof request.body !== 'string') return false;
    return json === undefined ? agrees(body, request.body) : isJsonOf(json, request.body);
  },
};

/** What can misfit, in the order in which it is looked at. */
export const members = Object.keys(fits);

/** The first member that does not fit; nothing where all do. */
export const misfitOf = (route, ...rest) => members.find((name) => !fits[name](route, ...rest));

function originOf(text) {
  try {
    return new URL(text).origin;
  } catch {
    return text;
  }
}

/** What a pattern begins with as a URL would be sent: the host in lower case, without a default port. */
const asSent = (pattern) =>
  pattern
    .replace(/^(?:https?|\*+):\/\/(?:(?!\*\*)[^/?#])*/, (origin) => origin.toLowerCase())
    .replace(/^https?:\/\/[^/?#*@]+(?=[/?#])/, originOf);

/** Of a string with `*` (all but `/` and `?`) and `**` (all). */
export function patternOf(text) {
  const [first, ...rest] = asSent(text)
    .toWellFormed()
    .replace(/[^\0-\x7f]+/g, encodeURIComponent)
    .replace(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`)
    .split(/\*{2,}/)
    .map((part) => part.replaceAll('*', '[^/?]*?'));
  const last = rest.pop();
  // What stands after ** is where it is first found, and sought no further: else a long URL would take years.
  const between = rest.map((part, i) => `(?=(.*?${part}))\\${i + 1}`);
  return new RegExp(`^${first}${between.join('')}${last === undefined ? '' : `.*${last}`}$`, 's');
}
