/** What an XMLHttpRequest to kintone tells its page, in the process; and one to anybody else, which is none of ours. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listen } from '../support/browser.js';
import { slowness, until } from '../support/waiting.js';
import { emulators, openWindow } from '../support/windows.js';

const origin = 'https://example.kintone.com';
const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 167 + (i >> 8)) & 255);
const token = { 'X-Cybozu-API-Token': 'TOKEN' };
const json = { ...token, 'Content-Type': 'application/json' };
const apps = { 5: { fields: { Files: 'FILE' } } };

function openXHR(window, method, url, { fields = {}, type = '' } = {}) {
  const xhr = new window.XMLHttpRequest();
  xhr.open(method, url);
  for (const [name, value] of Object.entries(fields)) xhr.setRequestHeader(name, value);
  xhr.responseType = type;
  return xhr;
}

const sent = (xhr, body) =>
  new Promise((resolve) => {
    xhr.addEventListener('loadend', () => resolve(xhr));
    xhr.send(body);
  });

/** Every event, in turn. */
function eventsOf(xhr) {
  const seen = [];
  const names = ['loadstart', 'progress', 'load', 'loadend', 'abort', 'error', 'timeout'];
  for (const name of names) {
    xhr.addEventListener(name, ({ loaded, total }) => seen.push(`${name} ${loaded}/${total}`));
    xhr.upload.addEventListener(name, ({ loaded, total }) => seen.push(`upload ${name} ${loaded}/${total}`));
  }
  xhr.onreadystatechange = () => seen.push(`state ${xhr.readyState}`);
  return seen;
}

/** A file that a record has, and its download key. */
async function attached(window, shim) {
  const form = new window.FormData();
  form.append('file', new window.File([bytes], 'a.bin'));
  const upload = await sent(
    openXHR(window, 'POST', '/k/v1/file.json', { fields: token, type: 'json' }),
    form,
  );
  const record = { Files: { value: [upload.response] } };
  const body = JSON.stringify({ app: 5, record });
  const added = await sent(openXHR(window, 'POST', '/k/v1/record.json', { fields: json }), body);
  assert.equal(added.status, 200, added.responseText);
  return shim.records[0].record.Files.value[0].fileKey;
}

