// Built without exceptions, nlohmann/json ends the module, and with it every shim of the process, where it would throw.
// One file wraps it; nobody else may call what can end so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesBelow, read, withoutComments } from './support/tree.js';

const wrapper = /^wasm\/core\/base\/json\.(h|cpp)$/;
const files = filesBelow('wasm', ['.h', '.cpp']);

const ends = {
  'at()': /[.>]at\s*\(/,
  'get<T>()': /[.>]\s*(template\s+)?get(_to|_ref)?\s*</,
  'get_to(), get_ref()': /[.>]get_(to|ref)\s*\(/,
  'value(key, otherwise)': /[.>]value\s*\(\s*[^)\s]/,
  'parse()': /json::(parse|accept|from_\w+)\s*\(/,
  'dump()': /[.>]dump\s*\(/,
};

for (const file of files.filter((name) => !wrapper.test(name))) {
  test(`${file} has no call that can end the module`, () => {
    const source = withoutComments(read(file));
    for (const [name, pattern] of Object.entries(ends)) assert.doesNotMatch(source, pattern, name);
  });
}

for (const file of files.filter((name) => wrapper.test(name))) {
  const source = withoutComments(read(file));

  /** The text of each call, up to its end. */
  const calls = (pattern) =>
    [...source.matchAll(pattern)].map(({ index }) => source.slice(index).split(';')[0]);

  test(`${file} parses without exceptions`, () => {
    for (const call of calls(/json::parse\s*\(/g)) assert.match(call, /,\s*(\/\*.*\*\/)?\s*false\b/);
  });

  test(`${file} writes broken text as U+FFFD`, () => {
    for (const call of calls(/[.>]dump\s*\(/g)) assert.match(call, /error_handler_t::replace/);
  });

  test(`${file} takes no member that may be missing`, () => {
    for (const name of ['at()', 'get_to(), get_ref()', 'value(key, otherwise)']) {
      assert.doesNotMatch(source, ends[name], name);
    }
  });
}
