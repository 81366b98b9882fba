/** U01 to U06: the bytes of a Blob are the body of the request, unchanged, up to 209,715,200 of them. */
import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { test } from 'node:test';
import { bytesOfLength, fileBlob, sha256 } from '../support/blobs.js';
import {
  failureOf,
  get,
  internalsOf,
  lastCall,
  openBoth,
  settled,
  successOf,
  upload,
} from '../support/calls.js';

const MIB = 1_048_576;
const TWO_HUNDRED_MB = 209_715_200;

/** Length and hash of a received body, however large it was. */
function received({ body }) {
  return Buffer.isBuffer(body) ? { length: body.length, sha256: sha256(body) } : body;
}

function lengthAnnounced({ fields }) {
  return fields.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
}

for (const length of [0, 1, 65_536, MIB - 1, MIB, MIB + 1, 3 * MIB + 7]) {
  test(`${length} bytes arrive unchanged, with Content-Length`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const bytes = bytesOfLength(length);
    const values = [
      new Blob([bytes]),
      new File([bytes], 'name.bin', { type: 'application/octet-stream' }),
      new Blob(['head', bytes, 'tail']).slice(4, 4 + length),
      new Blob([bytes.subarray(0, length >> 1), bytes.subarray(length >> 1)]),
    ];
    for (const value of values) {
      for (const method of ['POST', 'PUT']) {
        await successOf(shim.kintone.proxy.upload(upstream.url, method, {}, { format: 'RAW', value }));
        const request = upstream.requests.at(-1);
        assert.equal(request.method, method);
        assert.equal(lengthAnnounced(request), String(length));
        assert.deepEqual(received(request), { length, sha256: sha256(bytes) });
      }
    }
  });
}

test('exactly 200 MB from a file pass, with a warning', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const file = await fileBlob(t, TWO_HUNDRED_MB);
  await successOf(upload(shim, upstream.url, file.blob));
  assert.deepEqual(upstream.requests[0].body, { length: 209_715_200, sha256: file.sha256 });
  assert.equal(lengthAnnounced(upstream.requests[0]), '209715200');
  assert.equal(lastCall(shim).warnings.length, 1);
});

test('exactly 200 MB from memory pass', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const block = bytesOfLength(MIB);
  await successOf(upload(shim, upstream.url, new Blob(Array(200).fill(block))));
  assert.equal(upstream.requests[0].body.length, 209_715_200);
});

test('200 MB and one byte fail before a byte is sent', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const { blob } = await fileBlob(t, TWO_HUNDRED_MB + 1);
  await failureOf(upload(shim, upstream.url, blob), 'SHIM_UPLOAD_TOO_LARGE');
  assert.equal(upstream.connections.length, 0);
  assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
});

test('the limit can be lowered', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { upload: 3 } });
  await successOf(upload(shim, upstream.url, new Blob(['abc'])));
  await failureOf(upload(shim, upstream.url, new Blob(['abcd'])), 'SHIM_UPLOAD_TOO_LARGE');
  assert.equal(upstream.requests.length, 1);
});

test('one Blob in several uploads at once', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const file = await fileBlob(t, 5 * MIB + 3);
  await Promise.all(Array.from({ length: 8 }, () => successOf(upload(shim, upstream.url, file.blob))));
  for (const request of upstream.requests) {
    assert.deepEqual(request.body, { length: 5 * MIB + 3, sha256: file.sha256 });
  }
});

const wrongValues = {
  'a string': 'text',
  'an ArrayBuffer': new ArrayBuffer(4),
  'a typed array': new Uint8Array(4),
  'a Buffer': Buffer.from('text'),
  FormData: new FormData(),
  'a stream': new Blob(['text']).stream(),
  'a Response': new Response('text'),
  'a plain object': { size: 4, type: '' },
  null: null,
  undefined,
  'a number': 4,
};

for (const [name, value] of Object.entries(wrongValues)) {
  test(`refused as data.value: ${name}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const error = await failureOf(upload(shim, upstream.url, value), 'SHIM_INVALID_ARGUMENT');
    assert.deepEqual(Object.keys(error.errors), ['data.value']);
    assert.equal(upstream.connections.length, 0);
  });
}

test('data.format is RAW and nothing else', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const value = new Blob(['file']);
  for (const format of ['raw', 'RAW ', 'Raw', '', undefined, null, 1, ['RAW'], new String('RAW')]) {
    const call = shim.kintone.proxy.upload(upstream.url, 'POST', {}, { format, value });
    const error = await failureOf(call, 'SHIM_INVALID_ARGUMENT');
    assert.deepEqual(Object.keys(error.errors), ['data.format']);
  }
  for (const data of [undefined, null, 'RAW', 42, value, () => {}]) {
    await failureOf(shim.kintone.proxy.upload(upstream.url, 'POST', {}, data), 'SHIM_INVALID_ARGUMENT');
  }
  assert.equal(upstream.connections.length, 0);
});

test('the method is POST or PUT', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const data = { format: 'RAW', value: new Blob(['file']) };
  for (const method of ['GET', 'DELETE', 'PATCH', 'HEAD', 'post', 'Put', '', undefined, null, {}]) {
    const error = await failureOf(
      shim.kintone.proxy.upload(upstream.url, method, {}, data),
      'SHIM_INVALID_ARGUMENT',
    );
    assert.deepEqual(Object.keys(error.errors), ['method']);
  }
  assert.equal(upstream.connections.length, 0);
});

test('a file that changes or vanishes under its Blob fails the call', async (t) => {
  const { upstream, shim } = await openBoth(t, { limits: { timeout: 5_000 } });
  const file = await fileBlob(t, 4 * MIB);
  await truncate(file.path, MIB);
  const outcome = await settled(upload(shim, upstream.url, file.blob));
  assert.ok('failure' in outcome, 'the upload of a shortened file succeeded');
  assert.equal(typeof outcome.failure, 'string');
  assert.ok(upstream.requests.every(({ complete }) => !complete));
  assert.equal(internalsOf(shim).liveExchanges(), 0);
  assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
});

test('a connection that breaks within an upload fails the call', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ early: true, reset: true });
  await failureOf(upload(shim, upstream.url, new Blob([Buffer.alloc(16 * MIB)])), 'SHIM_CONNECTION_RESET');
  assert.equal(upstream.requests.length, 1);
});
