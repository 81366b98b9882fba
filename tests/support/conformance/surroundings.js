/**
 * What conformance cases need of a network and a process (tests/support/conformance.js), in Node: upstreams, certificates, name
 * resolution, environment variables. All but `ca` and `closed` is plain data, so that a page can ask for it from afar.
 */
import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority, selfSigned } from '../certificates.js';
import { bytesOf } from '../response-bytes.js';
import { startUpstream } from '../upstream.js';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A body as it arrived: its length, its hash, and of one that was kept the beginning. */
function bodySeen(body) {
  if (!Buffer.isBuffer(body)) return body;
  return { length: body.length, sha256: sha256(body), shown: body.subarray(0, 400).toString() };
}

/** In which way a body that arrived is not what it should be; null where it is. */
export function bodyFault(received, expected) {
  const bytes = expected === null ? null : bytesOf(expected);
  if (received === null || bytes === null) {
    return received === bytes
      ? null
      : `${received?.length ?? 'no'} bytes, expected ${bytes?.length ?? 'no body'}`;
  }
  if (received.length !== bytes.length) return `${received.length} bytes, expected ${bytes.length}`;
  if (received.sha256 === sha256(bytes)) return null;
  return received.shown === undefined ? 'another hash' : `${received.shown}, expected ${bytes}`.slice(0, 400);
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

/** @returns {() => void} puts back what was there */
function setEnvironment(variables) {
  const before = Object.keys(variables).map((name) => [name, process.env[name]]);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** The far end of one case. */
export async function openUpstream({ tls: kind }) {
  const { tls, ca } = kind ? certificates[kind]() : {};
  const upstream = await startUpstream(tls ? { tls } : {});
  let restore = () => {};
  return {
    url: upstream.url,
    port: upstream.port,
    closed: await closedPort(),
    ca,
    async begin({ answers, dns: table, environment }) {
      if (answers.length > 0) upstream.answerWith(answers);
      for (const [name, answer] of Object.entries(table)) names.set(name, answer);
      restore = setEnvironment(environment);
    },
    /** The requests as they are in tests/support/upstream.js, and of each connection how much went out. */
    async seen() {
      return {
        requests: upstream.requests.map(({ raw, body, ...request }) => ({
          ...request,
          raw: raw.toString('latin1'),
          body: bodySeen(body),
        })),
        connections: upstream.connections.map(({ bytesWritten }) => ({ bytesWritten })),
      };
    },
    /** Resolves when the connection of this number is closed. */
    connectionClosed: (number) => upstream.connections[number].closed,
    close() {
      restore();
      return upstream.close();
    },
  };
}

/** @returns {(path: string) => string} the text of a file of the package at `root` */
export function readerOf(root) {
  return (path) => readFileSync(join(root, path), 'utf8');
}

/** The version of the package at `root`. */
export const versionOf = (root) => JSON.parse(readerOf(root)('package.json')).version;
