/**
 * What every other script needs, from a fresh clone: the Debian packages below and node_modules.
 * Node built-ins only, since it runs before `npm ci`. With nothing missing it only looks at files.
 * A tool that is there already, whoever installed it, is taken as it is; the package is named for those
 * who lack it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 19];
const lockSeconds = 900;
const stampFile = join(root, 'node_modules', '.setup-stamp');

/**
 * Every Debian package that a build or a test uses. `commands` must all be on the PATH; of `files`, patterns with `*`
 * for one folder, one must be there.
 * @type {{ name: string, commands?: string[], files?: string[] }[]}
 */
export const packages = [
  { name: 'cmake', commands: ['cmake', 'ctest'] },
  { name: 'ninja-build', commands: ['ninja'] },
  { name: 'g++', commands: ['g++'] },
  { name: 'clang', commands: ['clang', 'clang++'] },
  {
    name: 'libclang-rt-dev',
    files: [
      '/usr/lib/llvm-*/lib/clang/*/lib/*/libclang_rt.fuzzer*.a',
      '/usr/lib/clang/*/lib/*/libclang_rt.fuzzer*.a',
    ],
  },
  { name: 'clang-format', commands: ['clang-format'] },
  { name: 'clang-tidy', commands: ['clang-tidy'] },
  { name: 'emscripten', commands: ['em++', 'emcmake'] },
  {
    name: 'nlohmann-json3-dev',
    files: ['/usr/include/nlohmann/json.hpp', '/usr/local/include/nlohmann/json.hpp'],
  },
  { name: 'libgtest-dev', files: ['/usr/include/gtest/gtest.h', '/usr/local/include/gtest/gtest.h'] },
  { name: 'openssl', commands: ['openssl'] },
  { name: 'bash', commands: ['bash'] },
  { name: 'coreutils', commands: ['mkfifo'] },
  { name: 'dash', commands: ['sh'] },
  { name: 'curl', commands: ['curl'] },
  { name: 'util-linux', commands: ['unshare'] },
  { name: 'chromium', commands: ['chromium'] },
];

function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      const path = join(folder, command);
      fs.accessSync(path, fs.constants.X_OK);
      return fs.statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

function fileThere(pattern) {
  const found = (folder, [name, ...rest]) => {
    if (name === undefined) return fs.existsSync(folder);
    if (!name.includes('*')) return found(join(folder, name), rest);
    const parts = name.split('*');
    const matches = (entry) => entry.startsWith(parts[0]) && entry.endsWith(parts.at(-1));
    const entries = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    return entries.filter(matches).some((entry) => found(join(folder, entry), rest));
  };
  return found('/', pattern.split('/').filter(Boolean));
}

function isThere({ commands = [], files = [] }) {
  return commands.every(onPath) && (files.length === 0 || files.some(fileThere));
}

function knownToDpkg({ name }) {
  const answer = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}\n', name], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.split('\n').includes('installed');
}

/** Packages whose files are not where they are looked for, and which dpkg does not know as installed either. */
function missingPackages() {
  return packages.filter((one) => !isThere(one) && !(one.files && knownToDpkg(one)));
}

function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

function giveUp(...lines) {
  lines.forEach(say);
  process.exit(1);
}

/** `[]` for root, a sudo that asks nothing for others, null where there is neither. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n'] : null;
}

function apt(prefix, ...args) {
  const options = ['-o', `DPkg::Lock::Timeout=${lockSeconds}`, '-o', 'Acquire::Retries=3'];
  const [command, ...rest] = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    ...options,
    ...args,
  ];
  const run = spawnSync(command, rest, { stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' });
  process.stderr.write(run.stderr ?? '');
  return { ok: run.status === 0, locked: /Could not get lock/.test(run.stderr ?? '') };
}

/** apt-get waits for dpkg's lock by itself, but not for the one on the package lists. */
function aptUpdate(prefix) {
  const deadline = Date.now() + lockSeconds * 1000;
  for (;;) {
    const { ok, locked } = apt(prefix, '-q', 'update');
    if (ok || !locked || Date.now() > deadline) return ok;
    say('another apt-get has the package lists, waiting');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
  }
}

function ensurePackages() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const advice = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!onPath('apt-get')) {
    const wanted = missing.map(({ name, commands }) =>
      commands ? `${name} (${commands.join(', ')})` : name,
    );
    giveUp(
      `missing, by their Debian names: ${wanted.join(', ')}`,
      'there is no apt-get here: install them in your way',
    );
  }
  const prefix = rootPrefix();
  if (!prefix) {
    giveUp(`missing Debian packages: ${names.join(' ')}`, `this needs root, please run: ${advice}`);
  }
  say(`installing ${names.join(' ')}`);
  if (!aptUpdate(prefix)) say('apt-get update failed, going on with the lists that are there');
  apt(prefix, '-q', 'install', '-y', '--no-install-recommends', ...names);
  const still = missingPackages().map(({ name }) => name);
  if (still.length > 0) giveUp(`still missing: ${still.join(' ')}`, `please run: ${advice}`);
}

function ensureNodeModules() {
  const lock = fs.readFileSync(join(root, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  say('npm ci');
  // The npm that called us, where one did: it may be the only one there is. No package here needs its install script.
  const caller = process.env.npm_execpath ?? '';
  const [command, ...before] = caller.endsWith('npm-cli.js') ? [process.execPath, caller] : ['npm'];
  const args = [
    ...before,
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const run = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) giveUp('npm ci failed');
  fs.writeFileSync(stampFile, stamp);
}

function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  giveUp(`building and testing needs Node ${oldestNode.join('.')} or newer, this is ${process.version}`);
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureNode();
  ensurePackages();
  ensureNodeModules();
}
