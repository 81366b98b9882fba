import { describeWithMembers } from '../core/describe.js';
import { binaryText } from '../core/fields.js';
import { ownOf } from '../core/own-members.js';
import { newReplies, Turns } from './turns.js';

/** An answer that is a text, as it crosses: its field lines, a JSON text, and the text; nothing of another. */
const wholeOf = ({ status, fields, body = '' }) =>
  typeof body === 'string'
    ? { status, lines: JSON.stringify(fields.map(binaryText)), text: body.toWellFormed() }
    : undefined;

/** A plain object as it is now; anything else as it was given, for the core to refuse: a copy of a URL or null is an empty object. */
export const copyOf = (given) =>
  describeWithMembers(given, { names: [] })[0] === 'object' ? ownOf(given) : given;

/**
 * Lets the core judge the arguments of a function.
 * @param {import('../core/world.js').World} world
 * @param {string} name Of the function, as wasm/core/proxy/route.h has it.
 * @param {any} given Its arguments by their names.
 * @param {unknown[]} [exact] How its `url` or `base` is described, as it would be sent.
 * @returns {string} The exact URL, or path.
 */
export function checkRoute(world, name, given, exact) {
  const described = Object.entries({ ...given }).map(([member, value]) => [
    member,
    exact && (member === 'url' || member === 'base')
      ? exact
      : describeWithMembers(value, member === 'body' ? { names: [] } : { depth: 2 }),
  ]);
  const [type, text = ''] = describeWithMembers(given, { names: [] });
  const { fault, url } = world.checkRoute([name, [type, text, described]]);
  if (fault) throw new TypeError(fault);
  return url;
}

/** The routes of one side, and what a test says of each: how it answers, and how often. */
export class RouteSet {
  #side;
  #all = new Set();
  #turns = new Turns();

  /**
   * @param {{ check: (name: string, given: unknown) => void, failure: (given: unknown) => object, callsOf: (route: object) => object[] }} side
   *   `failure`: what a route answers that fails so, checked.
   */
  constructor(side) {
    this.#side = side;
  }

  get size() {
    return this.#all.size;
  }

  [Symbol.iterator]() {
    return this.#all[Symbol.iterator]();
  }

  /**
   * @param {object} route What matches, see js/harness/matching.js, its `name`, and `check`, which throws where it cannot be declared.
   * @returns {object} As types/routes.d.ts has a Route.
   */
  add(route) {
    Object.assign(route, { replies: newReplies(), hasReplied: false, isOptional: false });
    this.#all.add(route);
    return this.#chain(route);
  }

  /** The first route that `takes` says yes of, and the reply that it serves with: see `Turns`. */
  take(keys, takes) {
    const route = this.#turns.find(keys, takes);
    return route && { route, reply: this.#turns.use(route) };
  }

  /** Those that were not used, and how many times are left of each: none of one without a reply. */
  waiting() {
    const found = [];
    for (const route of this.#all) {
      const { replies, hasReplied, isOptional } = route;
      const left = replies.once.reduce((sum, each) => sum + each.left, 0);
      const sum = left + replies.persistent.filter(({ isUsed }) => !isUsed).length;
      if (!isOptional && (sum > 0 || !hasReplied)) found.push({ route, left: String(sum) });
    }
    return found;
  }

  clear() {
    this.#all.clear();
    this.#turns.clear();
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
    const side = this.#side;
    const chain = {
      get calls() {
        return Object.freeze(side.callsOf(route));
      },
      reply: (status, body, headers) => {
        if (typeof status === 'function') {
          return serve(async (request) => this.#answer(await status(request)), true);
        }
        const answer = this.#answer({ status, body, headers });
        return serve(() => answer, false, wholeOf(answer));
      },
      fail: (given) => {
        const answer = side.failure(given);
        return serve(() => answer, false);
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
        this.#side.check('times', { times });
        return serveTimes(times);
      },
      persist: () => serveTimes(Infinity),
      delay: (milliseconds) => {
        this.#side.check('delay', { milliseconds });
        last.delay = milliseconds;
        return chain;
      },
    });
  }

  /** An answer as it is sent: `{ status, fields, body }`, the body a text, bytes or a Blob. */
  #answer(given) {
    const answer = copyOf(given);
    this.#side.check('reply', answer);
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
}
