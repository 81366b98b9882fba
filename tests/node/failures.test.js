/** P28: no short body is ever a success; each way of breaking off has its code. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { startUpstream } from '../support/upstream.js';
import {
  failureOf,
  get,
  internalsOf,
  lastCall,
  openBoth,
  openShim,
  post,
  successOf,
  upload,
} from '../support/calls.js';
import { until } from '../support/waiting.js';

const REFUSED = 'SHIM_CONNECTION_REFUSED';
const RESET = 'SHIM_CONNECTION_RESET';
const TRUNCATED = 'SHIM_RESPONSE_TRUNCATED';
const MALFORMED = 'SHIM_RESPONSE_MALFORMED';

/** That an answer fails the call with this code, leaves nothing behind, and that the next call works. */
function testFailure(name, script, code) {
  test(name, async (t) => {
    const { upstream, shim } = await openBoth(t, { limits: { timeout: 5_000 } });
    upstream.answerWith(script);
    await failureOf(get(shim, upstream.url), code);
    await failureOf(upload(shim, upstream.url, new Blob(['file'])), code);
    assert.equal(upstream.requests.length, 2, 'each request is sent once');
    assert.equal(internalsOf(shim).liveExchanges(), 0);
    upstream.answerWith({ status: 200, body: 'next' });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
  });
}

test('a refused connection', async (t) => {
  const upstream = await startUpstream();
  const { url } = upstream;
  await upstream.close();
  const shim = openShim(t);
  await failureOf(get(shim, url), REFUSED);
  assert.equal(lastCall(shim).code, REFUSED);
  assert.equal(lastCall(shim).state, 'failure');
  await failureOf(post(shim, url, 'text'), REFUSED);
  await failureOf(upload(shim, url, new Blob(['file'])), REFUSED);
});

test('a fault within the TypeError of a fetch is told by its code, or by its name where it has none', async (t) => {
  // As fetch of Node 20 and 22 gives it, and as that of 24 and later.
  for (const fault of [{ code: 'HPE_INVALID_CONSTANT' }, { name: 'HTTPParserError' }]) {
    const cause = Object.assign(new Error('no HTTP'), fault);
    const shim = openShim(t, { fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });
    await failureOf(get(shim, 'http://127.0.0.1/'), MALFORMED);
  }
});

