/** What a test says the outside answers. */

import type { JournalEntry, KintoneRequest, ProxyApi } from './journal.js';

/**
 * Routes take calls of `kintone.proxy` and `kintone.proxy.upload` before the network is thought of, whatever `network` is: all
 * arguments are checked first, and an answer is subject to every limit. Of the routes that fit and can still serve, those whose
 * reply does not persist come first: one with an exact URL, then the rest, the oldest first. Then come persistent ones, the newest first: so
 * a test overrides a default of its file, whether for once or for good. `reset()` forgets routes; a reply to one that was kept declares
 * it anew.
 *
 * Where no route fits and the network may not be reached, the failure says which route comes nearest, what it expects and what it
 * got; so does `verify()`.
 */
export interface Upstream extends RouteDeclarations<RouteUrl, RouteMatcher> {
  /**
   * Routes below a base. A path goes behind it, with one slash between them: `at('https://api.example.com/v1').get('/rates')`. One
   * that begins with `?`, and an empty one, goes right behind it.
   *
   * @param base an absolute URL as a string or a URL, without `?`, `#` and `*`
   * @throws TypeError for anything else, naming it
   */
  at(base: string | Exclude<RouteUrl, string | RegExp>): RouteDeclarations<string, RouteMatcherBelow>;
  /**
   * The routes for which `verify()` would throw, as `GET https://api.example.com/v1 (times left: 1)`, in the shim's `locale`; empty
   * where all were used. A route to which `optionally()` was said is not among them.
   */
  pending(): string[];
}

/**
 * Declares routes. None can be on `origin`: calls to it are kintone's own side's to answer.
 */
export interface RouteDeclarations<Url, Matcher> {
  /**
   * A route for GET.
   *
   * @param url an exact URL as a string or a URL; a string in which `*` stands for anything but `/` and `?`, and `**` for anything, and
   *   which begins as an absolute URL can; or a RegExp. Compared with the URL as it would be sent: percent-encoded, with a path, without a fragment
   * @throws TypeError for anything else, and for one on `origin`, naming it
   */
  get(url: Url): Route;
  /** A route for POST; see `get`. */
  post(url: Url): Route;
  /** A route for PUT; see `get`. */
  put(url: Url): Route;
  /** A route for DELETE; see `get`. */
  delete(url: Url): Route;
  /**
   * A route for what all the given matchers fit.
   *
   * @throws TypeError for an unknown matcher or a wrong value, naming it
   */
  intercept(matcher: Matcher): Route;
}

/** An exact URL, a string with `*` or `**`, or a RegExp. */
export type RouteUrl = string | RegExp | { readonly href: string; readonly searchParams: object };

/** The methods of `kintone.proxy`. */
export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a request must have; what is left out may be anything. */
export interface RouteMatcher {
  /** One of them, or several. */
  method?: RouteMethod | readonly RouteMethod[] | undefined;
  /** As of `get`; where there is `query` too, it is compared with the URL up to the `?`, and has none. */
  url?: RouteUrl | undefined;
  /** Query parameters; there may be others. */
  query?: Readonly<Record<string, string | RegExp>> | undefined;
  /** Header fields, names in any case; there may be others. */
  headers?: Readonly<Record<string, string | RegExp>> | undefined;
  /**
   * The body's text; a RegExp that it matches; an object or array that its JSON is equal to; or a function that is true of the
   * request, at once: a Promise is a failure like what it throws. Of an upload the function alone can judge. An object is also equal to
   * a text of the type `application/x-www-form-urlencoded` with the same names and values, whatever the order of names: `{ a: '1', b:
   * ['x', 'y'] }` to `b=x&a=1&b=y`.
   */
  body?: string | object | ((request: RoutedRequest) => boolean) | undefined;
}

/** What a request below a base must have. */
export interface RouteMatcherBelow extends Omit<RouteMatcher, 'url'> {
  /** The path behind the base; `*` and `**` as of `get`. */
  url: string;
}

/** A request on its way out. */
export interface RoutedRequest {
  /** The function that was called. */
  readonly api: ProxyApi;
  /** The method. */
  readonly method: RouteMethod;
  /** The URL as it is sent. */
  readonly url: string;
  /** The header fields as they are sent, beside those of the connection. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The text, `''` for none. Of an upload a Blob: to the function of a reply one of the platform, which can be read and given to a
   * Response, a File with name and type where a File was uploaded; to that of a matcher the caller's own, since it cannot wait.
   */
  readonly body: any;
}

/** What a reply's function gives. */
export interface RouteAnswer {
  /** The status, 200 to 999. */
  status: number;
  /** The body; none where it is left out. */
  body?: RouteBody | undefined;
  /** Field names, each with its value, or with those of several lines. */
  headers?: RouteHeaders | undefined;
}

/**
 * A text, which arrives as it is whatever charset Content-Type names; an object or array, sent as JSON with `Content-Type:
 * application/json` unless another is given; bytes, or a Blob. Content-Encoding takes nothing off: it is what is left after decoding.
 */
