import { ownOf } from '../core/own-members.js';
import { misfitOf, patternOf } from './matching.js';
import { mostKept } from './requests.js';
import { checkRoute, copyOf, RouteSet } from './route-set.js';

/** What a test says kintone's own side answers, before that side is asked. */
export class RestRoutes {
  #world;
  #set;
  #recordOf;

  /**
   * @param {import('../core/world.js').World} world
   * @param {(exchange: object, how: object) => { entry: object }} recordOf As of the journal.
   */
  constructor(world, recordOf) {
    this.#world = world;
    this.#recordOf = recordOf;
    const check = (name, given) => checkRoute(world, name === 'reply' ? 'rest.reply' : name, given);
    this.#set = new RouteSet({
      check,
      failure: (given) => {
        const failure = copyOf(given);
        check('rest.fail', failure);
        // A copy: the test may go on with its own.
        return ownOf({ failure: JSON.parse(JSON.stringify(failure)) });
      },
      callsOf: ({ served }) => served.map(({ entry }) => entry),
    });
    const declare = (name) => (path) => this.#add(name, path);
    /** As `shim.rest`, see types/routes.d.ts. */
    this.rest = {
      get: declare('get'),
      post: declare('post'),
      put: declare('put'),
      delete: declare('delete'),
      pending: () => world.pendingRoutes(this.waiting()),
    };
  }

  #add(name, path) {
    const check = () => checkRoute(this.#world, `rest.${name}`, { path });
    const known = check();
    const method = name.toUpperCase();
    const isExact = !known.includes('*');
    return this.#set.add({
      check,
      isExact,
      name: `${method} ${path}`,
      method: [method],
      url: isExact ? known : patternOf(known),
      served: [],
    });
  }

  /**
   * The route that takes a request, if any.
   * @param {import('../core/api-request.js').ApiRequest} rest
   * @returns {{ asked: object, route: object, reply: object } | undefined}
   */
  take(rest) {
    const asked = this.#set.size > 0 ? rest.asked() : undefined;
    if (!asked) return undefined;
    const { method, path } = asked;
    const taken = this.#set.take([path], (route) => !misfitOf(route, { method, url: path }));
    return taken && { asked, ...taken };
  }

  /** A request that `take` gave a route was answered. */
  served({ asked, route: { served } }, how) {
    served.push(this.#recordOf({ ...asked, startedAt: how.startedAt }, how));
    if (served.length > mostKept) served.shift();
  }

  /** As of `Routes`. */
  waiting() {
    return this.#set.waiting().map(({ route, left }) => [route.name, left, '']);
  }

  clear() {
    for (const route of this.#set) route.served = [];
    this.#set.clear();
  }
}
