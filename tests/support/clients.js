/** A kintone for real clients, over HTTP: who may log in, which apps there are, and files whose bytes tell when one is lost. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { root } from './command.js';
import { folderOf } from './folder.js';
import { openServer } from './page-client.js';

export const alice = { username: 'alice', password: 'pass:ワード' };
/** Is answered in Japanese. */
export const taro = { username: '太郎', password: 'himitsu' };

export const tokens = {
  orders: 'L08xCvTh7A1EVm3rZimF98R8VLP3k4lMlzELqyCx',
  orders2: 'TOKEN-b',
  stock: 'TOKEN-c',
};

export const apps = { orders: 5, stock: 6, guests: 8 };
export const guestSpace = 7;

const usualFields = { Title: 'SINGLE_LINE_TEXT', Files: 'FILE', Photos: { type: 'FILE' } };

export const declared = {
  users: { [alice.username]: alice.password, [taro.username]: { password: taro.password, locale: 'ja' } },
  apiTokens: { [tokens.orders]: apps.orders, [tokens.orders2]: apps.orders, [tokens.stock]: apps.stock },
  guestSpaces: [guestSpace],
  apps: {
    [apps.orders]: { fields: usualFields },
    [apps.stock]: { fields: usualFields },
    [apps.guests]: { fields: usualFields, guestSpace },
  },
};

/**
 * A server that ends with the test, by the name that @kintone/rest-api-client takes without TLS.
 * @param {import('node:test').TestContext} t
 * @param {import('../../types/options.js').ShimOptions} [options] in the place of what is declared
 * @param {import('../../types/server.js').ServeOptions} [how] of the server
 * @returns {Promise<{ url: string, port: number, shim: import('../../types/index.js').Shim, lines: string[] }>}
 */
export async function openKintone(t, options = declared, how = undefined) {
  const server = await openServer(t, how, options);
  return { ...server, url: server.url.replace('127.0.0.1', 'localhost') };
}

/**
 * The same with an app of these fields and its like in a guest space, and a folder to work in, with what `env` makes a program trust.
 * @param {import('node:test').TestContext} t
 * @param {{ fields: object, tls?: object, ca?: string, files?: Record<string, string> }} how `files` of the folder
 */
export async function openWorkplace(t, { fields, tls, ca, files }) {
  const options = {
    users: { [alice.username]: alice.password },
    apiTokens: { [tokens.orders]: apps.orders, [tokens.stock]: apps.guests },
    guestSpaces: [guestSpace],
    apps: { [apps.orders]: { fields }, [apps.guests]: { fields, guestSpace } },
  };
  const kintone = await openKintone(t, options, { tls });
  const folder = await folderOf(t, { 'ca.pem': ca ?? '', ...files });
  return { ...kintone, folder, env: ca ? { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') } : {} };
}

/** The program of an installed package, by its file, in a process of its own; run to its end. */
export async function runClient(program, args, { cwd, env = {}, encoding = 'utf8' }) {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd,
    env: { ...process.env, HTTP_PROXY: '', HTTPS_PROXY: '', ...env },
    timeout: 120_000,
  });
  child.stdin.end();
  const decoder = new TextDecoder(encoding);
  const [stdout, stderr, [code]] = await Promise.all([
    buffer(child.stdout).then((bytes) => decoder.decode(bytes)),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

/** The field of password authentication. */
export function passwordField({ username, password }) {
  return { 'X-Cybozu-Authorization': Buffer.from(`${username}:${password}`).toString('base64') };
}

/** What text handling, or looking for a boundary, would damage. */
const everyByte = Buffer.concat([
  Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i)),
  Buffer.from('\r\n--\r\n----\r\n\r\r\n--x--\r\n\ufeff'),
  Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => 255 - i)),
]);

/** The same again and again, no two of them alike. */
function longFile(length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0, count = 0; at < length; at += everyByte.length, count += 1) {
    everyByte.copy(bytes, at);
    if (at + 4 <= length) bytes.writeUInt32LE(count, at);
  }
  return bytes;
}

/** Content types are kintone's, by the extension. */
export const files = [
  {
    name: '見積書 4月分（税込）.txt',
    bytes: Buffer.from('お見積り\r\n合計 ¥1,200\n'),
    contentType: 'text/plain',
  },
  { name: 'empty.csv', bytes: Buffer.alloc(0), contentType: 'text/csv' },
  { name: 'every byte.bin', bytes: everyByte, contentType: 'application/octet-stream' },
  { name: '写真😀.PNG', bytes: longFile(5 * 1024 * 1024), contentType: 'image/png' },
];

/** In the place of bytes, where a failure would print millions of them. */
export function digest(bytes) {
  return `${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`;
}

export const uploadKey = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
export const downloadKey = /^[\da-f]{48,}$/i;
export const errorId = /^[A-Za-z\d]{20}$/;
