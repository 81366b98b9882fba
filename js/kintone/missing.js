/**
 * What of kintone's API the shim has not. As in kintone it is there when it is looked at, so that code which asks whether it is takes the
 * way that it takes there; where it is called, it says what is missing. A test gives it by assignment, or with the spies of its runner.
 */
import { names } from './member-names.js';

const groups = new Map(
  Object.entries(names).map(([path, list]) => [path, list.split(/\s+/).filter((name) => name !== '')]),
);

const below = (path, name) => (path === '' ? name : `${path}.${name}`);

const isFunction = (path) => {
  const dot = path.lastIndexOf('.');
  return groups.get(path.slice(0, Math.max(dot, 0)))?.includes(path.slice(dot + 1)) ?? false;
};

const whole = [...groups].flatMap(([path, list]) => list.map((name) => `kintone.${below(path, name)}`));

/** Every function of the table, and what has some, by their whole names: what has others before them. */
export const paths = [
  ...new Set(whole.flatMap((path) => path.split('.').map((_, i, names) => names.slice(0, i + 1).join('.')))),
]
  .filter((path) => path !== 'kintone')
  .sort();

/** The names right below a path: of functions, and of objects that have some. */
function namesBelow(path) {
  const start = path === '' ? '' : `${path}.`;
  const deeper = [...groups.keys()].filter((each) => each !== '' && each.startsWith(start) && each !== path);
  return new Set([
    ...(groups.get(path) ?? []),
    ...deeper.map((each) => each.slice(start.length).split('.')[0]),
  ]);
}

/** Not by what somebody gave to the prototype of all objects. */
const define = (owner, name, descriptor) =>
  Object.defineProperty(owner, name, { __proto__: null, configurable: true, ...descriptor });

/**
 * The members that are missing at a path below kintone, '' for kintone itself. They are for a prototype, and not enumerable: what a test assigns
 * is its object's own, and listed as any other. An object of them is made when it is asked for, one for each prototype.
 * @param {string} path
 * @param {(name: string, missing: Function) => never} complain Called with the whole name, `kintone.events.on`, and what was called.
 * @param {object} [members] What gets them.
 * @returns {object}
 */
export function missingBelow(path, complain, members = {}) {
  for (const name of namesBelow(path)) {
    const own = below(path, name);
    if (isFunction(own)) {
      const missing = () => complain(`kintone.${own}`, missing);
      // No getter: the spies of some runners take functions alone.
      define(members, name, { value: missingBelow(own, complain, missing), writable: true });
      continue;
    }
    let made;
    define(members, name, {
      get: () => (made ??= Object.create(missingBelow(own, complain))),
      set(value) {
        define(this, name, { value, writable: true, enumerable: true });
      },
    });
  }
  return members;
}
