import { KintonePromise } from '../core/kintone-promise.js';
import { missingBelow } from './missing.js';

/** A function that is called as what has it calls it. */
const named = (name, run) => ({ [name]: (...args) => run(args) })[name];

/** Puts a member where it can be called by its whole name, as in `kintone.proxy.upload`; where that is. */
function place(kintone, path, make) {
  const [, ...names] = path.split('.');
  const name = names.pop();
  const owner = names.reduce((object, each) => object[each], kintone);
  owner[name] = make(name, owner[name]);
  return { owner, name, member: owner[name] };
}

/**
 * What customization code sees.
 * @param {{ functions: { name: string }[], pluginId?: string }} facts The proxy functions, as the core tells them. What `$PLUGIN_ID` is, where it is defined.
 * @param {(called: object, args: unknown[]) => unknown} call Calls one of them.
 * @param {{ on: Function, off: Function }} events
 * @param {Record<string, unknown>} members All others, by their whole names.
 * @param {import('../core/world.js').World} world
 * @returns {{ kintone: object, restore: () => void }} `restore`: what a test put into the place of a member of ours goes; what it added
 *   stays.
 */
export function createKintone({ functions, pluginId }, call, { on, off }, members, world) {
  /** @type {Map<string, (name: string) => unknown>} Each makes a member; what has it comes before it. */
  const ours = new Map();
  const put = (path, make) => {
    const owner = path.slice(0, path.lastIndexOf('.'));
    if (owner !== 'kintone' && !ours.has(owner)) put(owner, (_, missing) => missing ?? {});
    ours.set(path, make);
  };
  for (const each of functions) put(each.name, (name) => named(name, (args) => call(each, args)));
  for (const [path, member] of Object.entries(members)) put(path, () => member);
  if (pluginId !== undefined) put('kintone.$PLUGIN_ID', () => pluginId);
  put('kintone.events.on', () => on);
  put('kintone.events.off', () => off);
  put('kintone.getRequestToken', () => () => world.requestToken());
  put('kintone.Promise', () => KintonePromise);
  const missing = missingBelow('', (name, called) => {
    const error = new TypeError(world.fault('memberMissing', name, there).message);
    // Where it was called is what matters.
    Error.captureStackTrace?.(error, called);
    throw error;
  });
  const kintone = Object.create(missing);
  const own = Array.from(ours, ([path, make]) => ({ path, ...place(kintone, path, make) }));
  const functionsThere = own.filter(({ member }) => typeof member === 'function');
  const there = functionsThere.map(({ path }) => path).join(', ');

  function restore() {
    for (const { owner, name, member } of own) {
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
  return { kintone, restore };
}
