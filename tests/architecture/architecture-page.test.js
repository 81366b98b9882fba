// docs/architecture.md names functions and where they are: each is there.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { read, root } from './support/tree.js';

const page = 'docs/architecture.md';

/** `path:function`, and behind it further functions of the same file. */
const named = /`((?:js|wasm)\/[\w./-]+):(\w+)`((?:,\s+`\w+`)*)/g;

/** What begins a definition of a function, by its file's ending. */
const definitions = {
  js: (name) =>
    new RegExp(`(?:function\\*? |const |^ +(?:async |static |get |\\*)*#?)${name}(?: =|\\()`, 'm'),
  cpp: (name) => new RegExp(`^\\S[^;=\\n]*\\b${name}\\([^;]*?\\{`, 'm'),
  h: (name) => new RegExp(`^ *(?!return )\\S[^;=\\n]* [*&]?${name}\\([^;]*?\\{`, 'm'),
};

const isDefined = (file, name) => definitions[file.split('.').at(-1)](name).test(read(file));

/** @returns {string[]} each as `file:function` */
function functionsOf(text) {
  return [...text.matchAll(named)].flatMap(([, file, first, others]) =>
    [first, ...[...others.matchAll(/\w+/g)].flat()].map((name) => `${file}:${name}`),
  );
}

const missing = (functions) =>
  functions.filter((each) => {
    const [file, name] = each.split(':');
    return !existsSync(join(root, file)) || !isDefined(file, name);
  });

test('each function that the page names is defined where it says', () => {
  const functions = functionsOf(read(page));
  assert.ok(functions.length > 80, `${functions.length}`);
  assert.deepEqual(missing(functions), []);
  assert.deepEqual(
    [...read(page).matchAll(/`((?:js|wasm)\/[\w./-]+:[^`]*)`/g)].filter(
      ([, each]) => !/^[\w./-]+:\w+$/.test(each),
    ),
    [],
    'nothing is named in another form',
  );
});

test('a function that is called, or that is nowhere, is not taken for one that is there', () => {
  const wrong = ['js/call/call.js:wholly', 'js/call/calls.js:describe', 'js/nowhere.js:start'];
  const alsoWrong = ['wasm/core/proxy/exchange.cpp:judge', 'wasm/bindings/exchange_handle.h:read_call'];
  assert.deepEqual(missing([...wrong, ...alsoWrong]), [...wrong, ...alsoWrong]);
});

test('it says how many functions the first walk has', () => {
  const walk = read(page).split(/^## /m)[1];
  const [, told] = /by these (\d+) functions/.exec(walk);
  assert.equal(functionsOf(walk).length, Number(told));
});
