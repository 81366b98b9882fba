/** Messages with an advice: each is provoked, its advice is read out of it and followed, and that works. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { createShim } from 'kintone-shim';
import { failureOf, lastCall, openUpstream, successOf } from '../support/calls.js';
import { createAuthority } from '../support/certificates.js';
import { openServer, Page } from '../support/page-client.js';
import { runScript } from '../support/scripts.js';

function openPlain(t, options) {
  const shim = createShim(options);
  t.after(() => shim.dispose());
  return shim;
}

const messageOf = async (call, code) => (await failureOf(call, code)).message;

const get = (shim, url, headers = {}, data = {}) => shim.kintone.proxy(url, 'GET', headers, data);

/** The list that a message writes, once, as JavaScript reads it: `network: ['*', 'localhost:3000']`. */
function networkIn(message) {
  const [[, list], ...others] = [...message.matchAll(/network: (\[.*?\]+)/g)];
  assert.deepEqual(others, [], message);
  assert.match(
    message,
    /--network takes these names with commas between them|--networkでは名前をコンマで区切ります/,
  );
  const network = runInThisContext(`(${list})`);
  for (const name of network) {
    const found = message.split(`'${name}'`).length - 1;
    assert.equal(found, 1, `${name} of the option is said once: ${message}`);
  }
  return network;
}

for (const locale of ['en', 'ja']) {
  for (const host of ['localhost', '127.0.0.1']) {
    test(`network: 'live' and ${host}: what SHIM_ADDRESS_REFUSED advises works, and public hosts stay (${locale})`, async (t) => {
      const upstream = await openUpstream(t);
      const url = `http://${host}:${upstream.port}/`;
      const network = networkIn(
        await messageOf(get(openPlain(t, { network: 'live', locale }), url), 'SHIM_ADDRESS_REFUSED'),
      );
      assert.deepEqual(network, ['*', `${host}:${upstream.port}`]);
      await successOf(get(openPlain(t, { network }), url));
    });

    test(`network: 'offline' and ${host}: what SHIM_NETWORK_OFFLINE advises works (${locale})`, async (t) => {
      const upstream = await openUpstream(t);
      const url = `http://${host}:${upstream.port}/`;
      const message = await messageOf(get(openPlain(t, { locale }), url), 'SHIM_NETWORK_OFFLINE');
      assert.doesNotMatch(message, /'live'/, 'which would not reach it');
      await successOf(get(openPlain(t, { network: networkIn(message) }), url));
    });
  }

  test(`network: ['other.example.com']: the advice keeps what was named (${locale})`, async (t) => {
    const upstream = await openUpstream(t);
    const shim = openPlain(t, { network: ['other.example.com'], locale });
    const network = networkIn(await messageOf(get(shim, upstream.url), 'SHIM_NETWORK_OFFLINE'));
    assert.deepEqual(network, ['other.example.com', '127.0.0.1']);
    await successOf(get(openPlain(t, { network }), upstream.url));
  });
}

test('the flag --network takes what the messages say that it does', async (t) => {
  const upstream = await openUpstream(t);
  const script = `kintone.proxy('${upstream.url}', 'GET', {}, {}).then(console.log, (error) => console.log('message:', JSON.parse(error).message));`;
  for (const flags of [[], ['--offline']]) {
    const refused = await runScript(t, script, ...flags);
    const network = networkIn(/^message: (.*)$/m.exec(refused.stdout)[1]);
    const { code, stdout } = await runScript(t, script, '--network', network.join(','));
    assert.deepEqual([code, upstream.requests.length > 0], [0, true], stdout);
    assert.match(stdout, /-> 200 /);
  }
  assert.equal(upstream.requests.length, 2);
});

test("network: ['*'] and an address: the advice keeps '*'", async (t) => {
  const upstream = await openUpstream(t);
  const shim = openPlain(t, { network: ['*'] });
  const network = networkIn(await messageOf(get(shim, upstream.url), 'SHIM_ADDRESS_REFUSED'));
  assert.deepEqual(network, ['*', `127.0.0.1:${upstream.port}`]);
  await successOf(get(openPlain(t, { network }), upstream.url));
});

test('the inspector of a server cannot be named, and no advice says so', async (t) => {
  const server = await openServer(t, {}, { network: 'live' });
  const message = await messageOf(get(server.shim, server.inspectorUrl), 'SHIM_ADDRESS_REFUSED');
  assert.match(message, /inspector/);
  assert.doesNotMatch(message, /network:/);
});

