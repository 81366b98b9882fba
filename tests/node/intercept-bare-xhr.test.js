/** The XMLHttpRequest that intercept brings where there is none: it reaches kintone, and says so of everybody else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { listen } from '../support/browser.js';
import { openWindow, windows } from '../support/windows.js';

const origin = 'https://example.kintone.com';

/** What is printed on stderr meanwhile. */
function stderrOf(t) {
  const write = t.mock.method(process.stderr, 'write', () => true);
  return () => write.mock.calls.map(({ arguments: [text] }) => text).join('');
}

const ended = (xhr, body) => {
  const told = [];
  for (const type of ['loadstart', 'load', 'error', 'abort', 'loadend']) {
    xhr.addEventListener(type, () => told.push(type));
  }
  return new Promise((resolve) => {
    xhr.onloadend = () => resolve(told);
    xhr.send(body);
  });
};

test('what goes elsewhere is a network error that names it, and a line says what to do, which works', async (t) => {
  const server = await listen((request, response) => response.end('theirs'));
  t.after(() => server.close());
  openWindow(t, windows.Node);
  const printed = stderrOf(t);
  const xhr = new globalThis.XMLHttpRequest();
  xhr.open('GET', `${server.origin}/rates?key=secret`);
  const told = await ended(xhr);
  assert.deepEqual(told, ['loadstart', 'error', 'loadend']);
  assert.deepEqual([xhr.readyState, xhr.status, xhr.responseText], [4, 0, '']);
  const line = printed();
  assert.ok(line.includes(`GET ${server.origin}/rates: `), line);
  assert.ok(line.includes(`reaches ${origin} alone`), line);
  assert.match(line, /use fetch/);
  assert.doesNotMatch(line, /secret/);
  assert.equal(await (await fetch(`${server.origin}/rates`)).text(), 'theirs');
});

test('a synchronous one elsewhere throws the same', (t) => {
  openWindow(t, windows.Node);
  const xhr = new globalThis.XMLHttpRequest();
  xhr.open('GET', 'https://api.example.com/', false);
  const expected = { name: 'NetworkError', message: /GET https:\/\/api\.example\.com\/: .*use fetch/ };
  assert.throws(() => xhr.send(), expected);
});

test('one elsewhere that is aborted, or opened anew for kintone, is over', async (t) => {
  openWindow(t, windows.Node);
  const printed = stderrOf(t);
  const xhr = new globalThis.XMLHttpRequest();
  const told = [];
  for (const type of ['abort', 'error', 'load']) xhr.addEventListener(type, () => told.push(type));
  xhr.open('GET', 'https://api.example.com/');
  xhr.send();
  xhr.abort();
  assert.deepEqual([told, xhr.readyState], [['abort'], 0]);
  xhr.open('GET', 'https://api.example.com/');
  xhr.send();
  xhr.open('GET', '/k/v1/nothing.json');
  await ended(xhr);
  assert.equal(xhr.status, 404);
  assert.deepEqual(told, ['abort', 'load']);
  assert.equal(printed(), '');
});

test('restore() takes it away again', () => {
  assert.equal(globalThis.XMLHttpRequest, undefined);
  const shim = createShim();
  const restore = intercept(shim);
  assert.equal(typeof globalThis.XMLHttpRequest, 'function');
  restore();
  assert.ok(!('XMLHttpRequest' in globalThis));
  shim.dispose();
});

test('handlers are told with the progress of an upload, and a handler may be replaced', async (t) => {
  const { shim } = openWindow(t, windows.Node);
  const xhr = new globalThis.XMLHttpRequest();
  let progress;
  xhr.upload.onprogress = () => assert.fail('it was replaced');
  xhr.upload.onprogress = ({ loaded, total, lengthComputable }) => {
    progress = [loaded / total, lengthComputable];
  };
  xhr.open('POST', '/k/v1/file.json');
  xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  const form = new FormData();
  form.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
  form.append('file', new Blob(['abc']), '領収書.txt');
  await ended(xhr, form);
  assert.equal(xhr.status, 200, xhr.responseText);
  assert.deepEqual(progress, [1, true]);
  assert.equal(shim.files[0].name, '領収書.txt');
});
