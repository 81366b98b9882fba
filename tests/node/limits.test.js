/** P19, P20, P21, P23, U07: the limits of an answer, each at the limit and one over. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  failureOf,
  get,
  internalsOf,
  lastCall,
  openBoth,
  post,
  successOf,
  upload,
} from '../support/calls.js';

const TEN_MB = 10_485_760;
const BODY_TOO_LARGE = 'SHIM_RESPONSE_BODY_TOO_LARGE';
const TOO_MANY_LINES = 'SHIM_RESPONSE_TOO_MANY_HEADER_LINES';
const LINE_TOO_LONG = 'SHIM_RESPONSE_HEADER_LINE_TOO_LONG';

const forms = [
  { framing: 'length' },
  { framing: 'chunked' },
  { framing: 'close' },
  { framing: 'length', coding: 'gzip' },
  { framing: 'chunked', coding: 'gzip' },
  { framing: 'close', coding: 'gzip' },
  { framing: 'length', coding: 'deflate' },
  { framing: 'length', coding: 'raw-deflate' },
  { framing: 'length', coding: 'br' },
];

/** A field whose line "name: value" has so many bytes. */
function lineOf(bytes, name = 'X-Line') {
  return [name, { fill: 'v', length: bytes - name.length - 2 }];
}

function numbered(count) {
  return Array.from({ length: count }, (_, i) => [`X-Line-${i}`, 'value']);
}

function full(bytes) {
  return Array.from({ length: 100 }, (_, i) => lineOf(bytes, `X-Line-${i}`));
}

test('the limits are the documented ones', async (t) => {
  const { shim } = await openBoth(t);
  assert.deepEqual(internalsOf(shim).limits(), {
    timeout: 30_000,
    responseBody: 10_485_760,
    responseHeaderLines: 100,
    responseHeaderLine: 8_192,
    uploadResponseHeaderLine: 8_180,
    upload: 209_715_200,
    records: 268_435_456,
    redirects: 5,
  });
});

for (const { framing, coding } of forms) {
  test(`body up to 10,485,760 bytes: framing ${framing}, ${coding ?? 'no'} coding`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    for (const length of [TEN_MB - 1, TEN_MB]) {
      upstream.answerWith({ status: 200, body: { fill: 'x', length }, framing, coding });
      const { body } = await successOf(get(shim, upstream.url));
      assert.equal(body.length, length);
      assert.ok(body === 'x'.repeat(length), 'the body arrived changed');
    }
    upstream.answerWith({ status: 200, body: { fill: 'x', length: TEN_MB + 1 }, framing, coding });
    await failureOf(get(shim, upstream.url), BODY_TOO_LARGE);
    upstream.answerWith({ status: 200, body: 'next' });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
  });
}

test('bytes are counted after decoding: 10 MB that are more on the wire pass', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const stored = gzipSync(Buffer.alloc(TEN_MB, 'x'), { level: 0 });
  assert.ok(stored.length > TEN_MB);
  upstream.answerWith({ status: 200, fields: [['Content-Encoding', 'gzip']], body: stored });
  assert.equal((await successOf(get(shim, upstream.url))).body.length, TEN_MB);
});

test('bytes are counted, not characters', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: { fill: 'あ', length: TEN_MB - 1 } });
  assert.equal((await successOf(get(shim, upstream.url))).body.length, (TEN_MB - 1) / 3);
  upstream.answerWith({ status: 200, body: [{ fill: 'あ', length: TEN_MB - 1 }, 'é'] });
  await failureOf(get(shim, upstream.url), BODY_TOO_LARGE);
});

test('an answer to an upload has the same limit of 10,485,760 bytes', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const file = new Blob(['file']);
  upstream.answerWith({ status: 200, body: { fill: 'x', length: TEN_MB } });
  assert.equal((await successOf(upload(shim, upstream.url, file))).body.length, TEN_MB);
  upstream.answerWith({ status: 200, body: { fill: 'x', length: TEN_MB + 1 } });
  await failureOf(upload(shim, upstream.url, file), BODY_TOO_LARGE);
});

test('an announced length over the limit fails before a byte of the body came', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { timeout: 10_000 } });
  upstream.answerWith({ status: 200, fields: [['Content-Length', '10485761']], framing: 'none', hang: true });
  await failureOf(get(shim, upstream.url), BODY_TOO_LARGE);
  await upstream.connections[0].closed;
});

for (const coding of ['gzip', 'br', 'deflate']) {
  test(`a ${coding} bomb stops at the limit and its connection is closed`, async (t) => {
    const { upstream, shim } = await openBoth(t, { limits: { timeout: 20_000 } });
    // The body never ends: only a client that stops by itself comes back from it with this code.
    const body = { fill: '\0', length: 67_108_864 };
    upstream.answerWith({ status: 200, body, coding, framing: 'close', hang: true });
    await failureOf(get(shim, upstream.url), BODY_TOO_LARGE);
    await upstream.connections[0].closed;
  });
}

test('what comes after the limit is not read', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: { fill: 'x', length: 8 * TEN_MB }, framing: 'close' });
  await failureOf(get(shim, upstream.url), BODY_TOO_LARGE);
  await upstream.connections[0].closed;
  const { bytesWritten } = upstream.connections[0];
  assert.ok(bytesWritten < 4 * TEN_MB, `the server got rid of ${bytesWritten} bytes`);
});

