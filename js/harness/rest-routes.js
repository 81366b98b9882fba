import { BoundedList } from '../core/bounded-list.js';
import { ownOf } from '../core/own-members.js';
import { misfitOf, patternOf } from './matching.js';
import { checkRoute, copyOf, RouteSet } from './route-set.js';

/** What a test says kintone's own side answers, before that side is asked. */
export class RestRoutes {
  #world;
  #set;
  #recordOf;

  /**
   * @param {import('../core/world.js').World} world
   * @param {(exchange: object, how: object) => { entry: object, length: number }} recordOf As of the journal.
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
      callsOf: ({ served }) => served.items.map(({ entry }) => entry),
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
      served: new BoundedList(),
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

  /**
   * A request that `take` gave a route was answered.
   * @param {object} taken
   * @param {object | undefined} exchange The request as the journal is told of it, which of some it is not.
   * @param {{ answer: any, startedAt: number, duration: number }} how
   * @returns {object} The record of it, the journal's too.
   */
  served({ asked, route: { served } }, exchange, how) {
    const record = this.#recordOf(exchange ?? { ...asked, startedAt: how.startedAt }, how);
    served.add(record, record.length);
    return record;
  }

  /** As of `Routes`. */
  waiting() {
    return this.#set.waiting().map(({ route, left }) => [route.name, left, '']);
  }

  clear() {
    for (const route of this.#set) route.served = new BoundedList();
    this.#set.clear();
  }
}
