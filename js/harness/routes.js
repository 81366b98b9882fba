import { describeWithMembers, locate } from '../core/describe.js';
import { ownOf } from '../core/own-members.js';
import { Asked } from './asked.js';
import { canonical, fitsAddress, formWanted, misfitOf, patternOf, withoutQuery } from './matching.js';
import { nearestOf } from './nearest.js';
import { RestRoutes } from './rest-routes.js';
import { checkRoute, copyOf, RouteSet } from './route-set.js';
import { Taken, throwing } from './taken.js';
import { canServe } from './turns.js';

/** A path behind its base: one slash between them. */
function joined(base, path) {
  if (path === '' || path.startsWith('?')) return base + path;
  return base.replace(/\/$/, '') + (path.startsWith('/') ? path : `/${path}`);
}

const noneFound = { route: undefined, nearest: undefined };

/** What a test says the outside answers, and kintone's own side. Routes match and keep the user's values; what may be said, the core says. */
export class Routes {
  #world;
  #journal;
  #set;

  /**
   * @param {import('../core/world.js').World} world
   * @param {import('./journal.js').Journal} journal
   */
  constructor(world, journal) {
    this.#world = world;
    this.#journal = journal;
    this.#set = new RouteSet({
      check: (name, given) => this.#check(name, given),
      failure: (kind) => {
        this.#check('fail', { kind });
        return ownOf({ end: kind });
      },
      callsOf: (route) => journal.servedBy(route),
    });
    /** As `shim.upstream`, see types/routes.d.ts. */
    this.upstream = {
      ...this.#declarations((name, matcher) => this.#add(name, matcher)),
      at: (base) => this.#at(base),
      pending: () => this.#world.pendingRoutes(this.#waiting()),
    };
    this.restRoutes = new RestRoutes(world, (exchange, how) => journal.recordOf(exchange, how));
  }

  #declarations(add) {
    const declare = (method) => (url) => add(method.toLowerCase(), { method, url });
    return {
      get: declare('GET'),
      post: declare('POST'),
      put: declare('PUT'),
      delete: declare('DELETE'),
      intercept: (matcher) => add('intercept', matcher),
    };
  }

  /** Routes whose URLs begin with a base. */
  #at(base) {
    const exact = this.#exactUrl(base);
    this.#check('at', { base }, exact);
    return this.#declarations((name, given) => {
      const matcher = copyOf(given);
      if (matcher !== given) {
        const { url: path } = matcher;
        this.#check(`at(base).${name}`, { path });
        matcher.url = joined(exact[1], path);
      }
      return this.#add(name, matcher);
    });
  }

  #check(name, given, exact) {
    return checkRoute(this.#world, name, given, exact);
  }

  /** A URL, or the text of one, described with its place; nothing for anything else. */
  #exactUrl(url) {
    if (typeof url !== 'string' && describeWithMembers(url, { names: [] })[0] !== 'URL') return undefined;
    const text = String(url).toWellFormed();
    const { host = '', port = '' } = locate(text);
    const located = { host: ['string', host], port: ['string', port] };
    return ['string', text, Object.entries(located)];
  }

  #add(name, given) {
    const matcher = copyOf(given);
    const { method, url, query, headers, body } = matcher ?? ownOf();
    const isPattern = typeof url === 'string' && url.includes('*');
    const exact = isPattern ? undefined : this.#exactUrl(url);
    const sent = this.#check(name, matcher, exact);
    const methods = method && [method].flat();
    const route = {
      check: () => this.#check(name, matcher, exact),
      isExact: exact !== undefined,
      // What crosses is JSON, which has no lone surrogates.
      name: `${methods?.join('|') ?? '*'} ${url ?? '**'}`.toWellFormed(),
      /** The URL for people: of an exact one as it would be sent. */
      given: exact ? sent : url,
      method: methods,
      url: exact ? sent : isPattern ? patternOf(url) : url,
      // Copies: the test may go on with its own.
      query: query && { ...query },
      headers: headers && { ...headers },
      body: typeof body === 'function' ? (asked) => this.#judged(body(asked.given)) : body,
    };
    if (body && typeof body === 'object' && describeWithMembers(body, { names: [] })[0] !== 'RegExp') {
      const copy = JSON.parse(JSON.stringify(body));
      const form = formWanted(copy);
      route.json = canonical(copy);
      route.form = form && canonical(form);
    }
    return this.#set.add(route);
  }

  /** What a function says of a request: at once, since a Promise is true of every one. */
  #judged(answer) {
    if (typeof answer?.then === 'function') this.#check('body', { answer });
    return answer;
  }

  /**
   * The route that takes a request, if any.
   * @param {{ method: string, url: string, fields: string[] }} request
   * @param {{ api: string, body: unknown, wantsNearest: boolean }} about
   * @returns {{ route: Taken | undefined, nearest: object | undefined }} `nearest`: as the core takes it. Functions of the user's are not heard of here: what they throw,
   *   `answer` throws.
   */
  take(request, { api, body, wantsNearest }) {
    const asked = new Asked(api, request, body);
    const { url } = request;
    const base = withoutQuery(url);
    const refused = new Set();
    const takes = (route) => {
      // A function is asked once, and may itself use up the route.
      if (refused.has(route) || misfitOf(route, asked)) refused.add(route);
      return !refused.has(route) && canServe(route);
    };
    try {
      const taken = this.#set.take(base === url ? [url] : [url, base], takes);
      if (taken) return { ...noneFound, route: new Taken(asked, taken.route, taken.reply) };
      return wantsNearest ? { route: undefined, nearest: nearestOf(this.#set, asked) } : noneFound;
    } catch (error) {
      return { ...noneFound, route: new Taken(asked, undefined, throwing(error)) };
    }
  }

  #waiting() {
    const own = this.#journal.calls(({ transport }) => transport === 'own');
    return this.#set.waiting().map(({ route, left }) => {
      const call = own.find((each) => fitsAddress(route, each));
      return [route.name, left, call ? `${call.method} ${withoutQuery(call.url)}`.toWellFormed() : ''];
    });
  }

  /**
   * Those that were not used, of both sides: of each its name, how many times are left (none of one without a reply), and the call to
   * kintone's own origin that it would fit and cannot take, if any.
   */
  waiting() {
    return [...this.#waiting(), ...this.restRoutes.waiting()];
  }

  clear() {
    this.restRoutes.clear();
    this.#set.clear();
  }
}
