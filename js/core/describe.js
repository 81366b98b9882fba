/**
 * What a value is, for the core to judge: `[type, text?, members?]` (wasm/core/base/argument.h). Looking at a value may run
 * code of its owner, a getter or a Proxy's trap, so it happens here, where no C++ frame is on the stack, and what is
 * thrown becomes a description of its own.
 */
import { URL } from './platform.js';
import { ownOf } from './own-members.js';

/** Characters: a URL or header value beyond has no meaning, but would have to cross. */
const longestText = 1024 * 1024;

const textOf = (value) => String(value).slice(0, longestText).toWellFormed();

/** What was thrown, for people. Of an object such as kintone.api's errors are its code and message say more than String(). */
const textOfError = (error) => {
  try {
    const text = textOf(error);
    if (text !== '[object Object]' || typeof error.message !== 'string') return text;
    return textOf(typeof error.code === 'string' ? `${error.code}: ${error.message}` : error.message);
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
function isBlob(value, size, tag) {
  return (
    typeof size === 'number' &&
    (tag === 'Blob' || tag === 'File' || typeof value.arrayBuffer === 'function') &&
    typeof value.slice === 'function' &&
    typeof value.type === 'string'
  );
}

/** Plain: made by `{}`, `Object.create(null)` or a class-less literal of another realm. */
export function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The name of a class, never to be taken for a word of `typeof`. */
function className(name) {
  return typeof name === 'string' && /^[A-Z]\w{0,99}$/.test(name) ? name : 'Object';
}

function describeObject(value) {
  if (Array.isArray(value)) return ['array'];
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  const { size } = value;
  if (isBlob(value, size, tag)) return [tag === 'File' ? 'File' : 'Blob', String(size)];
  if (tag !== 'Object') return [className(tag)];
  return [isPlain(value) ? 'object' : className(value.constructor?.name)];
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

/** Characters that a member takes beside its name and text: members are not without number either. */
const leastOfMember = 16;

/** Characters of a body that are shown where it is refused; a body never crosses whole. */
const shownOfBody = 100;

/** Describes the value of a body: of a string only its beginning. */
export function describeBody(value) {
  return typeof value === 'string' ? ['string', value.slice(0, shownOfBody).toWellFormed()] : describe(value);
}

/** Describes the data of a call: a body, and of a plain object how many members it has; where it does not say, no number. */
export function describeData(value) {
  const description = describeBody(value);
  if (description[0] !== 'object') return description;
  const counted = attempt(() => ['object', String(Object.keys(value).length)]);
  return counted[0] === 'threw' ? description : counted;
}

const wholeOfOneLevel = { names: undefined, keep: undefined, depth: 1 };

/**
 * Describes a value with its members: those of the given names, or all its own enumerable ones, to a `depth` of levels. Each is
 * read once: `keep` gets what was there, since a getter may give something else the next time.
 * @param {unknown} value
 * @param {{ names?: string[], keep?: (name: string, member: unknown) => void, depth?: number }} [how]
 */
export function describeWithMembers(value, how) {
  const { names, keep, depth = 1 } = how ? ownOf(how) : wholeOfOneLevel;
  const description = describeBody(value);
  if (typeof value !== 'object' || value === null || description[0] === 'threw') return description;
  return attempt(() => {
    const describeMember = (name) => {
      const member = value[name];
      keep?.(name, member);
      const described = describe(member);
      const isOpened = depth > 1 && (described[0] === 'array' || described[0] === 'object');
      return isOpened ? describeWithMembers(member, { depth: depth - 1 }) : described;
    };
    const members = [];
    let room = longestText;
    for (const name of names ?? Object.keys(value)) {
      const member = attempt(() => describeMember(name));
      room -= name.length + (member[1] ?? '').length + leastOfMember;
      if (room < 0) {
        members.push([name.slice(0, shownOfBody).toWellFormed(), ['longString', String(longestText - room)]]);
        break;
      }
      members.push([name.toWellFormed(), member]);
    }
    return [description[0], description[1] ?? '', members];
  });
}

/** Describes an argument that has entries, such as `headers`, with them; everything else as it is. */
export const describeEntries = (value) =>
  typeof value === 'object' ? describeWithMembers(value) : describe(value);

/**
 * What a URL leads to, as the platform's parser says; nothing where it refuses the URL.
 * @returns {{ host: string | undefined, port: string | undefined }}
 */
export function locate(url) {
  try {
    const { hostname, port } = new URL(url);
    return { host: hostname, port };
  } catch {
    return { host: undefined, port: undefined };
  }
}
