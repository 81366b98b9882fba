/**
 * The routes that can still serve, in the order in which they do: those with a reply that does not persist (exact URLs before the rest,
 * the oldest first), then those with one that does, the newest first, so that a test can override a default. A used-up one is not
 * here any more: there may be thousands.
 */

const noRoutes = () => ({ once: new Set(), persistent: [] });

/** Several lists, each in order, as one; they may change meanwhile. */
function* merged(lists, turnOf) {
  if (lists.length === 1) yield* lists[0];
  if (lists.length < 2) return;
  const rest = lists.map((list) => list[Symbol.iterator]());
  const heads = rest.map((each) => each.next());
  for (;;) {
    let first = -1;
    for (const [i, { done, value }] of heads.entries()) {
      if (!done && (first < 0 || turnOf(value) < turnOf(heads[first].value))) first = i;
    }
    if (first < 0) return;
    yield heads[first].value;
    heads[first] = rest[first].next();
  }
}

/** How often a route's replies can serve: those that do not persist, in turn, and those that do. */
export const newReplies = () => ({ once: [], persistent: [] });

/** Whether a route has a reply left. */
export const canServe = ({ replies }) => replies.once.length > 0 || replies.persistent.length > 0;

export class Turns {
  #exact = new Map();
  #others = noRoutes();
  #turn = 0;

  #routesLike({ isExact, url }) {
    if (!isExact) return this.#others;
    if (!this.#exact.has(url)) this.#exact.set(url, noRoutes());
    return this.#exact.get(url);
  }

  #next() {
    this.#turn += 1;
    return this.#turn;
  }

  /** A reply of a route's that serves `left` times from now on. */
  place(route, reply, left) {
    const routes = this.#routesLike(route);
    const { once, persistent } = route.replies;
    const isWaiting = reply.left > 0 && reply.left < Infinity;
    reply.left = left;
    if (left === Infinity) {
      route.replies.once = once.filter((each) => each !== reply);
      route.replies.persistent = [...persistent.filter((each) => each !== reply), reply];
      route.persistentTurn = this.#next();
      routes.persistent = [route, ...routes.persistent.filter((each) => each !== route)];
      this.#tidy(route);
      return;
    }
    if (persistent.includes(reply)) {
      route.replies.persistent = persistent.filter((each) => each !== reply);
      if (route.replies.persistent.length === 0) {
        routes.persistent = routes.persistent.filter((each) => each !== route);
      }
    }
    if (!isWaiting) once.push(reply);
    if (routes.once.has(route)) return;
    route.onceTurn = this.#next();
    routes.once.add(route);
  }

  /** Takes what a route serves next. */
  use(route) {
    const { once, persistent } = route.replies;
    const reply = once[0] ?? persistent.at(-1);
    reply.isUsed = true;
    reply.left -= 1;
    if (reply.left === 0) once.shift();
    this.#tidy(route);
    return reply;
  }

  #tidy(route) {
    if (route.replies.once.length === 0) this.#routesLike(route).once.delete(route);
  }

  /**
   * The first route that `takes` says yes of.
   * @param {string[]} urls The exact URLs that a request has.
   */
  find(urls, takes) {
    const exact = urls.map((url) => this.#exact.get(url)).filter((routes) => routes !== undefined);
    const once = exact.map((routes) => routes.once);
    for (const route of merged(once, (each) => each.onceTurn)) if (takes(route)) return route;
    for (const route of this.#others.once) if (takes(route)) return route;
    const persistent = [...exact, this.#others]
      .map((routes) => routes.persistent)
      .filter(({ length }) => length > 0);
    for (const route of merged(persistent, (each) => -each.persistentTurn)) if (takes(route)) return route;
    return undefined;
  }

  clear() {
    this.#exact.clear();
    this.#others = noRoutes();
  }
}
