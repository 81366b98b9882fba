/** P03, P04, P09 to P12: what goes on the wire, compared byte for byte. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { failureOf, get, lastCall, openBoth, successOf, upload } from '../support/calls.js';

const { version } = createRequire(import.meta.url)('kintone-shim/package.json');

const ACCEPT = 'Accept: */*';
const ACCEPT_ENCODING = 'Accept-Encoding: gzip, deflate, br';
const USER_AGENT = `User-Agent: kintone-shim/${version}`;
const ADDED = [ACCEPT, ACCEPT_ENCODING, USER_AGENT];

/** The bytes of a request with these lines and this body. */
function requestOf(lines, body = '') {
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}

/** That exactly these bytes were received, and that the text shows where not. */
function assertRaw(request, expected) {
  assert.equal(request.raw.toString('latin1'), expected.toString('latin1'));
  assert.ok(request.raw.equals(expected));
}

/** Calls once and returns what the server received. */
async function sent(t, call, options) {
  const { upstream, shim } = await openBoth(t, options);
  await successOf(call(shim, upstream.url));
  assert.equal(upstream.requests.length, 1);
  const first = (method, target) => [
    `${method} ${target} HTTP/1.1`,
    `host: 127.0.0.1:${upstream.port}`,
    'connection: keep-alive',
  ];
  return { request: upstream.requests[0], first, shim, upstream };
}

test('GET: nothing is invented, no Content-Length, no Content-Type', async (t) => {
  const { request, first } = await sent(t, (shim, url) =>
    shim.kintone.proxy(`${url}/path?q=1&r=a%20b`, 'GET', {}, {}),
  );
  assertRaw(request, requestOf([...first('GET', '/path?q=1&r=a%20b'), ...ADDED]));
  assert.equal(request.body, null);
});

test('an empty path is /, a fragment is not sent', async (t) => {
  const { request, first } = await sent(t, (shim, url) =>
    shim.kintone.proxy(`${url}?q=1#fragment`, 'GET', {}, {}),
  );
  assertRaw(request, requestOf([...first('GET', '/?q=1'), ...ADDED]));
});

test('GET and DELETE ignore data, whatever it is', async (t) => {
  const data = [
    {},
    { a: 1 },
    [],
    'text',
    '',
    null,
    undefined,
    0,
    42,
    true,
    Symbol('s'),
    new Blob(['b']),
    new Map(),
    1n,
  ];
  for (const method of ['GET', 'DELETE']) {
    for (const value of data) {
      const { request, first } = await sent(t, (shim, url) => shim.kintone.proxy(url, method, {}, value));
      assertRaw(request, requestOf([...first(method, '/'), ...ADDED]));
    }
    const { request, first } = await sent(t, (shim, url) => shim.kintone.proxy(url, method, {}));
    assertRaw(request, requestOf([...first(method, '/'), ...ADDED]));
  }
});

test('a function in the place of data is refused', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const error = await failureOf(
    shim.kintone.proxy(upstream.url, 'GET', {}, () => {}),
    'SHIM_INVALID_ARGUMENT',
  );
  assert.deepEqual(Object.keys(error.errors), ['data']);
  assert.equal(upstream.connections.length, 0);
});

for (const method of ['POST', 'PUT']) {
  test(`${method}: the caller's fields in their order and case, then ours, then Content-Length`, async (t) => {
    const headers = {
      'X-One': 'a',
      'x-two': 'b, c',
      'CONTENT-type': 'text/plain',
      Authorization: 'Bearer t=',
    };
    const { request, first } = await sent(t, (shim, url) =>
      shim.kintone.proxy(`${url}/p`, method, headers, 'héllo'),
    );
    const own = ['X-One: a', 'x-two: b, c', 'CONTENT-type: text/plain', 'Authorization: Bearer t='];
    assertRaw(request, requestOf([...first(method, '/p'), ...own, ...ADDED, 'content-length: 6'], 'héllo'));
  });
}

test("the caller's own fields take the place of ours", async (t) => {
  const headers = { 'user-agent': 'mine/1', ACCEPT: 'text/html', 'accept-encoding': 'br' };
  const { request, first } = await sent(t, (shim, url) => get(shim, url, headers));
  assertRaw(
    request,
    requestOf([...first('GET', '/'), 'user-agent: mine/1', 'ACCEPT: text/html', 'accept-encoding: br']),
  );
});

