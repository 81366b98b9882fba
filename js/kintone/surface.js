import { KintonePromise } from '../core/kintone-promise.js';
import { ownOf } from '../core/own-members.js';
import { missingBelow, paths } from './missing.js';

/** Makes a function whose `name` is that of the member. */
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
  // Members inherited from Object.prototype are not kintone's.
  const member = make(name, owner[name] === Object.prototype[name] ? undefined : owner[name]);
  define(owner, name, member);
  return { owner, name, member };
}

/**
 * A proxy of the object. Where a function in it is replaced, it copies the members of the old one to the new one, such as `url` of `kintone.api`.
 * Some runners' spies do so by themselves, those of Jest do not.
 * @param {object} object
 * @param {Map<string, string[]>} [below] What stands below each of its functions.
 */
function keepingBelow(object, below) {
  const set = (owner, name, value, receiver) => {
    const before = Reflect.getOwnPropertyDescriptor(owner, name)?.value;
    if (typeof value === 'function' && typeof before === 'function') {
      for (const each of below.get(name) ?? []) {
        if (!Object.hasOwn(value, each) && Object.hasOwn(before, each)) define(value, each, before[each]);
      }
    }
    return Reflect.set(owner, name, value, receiver);
  };
  return below ? new Proxy(object, ownOf({ set })) : object;
}

/** The path of what has a member, and the member's name there. */
const split = (path) => [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.') + 1)];

/** What stands below functions: by the path of what has the function, and by the function's name. */
function belowFunctions(paths, isFunction) {
  const found = new Map();
  for (const each of paths) {
    const [called, name] = split(each);
    if (!isFunction(called)) continue;
    const [owner, own] = split(called);
    if (!found.has(owner)) found.set(owner, new Map());
    const below = found.get(owner);
    below.set(own, [...(below.get(own) ?? []), name]);
  }
  return found;
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
  /** @type {Map<string, Map<string, string[]>>} */
  let below = new Map();
  const keeping = (path, object) => keepingBelow(object, below.get(path));
  const put = (path, make) => {
    const [owner] = split(path);
    if (owner !== 'kintone' && !ours.has(owner)) put(owner, (_, found) => keeping(owner, found ?? {}));
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
  const names = new Set(functions.map(({ name }) => name));
  below = belowFunctions(ours.keys(), (path) => names.has(path) || typeof members[path] === 'function');
  const kintone = keeping('kintone', Object.create(missing));
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
