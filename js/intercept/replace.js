/**
 * Replaces a member of an object by a function of the same name.
 * @returns {() => void} Puts back what was there, unless it is somebody else's by then.
 */
export function replace(target, name, value) {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const { enumerable = true } = before ?? {};
  Object.defineProperty(value, 'name', { __proto__: null, value: name, configurable: true });
  Object.defineProperty(target, name, {
    __proto__: null,
    value,
    configurable: true,
    enumerable,
    writable: true,
  });
  return () => {
    if (target[name] !== value) return;
    if (before) {
      Object.defineProperty(target, name, { __proto__: null, ...before });
    } else {
      delete target[name];
    }
  };
}

/** A subclass lists what its parent, one of the platform's, lists: members of a class are hidden otherwise, and hide the parent's. */
export function listMembers({ prototype }, Parent) {
  for (const name in Parent.prototype) {
    if (!Object.hasOwn(prototype, name)) continue;
    Object.defineProperty(prototype, name, { __proto__: null, enumerable: true });
  }
}
