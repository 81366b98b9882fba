import { KintonePromise } from '../core/kintone-promise.js';
import { ownOf } from '../core/own-members.js';
import { missingBelow, paths } from './missing.js';

/** A function that is called as what has it calls it. */
const named = (name, run) => ({ [name]: (...args) => run(args) })[name];

/** As an assignment does, whatever stands there. */
function define(owner, name, value) {
  Reflect.defineProperty(owner, name, ownOf({ value, configurable: true, enumerable: true, writable: true }));
}

/** What has the member of this whole name, as in `kintone.proxy.upload`, and how it is called there. */
function placeOf(kintone, path) {
  const [, ...names] = path.split('.');
  const name = names.pop();
  return { owner: names.reduce((object, each) => object?.[each], kintone), name };
}

function place(kintone, path, make) {
  const { owner, name } = placeOf(kintone, path);
  // What every object has is none of kintone's.
  const member = make(name, owner[name] === Object.prototype[name] ? undefined : owner[name]);
  define(owner, name, member);
  return { owner, name, member };
}

/**
 * What customization code sees.
 * @param {{ functions: { name: string }[], pluginId?: string }} facts The proxy functions, as the core tells them. What `$PLUGIN_ID` is, where it is defined.
 * @param {(called: object, args: unknown[]) => unknown} call Calls one of them.
 * @param {Record<string, unknown>} members The others, by their whole names.
 * @param {Record<string, Function>} extend What a test adds, or has instead of one of ours and all below it, by their whole names.
 * @param {import('../core/world.js').World} world
 * @returns {{ kintone: object, restore: () => void }} `restore`: what a test put into the place of a member of kintone's goes (K03); what
 *   kintone has not stays.
 */
export function createKintone({ functions, pluginId }, call, members, extend, world) {
  /** @type {Map<string, (name: string, before: unknown) => unknown>} Each makes a member; what has it comes before it. */
  const ours = new Map();
  const put = (path, make) => {
    const owner = path.slice(0, path.lastIndexOf('.'));
    if (owner !== 'kintone' && !ours.has(owner)) put(owner, (_, missing) => missing ?? {});
    ours.set(path, make);
  };
  for (const each of functions) put(each.name, (name) => named(name, (args) => call(each, args)));
  for (const [path, member] of Object.entries(members)) put(path, () => member);
  if (pluginId !== undefined) put('kintone.$PLUGIN_ID', () => pluginId);
  put('kintone.getRequestToken', () => () => world.requestToken());
  put('kintone.Promise', () => KintonePromise);
  for (const [path, member] of Object.entries(extend).sort()) {
    for (const below of ours.keys()) if (below.startsWith(`${path}.`)) ours.delete(below);
    put(path, () => member);
  }
  const missing = missingBelow('', (name, called) => {
    const error = new TypeError(world.fault('memberMissing', name).message);
    // Where it was called is what matters.
    Error.captureStackTrace?.(error, called);
    throw error;
  });
  const kintone = Object.create(missing);
  const own = Array.from(ours, ([path, make]) => place(kintone, path, make));

  function restore() {
    for (const { owner, name, member } of own) {
      if (owner[name] !== member) define(owner, name, member);
    }
    for (const path of paths) {
      const { owner, name } = placeOf(kintone, path);
      const isExtended = Object.keys(extend).some((each) => path.startsWith(`${each}.`));
      if (!ours.has(path) && owner && !isExtended) Reflect.deleteProperty(owner, name);
    }
  }
  return { kintone, restore };
}
