/** An object or array of nobody's class, of whatever realm. */
function isPlain(value) {
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function copied(value, copies) {
  if (value === null || typeof value !== 'object' || !isPlain(value)) return value;
  if (copies.has(value)) return copies.get(value);
  const copy = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
  copies.set(value, copy);
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    // Nobody's getter runs for the journal.
    if (Object.hasOwn(property, 'value')) property.value = copied(property.value, copies);
    Object.defineProperty(copy, name, property);
  }
  return Object.freeze(copy);
}

/**
 * A value as it is now: plain objects and arrays as frozen copies, anything else (a Blob, a Date) as it is, and so what cannot be copied
 * (a revoked Proxy, too many levels).
 */
export function asItIsNow(data) {
  try {
    return copied(data, new Map());
  } catch {
    return data;
  }
}
