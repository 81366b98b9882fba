// One name, one thing: a reader who searches for a name finds one file, one type.
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { filesBelow, read, withoutComments } from './support/tree.js';

/** Names that several files of a folder may have, and why. */
const sharedFileNames = {
  js: {},
  wasm: {},
};

/** Pairs of a name and a place, as an object of those names that stand in several places. */
function shared(pairs) {
  const places = new Map();
  for (const [name, place] of pairs) places.set(name, (places.get(name) ?? new Set()).add(place));
  const several = [...places].filter(([, set]) => set.size > 1).map(([name, set]) => [name, [...set].sort()]);
  return Object.fromEntries(several.sort());
}

/** `boundary.h` and `boundary.cpp` of one folder are one; so are `inspector.css` and `inspector.html`. */
const fileNames = (paths) =>
  paths.map((path) => {
    const plain = path.replace(/(\.d)?\.\w+$/, '');
    return [posix.basename(plain).replaceAll('_', '-'), plain];
  });

/** A type that stands in a namespace, not within another one: clang-format indents those. */
const typesIn = (source) =>
  [
    ...withoutComments(source).matchAll(
      /^(?:(?:struct|class|union|enum class) (\w+)\b[^;{]*\{|using (\w+) =)/gm,
    ),
  ].map(([, type, alias]) => type ?? alias);

test('names that stand in several places are found', () => {
  const paths = ['a/one.h', 'a/one.cpp', 'b/one.h', 'b/two.h', 'b/two.d.ts', 'c/so_so.h', 'c/so-so/so-so.js'];
  assert.deepEqual(shared(fileNames(paths)), {
    one: ['a/one', 'b/one'],
    'so-so': ['c/so-so/so-so', 'c/so_so'],
  });
  const source =
    'struct a;\nstruct b : c {\n  struct d {};\n};\nenum class e : int { x };\n// struct f {\nusing g = int;\n';
  assert.deepEqual(typesIn(source), ['b', 'e', 'g']);
});

for (const folder of ['js', 'wasm']) {
  test(`no two files of ${folder}/ have one name`, () => {
    const paths = filesBelow(folder, ['.js', '.ts', '.css', '.html', '.json', '.h', '.cpp']);
    assert.ok(paths.length > 50);
    assert.deepEqual(shared(fileNames(paths)), sharedFileNames[folder]);
  });
}

test('no two types of wasm/core have one name', () => {
  const core = 'wasm/core/';
  const types = filesBelow(core, ['.h', '.cpp']).flatMap((path) =>
    typesIn(read(path)).map((type) => [type, path.slice(core.length)]),
  );
  assert.ok(types.length > 100);
  assert.deepEqual(shared(types), {});
});
