/**
 * Runs legs of the checks: `node scripts/test.mjs [leg or group]...`, all of the group `test` where none is named.
 * A leg that fails does not stop the others; the last line counts the legs.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cppFiles } from './sources.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cores = availableParallelism();

const run = (command, ...args) => ({ command, args });
const node = (...args) => run(process.execPath, ...args);

const native = (preset) => [
  run('cmake', '--preset', preset),
  run('cmake', '--build', `build/${preset}`),
  run('ctest', '--test-dir', `build/${preset}`, '--output-on-failure', '--no-tests=error', '-j', `${cores}`),
];

/** `*.test.js` below the folders, those alone whose path matches. A file that hangs is ended. */
const nodeTests = (folders, { minutes = 10, matching = /./ } = {}) => {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .filter((name) => name.endsWith('.test.js') && !name.includes('node_modules') && matching.test(name));
  if (files.length === 0) throw new Error(`no test below ${folders.join(', ')}`);
  // Node's own choice is one file less at a time than there are cores.
  const how = ['--test-reporter=spec', `--test-concurrency=${cores}`, `--test-timeout=${minutes * 60_000}`];
  return [node('--test', ...how, ...files.sort())];
};

// The compile commands are g++'s: clang is to pass over the warnings that it does not know, and reads no header that g++ has compiled.
const tidy = (file) =>
  run('clang-tidy', '--quiet', '-p', 'build/tidy', '--extra-arg=-Wno-unknown-warning-option', file);

const quick = /(?<!\.slow)\.test\.js$/;
const slow = /\.slow\.test\.js$/;

/** Each leg is a list of commands, run in turn; those in a list of their own share the cores. */
const legs = {
  build: () => [node('scripts/build.mjs')],
  native: () => native('native'),
  asan: () => native('asan'),
  fuzz: () => [...native('asan').slice(0, 2), node('scripts/fuzz.mjs')],
  architecture: () => nodeTests(['tests/architecture']),
  node: () => nodeTests(['tests/node', 'tests/conformance'], { matching: quick }),
  'node-slow': () => nodeTests(['tests/node'], { matching: slow }),
  clients: () => nodeTests(['tests/clients']),
  browser: () => nodeTests(['tests/browser'], { matching: quick }),
  'browser-slow': () => nodeTests(['tests/browser'], { matching: slow }),
  types: () => nodeTests(['tests/types']),
  package: () => nodeTests(['tests/package'], { minutes: 20 }),
  mutants: () => nodeTests(['tests/mutants'], { minutes: 60 }),
  'clang-format': () => [run('clang-format', '--dry-run', '-Werror', ...cppFiles())],
  'clang-tidy': () => [
    run('cmake', '--preset', 'native', '-B', 'build/tidy', '-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON'),
    cppFiles('wasm/core', '.cpp').map(tidy),
  ],
  eslint: () => [run('eslint', '--max-warnings', '0', '.')],
  prettier: () => [run('prettier', '--check', '--log-level', 'warn', '.')],
  tsc: () => [
    run('tsc', '--noEmit', '-p', 'tsconfig.json'),
    run('tsc', '--noEmit', '-p', 'tsconfig.js.json'),
  ],
};

const groups = {
  test: ['build', 'native', 'node', 'clients', 'browser', 'types', 'tsc', 'architecture'],
  check: ['clang-format', 'clang-tidy', 'eslint', 'prettier', 'tsc'],
};
/** What takes longer than `test`. */
groups.full = ['build', 'node-slow', 'browser-slow', 'asan', 'fuzz', 'package', 'mutants', ...groups.check];

const env = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) };

function succeeds({ command, args }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env });
    child.on('error', (error) => resolve(console.error(error.message)));
    child.on('close', (code) => resolve(code === 0));
  });
}

/** The same with its output kept back, so that neighbours do not mix theirs; shown where it failed. */
function succeedsQuietly({ command, args }) {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) console.error(`${error.message}\n${stdout}${stderr}`);
      resolve(!error);
    });
  });
}

async function succeedTogether(commands) {
  const queue = [...commands];
  let good = true;
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) good = (await succeedsQuietly(next)) && good;
  };
  await Promise.all(Array.from({ length: cores }, worker));
  return good;
}

async function succeedInTurn(commands) {
  for (const one of commands) {
    if (!(await (Array.isArray(one) ? succeedTogether(one) : succeeds(one)))) return false;
  }
  return true;
}

const asked = process.argv.slice(2);
const names = [...new Set((asked.length > 0 ? asked : ['test']).flatMap((name) => groups[name] ?? [name]))];
const unknown = names.filter((name) => !Object.hasOwn(legs, name));
if (unknown.length > 0) {
  console.error(
    `no such leg: ${unknown.join(', ')}; there are ${Object.keys({ ...groups, ...legs }).join(', ')}`,
  );
  process.exit(2);
}

const results = [];
for (const name of names) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  let good = false;
  try {
    good = await succeedInTurn(legs[name]());
  } catch (error) {
    console.error(error.message);
  }
  results.push({ name, good, seconds: ((performance.now() - started) / 1000).toFixed(1) });
}

console.log('');
for (const { name, good, seconds } of results) {
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name.padEnd(14)} ${seconds.padStart(7)} s`);
}
const failed = results.filter(({ good }) => !good).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