test('SHIM_NETWORK_OFFLINE: a route answers', async (t) => {
  const shim = openPlain(t);
  assert.match(await messageOf(get(shim, 'http://a.test/'), 'SHIM_NETWORK_OFFLINE'), /shim\.upstream/);
  shim.upstream.get('http://a.test/').reply(200, 'ok');
  assert.equal((await successOf(get(shim, 'http://a.test/'))).body, 'ok');
});

test('SHIM_TLS_REJECTED: the option ca', async (t) => {
  const authority = createAuthority();
  const upstream = await openUpstream(t, { tls: authority.issueFor(['127.0.0.1']) });
  const network = ['127.0.0.1'];
  const message = await messageOf(get(openPlain(t, { network }), upstream.url), 'SHIM_TLS_REJECTED');
  assert.match(message, /option ca/);
  for (const ca of [authority.ca, Buffer.from(authority.ca), [authority.ca]]) {
    await successOf(get(openPlain(t, { network, ca }), upstream.url));
  }
});

test('SHIM_DISPOSED: a new shim', async (t) => {
  const shim = openPlain(t);
  shim.dispose();
  assert.match(await messageOf(get(shim, 'http://a.test/'), 'SHIM_DISPOSED'), /createShim\(\)/);
  await failureOf(get(openPlain(t), 'http://a.test/'), 'SHIM_NETWORK_OFFLINE');
});

