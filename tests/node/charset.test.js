/** P22: the body is text, decoded by its charset; damage becomes U+FFFD and is noted, a BOM stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, lastCall, openBoth, successOf } from '../support/calls.js';

const bytes = (hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const type = (value) => [['Content-Type', value]];

const charsets = [
  ['text/plain; charset=Shift_JIS', '93 fa 96 7b 8c ea 83 65 83 58 83 67', '日本語テスト'],
  ['text/plain; charset=shift_jis', '95 5c 5c', '表\\'],
  ['text/plain; charset=Windows-31J', '87 40 ed 40', '①纊'],
  ['text/html;charset=x-sjis', 'b1 b2', 'ｱｲ'],
  ['text/plain; charset="EUC-JP"', 'c6 fc cb dc b8 ec', '日本語'],
  ['text/plain; charset=ISO-2022-JP', '1b 24 42 46 7c 4b 5c 38 6c 1b 28 42', '日本語'],
  ['text/plain; charset=ISO-8859-1', 'e9', 'é'],
  ['text/plain; charset=utf-16le', 'e5 65 2c 67', '日本'],
  ['text/plain; charset=GBK', 'd6 d0 ce c4', '中文'],
  ['text/plain; charset=EUC-KR', 'c7 d1', '한'],
  ['text/plain; CHARSET=Shift_JIS', '93 fa', '日'],
  ['text/plain; format=flowed; charset=Shift_JIS', '93 fa', '日'],
  ['text/plain;  charset=Shift_JIS ; format=flowed', '93 fa', '日'],
  ['text/plain', 'e6 97 a5', '日'],
  ['text/plain; charset=UTF-8', 'e6 97 a5', '日'],
  ['text/plain; charset=utf8', 'e6 97 a5', '日'],
  ['text/plain; charset=klingon', 'e6 97 a5', '日'],
  ['text/plain; charset=', 'e6 97 a5', '日'],
  ['text/plain; xcharset=Shift_JIS', 'e6 97 a5', '日'],
  ['application/json', '22 e6 97 a5 22', '"日"'],
  ['no media type at all', 'e6 97 a5', '日'],
  ['', 'e6 97 a5', '日'],
];

for (const [contentType, hex, expected] of charsets) {
  test(`Content-Type: ${contentType}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    upstream.answerWith({ status: 200, fields: type(contentType), body: bytes(hex) });
    assert.equal((await successOf(get(shim, upstream.url))).body, expected);
    assert.equal(lastCall(shim).binary, false);
  });
}

test('no Content-Type: UTF-8', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: '日本語 😀' });
  assert.equal((await successOf(get(shim, upstream.url))).body, '日本語 😀');
});

test('a charset other than UTF-8 warns, UTF-8 and none do not', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const [contentType, warnings] of [
    ['text/plain; charset=Shift_JIS', 1],
    ['text/plain; charset=utf-8', 0],
    ['text/plain; charset=UTF8', 0],
    ['text/plain', 0],
  ]) {
    upstream.answerWith({ status: 200, fields: type(contentType), body: 'text' });
    await successOf(get(shim, upstream.url));
    assert.equal(lastCall(shim).warnings.length, warnings, contentType);
  }
});

test('a compressed Shift_JIS body, in single bytes', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const coding of [undefined, 'gzip', 'br']) {
    const body = bytes('93 fa 96 7b 8c ea');
    const fields = type('text/plain; charset=Shift_JIS');
    upstream.answerWith({ status: 200, fields, body, coding, drip: { bytes: 1, every: 0 } });
    assert.equal((await successOf(get(shim, upstream.url))).body, '日本語');
  }
});

const damaged = [
  ['an invalid byte', undefined, '61 ff 62', 'a\u{FFFD}b'],
  ['a sequence cut by the end', undefined, '61 e6 97', 'a\u{FFFD}'],
  ['a sequence cut by a letter', undefined, 'e6 97 61', '\u{FFFD}a'],
  ['an overlong form', undefined, 'c0 af', '\u{FFFD}\u{FFFD}'],
  ['a surrogate', undefined, 'ed a0 80', '\u{FFFD}\u{FFFD}\u{FFFD}'],
  ['a PNG', 'image/png', '89 50 4e 47 0d 0a 1a 0a', '\u{FFFD}PNG\r\n\x1a\n'],
  ['Shift_JIS that says UTF-8', 'text/plain; charset=utf-8', '93 fa', '\u{FFFD}\u{FFFD}'],
  ['UTF-8 that says Shift_JIS', 'text/plain; charset=Shift_JIS', 'fc fc 61', '\u{FFFD}a'],
];

for (const [name, contentType, hex, expected] of damaged) {
  test(`${name} becomes U+FFFD and the journal says binary`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const fields = contentType === undefined ? [] : type(contentType);
    upstream.answerWith({ status: 200, fields, body: bytes(hex) });
    assert.equal((await successOf(get(shim, upstream.url))).body, expected);
    assert.equal(lastCall(shim).binary, true);
  });
}

test("binaryResponse: 'reject' fails on damage alone", async (t) => {
  const { upstream, shim } = await openBoth(t, { binaryResponse: 'reject' });
  upstream.answerWith({ status: 200, body: bytes('61 ff 62') });
  await failureOf(get(shim, upstream.url), 'SHIM_RESPONSE_NOT_TEXT');
  for (const whole of ['text', '日本語 😀', 'a U+FFFD of its own: \u{FFFD}', '\u{FEFF}BOM', '']) {
    upstream.answerWith({ status: 200, body: whole });
    assert.equal((await successOf(get(shim, upstream.url))).body, whole);
    assert.equal(lastCall(shim).binary, false, whole);
  }
  upstream.answerWith({ status: 200, fields: type('text/plain; charset=Shift_JIS'), body: bytes('93 fa') });
  assert.equal((await successOf(get(shim, upstream.url))).body, '日');
});

test('a BOM stays, and is no damage', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const cases = [
    ['text/plain', 'ef bb bf 61', '\u{FEFF}a'],
    ['application/json; charset=utf-8', 'ef bb bf 7b 7d', '\u{FEFF}{}'],
    ['text/plain', 'ef bb bf', '\u{FEFF}'],
    ['text/plain', 'ef bb bf ef bb bf', '\u{FEFF}\u{FEFF}'],
    ['text/plain; charset=utf-16le', 'ff fe 61 00', '\u{FEFF}a'],
  ];
  for (const [contentType, hex, expected] of cases) {
    upstream.answerWith({ status: 200, fields: type(contentType), body: bytes(hex) });
    assert.equal((await successOf(get(shim, upstream.url))).body, expected);
    assert.equal(lastCall(shim).binary, false);
  }
});

test('control characters and NUL arrive as they are', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const body = 'a\0b\x01\x7f\r\n\u{85}\u{2028}';
  upstream.answerWith({ status: 200, body });
  assert.equal((await successOf(get(shim, upstream.url))).body, body);
});
