/** `serve({ tls })` and `kintone-shim serve --tls-key --tls-cert`: kintone's side and its pages over HTTPS. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { serve } from 'kintone-shim/server';
import { createAuthority } from '../support/certificates.js';
import { runCommand, startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { openServer } from '../support/page-client.js';

const authority = createAuthority();
const tls = authority.issueFor(['localhost', '127.0.0.1']);

async function askTls(url, { method = 'GET', headers = {}, body } = {}) {
  const outgoing = request(url, { method, headers, agent: false, ca: authority.ca });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  return { status: incoming.statusCode, headers: incoming.headers, text: await text(incoming) };
}

const form = (content) =>
  ['--b', 'Content-Disposition: form-data; name="file"; filename="a.txt"', '', content, '--b--', ''].join(
    '\r\n',
  );

const upload = (url) =>
  askTls(`${url}/k/v1/file.json`, {
    method: 'POST',
    headers: { 'X-Cybozu-API-Token': 't', 'Content-Type': 'multipart/form-data; boundary=b' },
    body: form('hello'),
  });

for (const [name, given] of [
  ['texts', tls],
  ['bytes', { key: Buffer.from(tls.key), cert: new Uint8Array(Buffer.from(tls.cert)) }],
]) {
  test(`a key and a certificate as ${name}: kintone's side is at https`, async (t) => {
    const server = await openServer(t, { tls: given });
    assert.equal(server.url, `https://127.0.0.1:${server.port}`);
    const { status, text: answer } = await upload(server.url);
    assert.equal(status, 200, answer);
    assert.match(JSON.parse(answer).fileKey, /^[\w-]{36}$/);
  });
}

test("a page's requests are of its own origin, https; those of the same host by http are not", async (t) => {
  const server = await openServer(t, { tls, root: await folderOf(t, { 'index.html': '<!doctype html>' }) });
  const page = await askTls(`${server.url}/`);
  assert.equal(page.status, 200);
  const [cookie] = page.headers['set-cookie'][0].split(';');
  const relay = (origin) =>
    askTls(`${server.url}/k/v1/file.json?fileKey=x`, {
      headers: { Cookie: cookie, Origin: origin, 'X-Requested-With': 'XMLHttpRequest' },
    });
  const own = await relay(server.url);
  const foreign = await relay(server.url.replace('https', 'http'));
  assert.notEqual(own.status, 403, own.text);
  assert.match(foreign.text, /SHIM_ORIGIN_REFUSED/);
});

test('whoever speaks HTTP to it gets no answer, and it goes on', async (t) => {
  const server = await openServer(t, { tls });
  await assert.rejects(fetch(server.url.replace('https', 'http')));
  assert.equal((await upload(server.url)).status, 200);
});

const other = authority.issueFor(['localhost']);
for (const [what, given] of [
  ['no object', 'key.pem'],
  ['true', true],
  ['no certificate', { key: tls.key }],
  ['no key', { cert: tls.cert }],
  ['paths', { key: 'key.pem', cert: 'cert.pem' }],
  ['a key of another certificate', { key: tls.key, cert: other.cert }],
  ['another member', { ...tls, ca: authority.ca }],
  ['empty texts', { key: '', cert: '' }],
  ['numbers', { key: 1, cert: 2 }],
]) {
  test(`tls: ${what} is refused`, async () => {
    await assert.rejects(serve({ tls: given }), (error) => {
      assert.equal(error.name, 'TypeError');
      assert.match(
        error.message,
        /^serve: the option tls must be a key and its certificate, both PEM, such as \{/,
      );
      return true;
    });
  });
}

test('the flags --tls-key and --tls-cert', async (t) => {
  const folder = await folderOf(t, { 'key.pem': tls.key, 'cert.pem': tls.cert });
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  const server = await startServe(t, ['--tls-key', key, '--tls-cert', cert]);
  assert.match(server.url, /^https:/);
  assert.equal((await upload(server.url)).status, 200);

  for (const [args, expected] of [
    [['--tls-key', key], /--tls-key takes --tls-cert beside it/],
    [['--tls-cert', cert], /--tls-cert takes --tls-key beside it/],
    [
      ['--tls-key', join(folder, 'none.pem'), '--tls-cert', cert],
      /--tls-key takes a file.*none\.pem.*ENOENT/,
    ],
    [['--tls-key', cert, '--tls-cert', key], /the option tls must be a key and its certificate/],
  ]) {
    const { code, stderr } = await runCommand('serve', ...args);
    assert.equal(code, 2);
    assert.match(stderr, expected);
  }
});
