/** fetch and XMLHttpRequest to kintone in the process: Node, jsdom, happy-dom. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { bytesOfLength } from '../support/blobs.js';
import * as samples from '../support/browser/upload-samples.js';
import { logged, openWindow, windows } from '../support/windows.js';

const origin = 'https://example.kintone.com';
const requested = { 'X-Requested-With': 'XMLHttpRequest' };
const uploadKey = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function send(window, { method = 'POST', url = '/k/v1/file.json', fields = {}, body, type = 'json' }) {
  return new Promise((resolve) => {
    const xhr = new window.XMLHttpRequest();
    xhr.open(method, url);
    for (const [name, value] of Object.entries(fields)) xhr.setRequestHeader(name, value);
    xhr.responseType = type;
    xhr.onloadend = () => resolve(xhr);
    xhr.send(body);
  });
}

/** The answer's status and JSON, by either API. */
const apis = {
  fetch: async (window, { fields, body, url = '/k/v1/file.json' }) => {
    const response = await window.fetch(url, { method: 'POST', headers: fields, body });
    return { status: response.status, ...(await response.json()) };
  },
  XMLHttpRequest: async (window, asked) => {
    const { status, response } = await send(window, asked);
    return { status, ...response };
  },
};

const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

for (const [place, makeWindow] of Object.entries(windows)) {
  describe(place, () => {
    for (const [name, sample] of Object.entries(samples)) {
      test(`kintone's sample as it stands: ${name}`, async (t) => {
        const { shim, window } = openWindow(t, makeWindow);
        const answer = await logged(window, shim.kintone, sample);
        assert.deepEqual(Object.keys(answer), ['fileKey']);
        assert.match(answer.fileKey, uploadKey);
        const [file, ...more] = shim.files;
        assert.deepEqual(more, []);
        assert.deepEqual([file.name, file.contentType, file.state], ['test.txt', 'text/plain', 'temporary']);
        const content = sample.includes('テスト') ? 'テストファイルです' : 'Sample Test File';
        assert.equal(await (await file.blob()).text(), content);
      });
    }

    for (const [api, ask] of Object.entries(apis)) {
      test(`${api}: files arrive byte for byte, with their names and types`, async (t) => {
        const { shim, window } = openWindow(t, makeWindow);
        const { Blob, File, FormData } = window;
        for (const size of [0, 1, 65_537, 3_000_000]) {
          const bytes = bytesOfLength(size);
          const form = new FormData();
          form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
          form.append('file', new File([bytes], '領収書 4月; (1).pdf', { type: 'application/pdf' }));
          const { status } = await ask(window, { fields: requested, body: form });
          assert.equal(status, 200);
          const file = shim.files.at(-1);
          assert.deepEqual(
            [file.name, file.contentType, file.size],
            ['領収書 4月; (1).pdf', 'application/pdf', size],
          );
          assert.deepEqual(await bytesOf(await file.blob()), new Uint8Array(bytes));
        }
        for (const [value, name, expected] of [
          [new Blob(['a']), undefined, 'blob'],
          [new Blob(['a']), 'b.txt', 'b.txt'],
          [new File(['a'], 'a.txt'), 'c.txt', 'c.txt'],
        ]) {
          const form = new FormData();
          if (name) form.set('file', value, name);
          else form.set('file', value);
          form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
          assert.equal((await ask(window, { fields: requested, body: form })).status, 200);
          assert.equal(shim.files.at(-1).name, expected);
        }
      });

      test(`${api}: a file name that is undefined is none`, async (t) => {
        const { shim, window } = openWindow(t, makeWindow);
        const { Blob, File, FormData } = window;
        for (const [value, expected] of [
          [new Blob(['a']), 'blob'],
          [new File(['a'], 'a.txt'), 'a.txt'],
        ]) {
          for (const add of ['append', 'set']) {
            const form = new FormData();
            form[add]('file', value, undefined);
            form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
            assert.equal((await ask(window, { fields: requested, body: form })).status, 200);
            // Node's own FormData takes it for a name.
            assert.equal(shim.files.at(-1).name, place === 'Node' ? form.get('file').name : expected);
          }
        }
      });

      test(`${api}: the right error without the token, with a stale one, without X-Requested-With`, async (t) => {
        const { shim, window } = openWindow(t, makeWindow, { clock: 'manual' });
        const stale = shim.kintone.getRequestToken();
        const formWith = (token) => {
          const form = new window.FormData();
          if (token) form.append('__REQUEST_TOKEN__', token);
          form.append('file', new window.Blob(['bytes']), 'a.txt');
          return form;
        };
        const codeOf = async (asked) => {
          const { status, code } = await ask(window, asked);
          return [status, code];
        };
        assert.deepEqual(await codeOf({ body: formWith(stale) }), [400, 'CB_JH01']);
        assert.deepEqual(await codeOf({ fields: requested, body: formWith() }), [400, 'CB_CS01']);
        shim.advance(86_400_001);
        assert.deepEqual(await codeOf({ fields: requested, body: formWith(stale) }), [400, 'CB_CS01']);
        shim.reload();
        const fresh = shim.kintone.getRequestToken();
        assert.deepEqual(await codeOf({ fields: requested, body: formWith(fresh) }), [200, undefined]);
        assert.equal(shim.files.length, 1);
      });

      test(`${api}: relative and absolute URLs, as string and as URL`, async (t) => {
        const { window } = openWindow(t, makeWindow);
        const base = '/k/v1/record.json?app=1&id=1';
        for (const url of [base, `${origin}${base}`, new URL(base, origin), `//example.kintone.com${base}`]) {
          const fields = { ...requested, 'Content-Type': 'application/json' };
          assert.equal((await ask(window, { url, fields, body: '{}' })).code, 'CB_CS01', String(url));
        }
      });
    }

    test('fetch: bodies of every sort, and their Content-Type', async (t) => {
      const { window } = openWindow(t, makeWindow, { session: false });
      const json = JSON.stringify({ app: 1, record: {} });
      const fields = { 'X-Cybozu-API-Token': 'token', 'Content-Type': 'application/json' };
      for (const body of [
        json,
        new window.Blob([json]),
        new TextEncoder().encode(json),
        new TextEncoder().encode(json).buffer,
        new Blob([json]).stream(),
        (async function* inPieces() {
          yield new TextEncoder().encode(json.slice(0, 5));
          yield new TextEncoder().encode(json.slice(5));
        })(),
      ]) {
        const init = { method: 'post', headers: fields, body, duplex: 'half' };
        const response = await window.fetch('/k/v1/record.json', init);
        assert.equal(response.status, 200, await response.clone().text());
        assert.equal(response.url, `${origin}/k/v1/record.json`);
      }
    });

    test('fetch: what its caller does wrong is an error', async (t) => {
      const { window } = openWindow(t, makeWindow);
      await assert.rejects(window.fetch('/k/v1/record.json', { body: 'text' }), { name: 'TypeError' });
      await assert.rejects(window.fetch('/k/v1/record.json', { method: 'a b' }), { name: 'TypeError' });
      const signal = AbortSignal.abort(new Error('changed my mind'));
      await assert.rejects(window.fetch('/k/v1/record.json', { signal }), { message: 'changed my mind' });
      const later = new AbortController();
      const asked = window.fetch('/k/v1/record.json', { signal: later.signal });
      later.abort();
      await assert.rejects(asked, { name: 'AbortError' });
    });

    test('fetch: a body that never goes on is aborted all the same', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const controller = new AbortController();
      const body = (async function* stalled() {
        yield new TextEncoder().encode('{');
        setImmediate(() => controller.abort());
        await new Promise(() => {});
      })();
      const { signal } = controller;
      const headers = { 'X-Cybozu-API-Token': 'token', 'Content-Type': 'application/json' };
      const init = { method: 'POST', headers, body, duplex: 'half', signal };
      const asked = window.fetch('/k/v1/record.json', init);
      await assert.rejects(asked, { name: 'AbortError' });
    });

    test('fetch: a Request that shows no stream brings its body', async (t) => {
      const { shim, window } = openWindow(t, makeWindow, { session: false });
      const headers = { 'X-Cybozu-API-Token': 'token', 'Content-Type': 'application/json' };
      const given = { method: 'POST', headers, body: JSON.stringify({ app: 1, record: {} }) };
      const request = new Request(`${origin}/k/v1/record.json`, given);
      Object.defineProperty(request, 'body', { value: undefined });
      assert.equal((await window.fetch(request, { credentials: 'omit' })).status, 200);
      assert.equal(shim.records.length, 1);
    });

    test('fetch: an upload that is aborted by a signal of the window leaves nothing', async (t) => {
      const { shim, window } = openWindow(t, makeWindow);
      const form = new window.FormData();
      form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
      form.append('file', new window.Blob([bytesOfLength(3_000_000)]), 'a.bin');
      const controller = new window.AbortController();
      const { signal } = controller;
      const answered = window.fetch('/k/v1/file.json', {
        method: 'POST',
        headers: requested,
        body: form,
        signal,
      });
      controller.abort();
      await assert.rejects(answered, { name: 'AbortError' });
      assert.deepEqual(shim.files, []);
    });

    test('restore puts back what was there; what wraps ours goes on without the shim', async (t) => {
      const { window } = makeWindow();
      const shim = createShim();
      t.after(() => shim.dispose());
      const names = ['fetch', 'XMLHttpRequest'];
      const before = names.map((name) => Object.getOwnPropertyDescriptor(window, name));
      const called = [];
      window.fetch = async (url) => called.push(url);
      const restore = intercept(shim, window);
      const ours = window.fetch;
      window.fetch = (...args) => ours(...args);
      const wrapper = window.fetch;
      await window.fetch('/k/v1/record.json');
      assert.deepEqual(called, []);
      restore();
      restore();
      assert.equal(window.fetch, wrapper);
      await window.fetch('/k/v1/record.json');
      assert.deepEqual(called, ['/k/v1/record.json']);
      if (before[0]) Object.defineProperty(window, 'fetch', before[0]);
      else delete window.fetch;
      intercept(shim, window)();
      assert.deepEqual(
        names.map((name) => Object.getOwnPropertyDescriptor(window, name)),
        before,
      );
    });
  });
}

