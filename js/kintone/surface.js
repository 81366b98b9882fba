import { missingBelow } from './missing.js';
import { KintonePromise } from './promise.js';

/** The names of an object's functions, of those that they have, as in `kintone.proxy.upload`, and of those in it, as in `kintone.events.on`. */
const namesOf = (owner, path) =>
  Object.entries(owner).flatMap(([name, member]) => [
    ...(typeof member === 'function' ? [`${path}.${name}`] : []),
    ...namesOf(member, `${path}.${name}`),
  ]);

/**
 * What customization code sees.
 * @param {Function} proxy With its member `upload`.
 * @param {{ on: Function, off: Function }} events
 * @param {import('../core/world.js').World} world
 * @returns {{ kintone: object, restore: () => void }} `restore`: what a test put into the place of a member of ours goes; what it added
 *   stays.
 */
export function createKintone(proxy, events, world) {
  const ours = { proxy, events, getRequestToken: () => world.requestToken(), Promise: KintonePromise };
  const there = namesOf(ours, 'kintone').join(', ');
  const missing = missingBelow('', (name, called) => {
    const error = new TypeError(world.fault('memberMissing', name, there).message);
    // Where it was called is what matters.
    Error.captureStackTrace?.(error, called);
    throw error;
  });
  const kintone = Object.assign(Object.create(missing), ours);
  const own = [kintone, proxy, events].map((owner) => [owner, { ...owner }]);

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
