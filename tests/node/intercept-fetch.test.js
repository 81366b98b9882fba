/** `fetch` to kintone in the process is the platform's, as its callers see it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { listen } from '../support/browser.js';
import { fetchScenarios } from '../support/browser/fetch-scenarios.js';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import { emulators, openWindow, windows } from '../support/windows.js';

const origin = 'https://example.kintone.com';
const native = globalThis.fetch;

/** Node's own fetch, of a server, beside ours, of kintone: both are told alike. */
async function openBoth(t) {
  const server = await listen((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(404, { 'Content-Type': 'application/json' }).end(JSON.stringify('NOT_THERE'));
    });
  });
  t.after(() => server.close());
  openWindow(t, windows.Node, { session: false });
  return [
    [native, `${server.origin}/k/v1/nothing.json`],
    [fetch, `${origin}/k/v1/nothing.json`],
  ];
}

const pathOf = (url) => url.replace(/^https?:\/\/[^/]+/, '');

async function told(asked) {
  try {
    const response = await asked();
    const { status, type, redirected, url } = response;
    const clone = response.clone();
    const again = clone.clone();
    return [status, type, redirected, ...[url, clone.url, again.url].map(pathOf)];
  } catch ({ name }) {
    return [name];
  }
}

const usedStream = async () => {
  const stream = new Blob(['{}']).stream();
  await new Response(stream).text();
  return stream;
};

const lockedStream = async () => {
  const stream = new Blob(['{}']).stream();
  stream.getReader();
  return stream;
};

const method = 'POST';
const calls = {
  'a GET': (call, url) => call(url),
  'a URL with a fragment': (call, url) => call(`${url}#there`),
  'a Request': (call, url) => call(new Request(url)),
  'a symbol': (call) => call(Symbol('there')),
  'a stream': (call, url) => call(url, { method, body: new Blob(['{}']).stream(), duplex: 'half' }),
  'a stream without duplex': (call, url) => call(url, { method, body: new Blob(['{}']).stream() }),
  'a stream that was read': async (call, url) =>
    call(url, { method, body: await usedStream(), duplex: 'half' }),
  'a stream that is being read': async (call, url) =>
    call(url, { method, body: await lockedStream(), duplex: 'half' }),
  'a Request that was sent': async (call, url) => {
    const request = new Request(url, { method, body: '{}' });
    await call(request);
    return call(request);
  },
  'a Request that is being sent': async (call, url) => {
    const request = new Request(url, { method, body: '{}' });
    call(request, { cache: 'no-store' }).catch(() => {});
    assert.ok(request.bodyUsed);
    return call(request);
  },
  'a Request that was read': async (call, url) => {
    const request = new Request(url, { method, body: '{}' });
    await request.text();
    return call(request, {});
  },
};

for (const [name, call] of Object.entries(calls)) {
  test(`as Node's own: ${name}`, async (t) => {
    const [theirs, ours] = await openBoth(t);
    assert.deepEqual(await told(() => call(...ours)), await told(() => call(...theirs)));
  });
}

describe('as Node’s own, whatever it is given', async () => {
  const server = await listen((request, response) => {
    request.resume().on('end', () => response.writeHead(404).end('{"code":"NOT_THERE"}'));
  });
  const theirs = await fetchScenarios({ fetch: native, base: server.origin });
  await server.close();
  const shim = createShim();
  const restore = intercept(shim);
  const ours = await fetchScenarios({ fetch, base: origin });
  restore();
  shim.dispose();
  for (const [name, told] of Object.entries(theirs)) {
    test(name, () => assert.equal(ours[name], told));
  }
});

test('as Node’s own: its name and length, and what a HEAD gives', async (t) => {
  const [theirs, ours] = await openBoth(t);
  assert.deepEqual([ours[0].name, ours[0].length], [theirs[0].name, theirs[0].length]);
  for (const [call, url] of [theirs, ours]) {
    const response = await call(url, { method: 'HEAD' });
    assert.deepEqual([response.body, await response.text()], [null, '']);
  }
});

test('integrity: bytes that are as it says, by any of its algorithms, and others', async (t) => {
  const { shim } = openWindow(t, windows.Node, { apps: { 5: { fields: { Files: 'FILE' } } } });
  const headers = { 'X-Cybozu-API-Token': 'TOKEN' };
  const form = new FormData();
  form.append('file', new Blob(['abc?>']), 'a.txt');
  const uploaded = await (await fetch('/k/v1/file.json', { method, headers, body: form })).json();
  const body = JSON.stringify({ app: 5, record: { Files: { value: [uploaded] } } });
  const json = { ...headers, 'Content-Type': 'application/json' };
  assert.equal((await fetch('/k/v1/record.json', { method, headers: json, body })).status, 200);
  const [{ fileKey }] = shim.records[0].record.Files.value;
  const hash = (name, content = 'abc?>') => {
    const digest = createHash(name).update(content).digest('base64');
    return `${name}-${digest}`;
  };
  const ask = (integrity) => fetch(`/k/v1/file.json?fileKey=${fileKey}`, { headers, integrity });
  for (const right of [
    hash('sha256'),
    hash('sha512').replaceAll('+', '-').replaceAll('/', '_'),
    `${hash('sha384', 'other')}  ${hash('sha384')}?ct=text`,
    `${hash('sha256', 'other')} ${hash('sha512')}`,
  ]) {
    const response = await ask(right);
    assert.equal(response.headers.get('Content-Disposition').includes('a.txt'), true);
    assert.equal(await response.text(), 'abc?>');
  }
  for (const wrong of [hash('sha256', 'other'), `${hash('sha256')} ${hash('sha512', 'other')}`]) {
    await assert.rejects(ask(wrong), { name: 'TypeError', message: /file\.json.*integrity/ });
  }
});

