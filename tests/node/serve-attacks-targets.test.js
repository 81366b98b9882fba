/** Where a relayed call may go: special addresses in every spelling, by name, by redirect; and requests split in two. */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { test } from 'node:test';
import { openTrap } from '../support/attacks.js';
import { openUpstream } from '../support/calls.js';
import { openServer, Page } from '../support/page-client.js';
import { notHosts, specialHosts } from '../support/spellings.js';

async function open(t, shimOptions) {
  // Of both families: whatever leads to this machine ends here.
  const trap = await openTrap(t, '::');
  const page = await Page.load(await openServer(t, {}, shimOptions));
  return { trap, page };
}

/** The call of kintone.proxy, and of kintone.proxy.upload. */
async function callBothWays(page, url) {
  const { answer } = await page.call({ url, method: 'POST', body: 'secret' });
  const uploaded = await page.upload({ url }, Buffer.from('secret'));
  return [answer, uploaded.answer];
}

async function refuse(page, url, code) {
  for (const answer of await callBothWays(page, url)) {
    assert.equal(answer.code, code, `${url}: ${JSON.stringify(answer)}`);
  }
}

test('the trap can be reached where it is named', async (t) => {
  const { trap, page } = await open(t, { network: ['127.0.0.1', '[::1]'] });
  for (const host of ['127.0.0.1', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]']) {
    for (const { result } of await callBothWays(page, `http://${host}:${trap.port}/`)) {
      assert.equal(result.body, 'secret', host);
    }
  }
  assert.equal(trap.connections, 8);
});

for (const [what, hosts] of Object.entries(specialHosts)) {
  test(`${what}: no spelling leads there`, async (t) => {
    for (const [network, code] of [
      ['live', 'SHIM_ADDRESS_REFUSED'],
      [['*'], 'SHIM_ADDRESS_REFUSED'],
      [['*', '10.0.0.2', '127.0.0.3', '[::2]', '127.0.0.1:1', '169.254.169.254:1'], 'SHIM_ADDRESS_REFUSED'],
      ['offline', 'SHIM_NETWORK_OFFLINE'],
      [['api.example.com', '127.0.0.example.com'], 'SHIM_NETWORK_OFFLINE'],
    ]) {
      const { trap, page } = await open(t, { network });
      for (const host of hosts) await refuse(page, `http://${host}:${trap.port}/`, code);
      assert.equal(trap.connections, 0);
    }
  });
}

test('the port of the scheme is none that is open to everybody', async (t) => {
  const { page } = await open(t, { network: 'live' });
  for (const host of ['169.254.169.254', '[fd00:ec2::254]', '127.0.0.1', '[::1]']) {
    for (const scheme of ['http', 'https', 'HTTP']) {
      await refuse(page, `${scheme}://${host}/latest/meta-data/`, 'SHIM_ADDRESS_REFUSED');
    }
  }
});

test('what is no URL to everybody is none', async (t) => {
  const { trap, page } = await open(t, { network: ['*', '127.0.0.1', '[::1]', '0.0.0.0'] });
  for (const host of notHosts) {
    await refuse(page, `http://${host}:${trap.port}/`, 'SHIM_INVALID_ARGUMENT');
  }
  for (const url of [
    `http:127.0.0.1:${trap.port}/`,
    `http:/127.0.0.1:${trap.port}/`,
    `http:///127.0.0.1:${trap.port}/`,
    `//127.0.0.1:${trap.port}/`,
    `/127.0.0.1:${trap.port}/`,
    `\\\\127.0.0.1:${trap.port}/`,
    `ftp://127.0.0.1:${trap.port}/`,
    `ws://127.0.0.1:${trap.port}/`,
    `gopher://127.0.0.1:${trap.port}/_`,
    'file:///etc/passwd',
    'data:text/plain,secret',
    'blob:http://127.0.0.1/secret',
    'javascript:secret',
    `view-source:http://127.0.0.1:${trap.port}/`,
    `http://127.0.0.1:${trap.port}:80/`,
    'http://127.0.0.1:65536/',
    'http://127.0.0.1:-1/',
    ` http://127.0.0.1:${trap.port}/`,
  ]) {
    await refuse(page, url, 'SHIM_INVALID_ARGUMENT');
  }
  assert.equal(trap.connections, 0);
});

/** What Node's resolver says of names, for the length of the test; not of the server's own address. */
function lookupWith(t, addresses) {
  const lookUp = dns.lookup;
  t.mock.method(dns, 'lookup', (host, options, callback) => {
    if (typeof options === 'function') return lookUp(host, options);
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const { address, family } = found[0];
    return process.nextTick(() => (options.all ? callback(null, found) : callback(null, address, family)));
  });
}

const resolutions = [
  ['127.0.0.1'],
  ['::1'],
  ['0.0.0.0'],
  ['::ffff:127.0.0.1'],
  ['127.0.0.1', '::1'],
  ['::1', '127.0.0.1'],
];

