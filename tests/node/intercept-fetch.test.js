/** `fetch` to kintone in the process is the platform's, as its callers see it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listen } from '../support/browser.js';
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

test('as Node’s own: its name and length, and what a HEAD gives', async (t) => {
  const [theirs, ours] = await openBoth(t);
  assert.deepEqual([ours[0].name, ours[0].length], [theirs[0].name, theirs[0].length]);
  for (const [call, url] of [theirs, ours]) {
    const response = await call(url, { method: 'HEAD' });
    assert.deepEqual([response.body, await response.text()], [null, '']);
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
