/** The values of case data that JSON cannot carry: `{ "$": kind, … }` to the JavaScript value. tests/conformance/README.md. */

const encoder = new TextEncoder();

/** The bytes or the text that a tag describes: `text`, or `length` times `fill`. */
function contentOf({ text, fill = 'x', length }) {
  if (length === undefined) return [text ?? 'file'];
  const piece = fill.repeat(Math.min(length, 1024 * 1024));
  const parts = Array(Math.floor(length / piece.length || 0)).fill(encoder.encode(piece));
  return [...parts, piece.slice(0, length % piece.length || 0)];
}

/** Every look at it throws. */
function hostile(message) {
  const fail = () => {
    throw new Error(message);
  };
  const traps = ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor', 'isExtensible'];
  return new Proxy({}, Object.fromEntries(traps.map((trap) => [trap, fail])));
}

/** Nothing but the behaviour of a Blob: what a foreign implementation has (U03). */
function likenessOf(blob) {
  return {
    size: blob.size,
    type: blob.type,
    slice: (start, end) => likenessOf(blob.slice(start, end)),
    arrayBuffer: () => blob.arrayBuffer(),
  };
}

/** An instance of a class of the caller's. */
function instanceOf(name = 'Instance') {
  const { [name]: Class } = { [name]: class {} };
  return Object.assign(new Class(), { member: 1 });
}

const plainKinds = {
  undefined: () => undefined,
  NaN: () => NaN,
  Infinity: () => Infinity,
  '-Infinity': () => -Infinity,
  symbol: () => Symbol('symbol'),
  bigint: () => 12n,
  function: () => () => {},
  url: () => new URL('http://127.0.0.1/'),
  date: () => new Date(0),
  regExp: () => /x/,
  headers: () => new Headers({ 'X-A': '1' }),
  map: () => new Map([['X-A', '1']]),
  set: () => new Set(['a']),
  arrayBuffer: () => new ArrayBuffer(3),
  uint8Array: () => new Uint8Array(3),
  float64Array: () => new Float64Array(3),
  dataView: () => new DataView(new ArrayBuffer(3)),
  resolvedPromise: () => Promise.resolve('text'),
  cycle: () => {
    const circle = {};
    circle.self = circle;
    return circle;
  },
};

/**
 * @typedef {object} Scope
 * @property {object} realms values of other realms: `blob(realm, parts, options)`, `file(…)`, `instance(realm, name, …)`, `plain(json)`
 * @property {(tag: object) => Function} callback makes and records a callback
 * @property {object} kintone for promises
 * @property {Record<string, unknown>} given values that only the run knows: `ca`
 */

const kinds = {
  text: ({ of }) => String(of),
  repeat: ({ text, times }) => text.repeat(times),
  units: ({ units }) => String.fromCharCode(...units),
  hostile: ({ message }) => hostile(message),
  callback: (tag, scope) => scope.callback(tag),
  given: ({ name }, scope) => scope.given[name],
  blob: ({ realm, type, ...content }, { realms }) =>
    realm === 'likeness'
      ? likenessOf(new Blob(contentOf(content), { type }))
      : realms.blob(realm, contentOf(content), { type }),
  file: ({ realm, type, ...content }, { realms }) =>
    realms.file(realm, contentOf(content), { type }, 'name.txt'),
  formData: ({ realm }, { realms }) => realms.instance(realm, 'FormData'),
  urlSearchParams: ({ realm }, { realms }) => realms.instance(realm, 'URLSearchParams', 'a=1'),
  classInstance: ({ name }) => instanceOf(name),
  otherRealm: ({ value }, { realms }) => realms.plain(JSON.stringify(value)),
  nullPrototype: ({ value }) => Object.assign(Object.create(null), value),
  toJSON: ({ returns, throws }) => ({
    toJSON: () => {
      if (throws !== undefined) throw new Error(throws);
      return returns;
    },
  }),
  nested: ({ levels }) => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`),
  failingFetch:
    ({ message }) =>
    () =>
      Promise.reject(new TypeError(message)),
  promise: ({ fulfilled, rejected }, { kintone }) =>
    rejected === undefined ? kintone.Promise.resolve(fulfilled) : kintone.Promise.reject(rejected),
  pending: (_tag, { kintone }) => new kintone.Promise(() => {}),
  returning:
    ({ value }, scope) =>
    () =>
      realize(value, scope),
  throwing:
    ({ value }) =>
    () => {
      throw value;
    },
};

/**
 * The JavaScript value that case data describes; new objects with every call.
 * @param {unknown} data
 * @param {Scope} scope
 */
export function realize(data, scope) {
  if (Array.isArray(data)) return data.map((one) => realize(one, scope));
  if (typeof data !== 'object' || data === null) return data;
  if (typeof data.$ === 'string') {
    if (Object.hasOwn(plainKinds, data.$)) return plainKinds[data.$]();
    if (Object.hasOwn(kinds, data.$)) return kinds[data.$](data, scope);
    throw new TypeError(`no such kind of value: ${data.$}`);
  }
  const object = {};
  for (const [name, member] of Object.entries(data)) defineMember(object, name, member, scope);
  return object;
}

/** `{ "$": "throws", "message" }` as a member is a getter that throws; `__proto__` is an ordinary name. */
function defineMember(object, name, data, scope) {
  const how = { enumerable: true, configurable: true };
  if (data?.$ === 'throws') {
    const get = () => {
      throw new Error(data.message);
    };
    Object.defineProperty(object, name, { ...how, get });
  } else {
    Object.defineProperty(object, name, { ...how, writable: true, value: realize(data, scope) });
  }
}

/** The text that an expected body describes. */
export function textOf(data) {
  if (typeof data === 'string') return data;
  if (Array.isArray(data)) return data.map(textOf).join('');
  if (typeof data.fill === 'string') return data.fill.repeat(data.length);
  return realize(data, {});
}
