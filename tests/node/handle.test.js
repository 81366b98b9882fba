/** `shim.handle` as its callers may use it: Requests of all sorts, bodies that break off, and what they leave behind. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { createShim } from 'kintone-shim';

const origin = 'https://example.kintone.com';
const requested = { 'X-Requested-With': 'XMLHttpRequest' };

function shimFor(t, options) {
  const shim = createShim(options);
  t.after(() => shim.dispose());
  return shim;
}

function formOf(shim, file, name = 'a.bin') {
  const form = new FormData();
  form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
  form.append('file', file, name);
  return form;
}

const uploadOf = (body, init) =>
  new Request(`${origin}/k/v1/file.json`, { method: 'POST', headers: requested, body, ...init });

const bytesOf = (length, seed = 1) => {
  const bytes = new Uint8Array(length);
  for (let i = 0, state = seed; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
};

/** The bytes of a form whose head and end are known, in chunks of `size`. */
async function chunksOf(form, size) {
  const request = uploadOf(form);
  const bytes = new Uint8Array(await request.arrayBuffer());
  const chunks = [];
  for (let i = 0; i < bytes.length; i += size) chunks.push(bytes.slice(i, i + size));
  return { chunks, headers: { ...requested, 'Content-Type': request.headers.get('content-type') } };
}

const streamOf = (chunks, more = {}) => {
  const queue = [...chunks];
  return new ReadableStream({
    pull(controller) {
      if (queue.length > 0) controller.enqueue(queue.shift());
      else if (more.error) controller.error(more.error);
      else if (!more.isOpen) controller.close();
    },
    cancel: more.cancel,
  });
};

