/**
 * What the shim needs of its platform, taken once, when it is loaded: fake timers must not freeze a call, and test
 * environments hide or replace globals (Jest's jsdom has no TextDecoder) and even `process.getBuiltinModule`. In Node
 * everything comes from the main realm's built-in modules, which no sandbox replaces and no bundler sees.
 */
import { masked } from './mask/mask.js';

export const mainProcess = globalThis.process?.getBuiltinModule?.('node:vm').runInThisContext('process');
const builtin = mainProcess?.getBuiltinModule;
const timers = builtin?.('node:timers') ?? globalThis;
const util = builtin?.('node:util') ?? globalThis;
const clock = builtin?.('node:perf_hooks').performance ?? globalThis.performance;
const urls = builtin?.('node:url') ?? globalThis;

/** True where the transport over Node's sockets can be loaded. */
export const isNode = builtin !== undefined;

export const { TextDecoder, TextEncoder } = util;
export const { URL, URLSearchParams } = urls;
/** Fake timers replace it, too, together with Date. */
export const { DateTimeFormat } = Intl;
/** The class of the Blobs that the platform's fetch reads. */
export const Blob = builtin?.('node:buffer').Blob ?? globalThis.Blob;

/** The class of its Files. */
export const File = builtin?.('node:buffer').File ?? globalThis.File;

/**
 * A class of the platform's fetch; Node loads it when it is asked for. It is the one under what others have put around it: a Proxy of
 * @mswjs/interceptors works no longer than they do.
 */
function onDemand(name) {
  let found;
  return () =>
    (found ??= (builtin?.('node:vm').runInThisContext(name) ?? globalThis[name]).prototype.constructor);
}

/** The classes of what a platform's fetch takes and gives. */
export const requestClass = onDemand('Request');
export const responseClass = onDemand('Response');
export const streamClass = onDemand('ReadableStream');

export const setTimer = timers.setTimeout.bind(globalThis);
export const clearTimer = timers.clearTimeout.bind(globalThis);

/** A page's tasks without a timer: fake ones would hold them back, and real ones grow slow where they are nested. */
function taskQueue({ MessageChannel }) {
  const tasks = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => tasks.shift()();
  return (task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}

/** Runs `task` soon, as a task of its own: what it throws is an uncaught error (P30). */
export const runSoon = isNode ? timers.setImmediate : taskQueue(globalThis);

/** The page's own, where there is one: what a call leaves by, and what `reload` asks the page's server by. */
export const ownFetch = isNode ? undefined : globalThis.fetch?.bind(globalThis);
export const { XMLHttpRequest } = globalThis;

/** Milliseconds, monotonic. */
export const now = clock.now.bind(clock);
/** Milliseconds since the epoch, for people. */
export const currentTime = Date.now.bind(Date);

/** 32 bytes of the platform's entropy as hex digits (T06). */
export function entropy() {
  const bytes = new Uint8Array(32);
  // Not Node's webcrypto: loading it takes longer than all of this.
  if (isNode) builtin('node:crypto').randomFillSync(bytes);
  else globalThis.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** For people, where kintone itself would be silent (P13) or the journal alone would know (warnings). Without secrets: logs are kept. */
export function printLine(text) {
  try {
    const line = masked(text);
    if (isNode) mainProcess.stderr.write(`${line}\n`);
    else globalThis.console.error(line);
  } catch {
    // A stderr that throws, as those of some test runners do, decides nothing.
  }
}

/** The length in bytes of `text` as UTF-8. */
export function byteLength(text) {
  return isNode ? builtin('node:buffer').Buffer.byteLength(text) : new TextEncoder().encode(text).length;
}

/** The bytes that base64 stands for, by the platform's own decoder: esbuild's takes 6 ms for the Wasm, more than all the rest of a start. */
export function decodeBase64(text) {
  if (isNode) return builtin('node:buffer').Buffer.from(text, 'base64');
  const binary = globalThis.atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The Base64 of bytes. */
export function encodeBase64(bytes) {
  if (isNode) return builtin('node:buffer').Buffer.from(bytes).toString('base64');
  let text = '';
  // Groups of three: each piece stands for itself.
  for (let at = 0; at < bytes.length; at += 24_576) {
    text += globalThis.btoa(String.fromCharCode(...bytes.subarray(at, at + 24_576)));
  }
  return text;
}

/** A digest in Base64: by `sha256`, `sha384` or `sha512`. */
export async function digest(algorithm, bytes) {
  if (isNode) return builtin('node:crypto').createHash(algorithm).update(bytes).digest('base64');
  const name = algorithm.replace('sha', 'SHA-');
  const found = new Uint8Array(await globalThis.crypto.subtle.digest(name, bytes));
  return encodeBase64(found);
}

/**
 * One of Node's modules, loaded when it is asked for: of the main realm, and hidden from bundlers. nothing elsewhere.
 * @param {string} name With its `node:`.
 */
export const builtinModule = (name) => builtin?.(name);

/**
 * Not every Node has `using`.
 * @type {typeof Symbol.dispose}
 */
export const dispose = Symbol.dispose ?? /** @type {any} */ (Symbol.for('Symbol.dispose'));
