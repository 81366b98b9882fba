/** How the inspector's page shows values: JSON as it came, sizes, times, and characters that would hide. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inLines } from '../../js/inspector/page/json.js';
import {
  bytes,
  decoded,
  duration,
  halves,
  visible,
  visibleLines,
} from '../../js/inspector/page/formatting.js';
import { cpuTime } from '../support/cpu-time.js';

test('JSON in lines is the same JSON', () => {
  const text = '{"id":12345678901234567890,"f":1.0,"a":1,"a":2,"e":1E400,"s":"a\\"{[,:\\u0041"}';
  const lines = [
    '{',
    '  "id": 12345678901234567890,',
    '  "f": 1.0,',
    '  "a": 1,',
    '  "a": 2,',
    '  "e": 1E400,',
    '  "s": "a\\"{[,:\\u0041"',
    '}',
  ];
  assert.equal(inLines(text), lines.join('\n'));
  for (const value of [
    { a: [1, { b: [] }, {}], c: 'x:,[]{}"\\' },
    [],
    {},
    [[[]]],
    's',
    1,
    null,
    [true, [null]],
  ]) {
    assert.equal(inLines(JSON.stringify(value)), JSON.stringify(value, undefined, 2));
  }
  for (const other of ['{"a":', 'a: b', '']) assert.equal(inLines(other), other);
});

test('no JSON grows beyond measure, or takes long', () => {
  const texts = [
    '['.repeat(131_000) + ']'.repeat(131_000),
    `[${'1,'.repeat(131_000)}1]`,
    `"${'\\"'.repeat(131_000)}"`,
  ];
  for (const text of texts) {
    const started = cpuTime();
    assert.ok(inLines(text).length < 3 * text.length);
    assert.ok(cpuTime() - started < 1_000);
  }
});

test('sizes and times', () => {
  const sizes = {
    0: '0 B',
    1023: '1023 B',
    1024: '1.0 KB',
    102_360: '100 KB',
    1_048_575: '1.0 MB',
    1e9: '954 MB',
  };
  for (const [count, shown] of Object.entries(sizes)) assert.equal(bytes(Number(count)), shown);
  assert.equal(bytes(5 * 2 ** 40), '5120 GB');
  const times = {
    0.4: '0 ms',
    999.4: '999 ms',
    999.6: '1.0 s',
    59_940: '59.9 s',
    59_960: '1 min 0 s',
    125_000: '2 min 5 s',
  };
  for (const [count, shown] of Object.entries(times)) assert.equal(duration(Number(count)), shown);
  assert.equal(duration(undefined), '');
});

test('what would hide is shown', () => {
  assert.equal(visible('\ufeff{}\u200b\u00ad'), '<U+FEFF>{}<U+200B><U+00AD>');
  assert.equal(visible('a\u202egpj\n\x7f\x85'), 'a<U+202E>gpj␊<U+007F><U+0085>');
  assert.equal(visibleLines('a\r\nb\tc\rd\u2066\x1b'), 'a\r\nb\tc␍d<U+2066>␛');
  assert.equal(visible('東京 שלום 👩‍👩‍👧‍👦'), '東京 שלום 👩‍👩‍👧‍👦');
});

test('a URL is shown as people write it, but for what would read as another one', () => {
  const same = (url, shown) => assert.equal(decoded(url), shown);
  same(
    'https://a/%E9%A0%98%E5%8F%8E%E6%9B%B8.pdf?q=%E4%BC%9A%20%3D%20%22x%22',
    'https://a/領収書.pdf?q=会 = "x"',
  );
  for (const url of ['a%2Fb%3fc%23d%25e%26f%2bg%5C', '%00%1f%7F', '%E9%A0', '%ff%fe', '100%', '%zz']) {
    same(url, url);
  }
  same('%E9%A0%98%2F%E6%9B%B8', '領%2F書');
});

test('of a long text the end is no half of a character', () => {
  assert.deepEqual(halves('/v1/short'), ['/v1/short', '']);
  const [start, end] = halves(`/v1/${'a'.repeat(30)}0123456789abcdef`);
  assert.deepEqual([start.length, end], [34, '0123456789abcdef']);
  for (const text of [`${'a'.repeat(30)}😀${'b'.repeat(15)}`, `${'a'.repeat(30)}か\u3099${'b'.repeat(15)}`]) {
    const parts = halves(text);
    assert.equal(parts.join(''), text);
    assert.equal(parts[1], 'b'.repeat(15));
  }
});
