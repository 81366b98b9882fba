/** Whether a request is one that a route takes. */
import { URL, URLSearchParams } from '../core/platform.js';
import { canServe } from './turns.js';

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

/** The JSON value of a text; nothing where it is none. */
export function jsonOf(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isJsonOf(wanted, text) {
  try {
    return canonical(JSON.parse(text)) === wanted;
  } catch {
    return false;
  }
}

/** The value of a request's header, the name in any case; nothing where there is none. */
export const headerOf = ({ headers }, name) =>
  Object.entries(headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];

/** Whether a request's text is a form's. */
export const isForm = (request) =>
  /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headerOf(request, 'Content-Type') ?? '');

/** A form's text as an object: its names, each with the list of its values. */
export function formOf(text) {
  const lists = new Map();
  // The first character is none to leave out.
  for (const [name, value] of new URLSearchParams(`&${text}`)) {
    if (lists.has(name)) lists.get(name).push(value);
    else lists.set(name, [value]);
  }
  return Object.fromEntries(lists);
}

/** The same of an object that a test gives, with a text, number or boolean, or a list of them, for each name; nothing for any other. */
export function formWanted(json) {
  if (Array.isArray(json)) return undefined;
  /** @type {[string, unknown[]][]} */
  const lists = Object.entries(json).map(([name, value]) => [name, [value].flat()]);
  const isText = (value) => ['string', 'number', 'boolean'].includes(typeof value);
  return lists.every(([, values]) => values.every(isText))
    ? Object.fromEntries(lists.map(([name, values]) => [name, values.map(String)]))
    : undefined;
}

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
    Object.entries(headers).every(([name, wanted]) => {
      const value = headerOf(request, name);
      return value !== undefined && agrees(wanted, value);
    }),
  reply: ({ hasReplied }) => hasReplied,
  times: canServe,
  body: ({ body, json, form }, request, isAgain) => {
    if (body === undefined) return true;
    // A function is asked once: that it was asked, and that no route took the request, says what it answered.
    if (typeof body === 'function') return !isAgain && body(request);
    if (typeof request.body !== 'string') return false;
    if (json === undefined) return agrees(body, request.body);
    const isSame = form !== undefined && isForm(request) && canonical(formOf(request.body)) === form;
    return isSame || isJsonOf(json, request.body);
  },
};

/** What can misfit, in the order in which it is looked at. */
export const members = Object.keys(fits);

/** The first member that does not fit; nothing where all do. */
export const misfitOf = (route, ...rest) => members.find((name) => !fits[name](route, ...rest));

/** Whether a route takes calls of a URL with a method, whatever else it wants. */
export const fitsAddress = (route, call) => fits.url(route, call) && fits.method(route, call);

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