describe('a body', () => {
  test('of every size around the window arrives byte for byte', async (t) => {
    const shim = shimFor(t);
    for (const size of [0, 1, 65_535, 65_536, 65_537, 200_000, 5_000_000]) {
      const bytes = bytesOf(size, size + 1);
      const response = await shim.handle(uploadOf(formOf(shim, new Blob([bytes]))));
      assert.equal(response.status, 200, await response.clone().text());
      const file = shim.files.at(-1);
      assert.equal(file.size, size);
      assert.deepEqual(new Uint8Array(await (await file.blob()).arrayBuffer()), bytes);
    }
  });

  test('in chunks of any length is the same body', async (t) => {
    const shim = shimFor(t);
    // Ends of chunks within the delimiter, and bytes that begin like one.
    const bytes = new TextEncoder().encode(`\r\n--${'-'.repeat(30)}\r\r\n--x${'\r\n'.repeat(20)}`);
    for (const size of [1, 2, 3, 5, 7, 64, 1_000]) {
      const { chunks, headers } = await chunksOf(formOf(shim, new Blob([bytes])), size);
      const response = await shim.handle(uploadOf(streamOf(chunks), { headers, duplex: 'half' }));
      assert.equal(response.status, 200, `${size}`);
      assert.deepEqual(new Uint8Array(await (await shim.files.at(-1).blob()).arrayBuffer()), bytes);
    }
  });

  test('that fails rejects with its error, and nothing of it stays', async (t) => {
    const shim = shimFor(t);
    const { chunks, headers } = await chunksOf(formOf(shim, new Blob([bytesOf(1_000)])), 100);
    const error = new Error('the disk is on fire');
    const body = streamOf(chunks.slice(0, 5), { error });
    await assert.rejects(shim.handle(uploadOf(body, { headers, duplex: 'half' })), error);
    assert.deepEqual(shim.files, []);
    assert.equal(shim.diskUsage, 0);
  });

  test('of something else than bytes is a TypeError', async (t) => {
    const shim = shimFor(t);
    const { chunks, headers } = await chunksOf(formOf(shim, new Blob(['a'])), 100);
    const request = {
      url: `${origin}/k/v1/file.json`,
      method: 'POST',
      headers: new Headers(headers),
      body: streamOf([chunks[0], 'text']),
    };
    await assert.rejects(shim.handle(request), { name: 'TypeError', message: /Uint8Array/ });
    assert.deepEqual(shim.files, []);
  });

  test('that is refused half-way is not read to its end', async (t) => {
    const shim = shimFor(t);
    let cancelled = 0;
    const headers = { ...requested, 'Content-Type': 'multipart/form-data; boundary=b' };
    const body = streamOf([new TextEncoder().encode('--b\nbroken')], {
      isOpen: true,
      cancel: () => (cancelled += 1),
    });
    const response = await shim.handle(uploadOf(body, { headers, duplex: 'half' }));
    assert.equal((await response.json()).code, 'GAIA_HM02');
    assert.equal(cancelled, 1);
  });

  test('of another realm is the same body', async (t) => {
    const shim = shimFor(t);
    const { chunks, headers } = await chunksOf(formOf(shim, new Blob(['abc']), 'a.txt'), 50);
    const foreign = chunks.map((chunk) => runInNewContext('Uint8Array').from(chunk));
    assert.ok(!(foreign[0] instanceof Uint8Array));
    const request = {
      url: `${origin}/k/v1/file.json`,
      method: 'POST',
      headers: new Headers(headers),
      body: streamOf(foreign),
    };
    assert.equal((await shim.handle(request)).status, 200);
    assert.equal(await (await shim.files[0].blob()).text(), 'abc');
  });

  test('that is not UTF-8 is no JSON', async (t) => {
    const shim = shimFor(t);
    const body = Buffer.from('{"app":1,"record":{"A":{"value":"\xff\xfe"}}}', 'latin1');
    const init = { method: 'POST', headers: { ...requested, 'Content-Type': 'application/json' }, body };
    const response = await shim.handle(new Request(`${origin}/k/v1/record.json`, init));
    assert.equal((await response.json()).code, 'CB_IJ01');
    assert.deepEqual(shim.records, []);
  });

  test('that nobody wants is not read at all', async (t) => {
    const shim = shimFor(t);
    let pulled = 0;
    const body = new ReadableStream({ pull: () => (pulled += 1) }, { highWaterMark: 0 });
    const response = await shim.handle(
      new Request(`${origin}/k/v1/nothing.json`, { method: 'POST', body, duplex: 'half' }),
    );
    assert.equal(response.status, 404);
    assert.equal(pulled, 0);
  });

  test('of a platform that does not show it as a stream is read whole', async (t) => {
    const shim = shimFor(t);
    const request = uploadOf(formOf(shim, new Blob(['abc']), 'a.txt'));
    const { url, method, headers } = request;
    const asked = { url, method, headers, arrayBuffer: () => request.arrayBuffer() };
    assert.equal((await shim.handle(asked)).status, 200);
    assert.equal(shim.files[0].size, 3);
  });
});

