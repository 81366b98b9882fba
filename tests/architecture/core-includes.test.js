// The core is sans-I/O, and its folders depend on one another one way only.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { filesBelow, read, root, withoutComments } from './support/tree.js';

const core = 'wasm/core';

// Beside itself, a folder may include these.
const mayInclude = {
  base: [],
  http: ['base'],
  plugin: ['http', 'base'],
  world: ['plugin', 'http', 'base'],
  multipart: ['base'],
  proxy: ['plugin', 'world', 'http', 'multipart', 'base'],
  rest: ['world', 'http', 'multipart', 'base'],
  page: ['rest', 'plugin', 'world', 'http', 'base'],
  // The relay is the other end of the proxy's calls.
  site: ['proxy', 'rest', 'world', 'http', 'base'],
};

// Clock, randomness, threads, files and streams come from outside, as facts.
const outsideWorld =
  /^(emscripten|sys\/|netinet\/|unistd|chrono|random|thread|mutex|atomic|future|condition_variable|ctime|time\.h|cstdio|stdio\.h|iostream|istream|ostream|fstream|filesystem)/;

const files = filesBelow('wasm', ['.h', '.cpp']);
const coreFiles = files.filter((file) => file.startsWith(`${core}/`));

function includesOf(file) {
  const found = read(file).matchAll(/^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)/gm);
  return [...found].map(([, own, system]) => ({ own, system }));
}

function resolve(file, own) {
  const places = [posix.dirname(file), core, 'wasm'].map((folder) => posix.join(folder, own));
  return places.find((place) => existsSync(join(root, place))) ?? own;
}

const folderOf = (file) => file.slice(core.length + 1).split('/')[0];

test('there is a core to look at', () => {
  assert.ok(coreFiles.length > 0);
});

for (const file of coreFiles) {
  test(`${file} includes only what its folder may`, () => {
    const allowed = mayInclude[folderOf(file)];
    assert.ok(allowed, `no rule for the folder of ${file}`);
    for (const { own } of includesOf(file).filter((one) => one.own)) {
      const target = resolve(file, own);
      assert.ok(target.startsWith(`${core}/`), `"${own}" is not in ${core}`);
      const folder = folderOf(target);
      assert.ok(folder === folderOf(file) || allowed.includes(folder), `"${own}" goes against the direction`);
    }
    for (const { system } of includesOf(file).filter((one) => one.system)) {
      assert.doesNotMatch(system, outsideWorld);
    }
  });
}

test('only the bindings include Emscripten', () => {
  const using = files.filter((file) => /<emscripten|__EMSCRIPTEN__/.test(withoutComments(read(file))));
  assert.deepEqual(
    using.filter((file) => !file.startsWith('wasm/bindings/')),
    [],
  );
});

test('one engine says what is unknown or unreadable among what a caller gives: base/schema', () => {
  const others = coreFiles.filter((file) => !/base\/(?:schema\.cpp|phrase\.(?:h|cpp))$/.test(file));
  const own = others.filter((file) => /\boption_(?:unknown|threw)\b/.test(read(file)));
  assert.deepEqual(own, []);
});
