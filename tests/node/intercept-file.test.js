/** A file that is uploaded through intercept is kept as the caller's own (F08). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { bytesOfLength } from '../support/blobs.js';
import { collectGarbage } from '../support/garbage.js';
import { until } from '../support/waiting.js';
import { emulators } from '../support/windows.js';

const headers = { 'X-Requested-With': 'XMLHttpRequest' };

function open(t, window = { fetch }) {
  const shim = createShim();
  const restore = intercept(shim, window);
  t.after(() => {
    restore();
    shim.dispose();
  });
  const upload = async (body, type = {}) => {
    const token = shim.kintone.getRequestToken();
    const url = `/k/v1/file.json?__REQUEST_TOKEN__=${token}`;
    const response = await window.fetch(url, { method: 'POST', headers: { ...headers, ...type }, body });
    assert.equal(response.status, 200);
    return shim.files.at(-1);
  };
  return { shim, window, upload };
}

function formWith(file, { Blob, FormData } = globalThis) {
  const form = new FormData();
  form.append('before', new Blob(['another']));
  form.append('file', file);
  form.append('after', 'a text');
  return form;
}

const bytesOf = async (blob) => Buffer.from(await blob.arrayBuffer());

test("it is the caller's File, and none of its bytes are kept beside it", async (t) => {
  const { shim, window, upload } = open(t);
  const size = 64 * 1024 * 1024;
  const form = formWith(new File([bytesOfLength(size)], 'large.bin', { type: 'text/x-own' }));
  const held = () => {
    collectGarbage();
    const { external, arrayBuffers } = process.memoryUsage();
    return external + arrayBuffers;
  };
  const before = held();
  const file = await upload(form);
  // What was read of it goes when its readers have ended.
  await until(() => held() - before <= size / 4);
  assert.equal(file.size, size);
  assert.equal(await file.blob(), form.get('file'));
  const record = { app: 1, record: { Files: { value: [{ fileKey: file.fileKey }] } } };
  const added = await window.fetch('/k/v1/record.json', {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...record, __REQUEST_TOKEN__: shim.kintone.getRequestToken() }),
  });
  assert.equal(added.status, 200);
  const [{ fileKey }] = shim.files;
  const answer = await window.fetch(`/k/v1/file.json?fileKey=${fileKey}`, { headers });
  assert.equal(answer.headers.get('Content-Type'), 'application/octet-stream');
  assert.ok((await bytesOf(await answer.blob())).equals(await bytesOf(form.get('file'))));
});

for (const [name, content] of [
  ['nothing', ''],
  ['what looks like the end of the file', '\r\n--'],
  ['a beginning like its end', '\r\n-a'],
  ['an end like its end', `${'a'.repeat(1024 * 1024 - 3)}\r\n-`],
  ['both over slices', `${'\r\n--'.repeat(600_000)}\r`],
]) {
  test(`its bytes are found: ${name}`, async (t) => {
    const { upload } = open(t);
    const file = await upload(formWith(new File([content], 'a.txt')));
    assert.equal(file.size, content.length);
    assert.equal(await (await file.blob()).text(), content);
  });
}

test('a form that the caller wrote: its file is a part of what was given', async (t) => {
  const { upload } = open(t);
  const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
  const written = `${head}0123456789\r\n--b--\r\n`;
  for (const body of [written, new TextEncoder().encode(written), new Blob([written])]) {
    const file = await upload(body, type);
    assert.equal(await (await file.blob()).text(), '0123456789');
  }
});

for (const [name, makeWindow] of Object.entries(emulators)) {
  test(`${name}: its File is read when it is asked for`, async (t) => {
    const { window, close } = makeWindow();
    t.after(close);
    const { upload } = open(t, window);
    const bytes = bytesOfLength(3_000_000);
    const file = await upload(formWith(new window.File([bytes], 'a.bin'), window));
    for (const blob of [await file.blob(), await file.blob()]) {
      assert.ok((await bytesOf(blob)).equals(Buffer.from(bytes)));
    }
  });
}
