/** P24, P25, P23: the headers object of an answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, openBoth, successOf, upload } from '../support/calls.js';

/** The headers object for these fields; the answer has no other field. */
async function headersFor(t, fields) {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, fields, body: 'ok', framing: 'close' });
  const { headers } = await successOf(get(shim, upstream.url));
  const uploaded = await successOf(upload(shim, upstream.url, new Blob(['file'])));
  assert.deepEqual(Object.entries(uploaded.headers), Object.entries(headers));
  return headers;
}

test('names keep their case and order, values are strings', async (t) => {
  const headers = await headersFor(t, [
    ['Content-Type', 'text/plain'],
    ['x-lower', '1'],
    ['X-UPPER', 'two'],
    ['X-mIxEd', 'three'],
    ['ETag', '"abc"'],
  ]);
  assert.deepEqual(Object.entries(headers), [
    ['Content-Type', 'text/plain'],
    ['x-lower', '1'],
    ['X-UPPER', 'two'],
    ['X-mIxEd', 'three'],
    ['ETag', '"abc"'],
  ]);
});

test('the object is an ordinary one', async (t) => {
  const headers = await headersFor(t, [['X-One', '1']]);
  assert.equal(Object.getPrototypeOf(headers), Object.prototype);
  assert.deepEqual(Object.getOwnPropertyDescriptor(headers, 'X-One'), {
    value: '1',
    writable: true,
    enumerable: true,
    configurable: true,
  });
  headers['X-Two'] = '2';
  delete headers['X-One'];
  assert.deepEqual(headers, { 'X-Two': '2' });
});

test('an answer without a field has an empty object', async (t) => {
  assert.deepEqual(await headersFor(t, []), {});
});

test("repetitions are joined by ', ' under the first name's case", async (t) => {
  const headers = await headersFor(t, [
    ['X-List', 'one'],
    ['Other', 'between'],
    ['x-list', 'two, three'],
    ['X-LIST', ''],
    ['X-List', 'one'],
  ]);
  assert.deepEqual(Object.entries(headers), [
    ['X-List', 'one, two, three, , one'],
    ['Other', 'between'],
  ]);
});

test('Set-Cookie is a field like any other, and no cookie is ever sent back', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({
    status: 200,
    fields: [
      ['Set-Cookie', 'a=1; Path=/; Expires=Wed, 21 Oct 2065 07:28:00 GMT'],
      ['Set-Cookie', 'b=2; HttpOnly'],
      ['set-cookie', 'c=3'],
    ],
    body: 'ok',
    framing: 'close',
  });
  assert.deepEqual((await successOf(get(shim, upstream.url))).headers, {
    'Set-Cookie': 'a=1; Path=/; Expires=Wed, 21 Oct 2065 07:28:00 GMT, b=2; HttpOnly, c=3',
  });
  await successOf(get(shim, upstream.url));
  await successOf(upload(shim, upstream.url, new Blob(['file'])));
  assert.equal(upstream.requests.length, 3);
  for (const { fields } of upstream.requests) {
    assert.equal(
      fields.find(([name]) => name.toLowerCase() === 'cookie'),
      undefined,
    );
  }
});

test('__proto__, constructor and their like are own, ordinary keys', async (t) => {
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'then',
    '__defineGetter__',
  ];
  const headers = await headersFor(
    t,
    names.map((name, i) => [name, `value ${i}`]),
  );
  assert.deepEqual(Object.keys(headers), names);
  for (const [i, name] of names.entries()) {
    assert.ok(Object.hasOwn(headers, name), name);
    assert.equal(Object.getOwnPropertyDescriptor(headers, name).value, `value ${i}`);
  }
  assert.equal(Object.getPrototypeOf(headers), Object.prototype);
  assert.equal({}.polluted, undefined);
});

test('repetitions of __proto__ are joined too', async (t) => {
  const headers = await headersFor(t, [
    ['__proto__', 'one'],
    ['__PROTO__', 'two'],
    ['Constructor', 'three'],
    ['constructor', 'four'],
  ]);
  assert.deepEqual(Object.entries(headers), [
    ['__proto__', 'one, two'],
    ['Constructor', 'three, four'],
  ]);
});

test('names that are numbers are names', async (t) => {
  const headers = await headersFor(t, [
    ['42', 'number'],
    ['X-One', '1'],
  ]);
  assert.equal(headers['42'], 'number');
  assert.equal(headers['X-One'], '1');
});

test('values are UTF-8 where valid, else Latin-1', async (t) => {
  const latin1 = { base64: Buffer.from('caf\xe9', 'latin1').toString('base64') };
  const headers = await headersFor(t, [
    ['X-Ascii', 'plain'],
    ['X-Utf8', '日本語 😀 é'],
    ['X-Latin1', latin1],
    ['X-Tab', 'a\tb'],
    ['X-Empty', ''],
  ]);
  assert.deepEqual(headers, {
    'X-Ascii': 'plain',
    'X-Utf8': '日本語 😀 é',
    'X-Latin1': 'café',
    'X-Tab': 'a\tb',
    'X-Empty': '',
  });
});

test('Content-Encoding and Content-Length stay, although the body is decoded', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: 'text '.repeat(100), coding: 'gzip' });
  const { body, headers } = await successOf(get(shim, upstream.url));
  assert.equal(body, 'text '.repeat(100));
  assert.equal(headers['Content-Encoding'], 'gzip');
  assert.match(headers['Content-Length'], /^\d\d$/);
  upstream.answerWith({ status: 200, body: 'text', framing: 'chunked' });
  assert.deepEqual((await successOf(get(shim, upstream.url))).headers, { 'Transfer-Encoding': 'chunked' });
});

test('a content coding in another case, or one that changes nothing', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, fields: [['CONTENT-ENCODING', 'identity']], body: 'as it is' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'as it is');
});

test('blanks around a value are not part of it', async (t) => {
  const headers = await headersFor(t, [
    ['X-Blanks', '   a  b   '],
    ['X-Tabs', '\ta\t'],
    ['X-Nothing', '    '],
  ]);
  assert.deepEqual(headers, { 'X-Blanks': 'a  b', 'X-Tabs': 'a', 'X-Nothing': '' });
});

test('two answers have two objects', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const [first, second] = [
    await successOf(get(shim, upstream.url)),
    await successOf(get(shim, upstream.url)),
  ];
  assert.notEqual(first.headers, second.headers);
  assert.deepEqual(first.headers, second.headers);
});
