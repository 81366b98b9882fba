// What a fresh clone, the package and a reader count on.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { packages } from '../../scripts/setup.mjs';
import { filesBelow, nodesOf, read, root, textOf } from './support/tree.js';

const manifest = JSON.parse(read('package.json'));
const there = (path) => existsSync(join(root, path));
const scriptFolders = ['scripts', 'tests', 'examples', 'benchmarks'];

test('a file can be read at a sitting: 300 lines, tables of data excepted', () => {
  const folders = ['wasm', 'js', 'types', ...scriptFolders];
  const extensions = ['.h', '.cpp', '.js', '.mjs', '.cjs', '.ts', '.cts'];
  const long = folders
    .flatMap((folder) => filesBelow(folder, extensions))
    .filter((file) => read(file).split('\n').length - 1 > 300);
  // Tables: a row an error or a phrase, its sentences in two languages.
  assert.deepEqual(long, ['wasm/core/base/error.cpp', 'wasm/core/base/phrase.cpp']);
});

test('no test waits for a time: tests/support/waiting.js waits for what is asserted', () => {
  const waits = /setTimeout\(\s*(resolve|\(\) => resolve\(\w*\)),|waitForTimeout|node:timers\/promises/;
  const waiting = ['tests', 'examples']
    .flatMap((folder) => filesBelow(folder, ['.js', '.mjs', '.cjs']))
    .filter((file) => file.endsWith('.test.js') && waits.test(read(file)));
  // The pattern itself.
  assert.deepEqual(waiting, ['tests/architecture/repository.test.js']);
});

/** Each path in a value of package.json, however deep: `{ import: { types, default } }`, a list, a text. */
const pathsIn = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(pathsIn));

/** What users reach by package.json. */
const reached = pathsIn([
  manifest.main,
  manifest.module,
  manifest.types,
  manifest.typesVersions,
  manifest.unpkg,
  manifest.jsdelivr,
  manifest.bin,
  manifest.exports,
]);

test('package.json names only what is there after a build', () => {
  const named = [...reached, ...manifest.files, ...manifest.sideEffects];
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((path) => !there(path)),
    [],
  );
});

test('everything that package.json names is packed', () => {
  const isPacked = (path) => {
    const plain = posix.normalize(path);
    // npm packs package.json itself.
    return (
      plain === 'package.json' || manifest.files.some((one) => plain === one || plain.startsWith(`${one}/`))
    );
  };
  assert.deepEqual(
    [...reached, ...manifest.sideEffects].filter((path) => !isPacked(path)),
    [],
  );
});

test('the lock file names no registry host', () => {
  const lock = JSON.parse(read('package-lock.json'));
  const resolved = Object.values(lock.packages).filter((entry) => /^https?:/.test(entry.resolved ?? ''));
  assert.deepEqual(resolved, []);
  assert.match(read('.npmrc'), /^omit-lockfile-registry-resolved=true$/m);
});

test('scripts/setup.mjs knows the package of every program that is run', () => {
  const known = new Set([
    'node',
    'npm',
    'eslint',
    'prettier',
    'tsc',
    ...packages.flatMap((one) => one.commands ?? []),
  ]);
  const starters = /^(run|spawn|spawnSync|exec|execSync|execFile|execFileSync)$/;
  const started = scriptFolders
    .flatMap((folder) => filesBelow(folder, ['.js', '.mjs', '.cjs']))
    .filter((file) => file !== 'scripts/setup.mjs')
    .flatMap(nodesOf)
    .filter(
      (node) =>
        ts.isCallExpression(node) && starters.test(node.expression.name?.text ?? node.expression.text),
    )
    .flatMap((node) => textOf(node.arguments[0]));
  const inScripts = Object.values(manifest.scripts).flatMap((line) =>
    line.split('&&').map((part) => part.trim()),
  );
  const compilers = [...read('CMakePresets.json').matchAll(/"CMAKE_C(?:XX)?_COMPILER": *"([^"]+)"/g)];
  const programs = [...started, ...inScripts, ...compilers.map(([, name]) => name)].map(
    (line) => line.split(' ')[0],
  );
  assert.ok(started.length > 0);
  assert.deepEqual(
    [...new Set(programs)].filter((name) => !known.has(name)),
    [],
  );
});

test('scripts/setup.mjs knows the package of everything that CMake looks for', () => {
  const suppliers = { GTest: 'libgtest-dev', 'nlohmann/json.hpp': 'nlohmann-json3-dev' };
  const asks = /find_package\((\w+)|find_(?:path|program|library|file)\(\w+\s+(?:NAMES\s+)?([\w./-]+)/g;
  const files = ['CMakeLists.txt', ...['wasm', 'tests'].flatMap((folder) => filesBelow(folder, ['.txt']))];
  const wanted = files
    .filter((file) => file.endsWith('CMakeLists.txt'))
    .flatMap((file) => [...read(file).matchAll(asks)].map(([, library, other]) => library ?? other));
  assert.deepEqual([...new Set(wanted)].sort(), Object.keys(suppliers).sort());
  const unknown = Object.values(suppliers).filter((name) => !packages.some((one) => one.name === name));
  assert.deepEqual(unknown, []);
});

test('the README and continuous integration run the same commands', () => {
  for (const command of ['npm start', 'npm test']) assert.ok(read('README.md').includes(command), command);
  for (const command of ['npm test', 'npm run test:full']) {
    assert.ok(read('.ci/run').includes(command), command);
  }
});
