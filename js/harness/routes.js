import { describeWithMembers, locate } from '../core/describe.js';
import { binaryText } from '../core/fields.js';
import { ownOf } from '../core/told.js';
import { Asked } from './asked.js';
import { canonical, fitsAddress, formWanted, misfitOf, patternOf, withoutQuery } from './matching.js';
import { nearestOf } from './nearest.js';
import { Taken, throwing } from './taken.js';
import { canServe, newReplies, Turns } from './turns.js';

/** A path behind its base: one slash between them. */
function joined(base, path) {
  if (path === '' || path.startsWith('?')) return base + path;
  return base.replace(/\/$/, '') + (path.startsWith('/') ? path : `/${path}`);
}

/** An answer that is a text, as it crosses: its field lines, a JSON text, and the text; nothing of another. */
const wholeOf = ({ status, fields, body = '' }) =>
  typeof body === 'string'
    ? { status, lines: JSON.stringify(fields.map(binaryText)), text: body.toWellFormed() }
    : undefined;

const noneFound = { route: undefined, nearest: undefined };

/** What a test says the outside answers. Routes match and keep the user's values; what may be said, the core says. */
export class Routes {
  #world;
  #journal;
  #all = new Set();
  #turns = new Turns();

  /**
   * @param {import('../core/world.js').World} world
   * @param {import('./journal.js').Journal} journal
   */
  constructor(world, journal) {
    this.#world = world;
    this.#journal = journal;
    /** As `shim.upstream`, see types/routes.d.ts. */
    this.upstream = {
      ...this.#declarations((name, matcher) => this.#add(name, matcher)),
      at: (base) => this.#at(base),
      pending: () => this.#world.pendingRoutes(this.waiting()),
    };
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
      const matcher = this.#copy(given);
      if (matcher !== given) {
        const { url: path } = matcher;
        this.#check(`at(base).${name}`, { path });
        matcher.url = joined(exact[1], path);
      }
      return this.#add(name, matcher);
    });
  }

  /** Lets the core judge the arguments of a function. What it says of `exact` is the URL as it would be sent. */
  #check(name, given, exact) {
    const described = Object.entries({ ...given }).map(([member, value]) => [
      member,
      exact && (member === 'url' || member === 'base')
        ? exact
        : describeWithMembers(value, member === 'body' ? { names: [] } : { depth: 2 }),
    ]);
    const [type, text = ''] = describeWithMembers(given, { names: [] });
    const { fault, url } = this.#world.checkRoute([name, [type, text, described]]);
    if (fault) throw new TypeError(fault);
    return url;
  }

  /** A plain object as it is now; anything else as it was given, for the core to refuse: a copy of a URL or null is an empty object. */
  #copy(given) {
    return describeWithMembers(given, { names: [] })[0] === 'object' ? ownOf(given) : given;
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
    const matcher = this.#copy(given);
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
      replies: newReplies(),
      hasReplied: false,
      isOptional: false,
    };
    if (body && typeof body === 'object' && describeWithMembers(body, { names: [] })[0] !== 'RegExp') {
      const copy = JSON.parse(JSON.stringify(body));
      const form = formWanted(copy);
      route.json = canonical(copy);
      route.form = form && canonical(form);
    }
    this.#all.add(route);
    return this.#chain(route);
  }

  /** What a function says of a request: at once, since a Promise is true of every one. */
  #judged(answer) {
    if (typeof answer?.then === 'function') this.#check('body', { answer });
    return answer;
  }

  /** What can be said of a route, and of its last reply. */
  #chain(route, last) {
    const serve = (answer, readsBody, whole) => {
      const reply = { answer, readsBody, whole, delay: 0, left: 0, isUsed: false };
      // A reset has forgotten it, and the core that there are routes: a test that replies means it again.
      if (!this.#all.has(route)) {
        route.check();
        route.replies = newReplies();
        this.#all.add(route);
      }
      route.hasReplied = true;
      reply.of = route.replies;
      this.#turns.place(route, reply, 1);
      return this.#chain(route, reply);
    };
    const journal = this.#journal;
    const chain = {
      get calls() {
        return Object.freeze(journal.servedBy(route));
      },
      reply: (status, body, headers) => {
        if (typeof status === 'function') {
          return serve(async (request) => this.#answer(await status(request)), true);
        }
        const answer = this.#answer({ status, body, headers });
        return serve(() => answer, false, wholeOf(answer));
      },
      fail: (kind) => {
        this.#check('fail', { kind });
        return serve(() => ownOf({ end: kind }), false);
      },
      optionally: () => {
        route.isOptional = true;
        return chain;
      },
    };
    if (!last) return chain;
    const serveTimes = (left) => {
      // Not of one that a reset has forgotten.
      if (this.#all.has(route) && last.of === route.replies) this.#turns.place(route, last, left);
      return chain;
    };
    return Object.assign(chain, {
      times: (times) => {
        this.#check('times', { times });
        return serveTimes(times);
      },
      persist: () => serveTimes(Infinity),
      delay: (milliseconds) => {
        this.#check('delay', { milliseconds });
        last.delay = milliseconds;
        return chain;
      },
    });
  }

  /** An answer as it is sent: `{ status, fields, body }`, the body a text, bytes or a Blob. */
  #answer(given) {
    const answer = this.#copy(given);
    this.#check('reply', answer);
    const { status, body, headers = {} } = answer;
    const fields = Object.entries(headers).flatMap(([name, values]) =>
      [values].flat().flatMap((value) => [name, value]),
    );
    const [type] = describeWithMembers(body, { names: [] });
    if (type === 'object' || type === 'array') {
      if (!Object.keys(headers).some((name) => /^content-type$/i.test(name))) {
        fields.push('Content-Type', 'application/json');
      }
      return ownOf({ status, fields, body: JSON.stringify(body) });
    }
    // A copy: the test may go on with its own.
    return ownOf({
      status,
      fields,
      body: /^(?:Uint8Array|ArrayBuffer)$/.test(type) ? new Uint8Array(body) : body,
    });
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
      const route = this.#turns.find(base === url ? [url] : [url, base], takes);
      if (route) return { ...noneFound, route: new Taken(asked, route, this.#turns.use(route)) };
      return wantsNearest ? { route: undefined, nearest: nearestOf(this.#all, asked) } : noneFound;
    } catch (error) {
      return { ...noneFound, route: new Taken(asked, undefined, throwing(error)) };
    }
  }

  /**
   * Those that were not used: of each its name, how many times are left (none of one without a reply), and the call to kintone's
   * own origin that it would fit, if any.
   */
  waiting() {
    const own = this.#journal.calls(({ transport }) => transport === 'own');
    const rows = [];
    for (const route of this.#all) {
      const { name, replies, hasReplied, isOptional } = route;
      const left = replies.once.reduce((sum, each) => sum + each.left, 0);
      const sum = left + replies.persistent.filter(({ isUsed }) => !isUsed).length;
      if (isOptional || (sum === 0 && hasReplied)) continue;
      const call = own.find((each) => fitsAddress(route, each));
      rows.push([name, String(sum), call ? `${call.method} ${withoutQuery(call.url)}`.toWellFormed() : '']);
    }
    return rows;
  }

  clear() {
    this.#all.clear();
    this.#turns.clear();
  }
}
