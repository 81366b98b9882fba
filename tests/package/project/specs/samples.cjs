'use strict';
/* global XMLHttpRequest, kintone */
// kintone's samples about Upload File, in each runner and each emulated page.

const AsyncFunction = (async () => {}).constructor;
const texts = JSON.parse(process.env.SAMPLES ?? '{}');
const hasXHR = typeof XMLHttpRequest === 'function';

/** Runs a sample as it stands; what it logs. */
const logged = (sample) =>
  new Promise((resolve, reject) => {
    new AsyncFunction('console', sample)({ log: resolve }).catch(reject);
  });

const token = { 'X-Cybozu-API-Token': 'TOKEN' };

/** What a file that a record has is downloaded by. */
const downloads = {
  fetch: async (url) => (await fetch(url, { headers: token })).arrayBuffer(),
  XMLHttpRequest: (url) =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('GET', url);
      for (const [name, value] of Object.entries(token)) xhr.setRequestHeader(name, value);
      xhr.responseType = 'arraybuffer';
      xhr.onload = () => resolve(xhr.response);
      xhr.send();
    }),
};

async function downloadKeyOf(shim, file) {
  const form = new FormData();
  form.append('file', file);
  const upload = await fetch('/k/v1/file.json', { method: 'POST', headers: token, body: form });
  const record = { Files: { value: [await upload.json()] } };
  const headers = { ...token, 'Content-Type': 'application/json' };
  await fetch('/k/v1/record.json', { method: 'POST', headers, body: JSON.stringify({ app: 5, record }) });
  return shim.records[0].record.Files.value[0].fileKey;
}

const ways = {
  fetch: async (fields, body) => {
    const response = await fetch('/k/v1/file.json', { method: 'POST', headers: fields, body });
    return [response.status, (await response.json()).code];
  },
  XMLHttpRequest: (fields, body) =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', 'https://example.kintone.com/k/v1/file.json');
      for (const [name, value] of Object.entries(fields)) xhr.setRequestHeader(name, value);
      xhr.onload = () => resolve([xhr.status, JSON.parse(xhr.responseText).code]);
      xhr.send(body);
    }),
};

/** @param {{ createShim: Function, intercept: Function, test: Function, expect: Function }} given the package's and the runner's */
function samples({ createShim, intercept, test, expect, beforeEach, afterEach }) {
  let shim;
  let undo;

  beforeEach(() => {
    shim = createShim({ clock: 'manual', apps: { 5: { fields: { Files: 'FILE' } } } });
    undo = [intercept(shim), shim.install()];
  });

  afterEach(() => {
    for (const each of undo) each();
    shim.dispose();
  });

  for (const [name, sample] of Object.entries(texts)) {
    if (name === 'xmlHttpRequest' && !hasXHR) continue;
    test(`kintone’s sample as it stands: ${name}`, async () => {
      expect(Object.keys(await logged(sample))).toEqual(['fileKey']);
      const [file, ...more] = shim.files;
      expect([file.name, file.contentType, more]).toEqual(['test.txt', 'text/plain', []]);
      expect(['Sample Test File', 'テストファイルです']).toContain(await (await file.blob()).text());
    });
  }

  for (const [name, ask] of Object.entries(ways)) {
    if (name === 'XMLHttpRequest' && !hasXHR) continue;
    test(`${name}: bytes arrive, and what is wrong is refused`, async () => {
      const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 167) & 255);
      const formWith = (token) => {
        const form = new FormData();
        if (token) form.append('__REQUEST_TOKEN__', token);
        form.append('file', new File([bytes], '領収書.pdf', { type: 'application/pdf' }));
        return form;
      };
      const requested = { 'X-Requested-With': 'XMLHttpRequest' };
      const stale = kintone.getRequestToken();
      expect(await ask(requested, formWith(stale))).toEqual([200, undefined]);
      const [{ name: fileName, size, blob }] = shim.files;
      expect([fileName, size]).toEqual(['領収書.pdf', bytes.length]);
      const kept = new Uint8Array(await (await blob()).arrayBuffer());
      expect(kept.every((byte, i) => byte === bytes[i])).toBe(true);
      expect(await ask({}, formWith(stale))).toEqual([400, 'CB_JH01']);
      expect(await ask(requested, formWith())).toEqual([400, 'CB_CS01']);
      shim.advance(86_400_001);
      expect(await ask(requested, formWith(stale))).toEqual([400, 'CB_CS01']);
    });

    test(`${name}: bytes come back`, async () => {
      const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 167) & 255);
      const key = await downloadKeyOf(shim, new File([bytes], '領収書.pdf'));
      const got = new Uint8Array(await downloads[name](`/k/v1/file.json?fileKey=${key}`));
      expect(got.length).toBe(bytes.length);
      expect(got.every((byte, i) => byte === bytes[i])).toBe(true);
    });
  }
}

module.exports = { samples };
