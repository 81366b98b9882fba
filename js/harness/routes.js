import { locate } from '../core/conversation.js';
import { headersOf } from '../core/fields.js';
import { names } from './journal.js';
import { canServe, canonical, members, misfitOf, patternOf, withoutQuery } from './matching.js';

function commonLength(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** What a test says the outside answers. Routes match and keep the user's values; what may be said, the core says. */
export class Routes {
  #world;
  #describe;
  #all = new Set();
  #exact = new Map();
  #patterns = [];

  /**
   * @param {import('../core/world.js').World} world
   * @param {Function} describe See `describeWithMembers` in js/kintone/describe.js.
   */
  constructor(world, describe) {
    this.#world = world;
    this.#describe = describe;
    const declare = (method) => (url) => this.#add(method.toLowerCase(), { method, url });
    /** As `shim.upstream`, see types/routes.d.ts. */
    this.upstream = {
      get: declare('GET'),
      post: declare('POST'),
      put: declare('PUT'),
      delete: declare('DELETE'),
      intercept: (matcher) => this.#add('intercept', matcher),
    };
  }

  /** Lets the core judge the arguments of a function. What it says of `exact` is the URL as it would be sent. */
  #check(name, given, exact) {
    const described = Object.entries({ ...given }).map(([member, value]) => [
      member,
      member === 'url' && exact
        ? exact
        : this.#describe(value, member === 'body' ? { names: [] } : { depth: 2 }),
    ]);
    const [type, text = ''] = this.#describe(given, { names: [] });
    const { fault, url } = this.#world.checkRoute([name, [type, text, described]]);
    if (fault) throw new TypeError(fault);
    return url;
  }

  /** A plain object as it is now; anything else as it was given, for the core to refuse: a copy of a URL or null is an empty object. */
  #copy(given) {
    return this.#describe(given, { names: [] })[0] === 'object' ? { ...given } : given;
  }

  #add(name, given) {
    const matcher = this.#copy(given);
    const { method, url, query, headers, body } = matcher ?? {};
    const isUrl = this.#describe(url, { names: [] })[0] === 'URL';
    const isPattern = typeof url === 'string' && url.includes('*');
    let exact;
    if (isUrl || (typeof url === 'string' && !isPattern)) {
      const text = String(url).toWellFormed();
      const { host = '', port = '' } = locate(text);
      const located = { host: ['string', host], port: ['string', port] };
      exact = ['string', text, Object.entries(located)];
    }
    const sent = this.#check(name, matcher, exact);
    const methods = method && [method].flat();
    const route = {
      check: () => this.#check(name, matcher, exact),
      isExact: exact !== undefined,
      // What crosses is JSON, which has no lone surrogates.
      name: `${methods?.join('|') ?? '*'} ${url ?? '**'}`.toWellFormed(),
      method: methods,
      url: exact ? sent : isPattern ? patternOf(url) : url,
      // Copies: the test may go on with its own.
      query: query && { ...query },
      headers: headers && { ...headers },
      body: typeof body === 'function' ? (request) => this.#judged(body(request)) : body,
      replies: [],
      isOptional: false,
    };
    if (body && typeof body === 'object' && this.#describe(body, { names: [] })[0] !== 'RegExp') {
      route.json = canonical(JSON.parse(JSON.stringify(body)));
    }
    this.#keep(route);
    return this.#chain(route);
  }

  #keep(route) {
    const { isExact, url } = route;
    this.#all.add(route);
    if (!isExact) this.#patterns.push(route);
    else if (this.#exact.has(url)) this.#exact.get(url).push(route);
    else this.#exact.set(url, [route]);
  }

  /** What a function says of a request: at once, since a Promise is true of every one. */
  #judged(answer) {
    if (typeof answer?.then === 'function') this.#check('body', { answer });
    return answer;
  }

  /** What can be said of a route, and of its last reply. */
  #chain(route, last) {
    const serve = (answer) => {
      const reply = { answer, left: 1, delay: 0, isUsed: false };
      // A reset has forgotten it, and the core that there are routes: a test that replies means it again.
      if (!this.#all.has(route)) {
        route.check();
        route.replies = [];
        this.#keep(route);
      }
      route.replies.push(reply);
      return this.#chain(route, reply);
    };
    const chain = {
      reply: (status, body, headers) => {
        if (typeof status === 'function') {
          return serve(async (request) => this.#answer(await status(request)));
        }
        const answer = this.#answer({ status, body, headers });
        return serve(() => answer);
      },
      fail: (kind) => {
        this.#check('fail', { kind });
        return serve(() => ({ end: kind }));
      },
      optionally: () => {
        route.isOptional = true;
        return chain;
      },
    };
    if (!last) return chain;
    const set = (member, value) => {
      last[member] = value;
      return chain;
    };
    return Object.assign(chain, {
      times: (times) => {
        this.#check('times', { times });
        return set('left', times);
      },
      persist: () => set('left', Infinity),
      delay: (milliseconds) => {
        this.#check('delay', { milliseconds });
        return set('delay', milliseconds);
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
    const [type] = this.#describe(body, { names: [] });
    if (type === 'object' || type === 'array') {
      if (!Object.keys(headers).some((name) => /^content-type$/i.test(name))) {
        fields.push('Content-Type', 'application/json');
      }
      return { status, fields, body: JSON.stringify(body) };
    }
    // A copy: the test may go on with its own.
    return { status, fields, body: /^(?:Uint8Array|ArrayBuffer)$/.test(type) ? new Uint8Array(body) : body };
  }

  /**
   * The route that takes a request, if any.
   * @param {{ api: string, method: string, url: string, fields: string[], body: unknown, wantsNearest?: boolean }} sent
   * @returns {{ route?: { delay: number, answer: Function }, nearest?: string, misfit?: string }} Functions of the user's are not
   *   heard of here: what they throw, `answer` throws.
   */
  take({ api, method, url, fields, body, wantsNearest }) {
    const headers = Object.freeze(Object.fromEntries(headersOf(fields)));
    // Frozen: every function of the test's is told of the same one.
    const request = Object.freeze({ api: names[api], method, url, headers, body: body?.blob ?? body ?? '' });
    const base = withoutQuery(url);
    const candidates = [url, ...(base === url ? [] : [base])].flatMap((text) => this.#exact.get(text) ?? []);
    try {
      // A used-up one is passed by at once: there may be thousands of a URL.
      // So is one that its own predicate has used up.
      const takes = (each) => canServe(each) && !misfitOf(each, request) && canServe(each);
      const route = candidates.find(takes) ?? this.#patterns.find(takes);
      if (!route) return wantsNearest ? this.#nearest(request) : {};
      const reply = route.replies.find(({ left }) => left > 0);
      reply.left -= 1;
      reply.isUsed = true;
      return { route: { name: route.name, delay: reply.delay, answer: () => reply.answer(request) } };
    } catch (error) {
      const answer = () => {
        throw error;
      };
      return { route: { delay: 0, answer } };
    }
  }

  /** The route that goes furthest before something does not fit; among those of other URLs, the one whose URL begins most alike. */
  #nearest(request) {
    let found = {};
    let best = -1;
    for (const route of this.#all) {
      const misfit = misfitOf(route, request, true);
      const alike = commonLength(route.name.slice(route.name.indexOf(' ') + 1), request.url);
      const rank = members.indexOf(misfit) || alike / (alike + 1);
      if (rank > best) {
        best = rank;
        found = { nearest: route.name, misfit };
      }
    }
    return found;
  }

  /** Those that were not used: a name and how many times are left, in turn. */
  pending() {
    return [...this.#all].flatMap(({ name, replies, isOptional }) => {
      const left = replies.map((reply) => (reply.left === Infinity ? Number(!reply.isUsed) : reply.left));
      const sum = left.reduce((a, b) => a + b, 0);
      return isOptional || (sum === 0 && replies.length > 0) ? [] : [name, String(sum)];
    });
  }

  clear() {
    this.#all.clear();
    this.#exact.clear();
    this.#patterns = [];
  }
}
