/** Bodies that never come: what ends the request ends it, and gives its place among those at once back (F20). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { openWindow, windows } from '../support/windows.js';
import { RawUpload } from '../support/rest-client.js';
import { openServer } from '../support/page-client.js';
import { until } from '../support/waiting.js';

const origin = 'https://example.kintone.com';
const url = `${origin}/k/v1/file.json`;
const asked = { 'X-Requested-With': 'XMLHttpRequest' };
const headers = { ...asked, 'Content-Type': 'multipart/form-data; boundary=b' };
const token = { ...headers, 'X-Cybozu-API-Token': 'TOKEN' };
const most = 100;
const never = () => new Promise(() => {});

function shimFor(t, options) {
  const shim = createShim(options);
  t.after(() => shim.dispose());
  return shim;
}

/** @returns {{ body: ReadableStream, cancelled: () => number }} One that never yields. */
function stalled() {
  let cancelled = 0;
  const body = new ReadableStream({
    pull: never,
    cancel: () => {
      cancelled += 1;
    },
  });
  return { body, cancelled: () => cancelled };
}

/** Those of other realms need not heed what they are told. */
const deaf = {
  body: { getReader: () => ({ read: never, cancel: never }) },
  cancelled: () => 1,
};

/** No body that could be read as a stream: happy-dom's Request among others. */
const hidden = { arrayBuffer: never, body: undefined };

const requestOf = (members) => ({ url, method: 'POST', headers: new Headers(headers), ...members });

async function running(shim) {
  const response = await shim.handle(new Request(`${origin}/k/v1/record.json?app=1&id=1`));
  // This one is running, too.
  return Number(response.headers.get('X-ConcurrencyLimit-Running')) - 1;
}

/** Waits for what the requests have taken. */
async function takenBy(shim, count) {
  while ((await running(shim)) < count) await new Promise((resolve) => setImmediate(resolve));
}

const reasonOf = (promise) =>
  promise.then(
    ({ status }) => status,
    ({ name }) => name,
  );

const endings = { 'reset()': (shim) => shim.reset(), 'dispose()': (shim) => shim.dispose() };

for (const [name, end] of Object.entries(endings)) {
  describe(`100 requests whose stream never yields, then ${name}`, () => {
    test('all are rejected, their streams cancelled, and the next request is taken', async (t) => {
      const shim = shimFor(t);
      const bodies = [...Array.from({ length: most - 1 }, stalled), deaf];
      const held = bodies.map(({ body }) => reasonOf(shim.handle(requestOf({ body }))));
      const alsoHeld = reasonOf(shim.handle(requestOf(hidden)));
      await takenBy(shim, most);
      end(shim);
      assert.equal(await running(shim), 0);
      assert.deepEqual(new Set(await Promise.all([...held, alsoHeld])), new Set(['AbortError']));
      assert.deepEqual(new Set(bodies.map(({ cancelled }) => cancelled())), new Set([1]));
    });
  });
}

test('an upload that is half there leaves nothing behind after reset()', async (t) => {
  const shim = shimFor(t);
  let controller;
  const body = new ReadableStream({ start: (given) => void (controller = given) });
  const form = `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--b--\r\n`;
  const held = shim.handle(requestOf({ body, headers: new Headers(token) }));
  controller.enqueue(new TextEncoder().encode(form.slice(0, -5)));
  await takenBy(shim, 1);
  shim.reset();
  await assert.rejects(held, { name: 'AbortError' });
  assert.throws(() => controller.enqueue(new Uint8Array(1)));
  assert.deepEqual([shim.files, shim.diskUsage], [[], 0]);
});

