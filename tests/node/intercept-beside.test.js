/** Requests to kintone in the process beside others who replace `fetch` and XMLHttpRequest, and who wrap what they make. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLHttpRequestInterceptor } from '@mswjs/interceptors/XMLHttpRequest';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { listen } from '../support/browser.js';
import { emulators, openWindow } from '../support/windows.js';

const origin = 'https://example.kintone.com';
const token = { 'X-Cybozu-API-Token': 'TOKEN' };

const ended = (xhr, body) =>
  new Promise((resolve) => {
    xhr.addEventListener('loadend', () => resolve([xhr.status, xhr.responseText]));
    xhr.send(body);
  });

function ask(XMLHttpRequest, url, body) {
  const xhr = new XMLHttpRequest();
  xhr.open('POST', url);
  for (const [name, value] of Object.entries(token)) xhr.setRequestHeader(name, value);
  return ended(xhr, body);
}

/** The names of a window as globals, as test environments have them: @mswjs/interceptors knows no window. */
function becomeGlobal(t, window) {
  const names = ['XMLHttpRequest', 'XMLHttpRequestUpload', 'Event', 'ProgressEvent', 'DOMException'];
  for (const name of [...names, 'Blob', 'FormData', 'Document', 'document', 'location']) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    t.after(() =>
      before ? Object.defineProperty(globalThis, name, before) : Reflect.deleteProperty(globalThis, name),
    );
  }
}

for (const order of ['before', 'after']) {
  test(`@mswjs/interceptors that were applied ${order} ours`, async (t) => {
    const { window } = new JSDOM('', { url: 'http://localhost:3000/' });
    becomeGlobal(t, window);
    const server = await listen((request, response) => {
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' });
      response.end('theirs');
    });
    const shim = createShim();
    const interceptor = new XMLHttpRequestInterceptor();
    interceptor.on('request', ({ request, controller }) => {
      if (request.url === 'https://api.example.com/') controller.respondWith(new Response('mocked'));
    });
    const Native = globalThis.XMLHttpRequest;
    if (order === 'before') interceptor.apply();
    const restore = intercept(shim);
    if (order === 'after') interceptor.apply();
    t.after(() => {
      shim.dispose();
      window.close();
      return server.close();
    });
    for (const path of ['/k/v1/file.json', `${origin}/k/v1/file.json`]) {
      const form = new window.FormData();
      form.append('file', new window.File(['abc'], '領収書.txt'));
      const [status, text] = await ask(globalThis.XMLHttpRequest, path, form);
      assert.equal(status, 200, text);
      assert.deepEqual([shim.files.at(-1).name, shim.files.at(-1).size], ['領収書.txt', 3]);
    }
    const others = [server.origin, 'https://api.example.com/'];
    for (const [i, url] of others.entries()) {
      assert.deepEqual(await ask(globalThis.XMLHttpRequest, url, 'abc'), [200, ['theirs', 'mocked'][i]]);
    }
    const ends = [restore, () => interceptor.dispose()];
    for (const end of order === 'before' ? ends : ends.reverse()) end();
    assert.equal(globalThis.XMLHttpRequest, Native);
  });
}

test('one that is wrapped in a Proxy, which jsdom allows', async (t) => {
  const { window } = openWindow(t, emulators.jsdom);
  const xhr = new Proxy(new window.XMLHttpRequest(), {});
  xhr.open('GET', '/k/v1/nothing.json');
  assert.equal((await ended(xhr))[0], 404);
});

for (const [place, makeWindow] of Object.entries(emulators)) {
  test(`${place}: what is listed of an XMLHttpRequest is what the platform lists, and has its values`, (t) => {
    const { window, restore } = openWindow(t, makeWindow);
    const facts = () => {
      const xhr = new window.XMLHttpRequest();
      const listed = [];
      for (const name in xhr) listed.push(typeof xhr[name] === 'function' ? name : `${name} ${xhr[name]}`);
      return listed.sort();
    };
    const ours = facts();
    restore();
    const theirs = facts();
    assert.ok(theirs.length > 0);
    assert.deepEqual(ours, theirs);
  });
}
