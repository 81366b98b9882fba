/** A page's classes as globals of Node, in the place of Node's own: so Vitest's happy-dom has them, before anything is loaded. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Window } from 'happy-dom';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';

const origin = 'https://example.kintone.com';
const token = { 'X-Cybozu-API-Token': 'TOKEN' };
const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 167 + (i >> 8)) & 255);
const window = new Window({ url: `${origin}/k/5/` });
const names = ['fetch', 'Request', 'Response', 'Headers', 'XMLHttpRequest', 'Event', 'ProgressEvent'];
const natives = [...names, 'DOMException', 'FormData', 'Blob', 'File', 'document', 'location'].map((name) => [
  name,
  Object.getOwnPropertyDescriptor(globalThis, name),
]);

before(() => {
  for (const [name] of natives) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
});

after(async () => {
  for (const [name, native] of natives) {
    if (native) Object.defineProperty(globalThis, name, native);
    else delete globalThis[name];
  }
  await window.happyDOM.close();
});

/** The download key of a file that a record has. */
async function attached(shim) {
  const form = new FormData();
  form.append('file', new File([bytes], '領収書.bin'));
  const upload = await fetch('/k/v1/file.json', { method: 'POST', headers: token, body: form });
  const record = { Files: { value: [await upload.json()] } };
  const headers = { ...token, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ app: 5, record });
  assert.equal((await fetch('/k/v1/record.json', { method: 'POST', headers, body })).status, 200);
  return shim.records[0].record.Files.value[0].fileKey;
}

const downloads = {
  fetch: async (shim, url) => (await fetch(url, { headers: token })).arrayBuffer(),
  'fetch, its clone': async (shim, url) => (await fetch(url, { headers: token })).clone().arrayBuffer(),
  'fetch, as a Blob': async (shim, url) =>
    (await (await fetch(url, { headers: token })).blob()).arrayBuffer(),
  'shim.handle': async (shim, url) => (await shim.handle(new Request(url, { headers: token }))).arrayBuffer(),
  XMLHttpRequest: (shim, url) =>
    new Promise((resolve) => {
      const xhr = new globalThis.XMLHttpRequest();
      xhr.open('GET', url);
      xhr.setRequestHeader('X-Cybozu-API-Token', 'TOKEN');
      xhr.responseType = 'arraybuffer';
      xhr.onloadend = () => resolve(xhr.response);
      xhr.send();
    }),
};

for (const [name, download] of Object.entries(downloads)) {
  test(`a file comes back byte for byte: ${name}`, async (t) => {
    const shim = createShim({ apps: { 5: { fields: { Files: 'FILE' } } } });
    const restore = intercept(shim);
    t.after(() => {
      restore();
      shim.dispose();
    });
    const key = await attached(shim);
    const buffer = await download(shim, `${origin}/k/v1/file.json?fileKey=${key}`);
    assert.deepEqual(new Uint8Array(buffer), bytes);
  });
}