test('99 and 100 field lines pass, 101 do not', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const lines of [99, 100]) {
    // The last one is the Content-Length that the framing adds.
    upstream.answerWith({ status: 200, fields: numbered(lines - 1), body: 'ok' });
    assert.equal(Object.keys((await successOf(get(shim, upstream.url))).headers).length, lines);
    await successOf(upload(shim, upstream.url, new Blob(['file'])));
  }
  upstream.answerWith({ status: 200, fields: numbered(100), body: 'ok' });
  await failureOf(get(shim, upstream.url), TOO_MANY_LINES);
  await failureOf(upload(shim, upstream.url, new Blob(['file'])), TOO_MANY_LINES);
});

test('each repetition of a field is a line', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, fields: [['X-Same', 'v', 99]], body: 'ok' });
  const { headers } = await successOf(get(shim, upstream.url));
  assert.equal(headers['X-Same'], Array(99).fill('v').join(', '));
  upstream.answerWith({ status: 200, fields: [['X-Same', 'v', 100]], body: 'ok' });
  await failureOf(get(shim, upstream.url), TOO_MANY_LINES);
});

test('the lines of a 1xx answer are not counted', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const informational = [{ status: 103, fields: [['Link', '</style.css>; rel=preload', 60]] }];
  upstream.answerWith({ status: 200, informational, fields: numbered(99), body: 'ok' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
});

test('kintone.proxy: a line of 8,191 and 8,192 bytes passes, of 8,193 does not', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const bytes of [8_191, 8_192]) {
    upstream.answerWith({ status: 200, fields: [lineOf(bytes)], body: 'ok' });
    assert.equal((await successOf(get(shim, upstream.url))).headers['X-Line'].length, bytes - 8);
  }
  upstream.answerWith({ status: 200, fields: [lineOf(8_193)], body: 'ok' });
  await failureOf(get(shim, upstream.url), LINE_TOO_LONG);
  await failureOf(post(shim, upstream.url, 'text'), LINE_TOO_LONG);
});

test('kintone.proxy.upload: a line of 8,179 and 8,180 bytes passes, of 8,181 does not', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const file = new Blob(['file']);
  for (const bytes of [8_179, 8_180]) {
    upstream.answerWith({ status: 200, fields: [lineOf(bytes)], body: 'ok' });
    assert.equal((await successOf(upload(shim, upstream.url, file))).headers['X-Line'].length, bytes - 8);
  }
  upstream.answerWith({ status: 200, fields: [lineOf(8_181)], body: 'ok' });
  await failureOf(upload(shim, upstream.url, file), LINE_TOO_LONG);
});

test('a line of 8,181 bytes on kintone.proxy passes with a warning, one of 8,180 without', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const [bytes, warnings] of [
    [8_180, 0],
    [8_181, 1],
  ]) {
    upstream.answerWith({ status: 200, fields: [lineOf(bytes)], body: 'ok' });
    await successOf(get(shim, upstream.url));
    assert.equal(lastCall(shim).warnings.length, warnings, `${bytes} bytes`);
  }
});

test('a body of 10,000,001 bytes passes with a warning, one of 10,000,000 without', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const [length, warnings] of [
    [10_000_000, 0],
    [10_000_001, 1],
  ]) {
    upstream.answerWith({ status: 200, body: { fill: 'x', length } });
    await successOf(get(shim, upstream.url));
    assert.equal(lastCall(shim).warnings.length, warnings, `${length} bytes`);
  }
});

test('a line is measured in bytes, with its value as delivered', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const value = { fill: 'é', length: 8_192 - 8 };
  upstream.answerWith({ status: 200, fields: [['X-Line', value]], body: 'ok' });
  assert.equal((await successOf(get(shim, upstream.url))).headers['X-Line'], 'é'.repeat(4_092));
  upstream.answerWith({ status: 200, fields: [['X-Line', [value, 'e']]], body: 'ok' });
  await failureOf(get(shim, upstream.url), LINE_TOO_LONG);
  // Blanks in front of a value are not part of it.
  upstream.answerWith({ status: 200, fields: [['X-Line', ['   ', value]]], body: 'ok' });
  assert.equal((await successOf(get(shim, upstream.url))).headers['X-Line'], 'é'.repeat(4_092));
});

test('100 lines of 8,192 bytes at once pass, and 100 of 8,180 for an upload', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const answer = (bytes) => ({ status: 200, fields: full(bytes), body: 'ok', framing: 'close' });
  upstream.answerWith(answer(8_192));
  const plain = await successOf(get(shim, upstream.url));
  assert.equal(Object.keys(plain.headers).length, 100);
  assert.equal(plain.body, 'ok');
  upstream.answerWith(answer(8_180));
  const uploaded = await successOf(upload(shim, upstream.url, new Blob(['file'])));
  assert.equal(Object.keys(uploaded.headers).length, 100);
});

test('each limit can be lowered', async (t) => {
  const { upstream, shim } = await openBoth(t, {
    limits: { responseBody: 5, responseHeaderLines: 2, responseHeaderLine: 20, uploadResponseHeaderLine: 19 },
  });
  const file = new Blob(['file']);
  upstream.answerWith({ status: 200, fields: [lineOf(20)], body: '12345' });
  await successOf(get(shim, upstream.url));
  await failureOf(upload(shim, upstream.url, file), LINE_TOO_LONG);
  upstream.answerWith({ status: 200, fields: [lineOf(21)], body: '12345' });
  await failureOf(get(shim, upstream.url), LINE_TOO_LONG);
  upstream.answerWith({ status: 200, fields: numbered(2), body: '12345' });
  await failureOf(get(shim, upstream.url), TOO_MANY_LINES);
  upstream.answerWith({ status: 200, body: '123456' });
  await failureOf(get(shim, upstream.url), BODY_TOO_LARGE);
});
