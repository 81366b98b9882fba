import { ownOf } from '../core/own-members.js';

/** What stood in the place of each of ours that is over: somebody who had wrapped it may have put it back. */
const stoodThere = new WeakMap();

/** What a place holds, under those of ours that are over. */
export function livingIn(target, name) {
  let value = target[name];
  while (stoodThere.has(value)) value = stoodThere.get(value);
  return value;
}

/**
 * Replaces a member of an object by a function of the same name.
 * @returns {() => void} Puts back what was there, unless it is somebody else's by then.
 */
export function replace(target, name, value) {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const living = livingIn(target, name);
  const { enumerable = true } = before ?? {};
  Object.defineProperty(value, 'name', ownOf({ value: name, configurable: true }));
  Object.defineProperty(target, name, ownOf({ value, configurable: true, enumerable, writable: true }));
  return () => {
    stoodThere.set(value, living);
    if (target[name] !== value) return;
    if (before) {
      Object.defineProperty(target, name, ownOf(before));
    } else {
      delete target[name];
    }
  };
}

/** A subclass lists what its parent, one of the platform's, lists: members of a class are hidden otherwise, and hide the parent's. */
export function listMembers({ prototype }, Parent) {
  for (const name in Parent.prototype) {
    if (!Object.hasOwn(prototype, name)) continue;
    Object.defineProperty(prototype, name, ownOf({ enumerable: true }));
  }
}

/** Whether an object has a member of its own that is the very one of a prototype. */
export function isCopied(prototype, name, object) {
  const own = Object.getOwnPropertyDescriptor(object, name);
  for (let at = prototype; own && at; at = Object.getPrototypeOf(at)) {
    const theirs = Object.getOwnPropertyDescriptor(at, name);
    if (theirs) return ['value', 'get', 'set'].every((key) => own[key] === theirs[key]);
  }
  return false;
}
