/** Routes: which URLs they take, and what it costs to find out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { get, openBoth, openShim, successOf } from '../support/calls.js';
import { cpuTime } from '../support/cpu-time.js';

const api = 'https://api.example.com';

const open = (t, options) => openShim(t, { network: 'offline', ...options });
const bodyOf = async (call) => (await successOf(call)).body;

/** Whether a route for `url` takes a GET of `called`. */
async function takes(shim, url, called) {
  shim.reset();
  shim.upstream.intercept({ url }).reply(200);
  return get(shim, called).then(
    () => true,
    () => false,
  );
}

test('an exact URL is compared as it is sent', async (t) => {
  const shim = open(t);
  const same = [
    ['HTTPS://API.example.com:443', `${api}`],
    [api, `${api}/#top`],
    [`${api}/caf\u00e9?q=\u6771`, `${api}/caf%C3%A9?q=%E6%9D%B1`],
    [`${api}/caf%C3%A9`, `${api}/caf\u00e9`],
    [new URL(`${api}/a*b?c`), `${api}/a*b?c`],
    ['http://127.1:80/', 'http://127.0.0.1/'],
    [runInNewContext('new URL(text)', { URL, text: api }), api],
    [`${api}/.(){}[]+^$|`, `${api}/.(){}[]+^$|`],
  ];
  for (const [url, called] of same) assert.ok(await takes(shim, url, called), `${url} ${called}`);
  const others = [
    [`${api}/a`, `${api}/A`],
    [`${api}/a`, `${api}/a/`],
    [`${api}/a`, `${api}/a?`],
    [`${api}/a`, `http://api.example.com/a`],
    [`${api}/a`, `${api}:8443/a`],
    [new URL(`${api}/*`), `${api}/a`],
  ];
  for (const [url, called] of others) assert.ok(!(await takes(shim, url, called)), `${url} ${called}`);
});

test('in a string * is anything but / and ?, ** is anything, and nothing else is special', async (t) => {
  const shim = open(t);
  const taken = [
    [`${api}/*`, `${api}/`],
    [`${api}/*/b`, `${api}/a/b`],
    ['https://*.example.com/', 'https://api.example.com/'],
    [`${api}/**`, `${api}/a/b?c=/d`],
    ['**', api],
    [`${api}/(a|b)+.[c]*`, `${api}/(a|b)+.[c]`],
    [`${api}/caf\u00e9/*`, `${api}/caf\u00e9/a`],
    [/\/v\d$/, `${api}/v1`],
    ['https://API.Example.com:443/*', `${api}/a`],
    ['https://*.EXAMPLE.com/*', `${api}/a`],
    ['*://API.example.com/A*', `${api}/A`],
    ['https://**A', `${api}/A`],
    ['https://caf\u00e9.example/*', 'https://xn--caf-dma.example/a'],
    ['https://127.1/*', 'https://127.0.0.1/a'],
  ];
  for (const [url, called] of taken) assert.ok(await takes(shim, url, called), `${url} ${called}`);
  const others = [
    [`${api}/*`, `${api}/a/b`],
    [`${api}/*`, `${api}/a?b`],
    [`${api}/a.c*`, `${api}/abc`],
    [`${api}/*`, `${api}x/`],
    [/^v1/, `${api}/v1`],
    [`${api}/A*`, `${api}/a`],
    ['https://api.example.com:80/*', `${api}/a`],
    ['https://user:pass@api.example.com/*', `${api}/a`],
  ];
  for (const [url, called] of others) assert.ok(!(await takes(shim, url, called)), `${url} ${called}`);
});

test('strings with * are compared in little time, whatever the URL', async (t) => {
  const shim = open(t);
  const began = cpuTime();
  const long = `${api}/${'a/b'.repeat(2_000)}`;
  assert.ok(!(await takes(shim, 'https://**a**b**a**b**a**b**c', long)));
  assert.ok(await takes(shim, 'https://**a**b**a**b**a**b**a**b', long));
  assert.ok(cpuTime() - began < 1_000);
  const taken = [
    ['**/a/**/b/**', `${api}/a/b/a/b/c`],
    ['**/a/*/c**', `${api}/a/x/b/a/y/c`],
    [`${api}/**/*.js`, `${api}/a/b.js/c.js`],
    ['https://**1**2**', `${api}/12`],
    [`${api}/***b`, `${api}/a/b`],
  ];
  for (const [url, called] of taken) assert.ok(await takes(shim, url, called), `${url} ${called}`);
  for (const [url, called] of [
    ['**/a/**/a/**', `${api}/a/b`],
    ['**/a/*/c', `${api}/a/b/c/d`],
    ['https://**2**1', `${api}/12`],
  ]) {
    assert.ok(!(await takes(shim, url, called)), `${url} ${called}`);
  }
});

test('a RegExp with a memory of its own takes every call', async (t) => {
  const shim = open(t);
  shim.upstream.get(/v1/g).reply(200).persist();
  for (let i = 0; i < 3; i += 1) await successOf(get(shim, `${api}/v1`));
});

test('thousands of routes for one URL, and of others beside a call that leaves, cost little', async (t) => {
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: 'real' });
  for (let i = 0; i < 3_000; i += 1) shim.upstream.get(api).reply(200);
  let began = cpuTime();
  for (let i = 0; i < 3_000; i += 1) await successOf(get(shim, api));
  assert.ok(cpuTime() - began < 5_000, 'used-up ones');
  await successOf(get(shim, upstream.url));
  for (let i = 0; i < 50_000; i += 1) shim.upstream.get(`${api}/${i}`).reply(200);
  began = cpuTime();
  for (let i = 0; i < 50; i += 1) await successOf(get(shim, upstream.url));
  assert.ok(cpuTime() - began < 1_000, 'others');
});

test('a route found among 10,000 is found at once', async (t) => {
  const shim = open(t);
  for (let i = 0; i < 10_000; i += 1) shim.upstream.get(`${api}/${i}`).reply(200, String(i));
  const began = cpuTime();
  for (let i = 0; i < 10_000; i += 10) assert.equal(await bodyOf(get(shim, `${api}/${i}`)), String(i));
  assert.ok(cpuTime() - began < 2_000);
});