/** Arguments that are refused, and what their messages say to write instead. */
const urls = [
  ['a raw blank', 'http://a.test/a b', /percent-encode it/, encodeURI],
  ['a backslash', 'http://a.test\\a', /write \/ or %5C/, (url) => url.replace('\\', '/')],
  ['a backslash in its query', 'http://a.test/?a\\b', /write \/ or %5C/, (url) => url.replace('\\', '%5C')],
  ['no scheme', 'a.test/', /begins with http:\/\/ or https:\/\//, (url) => `http://${url}`],
  ['credentials', 'http://u:p@a.test/', /send an Authorization header instead/, () => 'http://a.test/'],
];
for (const [what, url, advice, follow] of urls) {
  test(`a URL with ${what}`, async (t) => {
    const shim = openPlain(t);
    shim.upstream.get('http://a.test/**').reply(200, 'ok').persist();
    const { errors } = await failureOf(get(shim, url), 'SHIM_INVALID_ARGUMENT');
    assert.match(errors.url.messages[0], advice);
    const headers =
      what === 'credentials' ? { Authorization: `Basic ${Buffer.from('u:p').toString('base64')}` } : {};
    await successOf(get(shim, follow(url), headers));
  });
}

test('a URL outside ASCII: encodeURIComponent, and no warning is left', async (t) => {
  const shim = openPlain(t);
  shim.upstream.get('http://a.test/**').reply(200, 'ok').persist();
  await successOf(get(shim, 'http://a.test/あ'));
  assert.match(lastCall(shim).warnings[0].message, /encodeURIComponent/);
  await successOf(get(shim, `http://a.test/${encodeURIComponent('あ')}`));
  assert.deepEqual(lastCall(shim).warnings, []);
});

test('headers: each refusal says what would be right', async (t) => {
  const shim = openPlain(t);
  shim.upstream.get('http://a.test/').reply(200, 'ok').persist();
  const refused = [
    [
      { 'X-A': 'あ' },
      'headers.X-A',
      /above U\+00FF \(character \d+\); encode it/,
      { 'X-A': encodeURIComponent('あ') },
    ],
    [new Headers({ a: 'b' }), 'headers', /plain object such as \{ 'Content-Type'/, { a: 'b' }],
    [null, 'headers', /\{\} for none/, {}],
    [{ 'X A': 'b' }, 'headers.X A', /letters, digits/, { 'X-A': 'b' }],
    [{ 'X-A': null }, 'headers.X-A', /a string, a finite number or a boolean/, { 'X-A': '' }],
    [{ 'Content-Length': '1' }, 'headers.Content-Length', /remove it/, {}],
  ];
  for (const [headers, name, advice, instead] of refused) {
    const call = shim.kintone.proxy('http://a.test/', 'GET', headers, {});
    const { errors } = JSON.parse(await call.then(() => '{}', String));
    assert.match(errors[name].messages[0], advice);
    await successOf(get(shim, 'http://a.test/', instead));
  }
});

test('a callback one place too early: {} as data', async (t) => {
  const shim = openPlain(t);
  shim.upstream.get('http://a.test/').reply(200, 'ok').persist();
  const { errors } = await failureOf(
    get(shim, 'http://a.test/', {}, () => {}),
    'SHIM_INVALID_ARGUMENT',
  );
  assert.match(errors.data.messages[0], /pass \{\} as data/);
  const body = await new Promise((resolve) => shim.kintone.proxy('http://a.test/', 'GET', {}, {}, resolve));
  assert.equal(body, 'ok');
});

const restHeaders = { 'X-Cybozu-API-Token': 't' };
const restOf = (shim, path, init = {}) =>
  shim.handle(new Request(`${shim.origin}${path}`, { headers: restHeaders, ...init }));

test('SHIM_GUEST_SPACE_NOT_FOUND: the option guestSpaces', async (t) => {
  const path = '/k/guest/3/v1/records.json?app=1';
  const refused = await (await restOf(openPlain(t), path)).json();
  assert.match(refused.message, /option guestSpaces/);
  assert.equal((await restOf(openPlain(t, { guestSpaces: [3] }), path)).status, 200);
});

test('SHIM_HOST_REFUSED: the option origin', async (t) => {
  const ask = (shim) =>
    shim.handle(new Request('https://dev.cybozu.com/k/v1/records.json?app=1', { headers: restHeaders }));
  assert.match((await (await ask(openPlain(t))).json()).message, /option origin/);
  assert.equal((await ask(openPlain(t, { origin: 'https://dev.cybozu.com' }))).status, 200);
});

test('SHIM_MEDIA_TYPE_NOT_SUPPORTED: the type that it names', async (t) => {
  const shim = openPlain(t);
  const send = (type) =>
    restOf(shim, '/k/v1/record.json', {
      method: 'POST',
      body: '{"app":1}',
      headers: { ...restHeaders, 'Content-Type': type },
    });
  const { message } = await (await send('text/plain')).json();
  assert.equal((await send(/must be ([a-z/]+);/.exec(message)[1])).status, 200);
});

test('SHIM_NOT_IMPLEMENTED names paths that are there, and a file that is packed', async (t) => {
  const shim = openPlain(t);
  const { message } = await (await restOf(shim, '/k/v1/space.json?id=1')).json();
  const paths = message.match(/\/k\/v1\/[\w/]+\.json/g).filter((path) => path !== '/k/v1/space.json');
  assert.deepEqual(paths.slice(0, 3), ['/k/v1/file.json', '/k/v1/record.json', '/k/v1/records.json']);
  for (const path of paths) {
    // 405 where it takes another method.
    assert.notEqual((await restOf(shim, path)).status, 404, path);
  }
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const [, file] = /(docs\/\w+\.md) of the package kintone-shim/.exec(message);
  assert.ok(manifest.files.includes(file.split('/')[0]));
});

test('unchecked credentials: the options users and apiTokens', async (t) => {
  const printed = t.mock.method(process.stderr, 'write', () => true);
  await restOf(openPlain(t), '/k/v1/records.json?app=1');
  const [written] = printed.mock.calls.map(({ arguments: [text] }) => String(text));
  printed.mock.resetCalls();
  await restOf(openPlain(t, { apiTokens: { t: 1 } }), '/k/v1/records.json?app=1');
  const count = printed.mock.callCount();
  printed.mock.restore();
  assert.match(written, /options users and apiTokens/);
  assert.equal(count, 0);
});

test('a call to kintone itself: fetch with intercept, which has a session', async (t) => {
  const shim = openPlain(t);
  const url = `${shim.origin}/k/v1/records.json?app=1`;
  const { status } = await successOf(get(shim, url));
  assert.equal(status, 401);
  assert.match(
    lastCall(shim).warnings[0].message,
    /fetch or XMLHttpRequest .*intercept of kintone-shim\/intercept/,
  );
  const { intercept } = await import('kintone-shim/intercept');
  const restore = intercept(shim);
  try {
    const answer = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    assert.equal(answer.status, 200);
  } finally {
    restore();
  }
});

test('SHIM_RELAY_OFF: the option relay: true', async (t) => {
  const upstream = await openUpstream(t);
  const call = async (options) => {
    const server = await openServer(t, { host: '0.0.0.0', ...options });
    const local = { ...server, url: `http://127.0.0.1:${server.port}` };
    const page = await Page.load(local);
    return (await page.call({ url: upstream.url })).answer;
  };
  const refused = await call({});
  assert.match(refused.message, /relay: true/);
  assert.equal((await call({ relay: true })).success, true);
});