test('happy-dom: a Request of its own', async (t) => {
  const { shim, window } = openWindow(t, windows['happy-dom']);
  const form = new window.FormData();
  form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
  form.append('file', new window.Blob(['abc']), '領収書.txt');
  const request = new window.Request(`${origin}/k/v1/file.json`, {
    method: 'POST',
    headers: requested,
    body: form,
  });
  assert.equal((await window.fetch(request)).status, 200);
  const [file] = shim.files;
  assert.deepEqual([file.name, await (await file.blob()).text()], ['領収書.txt', 'abc']);
});

test('Node: a Request, whole and with more', async (t) => {
  const { shim } = openWindow(t, windows.Node);
  const form = new FormData();
  form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
  form.append('file', new Blob(['abc']), 'a.txt');
  const request = () =>
    new Request(`${origin}/k/v1/file.json`, { method: 'POST', headers: requested, body: form });
  assert.equal((await fetch(request())).status, 200);
  assert.equal((await fetch(request(), { cache: 'no-store', duplex: 'half' })).status, 200);
  assert.equal((await fetch(request(), { headers: {}, duplex: 'half' })).status, 400);
  assert.equal((await fetch(request(), { credentials: 'omit' })).status, 401);
  assert.equal(shim.files.length, 2);
});

test('a shim is asked for', () => {
  for (const wrong of [undefined, null, {}, 'shim']) {
    assert.throws(() => intercept(wrong), { name: 'TypeError', message: /intercept\(shim\)/ });
  }
});