for (const [place, makeWindow] of Object.entries(emulators)) {
  describe(place, () => {
    test('a file comes back byte for byte, as every type of response', async (t) => {
      const { window, shim } = openWindow(t, makeWindow, { apps });
      const key = await attached(window, shim);
      const url = `${origin}/k/v1/file.json?fileKey=${key}`;
      const download = (type, more) => {
        const xhr = openXHR(window, 'GET', url, { fields: token, type });
        more?.(xhr);
        return sent(xhr);
      };
      const buffer = await download('arraybuffer');
      assert.deepEqual(new Uint8Array(buffer.response), bytes);
      assert.throws(() => buffer.responseText, { name: 'InvalidStateError' });
      assert.throws(() => buffer.responseXML, { name: 'InvalidStateError' });
      const { response: blob } = await download('blob');
      assert.ok(blob instanceof window.Blob);
      const read = await new Promise((resolve) => {
        const reader = new window.FileReader();
        reader.onload = () => resolve(new Uint8Array(reader.result));
        reader.readAsArrayBuffer(blob);
      });
      assert.deepEqual(read, bytes);
      const text = await download('', (xhr) => xhr.overrideMimeType('text/plain; charset=x-user-defined'));
      assert.deepEqual(
        Uint8Array.from(text.responseText, (char) => char.charCodeAt(0)),
        bytes,
      );
      assert.equal((await download('json')).response, null);
    });

    test('the events and states of an upload, in their order', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const xhr = new window.XMLHttpRequest();
      const seen = eventsOf(xhr);
      xhr.open('POST', '/k/v1/file.json');
      xhr.setRequestHeader('X-Cybozu-API-Token', 'TOKEN');
      assert.deepEqual([xhr.readyState, xhr.status, xhr.responseText, xhr.responseURL], [1, 0, '', '']);
      assert.deepEqual([xhr.getResponseHeader('content-type'), xhr.getAllResponseHeaders()], [null, '']);
      const form = new window.FormData();
      form.append('file', new window.Blob([bytes]), 'a.bin');
      await sent(xhr, form);
      const answered = `${xhr.responseText.length}/${xhr.responseText.length}`;
      const uploads = seen.filter((each) => /^upload progress/.test(each));
      const rest = seen
        .filter((each) => !/^upload progress/.test(each))
        .map((each) => each.replace(/ \d{5,}\//g, ' n/'));
      const [, total] = uploads.at(-1).split('/');
      assert.ok(Number(total) > bytes.length);
      assert.match(uploads.at(-1), new RegExp(`^upload progress ${total}/`));
      assert.deepEqual(rest, [
        'state 1',
        'loadstart 0/0',
        `upload loadstart 0/${total}`,
        `upload load n/${total}`,
        `upload loadend n/${total}`,
        'state 2',
        'state 3',
        `progress ${answered}`,
        'state 4',
        `load ${answered}`,
        `loadend ${answered}`,
      ]);
      assert.equal(xhr.responseURL, `${origin}/k/v1/file.json`);
      assert.match(xhr.getResponseHeader('Content-Type'), /^application\/json/);
      assert.match(xhr.getAllResponseHeaders(), /^content-type: application\/json[^\r\n]*\r\n/m);
      assert.deepEqual(Object.keys(JSON.parse(xhr.response)), ['fileKey']);
    });

    test('a listener that was removed is not told', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const xhr = openXHR(window, 'GET', '/k/v1/record.json');
      const told = [];
      const removed = () => told.push('removed');
      xhr.addEventListener('load', removed);
      xhr.removeEventListener('load', removed);
      xhr.addEventListener('load', { handleEvent: ({ type }) => told.push(type) });
      xhr.addEventListener('load', () => told.push('once'), { once: true });
      await sent(xhr);
      assert.deepEqual(told, ['load', 'once']);
    });

    test('an upload that is aborted leaves nothing, and says so', async (t) => {
      const { window, shim } = openWindow(t, makeWindow);
      const make = () => openXHR(window, 'POST', '/k/v1/file.json', { fields: token });
      const xhr = make();
      const seen = eventsOf(xhr);
      const form = new window.FormData();
      form.append('file', new window.Blob([bytes]), 'a.bin');
      xhr.send(form);
      xhr.abort();
      // Whatever was still to come of it comes before a later one has ended.
      for (let i = 0; i < 2; i += 1) assert.equal((await sent(make(), form)).status, 200);
      assert.deepEqual(
        seen.map((each) => each.replace(/ \d+\/\d+/, '')),
        ['loadstart', 'upload loadstart', 'state 4', 'upload abort', 'upload loadend', 'abort', 'loadend'],
      );
      assert.deepEqual([xhr.readyState, xhr.status], [0, 0]);
      assert.equal(shim.files.length, 2);
    });

    test('one that is used again, and in the wrong order', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const xhr = openXHR(window, 'POST', '/k/v1/file.json', { fields: token });
      assert.equal((await sent(xhr)).status, 400);
      assert.throws(() => xhr.send(), { name: 'InvalidStateError' });
      assert.throws(() => xhr.setRequestHeader('A', 'b'), { name: 'InvalidStateError' });
      assert.throws(() => xhr.overrideMimeType('text/plain'), { name: 'InvalidStateError' });
      xhr.open('GET', '/k/v1/nothing.json');
      assert.deepEqual([xhr.readyState, xhr.status, xhr.responseText], [1, 0, '']);
      assert.equal((await sent(xhr)).status, 404);
    });

    test('a time limit counts from the sending, and may be set later', async (t) => {
      const { window } = openWindow(t, makeWindow);
      // A file that is never read to its end.
      const slow = { size: 3, type: '', slice: () => slow, arrayBuffer: () => new Promise(() => {}) };
      for (const [before, after] of [
        [20, 20],
        [0, 20],
      ]) {
        const xhr = openXHR(window, 'POST', '/k/v1/record.json', { fields: json });
        const seen = eventsOf(xhr);
        xhr.timeout = before;
        const ended = sent(xhr, slow);
        xhr.timeout = after;
        assert.equal((await ended).readyState, 4);
        assert.deepEqual(
          seen.slice(-4).map((each) => each.replace(/ \d+\/\d+/, '')),
          ['upload timeout', 'upload loadend', 'timeout', 'loadend'],
        );
      }
    });

    test('a time limit is a whole number as of WebIDL: what is none is no limit, and a long one is long', async (t) => {
      const { window } = openWindow(t, makeWindow);
      for (const [given, kept] of [
        [undefined, 0],
        ['none', 0],
        [2 ** 32 - 1, 2 ** 32 - 1],
      ]) {
        const xhr = openXHR(window, 'POST', '/k/v1/record.json', { fields: json });
        const seen = eventsOf(xhr);
        xhr.timeout = given;
        assert.equal(xhr.timeout, kept);
        const arrayBuffer = () => slowness(30).then(() => new ArrayBuffer(3));
        const slow = { size: 3, type: '', slice: () => slow, arrayBuffer };
        assert.equal((await sent(xhr, slow)).status, 400, seen.join());
      }
    });

    test('a body that is a stream is a text, as in a browser', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const xhr = await sent(
        openXHR(window, 'POST', '/k/v1/record.json', { fields: json }),
        new ReadableStream(),
      );
      assert.equal(JSON.parse(xhr.responseText).code, 'CB_IJ01');
    });

    test('a synchronous one is an error that says why', (t) => {
      const { window } = openWindow(t, makeWindow);
      const xhr = new window.XMLHttpRequest();
      assert.throws(() => xhr.open('GET', '/k/v1/record.json', false), {
        name: 'InvalidAccessError',
        message: /GET https:\/\/example\.kintone\.com\/k\/v1\/record\.json: .*synchronous/,
      });
    });

    test('one to kintone ends one to anybody else that is on its way', async (t) => {
      const held = [];
      const server = await listen((request, response) => {
        if (request.url === '/held') held.push(response);
        else response.end('theirs');
      });
      t.after(() => server.close());
      const { window } = openWindow(t, makeWindow);
      const xhr = openXHR(window, 'GET', `${server.origin}/held`);
      const ended = [];
      xhr.addEventListener('loadend', ({ type }) => ended.push(`${type} ${xhr.status}`));
      xhr.send();
      await until(() => held.length === 1);
      xhr.open('GET', '/k/v1/nothing.json');
      xhr.send();
      await until(() => ended.length === 1);
      // happy-dom's own open() ends nothing, see tests/conformance/gaps-emulators.json.
      const goesOn = place === 'happy-dom';
      if (goesOn) held[0].end('theirs');
      await until(() => (goesOn ? ended.length === 2 : held[0].closed));
      await sent(openXHR(window, 'GET', `${server.origin}/another`));
      assert.deepEqual(ended, Array(goesOn ? 2 : 1).fill('loadend 404'));
    });

    test('to anybody else it is as if we were not there', async (t) => {
      const heads = [];
      const server = await listen((request, response) => {
        heads.push({ method: request.method, ...request.headers });
        const allowed = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
        response.writeHead(200, allowed).end('theirs');
      });
      t.after(() => server.close());
      const { window } = openWindow(t, makeWindow);
      const Ours = window.XMLHttpRequest;
      const Theirs = Object.getPrototypeOf(Ours);
      const answers = [];
      for (const XMLHttpRequest of [Ours, Theirs]) {
        const xhr = new XMLHttpRequest();
        assert.ok(xhr instanceof Theirs);
        xhr.open('POST', `${server.origin}/k/v1/file.json`);
        const { status, responseText, readyState, responseURL } = await sent(xhr, 'body');
        answers.push({ status, responseText, readyState, responseURL });
      }
      assert.equal(answers[0].responseText, 'theirs');
      assert.deepEqual(answers[0], answers[1]);
      // happy-dom asks first.
      const half = heads.length / 2;
      assert.ok(half === 1 || half === 2);
      assert.deepEqual(heads.slice(0, half), heads.slice(half));
    });
  });
}
