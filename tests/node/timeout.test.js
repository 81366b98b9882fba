/** P18: from the last byte of the request to the last byte of the answer, one timer that nothing extends. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runModule } from '../support/child.js';
import {
  errorIn,
  failureOf,
  get,
  internalsOf,
  openBoth,
  openShim,
  openUpstream,
  settled,
  successOf,
  upload,
} from '../support/calls.js';
import { createSignal, until } from '../support/waiting.js';

/** Enough for a connection on a machine that is busy with others. */
const LIMIT = 1_500;
const TIMED_OUT = 'GAIA_PR03';
const short = { limits: { timeout: LIMIT } };

/** That the call fails when the limit is over, and not before it. */
async function timesOut(call) {
  const start = performance.now();
  const error = await failureOf(call, TIMED_OUT);
  const duration = performance.now() - start;
  assert.ok(duration >= LIMIT - 20, `failed after ${duration} ms`);
  return error;
}

/** That another call is answered, on a machine that is busy as well, where the limit can be over before the answer has come. */
async function goesOn(shim, url) {
  await until(async () => {
    const { answer, failure } = await settled(get(shim, url));
    if (answer) return answer[0] === 'next';
    errorIn(failure, TIMED_OUT);
    return false;
  });
}

test('the limit is 30,000 ms unless told otherwise', async (t) => {
  assert.equal(internalsOf(openShim(t)).limits().timeout, 30_000);
});

const slow = {
  'no answer at all': { hang: true },
  'an answer that stops within its head': { raw: 'HTTP/1.1 200 OK\r\nContent-Le', hang: true },
  'an answer that stops after its head': { status: 200, body: 'hello', cut: 0, hang: true },
  'an answer that stops within its body': { status: 200, body: 'hello', cut: 3, hang: true },
  'a body that drips': { status: 200, body: { fill: 'x', length: 200 }, drip: { bytes: 1, every: 100 } },
  'a chunked body that drips': {
    status: 200,
    body: { fill: 'x', length: 200 },
    framing: 'chunked',
    drip: { bytes: 1, every: 100 },
  },
  'a compressed body that drips': {
    status: 200,
    body: 'some text of which the compressed form has some forty bytes and more',
    coding: 'gzip',
    drip: { bytes: 1, every: 100 },
  },
  'a head that drips': {
    raw: `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(200)}\r\nContent-Length: 0\r\n\r\n`,
    drip: { bytes: 1, every: 100 },
  },
  '1xx answers without end': {
    raw: { fill: 'HTTP/1.1 103 Early Hints\r\n\r\n', length: 28 * 100 },
    drip: { bytes: 28, every: 100 },
  },
};

// Together: each waits for the limit.
describe('the limit', { concurrency: true }, () => {
  for (const [name, script] of Object.entries(slow)) {
    test(`${name}: the call fails at the limit and the connection is closed`, async (t) => {
      const { upstream, shim } = await openBoth(t, short);
      upstream.answerWith(script);
      await timesOut(get(shim, upstream.url));
      await upstream.connections[0].closed;
      upstream.answerWith({ status: 200, body: 'next' });
      await goesOn(shim, upstream.url);
    });
  }
});

test('the limit holds for an upload', async (t) => {
  const { upstream, shim } = await openBoth(t, short);
  upstream.answerWith({ hang: true });
  await timesOut(upload(shim, upstream.url, new Blob(['file'])));
});

test('an answer within the limit is a success', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { timeout: 10_000 } });
  upstream.answerWith({ status: 200, body: 'in time', delay: 1_000 });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'in time');
});

test('the time that the request takes is not counted', async (t) => {
  const limit = 1_000;
  const { upstream, shim } = await openBoth(t, { limits: { timeout: limit } });
  // Far more than the sockets hold, so that the last byte leaves late; steadily, without a pause as long as the limit.
  const file = new Blob([Buffer.alloc(48 * 1024 * 1024)]);
  upstream.answerWith({ status: 200, body: 'received', readEvery: 4 });
  const start = performance.now();
  assert.equal((await successOf(upload(shim, upstream.url, file))).body, 'received');
  assert.ok(performance.now() - start > 2 * limit, 'the server read too fast to show it');
});

test('an upload that nobody reads ends too', async (t) => {
  const { upstream, shim } = await openBoth(t, short);
  upstream.answerWith({ early: true, hang: true });
  await failureOf(upload(shim, upstream.url, new Blob([Buffer.alloc(32 * 1024 * 1024)])), TIMED_OUT);
});

test('a TLS handshake that nobody answers ends too', async (t) => {
  const { upstream, shim } = await openBoth(t, short);
  await failureOf(get(shim, `https://127.0.0.1:${upstream.port}/`), TIMED_OUT);
  await upstream.connections[0].closed;
});

test('calls that time out do not disturb each other', async (t) => {
  const upstream = await openUpstream(t);
  const patient = openShim(t);
  const hasty = openShim(t, short);
  const isOver = createSignal();
  upstream.answerWith({ status: 200, body: 'late', after: isOver.given });
  const answer = get(patient, upstream.url);
  await timesOut(get(hasty, upstream.url));
  isOver.give();
  assert.equal((await successOf(answer)).body, 'late');
});

test('the time that it takes to load the network is not counted', async (t) => {
  const upstream = await openUpstream(t);
  const source = `
    const load = process.getBuiltinModule;
    let isSlow = false;
    process.getBuiltinModule = (name) => {
      if (name === 'node:net') {
        isSlow = true;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000);
      }
      return load(name);
    };
    const { createShim } = await import('kintone-shim');
    const { kintone } = createShim({ network: ['127.0.0.1'], limits: { timeout: 5_000 } });
    const told = await kintone.proxy(process.argv[1], 'GET', {}, {}).then(([body]) => body, String);
    console.log(told, isSlow);`;
  const { stdout, stderr } = await runModule(source, { args: [upstream.url] });
  assert.equal(stdout, 'ok true\n', stderr);
});
