/** What conformance cases need of their surroundings (tests/support/conformance.js), in Node. */
import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { createAuthority, selfSigned } from '../certificates.js';
import { bytesOf } from '../response-bytes.js';
import { startUpstream } from '../upstream.js';

let windows;
const windowOf = (realm) => {
  windows ??= { jsdom: new JSDOM('').window, 'happy-dom': new Window() };
  return windows[realm] ?? globalThis;
};

const realms = {
  blob: (realm, parts, options) => new (windowOf(realm).Blob)(parts, options),
  file: (realm, parts, options, name) => new (windowOf(realm).File)(parts, name, options),
  instance: (realm, name, ...args) => new (windowOf(realm)[name])(...args),
  plain: (json) => runInNewContext(`(${json})`),
};

/** A window keeps the process alive. */
export async function closeRealms() {
  windows?.jsdom.close();
  await windows?.['happy-dom'].happyDOM.close();
}

/** Bytes as the request reader has them, and the text that they should be. */
function bodyFault(received, expected) {
  const bytes = expected === null ? null : bytesOf(expected);
  if (received === null || bytes === null) {
    return received === bytes
      ? null
      : `${received?.length ?? 'no'} bytes, expected ${bytes?.length ?? 'no body'}`;
  }
  if (received.length !== bytes.length) return `${received.length} bytes, expected ${bytes.length}`;
  const same = Buffer.isBuffer(received)
    ? received.equals(bytes)
    : received.sha256 === createHash('sha256').update(bytes).digest('hex');
  if (same) return null;
  return Buffer.isBuffer(received) ? `${received}, expected ${bytes}`.slice(0, 400) : `another hash`;
}

let authority;
const certificates = {
  selfSigned: () => ({ tls: selfSigned() }),
  signedByCa: () => {
    authority ??= createAuthority();
    return { tls: authority.issueFor(['localhost', '127.0.0.1']), ca: authority.ca };
  },
  forAnotherHost: () => {
    authority ??= createAuthority();
    return { tls: authority.issueFor(['other.example.com']), ca: authority.ca };
  },
};

async function openUpstream({ tls: kind }) {
  const { tls, ca } = kind ? certificates[kind]() : {};
  const upstream = await startUpstream(tls ? { tls } : {});
  return {
    url: upstream.url,
    port: upstream.port,
    ca,
    answerWith: (answers) => upstream.answerWith(answers),
    requests: () => upstream.requests.map((request) => ({ ...request, raw: request.raw.toString('latin1') })),
    connections: () => upstream.connections,
    close: () => upstream.close(),
  };
}

/** A port on which nobody listens. */
async function closedPort() {
  const upstream = await startUpstream();
  const { port } = upstream;
  await upstream.close();
  return port;
}

/** Names of the running cases to what they resolve to: an address, or an error's code. */
const names = new Map();
const systemLookup = dns.lookup;
dns.lookup = (host, options, callback) => {
  const answer = names.get(host);
  if (answer === undefined) return systemLookup(host, options, callback);
  const isAddress = /^[\d.]+$/.test(answer);
  const error = isAddress
    ? null
    : Object.assign(new Error(`getaddrinfo ${answer} ${host}`), { code: answer });
  process.nextTick(() => {
    if (error) callback(error);
    else if (options.all) callback(null, [{ address: answer, family: 4 }]);
    else callback(null, answer, 4);
  });
  return undefined;
};

function prepare({ dns: table = {}, environment = {} }) {
  for (const [name, answer] of Object.entries(table)) names.set(name, answer);
  const before = Object.keys(environment).map((name) => [name, process.env[name]]);
  Object.assign(process.env, environment);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

const printed = [];
const uncaught = [];

/** Takes over what the process prints to stderr and the errors that nobody catches. */
export function watchProcess() {
  process.stderr.write = (text) => {
    printed.push(...String(text).trimEnd().split('\n'));
    return true;
  };
  process.on('uncaughtException', (error) => uncaught.push({ error: error?.message ?? String(error) }));
  process.on('unhandledRejection', (rejection) => uncaught.push({ rejection }));
  process.removeAllListeners('warning');
}

const turn = () => sleep(2);

/** @param {{ root: string }} where the package's declarations are */
export function createNodePlatform({ root }) {
  return {
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    startUpstream: openUpstream,
    closedPort,
    prepare,
    realms,
    bodyFault,
    turn,
    now: () => performance.now(),
    read: (path) => readFileSync(join(root, path), 'utf8'),
    observe: () => ({ printed: printed.length, uncaught: uncaught.length }),
    async observed(before) {
      await turn();
      return { printed: printed.slice(before.printed), uncaught: uncaught.slice(before.uncaught) };
    },
    async within(milliseconds, promise, fault) {
      const end = new AbortController();
      const limit = sleep(milliseconds, undefined, { signal: end.signal }).then(() => {
        throw fault();
      });
      try {
        return await Promise.race([promise, limit]);
      } finally {
        end.abort();
        limit.catch(() => {});
      }
    },
  };
}