for (const addresses of resolutions) {
  test(`a name that leads to ${addresses}: not a byte, not even of TLS`, async (t) => {
    lookupWith(t, addresses);
    for (const network of ['live', ['*'], ['api.example.com', 'metadata.google.internal', 'localhost.']]) {
      const { trap, page } = await open(t, { network });
      for (const name of ['api.example.com', 'metadata.google.internal', 'localhost.']) {
        for (const scheme of ['http', 'https']) {
          await refuse(page, `${scheme}://${name}:${trap.port}/`, 'SHIM_ADDRESS_REFUSED');
        }
      }
      assert.equal(trap.bytes, 0);
    }
  });
}

test('a redirect leads no further than a call', async (t) => {
  const trap = await openTrap(t, '::');
  const first = await openUpstream(t);
  const locations = [
    ...Object.values(specialHosts)
      .flat()
      .filter((host) => /^[\x21-\x7e]+$/.test(host))
      .map((host) => `http://${host}:${trap.port}/`),
    `//127.0.0.1:${trap.port}/`,
    `https://127.0.0.1:${trap.port}/`,
    `HTTP://[::1]:${trap.port}/`,
  ];
  for (const [network, code] of [
    [['*', `127.0.0.1:${first.port}`], 'SHIM_ADDRESS_REFUSED'],
    [[`127.0.0.1:${first.port}`], 'SHIM_NETWORK_OFFLINE'],
  ]) {
    const page = await Page.load(await openServer(t, {}, { network, redirect: 'follow' }));
    for (const status of [301, 307]) {
      for (const location of locations) {
        first.answerWith({ status, fields: [['Location', location]] });
        const { answer } = await page.call({ url: first.url, method: 'POST', body: 'secret' });
        assert.equal(answer.code, code, `${location}: ${JSON.stringify(answer)}`);
      }
    }
    for (const location of [
      'file:///etc/passwd',
      'ftp://127.0.0.1/',
      'http://user@127.0.0.1/',
      'http://[::1',
    ]) {
      first.answerWith({ status: 302, fields: [['Location', location]] });
      const { answer } = await page.call({ url: first.url });
      assert.equal(answer.code, 'SHIM_RESPONSE_MALFORMED', location);
    }
  }
  assert.equal(trap.connections, 0);
});

test('a redirect by way of a name leads no further either, and the own origin is nowhere but here', async (t) => {
  lookupWith(t, ['127.0.0.1']);
  const trap = await openTrap(t);
  const first = await openUpstream(t);
  const network = ['api.example.com', `127.0.0.1:${first.port}`];
  const options = { network, redirect: 'follow', origin: `http://example.kintone.com:${trap.port}` };
  const page = await Page.load(await openServer(t, {}, options));
  for (const [location, code] of [
    [`http://api.example.com:${trap.port}/`, 'SHIM_ADDRESS_REFUSED'],
    // P31: kintone's side itself answers, that it has no such thing.
    [`${options.origin}/k/v1/space.json`, 'SHIM_NOT_IMPLEMENTED'],
  ]) {
    first.answerWith([
      { status: 302, fields: [['Location', '/again']] },
      { status: 307, fields: [['Location', location]] },
    ]);
    const { answer } = await page.call({ url: first.url });
    assert.equal(answer.code ?? JSON.parse(answer.result.body).code, code, location);
  }
  assert.equal(trap.bytes, 0);
});

test('no part of a message makes two requests of one', async (t) => {
  const { trap, page } = await open(t, { network: ['127.0.0.1'] });
  const url = `http://127.0.0.1:${trap.port}/`;
  const split = ' HTTP/1.1\r\nHost: a\r\n\r\nGET /secret';
  const calls = [
    { url: url + split },
    { url: `${url}?a=${split}` },
    { url: `${url}\r\n\r\n` },
    { url, method: `GET /${split}` },
    { url, method: 'GET\r\n' },
    { url, method: 'CONNECT' },
    { url, method: 'TRACE' },
    { url, method: ['GET'] },
    { url: [url] },
    { url: { href: url } },
    { url, headers: { a: 'b\r\nc: d' } },
    { url, headers: { a: 'b\nc: d' } },
    { url, headers: { a: 'b\r' } },
    { url, headers: { a: 'b\0' } },
    { url, headers: { a: '\u560d\u560ac: d' } },
    { url, headers: { 'a: b\r\nc': 'd' } },
    { url, headers: { 'a b': 'c' } },
    { url, headers: { '': 'a' } },
    { url, headers: { ':authority': 'evil.example' } },
    { url, headers: [['a', 'b']] },
    { url, headers: { a: ['b', 'c'] } },
    { url, headers: { a: 'b', A: 'c' } },
  ];
  for (const call of calls) {
    const { status, answer } = await page.call(call);
    assert.equal(answer.code, 'SHIM_INVALID_ARGUMENT', JSON.stringify(call));
    assert.equal(status, 400);
  }
  for (const name of [
    'Content-Length',
    'transfer-encoding',
    'Connection',
    'UPGRADE',
    'Expect',
    'TE',
    'Trailer',
  ]) {
    const { answer } = await page.call({ url, method: 'POST', headers: { [name]: 'chunked' }, body: 'a' });
    assert.equal(answer.code, 'SHIM_FORBIDDEN_REQUEST_HEADER', name);
  }
  assert.equal(trap.connections, 0);
});