test('a request with a signal is over when that says so, though its stream heeds nothing', async (t) => {
  const shim = shimFor(t);
  const controllers = Array.from({ length: most }, () => new AbortController());
  const held = controllers.map(({ signal }) => reasonOf(shim.handle(requestOf({ body: deaf.body, signal }))));
  await takenBy(shim, most);
  for (const controller of controllers) controller.abort(new RangeError('enough'));
  assert.equal(await running(shim), 0);
  assert.deepEqual(new Set(await Promise.all(held)), new Set(['RangeError']));
});

/** Of 8 bytes, which never come. */
function lateBlob() {
  const blob = new Blob(['12345678']);
  Object.defineProperty(blob, 'slice', { value: () => ({ size: 8, arrayBuffer: never }) });
  return blob;
}

test('105 uploads to kintone’s own origin whose Blob never arrives give their places back with GAIA_PR03', async (t) => {
  const shim = shimFor(t, { limits: { timeout: 200 } });
  const uploads = Array.from({ length: 105 }, () =>
    shim.kintone.proxy.upload(url, 'POST', token, { format: 'RAW', value: lateBlob() }).then(
      () => 'taken',
      (error) => JSON.parse(error).code,
    ),
  );
  assert.ok((await running(shim)) >= most);
  const ends = await Promise.all(uploads);
  assert.equal(ends.filter((code) => code === 'GAIA_PR03').length, most);
  assert.equal(await running(shim), 0);
});

test('so do those that reset() ends', async (t) => {
  const shim = shimFor(t);
  const uploads = Array.from({ length: most }, () =>
    shim.kintone.proxy
      .upload(url, 'POST', token, { format: 'RAW', value: lateBlob() })
      .catch((error) => JSON.parse(error).code),
  );
  await takenBy(shim, most);
  shim.reset();
  assert.equal(await running(shim), 0);
  assert.deepEqual(new Set(await Promise.all(uploads)), new Set(['SHIM_CALL_ABORTED']));
});

/** A form with a file of the window's that is never read. */
function lateForm(window) {
  const form = new window.FormData();
  form.append('file', new window.File(['12345678'], 'a'));
  const file = form.get('file');
  Object.defineProperty(file, 'slice', { value: () => ({ size: 8, arrayBuffer: never }) });
  form.entries = () => [['file', file]].values();
  return form;
}

test('a fetch of the page’s whose signal is aborted gives its place back', async (t) => {
  const { shim, window } = openWindow(t, windows.Node);
  const controllers = Array.from({ length: most }, () => new AbortController());
  const held = controllers.map(({ signal }) =>
    reasonOf(window.fetch(url, { method: 'POST', headers: asked, body: lateForm(window), signal })),
  );
  await takenBy(shim, most);
  for (const controller of controllers) controller.abort();
  assert.equal(await running(shim), 0);
  assert.deepEqual(new Set(await Promise.all(held)), new Set(['AbortError']));
});

for (const [end, begin] of Object.entries({
  abort: (xhr) => setTimeout(() => xhr.abort()),
  timeout: (xhr) => void (xhr.timeout = 20),
  error: () => {},
})) {
  test(`an XMLHttpRequest whose file never arrives gives its place back with ${end}`, async (t) => {
    const { shim, window } = openWindow(t, windows.jsdom);
    const xhr = new window.XMLHttpRequest();
    xhr.open('POST', url);
    xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    begin(xhr);
    const over = new Promise((resolve) => {
      xhr.onabort = xhr.ontimeout = xhr.onerror = ({ type }) => resolve(type);
    });
    xhr.send(lateForm(window));
    if (end === 'error') {
      await takenBy(shim, 1);
      shim.reset();
    }
    assert.equal(await over, end);
    assert.equal(await running(shim), 0);
  });
}

test('an upload over HTTP that is on its way is cut off by reset()', async (t) => {
  const server = await openServer(t);
  const upload = await RawUpload.begin(server, 1_000);
  await takenBy(server.shim, 1);
  server.shim.reset();
  assert.equal(await running(server.shim), 0);
  await until(() => upload.isClosed);
  assert.deepEqual(server.shim.files, []);
});
