// Built without exceptions, nlohmann/json ends the module, and with it every shim of the process, where it would throw.
// So nobody calls what can end so: texts are read and written by code of our own, and its tree is asked by get_ptr.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesBelow, read, withoutComments } from './support/tree.js';

/** What can end so, and a call of each. */
const ends = {
  'at()': [/[.>]at\s*\(/, 'value.at("a")'],
  'get<T>()': [/[.>]\s*(template\s+)?get(_to|_ref)?\s*</, 'value.get<std::string>()'],
  'get_to(), get_ref()': [/[.>]get_(to|ref)\s*\(/, 'value->get_to(text)'],
  'value(key, otherwise)': [/[.>]value\s*\(\s*[^)\s]/, 'value.value("a", 1)'],
  'parse(), accept(), from_cbor()': [
    /\b(ordered_json|json|json_value)::(parse|accept|from_\w+)\s*\(/,
    'json_value::parse(text)',
  ],
  'dump()': [/[.>]dump\s*\(/, 'value.dump()'],
};

for (const [name, [pattern, call]] of Object.entries(ends)) {
  test(`${name} would be found`, () => assert.match(call, pattern));
}

for (const file of filesBelow('wasm', ['.h', '.cpp'])) {
  test(`${file} has no call that can end the module`, () => {
    const source = withoutComments(read(file));
    for (const [name, [pattern]] of Object.entries(ends)) assert.doesNotMatch(source, pattern, name);
  });
}