test('Host, Cookie, Origin and User-Agent are sent as given', async (t) => {
  const headers = {
    Host: 'api.example.com',
    Cookie: 'a=1; b=2',
    Origin: 'https://example.com',
    'User-Agent': 'me',
  };
  const { request } = await sent(t, (shim, url) => get(shim, url, headers));
  const expected = requestOf([
    'GET / HTTP/1.1',
    'host: api.example.com',
    'connection: keep-alive',
    'Cookie: a=1; b=2',
    'Origin: https://example.com',
    'User-Agent: me',
    ACCEPT,
    ACCEPT_ENCODING,
  ]);
  assertRaw(request, expected);
});

test('numbers and booleans are sent as text, undefined is dropped with a warning', async (t) => {
  const headers = {
    'X-Int': 42,
    'X-Float': -0.5,
    'X-True': true,
    'X-False': false,
    'X-Gone': undefined,
    'X-Empty': '',
  };
  const { request, first, shim } = await sent(t, (shim, url) => get(shim, url, headers));
  const own = ['X-Int: 42', 'X-Float: -0.5', 'X-True: true', 'X-False: false', 'X-Empty: '];
  assertRaw(request, requestOf([...first('GET', '/'), ...own, ...ADDED]));
  assert.equal(lastCall(shim).warnings.length, 1);
});

test('a value up to U+00FF is sent as one byte a character', async (t) => {
  const { request, first } = await sent(t, (shim, url) =>
    get(shim, url, { 'X-Latin1': 'caf\u00e9 \u00ff \u0080', 'X-Tab': 'a\tb' }),
  );
  assertRaw(
    request,
    requestOf([...first('GET', '/'), 'X-Latin1: caf\xe9 \xff \x80', 'X-Tab: a\tb', ...ADDED]),
  );
});

test('headers of another realm and without a prototype', async (t) => {
  const { runInNewContext } = await import('node:vm');
  for (const headers of [
    runInNewContext(`({ 'X-One': '1' })`),
    Object.assign(Object.create(null), { 'X-One': '1' }),
    Object.freeze({ 'X-One': '1' }),
  ]) {
    const { request, first } = await sent(t, (shim, url) => get(shim, url, headers));
    assertRaw(request, requestOf([...first('GET', '/'), 'X-One: 1', ...ADDED]));
  }
});

test('__proto__ and constructor are names of fields', async (t) => {
  const headers = JSON.parse('{"__proto__": "a", "constructor": "b"}');
  const { request, first } = await sent(t, (shim, url) => get(shim, url, headers));
  assertRaw(request, requestOf([...first('GET', '/'), '__proto__: a', 'constructor: b', ...ADDED]));
});

test('a non-ASCII URL is percent-encoded as UTF-8, with a warning', async (t) => {
  const { request, first, shim } = await sent(t, (shim, url) => get(shim, `${url}/日本?q=é`));
  assertRaw(request, requestOf([...first('GET', '/%E6%97%A5%E6%9C%AC?q=%C3%A9'), ...ADDED]));
  assert.equal(lastCall(shim).warnings.length, 1);
});

test('what is encoded already is not encoded twice, and nothing else in a URL moves', async (t) => {
  const target = "/a%2fb//c/%E3%81%82;v=1?x=%20+&y=[]|^`'(){}!*$,:@~";
  const { request, first } = await sent(t, (shim, url) => get(shim, `${url}${target}`));
  assertRaw(request, requestOf([...first('GET', target), ...ADDED]));
});

test('forbidden fields are refused in any case, with any method, and nothing is sent', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const names = [
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Keep-Alive',
    'Upgrade',
    'Expect',
    'TE',
    'Trailer',
  ];
  for (const name of [...names, 'Proxy-Connection']) {
    for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const call = shim.kintone.proxy(upstream.url, method, { [spelling]: '1' }, 'text');
        const error = await failureOf(call, 'SHIM_FORBIDDEN_REQUEST_HEADER');
        assert.deepEqual(Object.keys(error.errors), [`headers.${spelling}`]);
      }
      const call = upload(shim, upstream.url, new Blob(['file']), { [spelling]: '1' });
      await failureOf(call, 'SHIM_FORBIDDEN_REQUEST_HEADER');
    }
  }
  assert.equal(upstream.connections.length, 0);
});

test('upload: Content-Length, no Content-Type of the Blob', async (t) => {
  const file = new File(['bytes'], 'name.txt', { type: 'text/plain' });
  const { request, first } = await sent(t, (shim, url) => upload(shim, `${url}/u`, file, { 'X-Own': '1' }));
  assertRaw(request, requestOf([...first('POST', '/u'), 'X-Own: 1', ...ADDED, 'content-length: 5'], 'bytes'));
});
