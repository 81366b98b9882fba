/** The flags of the command line: what each takes, and which option of createShim it stands for. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const seeHelp = 'kintone-shim --help shows what there is.';

/** The exit code of a command that was called in a wrong way. */
export const wrongUsage = 2;
/** The exit code of a command that could not do its work. */
export const failed = 1;

/** What ends the command, with its exit code. */
export class Stop extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** What is wrong with what was given. */
export const wrong = (message) => new Stop(wrongUsage, `${message}\n${seeHelp}`);

export function readPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw wrong(`--port takes a number from 0 to 65535, given: ${text}`);
}

function readNetwork(text) {
  if (text === 'live' || text === 'offline') return text;
  const hosts = text.split(',').map((host) => host.trim());
  if (!hosts.includes('')) return hosts;
  throw wrong(`--network takes live, offline, or host names separated by commas, given: ${text}`);
}

export function readFolder(path) {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw wrong(`serve takes a folder, and there is none at ${resolve(path)}`);
}

function readPem(flag, path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(`${flag} takes a file, and ${resolve(path)} cannot be read: ${error.code}`);
  }
}

export function readTls({ 'tls-key': key, 'tls-cert': cert }) {
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined) {
    throw wrong('--tls-cert takes --tls-key beside it: the private key of the certificate');
  }
  if (cert === undefined) throw wrong('--tls-key takes --tls-cert beside it: the certificate of the key');
  return { key: readPem('--tls-key', key), cert: readPem('--tls-cert', cert) };
}

/** Pairs as an object of them. */
function readPairs(pairs, flag) {
  const read = new Map(pairs);
  // The value may be a secret.
  const twice = pairs.find(([name, value]) => read.get(name) !== value);
  if (twice) throw wrong(`${flag} was given twice for ${twice[0]}`);
  return Object.fromEntries(read);
}

function readUsers(texts) {
  const pairs = texts.map((text) => {
    const [, login, password] = /^([^:]+):([^]*)$/.exec(text) ?? [];
    if (login !== undefined) return [login, password];
    throw wrong('--user takes a login name and a password with a colon between them: --user alice:secret');
  });
  return readPairs(pairs, '--user');
}

function readTokens(texts) {
  const pairs = texts.map((text) => {
    const [, token, app, rights] = /^([^]+)=(\d+)(?::([a-z,]*))?$/.exec(text) ?? [];
    if (token !== undefined && rights === undefined) return [token, app];
    if (token !== undefined) return [token, `${app}:${rights}`];
    throw wrong(
      '--api-token takes a token and the number of its app, with = between them, and its rights where it has not all: ' +
        '--api-token abc=1 --api-token def=1:view,add',
    );
  });
  const tokens = Object.entries(readPairs(pairs, '--api-token'));
  const read = (text) => {
    const [app, rights] = text.split(':');
    return rights === undefined ? Number(app) : { app: Number(app), rights: rights.split(',') };
  };
  return Object.fromEntries(tokens.map(([token, text]) => [token, read(text)]));
}

function readGuestSpace(text) {
  if (/^\d+$/.test(text)) return Number(text);
  throw wrong(`--guest-space takes a number, given: ${text}`);
}

/** The shim's options. */
export const readOptions = (values, { apps, users, plugins }, network = 'live') => ({
  network: readNetwork(network),
  origin: values.origin,
  locale: values.locale,
  users:
    typeof users === 'object' ? { ...users, ...readUsers(values.user) } : (users ?? readUsers(values.user)),
  apiTokens: readTokens(values['api-token']),
  guestSpaces: values['guest-space'].map(readGuestSpace),
  apps,
  plugins,
});

const flagOf = {
  network: '--network',
  origin: '--origin',
  locale: '--locale',
  users: '--user, --users',
  apiTokens: '--api-token',
  guestSpaces: '--guest-space',
  apps: '--apps',
  plugins: '--plugins',
};

/**
 * @param {object} options Of createShim, from flags.
 * @param {Function} createShim
 * @returns {object} The shim.
 * @throws {TypeError} An option is wrong: the message names its flag.
 */
export function makeShim(options, createShim) {
  const { locale, ...others } = options;
  const judge = (name, given) => {
    try {
      createShim(given).dispose();
    } catch (error) {
      throw new TypeError(`${flagOf[name]}: ${error.message}`);
    }
  };
  // First, as the others are told of in it.
  judge('locale', { locale });
  for (const [name, value] of Object.entries(others)) judge(name, { locale, [name]: value });
  return createShim(options);
}
