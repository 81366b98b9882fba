/**
 * What a value is, for the core to judge: `[type, text?, members?]` (wasm/core/base/argument.h). Looking at a value may run
 * code of its owner, a getter or a Proxy's trap, so it happens here, where no C++ frame is on the stack, and what is
 * thrown becomes a description of its own.
 */

/** Characters: a URL or header value beyond has no meaning, but would have to cross. */
const longestText = 1024 * 1024;

const textOf = (value) => String(value).slice(0, longestText).toWellFormed();

const textOfError = (error) => {
  try {
    return textOf(error);
  } catch {
    return typeof error;
  }
};

/** The description that `look` returns, or one of what it threw. */
export function attempt(look) {
  try {
    return look();
  } catch (error) {
    return ['threw', textOfError(error)];
  }
}

/** A Blob or File of any realm is known by what it does (U03). */
function isBlob(value, tag) {
  return (
    (tag === 'Blob' || tag === 'File' || typeof value.arrayBuffer === 'function') &&
    typeof value.slice === 'function' &&
    typeof value.size === 'number' &&
    typeof value.type === 'string'
  );
}

/** Plain: made by `{}`, `Object.create(null)` or a class-less literal of another realm. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describeObject(value) {
  if (Array.isArray(value)) return ['array'];
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (isBlob(value, tag)) return [tag === 'File' ? 'File' : 'Blob', String(value.size)];
  if (tag !== 'Object') return [textOf(tag)];
  return [isPlain(value) ? 'object' : textOf(value.constructor?.name ?? 'object')];
}

/** Describes a value without its members. */
export function describe(value) {
  if (value === null) return ['null'];
  const type = typeof value;
  if (type === 'string' && value.length > longestText) return ['longString', String(value.length)];
  if (type === 'object') return attempt(() => describeObject(value));
  if (type === 'undefined' || type === 'function') return [type];
  return [type, textOf(value)];
}

/** Characters of a body that are shown where it is refused; a body never crosses whole. */
const shownOfBody = 100;

/** Describes the value of a body: of a string only its beginning. */
export function describeBody(value) {
  return typeof value === 'string' ? ['string', value.slice(0, shownOfBody).toWellFormed()] : describe(value);
}

/**
 * Describes a value with the members named, or with all its own enumerable ones. Each is read once: `keep` gets what was
 * there, since a getter may give something else the next time.
 */
export function describeWithMembers(value, names, keep) {
  const description = describeBody(value);
  if (typeof value !== 'object' || value === null || description[0] === 'threw') return description;
  return attempt(() => {
    const describeMember = (name) => {
      const member = value[name];
      keep?.(name, member);
      return describe(member);
    };
    const members = (names ?? Object.keys(value)).map((name) => [
      name.toWellFormed(),
      attempt(() => describeMember(name)),
    ]);
    return [description[0], description[1] ?? '', members];
  });
}