describe('a signal', () => {
  test('that was aborted before', async (t) => {
    const shim = shimFor(t);
    const reason = new Error('changed my mind');
    const request = uploadOf(formOf(shim, new Blob(['a'])), { signal: AbortSignal.abort(reason) });
    await assert.rejects(shim.handle(request), reason);
    assert.deepEqual(shim.files, []);
  });

  test('that aborts an upload on its way: nothing stays, its place is free', async (t) => {
    const shim = shimFor(t);
    const { chunks, headers } = await chunksOf(formOf(shim, new Blob([bytesOf(1_000)])), 100);
    const controller = new AbortController();
    const body = streamOf(chunks.slice(0, 5), { isOpen: true });
    const answered = shim.handle(uploadOf(body, { headers, duplex: 'half', signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await assert.rejects(answered, { name: 'AbortError' });
    assert.deepEqual(shim.files, []);
    const next = await shim.handle(new Request(`${origin}/k/v1/record.json`, { headers: requested }));
    assert.equal(next.headers.get('x-concurrencylimit-running'), '1');
  });
});

test('a request without a body, and with nothing that it need not have', async (t) => {
  const shim = shimFor(t);
  const request = {
    url: `${origin}/k/v1/record.json?app=1&id=1`,
    method: 'GET',
    headers: new Headers(requested),
  };
  assert.equal((await shim.handle({ ...request, signal: {} })).status, 404);
  assert.equal((await shim.handle({ ...request, method: 'POST' })).status, 415);
});

describe('what is no request of this kintone', () => {
  for (const wrong of [undefined, null, '/k/v1/file.json', {}, { url: 1 }, new URL(origin)]) {
    test(`a TypeError: ${String(wrong)}`, async (t) => {
      await assert.rejects(shimFor(t).handle(wrong), { name: 'TypeError', message: /takes a Request/ });
    });
  }

  test('one for another origin is refused, and the answer names both', async (t) => {
    const shim = shimFor(t, { origin: 'https://mine.cybozu.com' });
    const response = await shim.handle(new Request(`${origin}/k/v1/file.json`));
    const { code, message } = await response.json();
    assert.deepEqual([response.status, code], [403, 'SHIM_HOST_REFUSED']);
    assert.match(message, /https:\/\/example\.kintone\.com.*https:\/\/mine\.cybozu\.com/);
  });

  test('one to a shim that was disposed', async () => {
    const shim = createShim();
    shim.dispose();
    const response = await shim.handle(new Request(`${origin}/k/v1/file.json`));
    assert.equal(response.status, 503);
    assert.equal((await response.json()).code, 'SHIM_DISPOSED');
  });
});

describe('the files', () => {
  test('are gone with reset and dispose; a Blob that was taken lives on', async (t) => {
    const shim = shimFor(t);
    await shim.handle(uploadOf(formOf(shim, new Blob(['abc']))));
    const blob = await shim.files[0].blob();
    const [file] = shim.files;
    shim.reset();
    assert.deepEqual(shim.files, []);
    assert.equal(shim.diskUsage, 0);
    assert.equal(await blob.text(), 'abc');
    await assert.doesNotReject(file.blob());
    await shim.handle(uploadOf(formOf(shim, new Blob(['abcd']))));
    assert.equal(shim.diskUsage, 4);
    shim.dispose();
    assert.deepEqual(shim.files, []);
  });

  test('of two shims have nothing in common', async (t) => {
    const [one, other] = [shimFor(t), shimFor(t)];
    await one.handle(uploadOf(formOf(one, new Blob(['abc']))));
    assert.equal(one.files.length, 1);
    assert.equal(other.files.length, 0);
  });

  test('take no memory of the Wasm, and one copy of their bytes at most (F08)', async (t) => {
    const shim = shimFor(t);
    const { wasmHeapBytes } = shim[Symbol.for('kintone-shim.internals')];
    await shim.handle(uploadOf(formOf(shim, new Blob(['abc']))));
    const before = wasmHeapBytes();
    const size = 50_000_000;
    await shim.handle(uploadOf(formOf(shim, new Blob([bytesOf(size)]))));
    assert.equal(wasmHeapBytes(), before);
    assert.equal(shim.diskUsage, size + 3);
  });
});

test('a hundred requests at once are answered, the one over is refused, and then all go on (F20)', async (t) => {
  const shim = shimFor(t);
  const { chunks, headers } = await chunksOf(formOf(shim, new Blob(['abc'])), 50);
  const finish = [];
  const held = Array.from({ length: 100 }, () => {
    const rest = [...chunks];
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(rest.shift());
        finish.push(() => {
          for (const chunk of rest) controller.enqueue(chunk);
          controller.close();
        });
      },
    });
    return shim.handle(uploadOf(body, { headers, duplex: 'half' }));
  });
  await new Promise((resolve) => setImmediate(resolve));
  const refused = await shim.handle(uploadOf(formOf(shim, new Blob(['abc']))));
  assert.equal(refused.status, 429);
  assert.equal((await refused.json()).code, 'GAIA_TO04');
  for (const end of finish) end();
  for (const response of await Promise.all(held)) assert.equal(response.status, 200);
  assert.equal((await shim.handle(uploadOf(formOf(shim, new Blob(['abc']))))).status, 200);
  assert.equal(shim.files.length, 101);
});
