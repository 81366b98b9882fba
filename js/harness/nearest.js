/** Why no route took a request: which one comes nearest, and what of it differs. The sentence is the core's. */
import { mask } from '../core/mask/urls.js';
import { URL } from '../core/platform.js';
import { formOf, headerOf, isForm, jsonOf, members, misfitOf, withoutQuery } from './matching.js';
import { isSecret } from './secrets.js';

/** Differences that are told, and characters of a text in one of them: as many before the first that differs as `before`. */
const mostDifferences = 5;
const longest = 100;
const before = 20;

function commonLength(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The part of a text around a place in it. */
function around(text, place) {
  if (text.length <= longest) return text;
  const start = Math.max(0, Math.min(place - before, text.length - longest));
  const end = start + longest;
  return (start > 0 ? '...' : '') + text.slice(start, end) + (end < text.length ? '...' : '');
}

/** Of what is wanted and what there is under a name, both strings where they are texts, what is shown. */
function shown(wanted, got, name = '') {
  if (isSecret(name)) return [mask, mask];
  if (typeof wanted !== 'string') return [around(String(wanted), 0), JSON.stringify(around(got, 0))];
  const place = commonLength(wanted, got);
  return [wanted, got].map((text) => JSON.stringify(around(text, place)));
}

const isBranch = (value) => typeof value === 'object' && value !== null;

function jsonText(value) {
  try {
    if (value === undefined) return '';
    return around(
      JSON.stringify(value, (name, each) => (isSecret(name) ? mask : each)),
      0,
    );
  } catch {
    // Deeper than the engine can go.
    return '...';
  }
}

const stepTo = (branch, name) =>
  Array.isArray(branch)
    ? `[${name}]`
    : /^[a-z_$][\w$]*$/i.test(name)
      ? `.${name}`
      : `[${JSON.stringify(name)}]`;

function difference({ place, wanted, got, isHidden }) {
  const at = around(place.replace(/^\./, ''), place.length);
  if (isHidden) return [at, ...[wanted, got].map((value) => (value === undefined ? '' : mask))];
  if (typeof wanted === 'string' && typeof got === 'string') return [at, ...shown(wanted, got)];
  return [at, jsonText(wanted), jsonText(got)];
}

const own = (value, name) => (Object.hasOwn(value, name) ? value[name] : undefined);

/** Where two values of JSON differ, those nearest to the root first; without recursion, as a stranger's may be deep. */
function* differencesOfJson(ofWanted, ofGot) {
  const pairs = [{ place: '', wanted: ofWanted, got: ofGot, isHidden: false }];
  for (const pair of pairs) {
    const { place, wanted, got, isHidden } = pair;
    if (!isBranch(wanted) || !isBranch(got) || Array.isArray(wanted) !== Array.isArray(got)) {
      if (wanted !== got) yield difference(pair);
      continue;
    }
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
      const isSecretToo = isHidden || (!Array.isArray(wanted) && isSecret(name));
      const next = { wanted: own(wanted, name), got: own(got, name), isHidden: isSecretToo };
      pairs.push({ place: place + stepTo(wanted, name), ...next });
    }
  }
}

const agreesNot = (wanted, text) => (typeof wanted === 'string' ? text !== wanted : text.search(wanted) < 0);

/** Of each member, what differs: `[place, expected, got]`. */
const differences = {
  url: ({ given, query }, request) => [
    ['', ...shown(given, query ? withoutQuery(request.url) : request.url)],
  ],
  method: ({ method }, request) => [['', method.join('|'), request.method]],
  *query({ query }, { url }) {
    for (const [name, wanted] of Object.entries(query)) {
      const values = new URL(url).searchParams.getAll(name);
      if (!values.every((each) => agreesNot(wanted, each))) continue;
      const [expected, got] = shown(wanted, values[0] ?? '', name);
      yield [
        name,
        expected,
        values.length > 1 && !isSecret(name) ? jsonText(values) : values.length > 0 ? got : '',
      ];
    }
  },
  *headers({ headers }, request) {
    for (const [name, wanted] of Object.entries(headers)) {
      const value = headerOf(request, name);
      if (value !== undefined && !agreesNot(wanted, value)) continue;
      const [expected, got] = shown(wanted, value ?? '', name);
      yield [name, expected, value === undefined ? '' : got];
    }
  },
  *body({ body, json, form }, request) {
    if (typeof body === 'function') return;
    const isText = typeof request.body === 'string';
    if (json === undefined) {
      const [expected, got] = shown(body, isText ? request.body : '');
      yield ['', expected, isText ? got : 'Blob'];
    } else if (isText && form && isForm(request)) {
      yield* differencesOfJson(JSON.parse(form), formOf(request.body));
    } else {
      const found = isText ? jsonOf(request.body) : undefined;
      if (found) yield* differencesOfJson(JSON.parse(json), found.value);
      else yield ['', jsonText(JSON.parse(json)), isText ? JSON.stringify(around(request.body, 0)) : 'Blob'];
    }
  },
};

function firstOf(found) {
  const list = [];
  for (const each of found) {
    if (list.length === mostDifferences) return { differences: list, hasMore: true };
    list.push(each.map((text) => text.toWellFormed()));
  }
  return { differences: list, hasMore: false };
}

/**
 * The route that goes furthest before something does not fit; among those of other URLs, the one whose URL begins most alike.
 * @param {Iterable<object>} routes
 * @returns {{ nearest?: string, misfit?: string, differences?: [string, string, string][], hasMore?: boolean }} See
 *   `route_answer` in wasm/core/proxy/route_report.h.
 */
export function nearestOf(routes, request) {
  let found;
  let best = -1;
  for (const route of routes) {
    const misfit = misfitOf(route, request, true);
    const alike = commonLength(route.name.slice(route.name.indexOf(' ') + 1), request.url);
    const rank = members.indexOf(misfit) || alike / (alike + 1);
    if (rank > best) {
      best = rank;
      found = { route, misfit };
    }
  }
  if (!found) return {};
  const { route, misfit } = found;
  const told = Object.hasOwn(differences, misfit) ? firstOf(differences[misfit](route, request)) : {};
  return { nearest: route.name, misfit, ...told };
}
