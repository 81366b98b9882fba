/** U03: Blobs of other realms arrive byte for byte; Blobs that lie or throw fail the call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { get, internalsOf, openBoth, settled, successOf, upload } from '../support/calls.js';
import { createSignal } from '../support/waiting.js';

const realms = {
  jsdom: () => new JSDOM('').window,
  'happy-dom': () => new Window(),
};

for (const [name, open] of Object.entries(realms)) {
  for (const length of [0, 4, 3 * 1_048_576 + 7]) {
    test(`a Blob and a File of ${name}, ${length} bytes, arrive byte for byte`, async (t) => {
      const window = open();
      t.after(() => (window.happyDOM ? window.happyDOM.close() : window.close()));
      const { upstream, shim } = await openBoth(t);
      const bytes = bytesOfLength(length);
      for (const value of [
        new window.Blob([bytes], { type: 'image/png' }),
        new window.File([bytes], 'name.png', { type: 'image/png' }),
        new window.Blob(['xx', bytes]).slice(2),
      ]) {
        assert.equal(value instanceof Blob, false, 'the realm is another one');
        await successOf(upload(shim, upstream.url, value));
        const { body, fields } = upstream.requests.at(-1);
        const hash = Buffer.isBuffer(body) ? sha256(body) : body.sha256;
        assert.equal(hash, sha256(bytes));
        assert.ok(fields.some(([field, text]) => field === 'content-length' && text === String(length)));
        assert.equal(
          fields.find(([field]) => field.toLowerCase() === 'content-type'),
          undefined,
        );
      }
      assert.equal(internalsOf(shim).liveExchanges(), 0);
    });
  }
}

/** A real Blob in which some members are replaced. */
function tamperedBlob(members) {
  const blob = new Blob(['12345678']);
  for (const [name, value] of Object.entries(members)) Object.defineProperty(blob, name, { value });
  return blob;
}

const failing = () => {
  throw new Error('from user code');
};
const rejecting = () => Promise.reject(new Error('from user code'));
/** Every way to the bytes goes to this one. */
const reading = (read) => ({
  slice: () => tamperedBlob({ size: 8, arrayBuffer: read, stream: read, bytes: read, text: read }),
  arrayBuffer: read,
  stream: read,
  bytes: read,
  text: read,
});
const giving = (text) => {
  const source = new Blob([text]);
  return { slice: () => source, arrayBuffer: () => source.arrayBuffer(), stream: () => source.stream() };
};

const tampered = {
  'reading throws': reading(failing),
  'reading rejects': reading(rejecting),
  'reading gives nothing': reading(() => undefined),
  'reading gives text': reading(async () => '12345678'),
  'reading gives fewer bytes': reading(async () => new ArrayBuffer(7)),
  'reading gives more bytes': reading(async () => new ArrayBuffer(9)),
  'slice throws': { slice: failing, stream: failing, arrayBuffer: failing },
  'fewer bytes than its size': giving('1234'),
  'more bytes than its size': giving('123456789'),
};

for (const [name, members] of Object.entries(tampered)) {
  test(`a Blob of which ${name}: the call fails`, async (t) => {
    const { upstream, shim } = await openBoth(t, { limits: { timeout: 3_000 } });
    const outcome = await settled(upload(shim, upstream.url, tamperedBlob(members)));
    assert.ok('failure' in outcome, 'the call succeeded');
    assert.equal(typeof outcome.failure, 'string', String(outcome.failure?.stack));
    assert.ok(
      upstream.requests.every(({ complete }) => !complete),
      'a whole request arrived',
    );
    assert.equal(internalsOf(shim).liveExchanges(), 0);
    assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
  });
}

test('a Blob that is never read to its end fails with the shim', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const began = createSignal();
  const never = () => {
    began.give();
    return new Promise(() => {});
  };
  const outcome = settled(upload(shim, upstream.url, tamperedBlob(reading(never))));
  await began.given;
  shim.reset();
  assert.equal(JSON.parse((await outcome).failure).code, 'SHIM_CALL_ABORTED');
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
});
