import { missingBelow } from './missing.js';
import { KintonePromise } from './promise.js';

/** The names of an object's functions, and of those that they have, as in `kintone.proxy.upload`. */
const namesOf = (owner, path) =>
  Object.entries(owner).flatMap(([name, member]) => [
    `${path}.${name}`,
    ...namesOf(typeof member === 'function' ? member : {}, `${path}.${name}`),
  ]);

/**
 * What customization code sees.
 * @param {Function} proxy With its member `upload`.
 * @param {import('../core/world.js').World} world
 * @returns {{ kintone: object, restore: () => void }} `restore`: what a test put into the place of a member of ours goes; what it added
 *   stays.
 */
export function createKintone(proxy, world) {
  const ours = { proxy, getRequestToken: () => world.requestToken(), Promise: KintonePromise };
  const there = namesOf(ours, 'kintone').join(', ');
  const missing = missingBelow('', (name, called) => {
    const error = new TypeError(world.fault('memberMissing', name, there).message);
    // Where it was called is what matters.
    Error.captureStackTrace?.(error, called);
    throw error;
  });
  const kintone = Object.assign(Object.create(missing), ours);
  const own = [kintone, proxy].map((owner) => [owner, { ...owner }]);

  function restore() {
    for (const [owner, members] of own) {
      for (const [name, member] of Object.entries(members)) {
        const descriptor = {
          __proto__: null,
          value: member,
          configurable: true,
          enumerable: true,
          writable: true,
        };
        if (owner[name] !== member) Reflect.defineProperty(owner, name, descriptor);
      }
    }
  }
  return { kintone, restore };
}