test('a body of null leaves a Request its own', async (t) => {
  const { shim } = openWindow(t, windows.Node);
  const headers = { 'X-Cybozu-API-Token': 'TOKEN', 'Content-Type': 'application/json' };
  const body = JSON.stringify({ app: 1, record: {} });
  const request = new Request(`${origin}/k/v1/record.json`, { method, headers, body });
  assert.equal((await fetch(request, { body: null })).status, 200);
  assert.equal(shim.records.length, 1);
});

for (const [place, makeWindow] of Object.entries(emulators)) {
  describe(place, () => {
    test('a relative URL begins where the page says', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const base = window.document.createElement('base');
      window.document.head.append(base);
      window.history.pushState({}, '', '/k/5/show?record=1#there');
      const urlOf = async (url) => (await window.fetch(url)).url;
      assert.equal(await urlOf('?view=2'), `${origin}/k/5/show?view=2`);
      assert.equal(await urlOf(''), `${origin}/k/5/show?record=1`);
      base.href = '/k/v1/';
      assert.equal(await urlOf('nothing.json'), `${origin}/k/v1/nothing.json`);
      base.href = `${origin}/k/guest/1/`;
      assert.equal(await urlOf('v1/nothing.json'), `${origin}/k/guest/1/v1/nothing.json`);
    });

    test('an address made of location.host is kintone’s', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const address = `https://${window.location.host}/k/v1/nothing.json`;
      const response = await window.fetch(address);
      assert.deepEqual([response.status, response.url], [404, `${origin}/k/v1/nothing.json`]);
      const xhr = new window.XMLHttpRequest();
      xhr.open('GET', address);
      await new Promise((resolve) => {
        xhr.onloadend = resolve;
        xhr.send();
      });
      assert.deepEqual([xhr.status, xhr.responseURL], [404, `${origin}/k/v1/nothing.json`]);
    });

    test('a window that was closed throws nothing', async (t) => {
      const { window } = openWindow(t, makeWindow);
      const { fetch: ask } = window;
      window.close();
      assert.equal((await ask('/k/v1/nothing.json')).status, 404);
    });
  });
}

test('jsdom: a relative URL that the page has elsewhere is none of kintone’s', async (t) => {
  const server = await listen((request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end(`theirs ${request.url}`);
  });
  t.after(() => server.close());
  const { window } = openWindow(t, emulators.jsdom);
  const base = window.document.createElement('base');
  base.href = `${server.origin}/there/`;
  window.document.head.append(base);
  const xhr = new window.XMLHttpRequest();
  xhr.open('GET', 'it.txt');
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  assert.equal(xhr.responseText, 'theirs /there/it.txt');
});

describe('happy-dom', () => {
  const init = (window) => {
    const body = new window.FormData();
    body.append('file', new window.Blob(['abc']), 'a.txt');
    return { method, headers: { 'X-Cybozu-API-Token': 'TOKEN' }, body };
  };

  test('a Request of its own is sent once', async (t) => {
    const { window, shim } = openWindow(t, emulators['happy-dom']);
    for (const url of ['/k/v1/file.json', `${origin}/k/v1/file.json`]) {
      const request = new window.Request(url, init(window));
      assert.equal((await window.fetch(request)).status, 200);
      assert.ok(request.bodyUsed);
      await assert.rejects(window.fetch(request), { name: 'TypeError' });
    }
    const read = new window.Request(`${origin}/k/v1/file.json`, init(window));
    await read.text();
    await assert.rejects(window.fetch(read), { name: 'TypeError' });
    assert.equal(shim.files.length, 2);
  });

  test('its clone, and another body, are sent all the same', async (t) => {
    const { window, shim } = openWindow(t, emulators['happy-dom']);
    const request = new window.Request(`${origin}/k/v1/file.json`, init(window));
    const clone = request.clone();
    for (const each of [request, clone]) assert.equal((await window.fetch(each)).status, 200);
    assert.equal((await window.fetch(request, init(window))).status, 200);
    assert.equal(shim.files.length, 3);
  });
});
