/** P19, P28: an answer with two things wrong has one code, always, whichever of them is seen first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { failureOf, get, openBoth, settled } from '../support/calls.js';

const TIMES = 60;

/** Calls many times, some of them at once: the code of each. */
async function codesOf(shim, url) {
  const codes = new Set();
  for (let i = 0; i < TIMES / 4; i += 1) {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => settled(get(shim, url))));
    for (const { failure } of outcomes) codes.add(JSON.parse(failure).code);
  }
  return [...codes];
}

const noGzip = Buffer.alloc(40_000, 0xff);

for (const [name, script] of Object.entries({
  'shorter than its Content-Length': { cut: 39_000 },
  'without its last chunk': { framing: 'chunked', cut: 39_000 },
  'reset on its way': { cut: 39_000, reset: true },
})) {
  for (const coding of ['gzip', 'deflate', 'br']) {
    test(`invalid ${coding}, and ${name}: truncated`, async (t) => {
      const { upstream, shim } = await openBoth(t);
      upstream.answerWith({ status: 200, fields: [['Content-Encoding', coding]], body: noGzip, ...script });
      assert.deepEqual(await codesOf(shim, upstream.url), ['SHIM_RESPONSE_TRUNCATED']);
    });
  }
}

test('invalid gzip, and broken chunks behind it: truncated', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n';
  upstream.answerWith({ raw: `${head}5\r\nhello\r\nnone\r\n` });
  assert.deepEqual(await codesOf(shim, upstream.url), ['SHIM_RESPONSE_TRUNCATED']);
});

test('a bomb that is short: too large', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { responseBody: 10_000 } });
  const bomb = gzipSync(Buffer.alloc(1_000_000));
  const fields = [
    ['Content-Encoding', 'gzip'],
    ['Content-Length', String(bomb.length + 1)],
  ];
  upstream.answerWith({ status: 200, fields, body: bomb, framing: 'none', close: true });
  assert.deepEqual(await codesOf(shim, upstream.url), ['SHIM_RESPONSE_BODY_TOO_LARGE']);
});

test('an invalid body is read to its end, and the next call works', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const body = { fill: '\u00ff', length: 20_000_000 };
  upstream.answerWith({ status: 200, fields: [['Content-Encoding', 'gzip']], body });
  await failureOf(get(shim, upstream.url), 'SHIM_RESPONSE_MALFORMED');
  upstream.answerWith({ status: 200, body: 'next' });
  assert.equal((await get(shim, upstream.url))[0], 'next');
});
