/** What an XMLHttpRequest shows of a downloaded file: as Chromium does, seen with the same bytes and types. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emulators, openWindow } from '../support/windows.js';

const token = { 'X-Cybozu-API-Token': 'TOKEN' };
const json = { ...token, 'Content-Type': 'application/json' };
const apps = { 5: { fields: { Files: 'FILE' } } };

async function attached(window, shim, bytes) {
  const form = new window.FormData();
  form.append('file', new window.File([Uint8Array.from(bytes)], 'a.bin'));
  const upload = await window.fetch('/k/v1/file.json', { method: 'POST', headers: token, body: form });
  const record = { Files: { value: [await upload.json()] } };
  const body = JSON.stringify({ app: 5, record });
  await window.fetch('/k/v1/record.json', { method: 'POST', headers: json, body });
  return shim.records.at(-1).record.Files.value[0].fileKey;
}

async function shown(window, key, mime, type) {
  const xhr = new window.XMLHttpRequest();
  xhr.open('GET', `/k/v1/file.json?fileKey=${key}`);
  xhr.setRequestHeader('X-Cybozu-API-Token', 'TOKEN');
  xhr.responseType = type;
  xhr.overrideMimeType(mime);
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  const { responseXML: document } = xhr;
  assert.equal(xhr.responseXML, document);
  return [type === '' ? xhr.responseText : undefined, document?.documentElement.textContent];
}

const utf8 = (text) => new TextEncoder().encode(text);
const userDefined = 'text/plain; charset=x-user-defined';

const cases = {
  'marked as UTF-16': [[0xff, 0xfe, 0x41, 0, 0x42, 0], 'text/plain; charset=utf-8', 'AB'],
  'marked as UTF-16, big-endian': [[0xfe, 0xff, 0, 0x41], userDefined, 'A'],
  'marked as UTF-8': [utf8('\ufeffhé'), userDefined, 'hé'],
  'of a charset': [[0x82, 0xa0], 'text/plain; charset=Shift_JIS', 'あ'],
  XML: [utf8('<a>é</a>'), 'TEXT/xml ; charset=utf-8', '<a>é</a>', 'é'],
  'XML of another name': [utf8('<a>é</a>'), 'application/rss+xml', '<a>é</a>', 'é'],
  'broken XML': [utf8('<a>'), 'text/xml', '<a>'],
  HTML: [utf8('<p>x</p>'), 'text/html', '<p>x</p>', undefined, 'x'],
};

for (const [place, makeWindow] of Object.entries(emulators)) {
  for (const [name, [bytes, mime, text, xml, html = xml]] of Object.entries(cases)) {
    test(`${place}: ${name}`, async (t) => {
      const { window, shim } = openWindow(t, makeWindow, { apps });
      const key = await attached(window, shim, bytes);
      assert.deepEqual(await shown(window, key, mime, ''), [text, xml]);
      assert.deepEqual(await shown(window, key, mime, 'document'), [undefined, html]);
    });
  }
}
