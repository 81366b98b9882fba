// In js/ the folders stand on js/core and not on each other; what is outside comes in by a few named files.
import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { test } from 'node:test';
import { filesBelow, nodesOf, specifiersOf } from './support/tree.js';

const files = filesBelow('js', ['.js']);

// Node's own modules, by name: the server and the command. Everything else asks the platform, so that bundles carry it.
const mayImportNode = (file) => /^js\/(server\.js|(server|inspector\/server|cli)\/.*)$/.test(file);

/** 'core', 'kintone', …; '' for the entries, which put the parts together. */
const folderOf = (file) => file.split('/').slice(1, -1)[0] ?? '';

/** Beside itself and js/core. */
const mayImport = { inspector: ['server'] };

const imports = files.flatMap((file) =>
  specifiersOf(nodesOf(file)).map((specifier) => ({ file, specifier })),
);
const relative = imports
  .filter(({ specifier }) => specifier.startsWith('.'))
  .map(({ file, specifier }) => ({ file, target: posix.join(posix.dirname(file), specifier) }));

const told = (offenders) => offenders.map(({ file, ...rest }) => `${file} imports ${Object.values(rest)[0]}`);

test('there are files to look at', () => {
  assert.ok(files.length > 0 && imports.length > 0);
});

test('a folder of js/ imports itself and js/core, js/core only itself', () => {
  const offenders = relative
    .filter(({ target }) => target.startsWith('js/'))
    .filter(({ file }) => folderOf(file) !== '')
    .filter(
      ({ file, target }) =>
        ![folderOf(file), 'core', ...(mayImport[folderOf(file)] ?? [])].includes(folderOf(target)),
    );
  assert.deepEqual(told(offenders), []);
});

test('only js/core imports the glue, and nothing else out of js/', () => {
  const isGlue = (specifier) => specifier.startsWith('kintone-core/');
  const outside = relative.filter(({ target }) => !target.startsWith('js/'));
  const elsewhere = imports.filter(({ file, specifier }) => isGlue(specifier) && folderOf(file) !== 'core');
  assert.deepEqual(told([...outside, ...elsewhere]), []);
  assert.ok(imports.some(({ specifier }) => isGlue(specifier)));
});

test('Node and the packages are imported by few files', () => {
  // The entries may name the package itself, js/core the glue.
  const own = /^(\.|kintone-shim(\/server|\/intercept)?$|kintone-core\/)/;
  const offenders = imports.filter(({ file, specifier }) => !own.test(specifier) && !mayImportNode(file));
  assert.deepEqual(told(offenders), []);
});

test('what a page runs imports nothing of Node', () => {
  const reached = new Set(['js/script.js', 'js/index.js']);
  for (const file of reached) {
    for (const { target } of relative.filter((one) => one.file === file)) reached.add(target);
  }
  const offenders = imports.filter(
    ({ file, specifier }) => reached.has(file) && !/^(\.|kintone-core\/)/.test(specifier),
  );
  assert.deepEqual(told(offenders), []);
  assert.ok(reached.has('js/core/module.js'));
});

test('every specifier names its node: prefix', () => {
  const offenders = imports.filter(({ specifier }) => isBuiltin(specifier) && !specifier.startsWith('node:'));
  assert.deepEqual(told(offenders), []);
});