testFailure('a reset before the answer', { reset: true }, RESET);
testFailure('an end before the answer', { close: true }, RESET);
testFailure(
  'an end within the head',
  { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-', close: true },
  RESET,
);
testFailure(
  'a reset within the head',
  { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-', reset: true },
  RESET,
);
testFailure('an end after a 1xx answer', { raw: 'HTTP/1.1 103 Early Hints\r\n\r\n', close: true }, RESET);

const plain = { status: 200, body: 'hello, world' };
testFailure('an end after the head', { ...plain, cut: 0 }, TRUNCATED);
testFailure('an end one byte short of Content-Length', { ...plain, cut: 11 }, TRUNCATED);
testFailure('a reset one byte short of Content-Length', { ...plain, cut: 11, reset: true }, TRUNCATED);
testFailure(
  'an end ten megabytes short',
  { status: 200, body: { fill: 'x', length: 10_485_760 }, cut: 9 },
  TRUNCATED,
);

const chunked = { ...plain, framing: 'chunked' }; // c CRLF hello, world CRLF 0 CRLF CRLF
testFailure('an end before the first chunk', { ...chunked, cut: 0 }, TRUNCATED);
testFailure('an end within a chunk', { ...chunked, cut: 8 }, TRUNCATED);
testFailure('a reset within a chunk', { ...chunked, cut: 8, reset: true }, TRUNCATED);
testFailure('an end between chunks', { ...chunked, cut: 17 }, TRUNCATED);
testFailure('an end before the last line of the last chunk', { ...chunked, cut: 20 }, TRUNCATED);
testFailure('an end within the last two bytes of a chunked body', { ...chunked, cut: 21 }, TRUNCATED);

// A server that says it will close: the end of its connection is then expected, but not in the middle of a body.
const closing = { fields: [['Connection', 'close']] };
testFailure('an end within a chunk, announced', { ...chunked, ...closing, cut: 8 }, TRUNCATED);
testFailure('a reset within a chunk, announced', { ...chunked, ...closing, cut: 8, reset: true }, TRUNCATED);
testFailure('an end before the last chunk, announced', { ...chunked, ...closing, cut: 17 }, TRUNCATED);
testFailure('an end short of Content-Length, announced', { ...plain, ...closing, cut: 5 }, TRUNCATED);
testFailure(
  'a reset short of Content-Length, announced',
  { ...plain, ...closing, cut: 5, reset: true },
  TRUNCATED,
);
testFailure(
  'an HTTP/1.0 answer short of Content-Length',
  { ...plain, version: 'HTTP/1.0', cut: 5 },
  TRUNCATED,
);

const broken = (body) => ({
  raw: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}`,
  close: true,
});
testFailure('a chunk size that is no number', broken('zz\r\nhello\r\n0\r\n\r\n'), TRUNCATED);
testFailure('a chunk longer than its size', broken('3\r\nhello\r\n0\r\n\r\n'), TRUNCATED);
testFailure('a negative chunk size', broken('-5\r\nhello\r\n0\r\n\r\n'), TRUNCATED);
testFailure(
  'a chunk size beyond all numbers',
  broken('fffffffffffffffffff\r\nhello\r\n0\r\n\r\n'),
  TRUNCATED,
);

testFailure(
  'a reset within a body that ends with the connection',
  { ...plain, framing: 'close', reset: true },
  TRUNCATED,
);

const text = 'A text that is long enough to be worth its compression, worth it, worth it. '.repeat(20);
const codings = [
  ['gzip', 'gzip', gzipSync(text)],
  ['zlib deflate', 'deflate', deflateSync(text)],
  ['raw deflate', 'deflate', deflateRawSync(text)],
  ['br', 'br', brotliCompressSync(text)],
];

for (const [name, token, bytes] of codings) {
  for (const framing of ['length', 'chunked', 'close']) {
    const answer = (body) => ({ status: 200, fields: [['Content-Encoding', token]], body, framing });
    test(`a whole ${name} body, framing ${framing}`, async (t) => {
      const { upstream, shim } = await openBoth(t);
      upstream.answerWith(answer(bytes));
      assert.equal((await successOf(get(shim, upstream.url))).body, text);
    });
    for (const length of new Set([bytes.length - 1, bytes.length >> 1, 2])) {
      const what = `a ${name} body of ${length} of its ${bytes.length} bytes, framing ${framing}`;
      testFailure(what, answer(bytes.subarray(0, length)), TRUNCATED);
    }
  }
  const coded = { status: 200, fields: [['Content-Encoding', token]], body: bytes };
  testFailure(
    `a ${name} body shorter than its Content-Length`,
    { ...coded, cut: bytes.length - 1 },
    TRUNCATED,
  );
  testFailure(`a reset within a ${name} body`, { ...coded, cut: bytes.length - 1, reset: true }, TRUNCATED);
  testFailure(`a ${name} body that is none`, { ...coded, body: Buffer.alloc(200, 0xff) }, MALFORMED);
}

/** The bytes with one of them changed. */
function altered(bytes, index) {
  const copy = Buffer.from(bytes);
  copy[index] ^= 0xff;
  return copy;
}

const gzip = { status: 200, fields: [['Content-Encoding', 'gzip']] };
const gzipped = gzipSync(text);
testFailure(
  'a gzip body with a wrong checksum',
  { ...gzip, body: altered(gzipped, gzipped.length - 8) },
  MALFORMED,
);
testFailure(
  'a gzip body with a wrong length',
  { ...gzip, body: altered(gzipped, gzipped.length - 1) },
  MALFORMED,
);
testFailure('a gzip body that is plain text', { ...gzip, body: text }, MALFORMED);
testFailure(
  'a deflate body with a wrong checksum',
  {
    status: 200,
    fields: [['Content-Encoding', 'deflate']],
    body: altered(deflateSync(text), deflateSync(text).length - 1),
  },
  MALFORMED,
);

test('a body that ends with the connection is whole', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ ...plain, framing: 'close' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'hello, world');
});

test('a connection that the server closed after its answer is not used again', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ ...plain, close: true });
  for (let i = 0; i < 10; i += 1) {
    assert.equal((await successOf(post(shim, upstream.url, 'text'))).body, 'hello, world');
    await upstream.connections[i].closed;
  }
  assert.equal(upstream.requests.length, 10);
});

test('a failure without failureCallback is printed and counted', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const printed = t.mock.method(process.stderr, 'write', () => true);
  upstream.answerWith({ reset: true });
  const returned = shim.kintone.proxy(upstream.url, 'GET', {}, {}, () => assert.fail('succeeded'));
  assert.equal(returned, undefined);
  await upstream.received(1);
  await until(() => printed.mock.callCount() > 0);
  const output = printed.mock.calls.map(({ arguments: [written] }) => String(written)).join('');
  printed.mock.restore();
  assert.match(output, /SHIM_CONNECTION_RESET/);
  assert.throws(() => shim.verify(), /SHIM_CONNECTION_RESET/);
});
