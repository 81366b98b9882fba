/** P15, P23, P28, P29: what counts as an answer: heads that are none, answers in front of the answer, answers without a body. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, get, openBoth, post, settled, successOf, upload } from '../support/calls.js';

const MALFORMED = 'SHIM_RESPONSE_MALFORMED';
const ok = 'HTTP/1.1 200 OK\r\n';

const malformedHeads = {
  'two Content-Lengths': `${ok}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
  'two equal Content-Lengths': `${ok}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`,
  'a list as Content-Length': `${ok}Content-Length: 5, 5\r\n\r\nhello`,
  'Content-Length and then Transfer-Encoding': `${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  'Transfer-Encoding and then Content-Length': `${ok}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  'a Content-Length that is no number': `${ok}Content-Length: five\r\n\r\nhello`,
  'a negative Content-Length': `${ok}Content-Length: -5\r\n\r\nhello`,
  'a signed Content-Length': `${ok}Content-Length: +5\r\n\r\nhello`,
  'a hexadecimal Content-Length': `${ok}Content-Length: 0x5\r\n\r\nhello`,
  'a Content-Length beyond all numbers': `${ok}Content-Length: 99999999999999999999999\r\n\r\nhello`,
  'an empty Content-Length': `${ok}Content-Length: \r\n\r\nhello`,
  'no HTTP at all': 'hello, world\r\n\r\n',
  'another protocol name': 'HTTQ/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  'a protocol in lower case': 'http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  'a protocol version without a dot': 'HTTP/11 200 OK\r\nContent-Length: 0\r\n\r\n',
  'a status that is no number': 'HTTP/1.1 OK 200\r\nContent-Length: 0\r\n\r\n',
  'a status of two digits': 'HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n',
  'a status of four digits': 'HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n',
  'no blank in front of the status': 'HTTP/1.1200 OK\r\nContent-Length: 0\r\n\r\n',
  'a folded field line': `${ok}X-Folded: one\r\n two\r\nContent-Length: 0\r\n\r\n`,
  'a folded first field line': `${ok} two\r\nContent-Length: 0\r\n\r\n`,
  'bare LF as the line end': 'HTTP/1.1 200 OK\nContent-Length: 0\n\n',
  'bare LF after a field': `${ok}X-One: 1\nContent-Length: 0\r\n\r\n`,
  'bare CR after a field': `${ok}X-One: 1\rX-Two: 2\r\nContent-Length: 0\r\n\r\n`,
  'NUL in a value': `${ok}X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n`,
  'a control character in a value': `${ok}X-Bell: a\x07b\r\nContent-Length: 0\r\n\r\n`,
  'a blank in front of the colon': `${ok}X-Blank : value\r\nContent-Length: 0\r\n\r\n`,
  'a blank in a field name': `${ok}X Blank: value\r\nContent-Length: 0\r\n\r\n`,
  'an empty field name': `${ok}: value\r\nContent-Length: 0\r\n\r\n`,
  'a field without a colon': `${ok}X-None\r\nContent-Length: 0\r\n\r\n`,
  'a field name beyond ASCII': `${ok}X-Ä: value\r\nContent-Length: 0\r\n\r\n`,
};

for (const [name, raw] of Object.entries(malformedHeads)) {
  test(`malformed: ${name}`, async (t) => {
    const { upstream, shim } = await openBoth(t, { limits: { timeout: 5_000 } });
    upstream.answerWith({ raw, close: true });
    await failureOf(get(shim, upstream.url), MALFORMED);
    await failureOf(upload(shim, upstream.url, new Blob(['file'])), MALFORMED);
    assert.equal(upstream.requests.length, 2, 'each request is sent once');
    upstream.answerWith({ status: 200, body: 'next' });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
  });
}

test('a malformed head fails at once: the connection need not end for it', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { timeout: 10_000 } });
  upstream.answerWith({ raw: malformedHeads['two Content-Lengths'] });
  await failureOf(get(shim, upstream.url), MALFORMED);
  await upstream.connections[0].closed;
});

test('1xx answers are passed over', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const informational of [
    [{ status: 103, fields: [['Link', '</style.css>; rel=preload']] }],
    [{ status: 102 }],
    [
      { status: 102 },
      { status: 103, fields: [['Link', '</a>']] },
      { status: 103, fields: [['Link', '</b>']] },
    ],
  ]) {
    upstream.answerWith({ status: 200, informational, fields: [['X-Final', 'yes']], body: 'final' });
    const { body, status, headers } = await successOf(get(shim, upstream.url));
    assert.equal(body, 'final');
    assert.equal(status, 200);
    assert.deepEqual(headers, { 'X-Final': 'yes', 'Content-Length': '5' });
    assert.equal((await successOf(upload(shim, upstream.url, new Blob(['file'])))).body, 'final');
  }
});

const withoutBody = [
  { status: 204 },
  { status: 304 },
  { status: 204, fields: [['Content-Encoding', 'gzip']] },
  { status: 204, fields: [['Content-Length', '5']] },
  {
    status: 304,
    fields: [
      ['Content-Length', '1234'],
      ['Content-Encoding', 'gzip'],
    ],
  },
  { status: 304, fields: [['Content-Length', '10485761']] },
  {
    status: 304,
    fields: [
      ['Content-Encoding', 'br'],
      ['ETag', '"1"'],
    ],
  },
  { status: 200, body: '' },
  { status: 200, body: '', fields: [['Content-Encoding', 'gzip']] },
  { status: 200, body: '', fields: [['Content-Encoding', 'br']], framing: 'chunked' },
  { status: 200, body: '', fields: [['Content-Encoding', 'deflate']], framing: 'close' },
  { status: 500, body: '' },
];

for (const script of withoutBody) {
  test(`empty, whatever it announces: ${JSON.stringify(script)}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    upstream.answerWith(script);
    const { body, status, headers } = await successOf(get(shim, upstream.url));
    assert.equal(body, '');
    assert.equal(status, script.status);
    for (const [name, value] of script.fields ?? []) assert.equal(headers[name], value);
    // The connection, where it still is there, is at the start of the next answer.
    upstream.answerWith({ status: 200, body: 'next' });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
  });
}

test('a switch of protocols that nobody asked for fails the call alone', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { timeout: 2_000 } });
  upstream.answerWith({
    raw: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n',
  });
  const outcome = await settled(get(shim, upstream.url));
  assert.equal(typeof outcome.failure, 'string', String(outcome.failure?.stack ?? outcome.answer));
  upstream.answerWith({ status: 200, body: 'next' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
});

test('every status is a success, and its request is sent once', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const statuses = [200, 201, 202, 206, 300, 400, 401, 403, 404, 405, 407, 408, 409, 410, 421, 425, 429];
  for (const status of [...statuses, 500, 502, 503, 504, 511, 599, 600, 999]) {
    upstream.requests.length = 0;
    upstream.answerWith({ status, fields: [['X-Status', String(status)]], body: `status ${status}` });
    for (const call of [
      get(shim, upstream.url),
      post(shim, upstream.url, 'text'),
      upload(shim, upstream.url, new Blob(['file'])),
    ]) {
      const answer = await successOf(call);
      assert.equal(answer.status, status);
      assert.equal(answer.body, `status ${status}`);
      assert.equal(answer.headers['X-Status'], String(status));
    }
    assert.equal(upstream.requests.length, 3, `status ${status}`);
  }
});

test('a reason phrase may be missing or odd', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const line of ['HTTP/1.1 200 ', 'HTTP/1.1 200', 'HTTP/1.1 200 Tout va bien: é', 'HTTP/1.1 404 OK']) {
    upstream.answerWith({ raw: `${line}\r\nContent-Length: 5\r\n\r\nhello` });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'hello', line);
  }
});

test('an HTTP/1.0 answer ends with its connection', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ raw: 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello', close: true });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'hello');
});

test('an answer may come in single bytes', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const framing of ['length', 'chunked', 'close']) {
    for (const coding of [undefined, 'gzip', 'deflate', 'raw-deflate', 'br']) {
      const drip = { bytes: 1, every: 0 };
      upstream.answerWith({ status: 200, body: 'こんにちは、世界', framing, coding, drip });
      assert.equal(
        (await successOf(get(shim, upstream.url))).body,
        'こんにちは、世界',
        `${framing} ${coding}`,
      );
    }
  }
  const raw = `${ok}X-One: 1\r\nContent-Length: 5\r\n\r\nhello`;
  upstream.answerWith({ raw, drip: { bytes: 1, every: 0 } });
  assert.deepEqual((await successOf(get(shim, upstream.url))).headers, {
    'X-One': '1',
    'Content-Length': '5',
  });
});

test('chunk extensions and trailers are not part of the body', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const body = '5;name=value\r\nhello\r\n0\r\nX-Trailer: late\r\n\r\n';
  upstream.answerWith({ raw: `${ok}Transfer-Encoding: chunked\r\n\r\n${body}` });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'hello');
});

test('bytes after the answer are not part of it, nor of the next', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ raw: `${ok}Content-Length: 5\r\n\r\nhello, world` });
  const first = await settled(get(shim, upstream.url));
  if (first.answer) assert.equal(first.answer[0], 'hello');
  upstream.answerWith({ status: 200, body: 'next' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'next');
});

test('an answer before the request was read to its end is the answer', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 413, body: 'too large for me', early: true });
  const file = new Blob([Buffer.alloc(32 * 1024 * 1024)]);
  const { body, status } = await successOf(upload(shim, upstream.url, file));
  assert.equal(status, 413);
  assert.equal(body, 'too large for me');
});
