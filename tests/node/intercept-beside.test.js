/** Requests to kintone in the process beside others who replace `fetch` and XMLHttpRequest, and who wrap what they make. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FetchInterceptor } from '@mswjs/interceptors/fetch';
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
  const xhr = new globalThis.XMLHttpRequest();
  xhr.open('POST', url);
  for (const [name, value] of Object.entries(token)) xhr.setRequestHeader(name, value);
  return ended(xhr, body);
}

const names = ['XMLHttpRequest', 'XMLHttpRequestUpload', 'Event', 'ProgressEvent', 'DOMException'];
const allNames = [...names, 'Blob', 'File', 'FormData', 'Document', 'document', 'location'];

/** The names of a window as globals, as test environments have them: @mswjs/interceptors knows no window. */
function becomeGlobal(t, window, which = allNames) {
  for (const name of which) {
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

/** Up to 0.41 they make Requests of a class of their own, after ours: then a URL is to be absolute and a form Node's. */
const besides = { Node: ['before', 'after'], jsdom: ['before'] };

for (const [place, orders] of Object.entries(besides)) {
  for (const order of orders) {
    for (const last of ['ours', 'theirs']) {
      test(`${place}: fetch beside @mswjs/interceptors that were applied ${order} ours, ${last} ended last`, async (t) => {
        const window = place === 'jsdom' && new JSDOM('', { url: 'http://localhost:3000/' }).window;
        if (window) becomeGlobal(t, window);
        const server = await listen((request, response) => response.end('theirs'));
        const shim = createShim();
        const interceptor = new FetchInterceptor();
        interceptor.on('request', ({ request, controller }) => {
          if (request.url === 'https://api.example.com/') controller.respondWith(new Response('mocked'));
        });
        const natives = [globalThis.fetch, globalThis.Request];
        if (order === 'before') interceptor.apply();
        const restore = intercept(shim);
        if (order === 'after') interceptor.apply();
        t.after(() => {
          shim.dispose();
          if (window) window.close();
          return server.close();
        });
        const paths = ['/k/v1/file.json', `${origin}/k/v1/file.json`];
        for (const path of order === 'before' ? paths : paths.slice(1)) {
          for (const make of [(...given) => given, (...given) => [new Request(...given)]]) {
            const form = new FormData();
            form.append('file', new File(['abc'], '領収書.txt'));
            const response = await fetch(...make(path, { method: 'POST', headers: token, body: form }));
            assert.equal(response.status, 200, await response.text());
            assert.deepEqual([shim.files.at(-1).name, shim.files.at(-1).size], ['領収書.txt', 3]);
          }
        }
        assert.equal(await (await fetch(server.origin)).text(), 'theirs');
        assert.equal(await (await fetch('https://api.example.com/')).text(), 'mocked');
        const ends = [restore, () => interceptor.dispose()];
        for (const end of last === 'ours' ? ends.reverse() : ends) end();
        const isInTurn = (order === 'before') === (last === 'theirs');
        if (isInTurn) assert.deepEqual([globalThis.fetch, globalThis.Request], natives);
        await assert.rejects(fetch(`${origin}/k/v1/file.json`), { name: 'TypeError' });
        assert.equal(await (await fetch(server.origin)).text(), 'theirs');
        [globalThis.fetch, globalThis.Request] = natives;
      });
    }
  }
}

test('those of ours that are over, and were put back by whoever had wrapped them, do not pile up', async (t) => {
  const native = globalThis.fetch;
  t.after(() => {
    globalThis.fetch = native;
  });
  let depth = 0;
  globalThis.fetch = () => {
    depth = new Error().stack.split('\n').length;
    return Promise.resolve(new Response('theirs'));
  };
  const shim = createShim();
  const depths = [];
  for (let i = 0; i < 4; i++) {
    const restore = intercept(shim);
    const ours = globalThis.fetch;
    await fetch('https://api.example.com/');
    depths.push(depth);
    globalThis.fetch = () => {};
    restore();
    globalThis.fetch = ours;
  }
  shim.dispose();
  // The first one is asked before anything was awaited.
  assert.deepEqual(depths.slice(2), [depths[1], depths[1]]);
});

test('global-jsdom: Node’s Event beside jsdom’s XMLHttpRequest', async (t) => {
  const { window } = new JSDOM('', { url: 'http://localhost:3000/' });
  const there = allNames.filter((name) => !['Event', 'DOMException'].includes(name));
  becomeGlobal(t, window, there);
  becomeGlobal(t, { window }, ['window']);
  const shim = createShim();
  const restore = intercept(shim);
  t.after(() => {
    restore();
    shim.dispose();
    window.close();
  });
  const xhr = new globalThis.XMLHttpRequest();
  const told = [];
  for (const type of ['readystatechange', 'loadstart', 'load']) {
    xhr.addEventListener(type, (event) => told.push([type, event instanceof window.Event]));
  }
  xhr.open('GET', '/k/v1/nothing.json');
  assert.equal((await ended(xhr))[0], 404);
  assert.deepEqual(new Set(told.map(([, isTheirs]) => isTheirs)), new Set([true]));
  assert.deepEqual(
    told.map(([type]) => type),
    ['readystatechange', 'loadstart', ...Array(3).fill('readystatechange'), 'load'],
  );
});

test('a page of which nothing but the XMLHttpRequest is known', async (t) => {
  const { window } = new JSDOM('', { url: 'http://localhost:3000/' });
  const shim = createShim();
  const target = { XMLHttpRequest: window.XMLHttpRequest };
  t.after(intercept(shim, target));
  const xhr = new target.XMLHttpRequest();
  let progress;
  xhr.onload = ({ loaded, total }) => {
    progress = [loaded, total];
  };
  xhr.open('GET', '/k/v1/nothing.json');
  const [status, text] = await ended(xhr);
  assert.deepEqual([status, progress], [404, [text.length, text.length]]);
});

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