export type RouteBody = string | object | undefined;

/** Field names, each with its value, or with those of several lines. */
export type RouteHeaders = Readonly<Record<string, string | readonly string[]>>;

/**
 * How a call ends without an answer: the name does not resolve [P17], the certificate is not trusted [P26], the connection is
 * refused, ends before the head, or within the body [P28], or the time runs out [P18], at once.
 */
export type RouteFailure = 'dns' | 'tls' | 'refused' | 'reset' | 'truncated' | 'timeout';

/**
 * A route. Several replies are served in turn, the newest persistent one at the end; `verify()` throws while one was not.
 */
export interface Route<Request = RoutedRequest, Failure = RouteFailure, Call = JournalEntry> {
  /**
   * The journal's entries of the calls that it answered or failed, oldest first, as they are now; of a route of `shim.rest` the last
   * 1,000 requests that it answered.
   */
  readonly calls: readonly Call[];
  /**
   * Answers once.
   *
   * @throws TypeError for a wrong status, body or headers, naming it
   */
  reply(
    status: number,
    body?: RouteBody,
    headers?: RouteHeaders | undefined,
  ): ServedRoute<Request, Failure, Call>;
  /**
   * Answers once, with what the function says. Where it throws, the call fails with `SHIM_NETWORK_FAILED` (a request to kintone's own
   * side is answered so), and `verify()` throws.
   */
  reply(
    answer: (request: Request) => RouteAnswer | PromiseLike<RouteAnswer>,
  ): ServedRoute<Request, Failure, Call>;
  /**
   * Fails once.
   *
   * @throws TypeError for an unknown failure
   */
  fail(failure: Failure): ServedRoute<Request, Failure, Call>;
  /** `verify()` does not ask whether the route was used. */
  optionally(): this;
}

/** A route that answers: what follows is of its last reply or failure. */
export interface ServedRoute<
  Request = RoutedRequest,
  Failure = RouteFailure,
  Call = JournalEntry,
> extends Route<Request, Failure, Call> {
  /**
   * Serves so many times.
   *
   * @throws TypeError for anything but a whole number of 1 or more
   */
  times(times: number): this;
  /** Serves any number of times; `verify()` asks for one. */
  persist(): this;
  /**
   * Waits first: time of the upstream [P18]. By real time, which fake timers do not hold back; with `clock: 'manual'` by `advance()`.
   *
   * @param milliseconds a whole number, 0 or more
   * @throws TypeError for anything else
   */
  delay(milliseconds: number): this;
}

/**
 * Routes take requests to kintone's own side before anything else of it is asked, its credentials included: those of `shim.handle`, of an
 * intercepted page, of a server, of `kintone.proxy` to `origin`, and of kintone's own pages. Which one comes first is as of `Upstream`;
 * what none takes the endpoints of the shim answer. `reset()` forgets them.
 *
 * A path begins with `/k/`, such as `/k/v1/records.json` or `/k/guest/1/v1/records.json`, with or without `.json`; the request's query
 * is not compared. In it `*` stands for anything but `/`, and `**` for anything. A POST with `X-HTTP-Method-Override` has that method.
 */
export interface RestRoutes {
  /**
   * A route for GET.
   *
   * @throws TypeError for anything but a path, naming it
   */
  get(path: string): RestRoute;
  /** A route for POST; see `get`. */
  post(path: string): RestRoute;
  /** A route for PUT; see `get`. */
  put(path: string): RestRoute;
  /** A route for DELETE; see `get`. */
  delete(path: string): RestRoute;
  /** The routes for which `verify()` would throw, as `GET /k/v1/records.json (times left: 1)`; see `Upstream`. */
  pending(): string[];
}

/**
 * A route of kintone's own side. A reply's status is 200 to 599, without a body where it is 204, 205 or 304, and its headers are none that
 * say how a body is sent, such as Content-Length.
 */
export type RestRoute = Route<RoutedRestRequest, RestRouteFailure, KintoneRequest>;

/** A request to kintone's own side. */
export interface RoutedRestRequest {
  /** The method that it counts as. */
  readonly method: string;
  /** The path without `.json`. */
  readonly path: string;
  /** The whole URL, with its query, on `origin`. */
  readonly url: string;
  /** The header fields, credentials included. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text, `''` for none; of multipart/form-data a Blob of all of it. */
  readonly body: any;
}

/** An error of kintone's form. Its `id` is made, and the code is in `X-Cybozu-Error`, too. */
export interface RestRouteFailure {
  /** 400 to 599; 400 where it is left out. */
  status?: number | undefined;
  /** Such as `GAIA_RE01`. */
  code: string;
  /** What it says. */
  message: string;
  /** As kintone has it: `{ 'record.Name.value': { messages: ['…'] } }`. */
  errors?: object | undefined;
}
