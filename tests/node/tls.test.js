/** P26: a certificate that nobody vouches for is refused, whatever the environment says; `ca` vouches. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { createAuthority, selfSigned } from '../support/certificates.js';
import { runModule } from '../support/child.js';
import { failureOf, get, openShim, openUpstream, post, successOf, upload } from '../support/calls.js';

const TLS_REJECTED = 'SHIM_TLS_REJECTED';
const authority = createAuthority();
const hosts = ['localhost', '127.0.0.1'];

async function openPair(t, tls, options) {
  return { upstream: await openUpstream(t, { tls }), shim: openShim(t, options) };
}

test('a self-signed certificate is refused, and nothing is sent', async (t) => {
  const { upstream, shim } = await openPair(t, selfSigned());
  await failureOf(get(shim, upstream.url), TLS_REJECTED);
  await failureOf(post(shim, upstream.url, 'secret'), TLS_REJECTED);
  await failureOf(upload(shim, upstream.url, new Blob(['secret'])), TLS_REJECTED);
  await failureOf(get(shim, `https://localhost:${upstream.port}/`), TLS_REJECTED);
  assert.equal(upstream.requests.length, 0);
});

test('a certificate of an unknown authority is refused', async (t) => {
  const { upstream, shim } = await openPair(t, authority.issueFor(hosts));
  await failureOf(get(shim, upstream.url), TLS_REJECTED);
  const other = openShim(t, { ca: createAuthority().ca });
  await failureOf(get(other, upstream.url), TLS_REJECTED);
  assert.equal(upstream.requests.length, 0);
});

test('a certificate signed by `ca` is accepted, in each form of the option', async (t) => {
  const upstream = await openUpstream(t, { tls: authority.issueFor(hosts) });
  const other = createAuthority().ca;
  for (const ca of [
    authority.ca,
    Buffer.from(authority.ca),
    [other, authority.ca],
    [new TextEncoder().encode(authority.ca)],
  ]) {
    const shim = openShim(t, { ca });
    upstream.answerWith({ status: 200, body: 'trusted' });
    assert.equal((await successOf(get(shim, upstream.url))).body, 'trusted');
    assert.equal((await successOf(get(shim, `https://localhost:${upstream.port}/`))).body, 'trusted');
    assert.equal((await successOf(upload(shim, upstream.url, new Blob(['file'])))).body, 'trusted');
  }
});

test('a self-signed certificate is accepted where it is itself the `ca`', async (t) => {
  const own = selfSigned();
  const { upstream, shim } = await openPair(t, own, { ca: own.cert });
  upstream.answerWith({ status: 200, body: 'trusted' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'trusted');
});

test('a certificate for another name or out of date is refused, `ca` notwithstanding', async (t) => {
  for (const tls of [authority.issueFor(['other.example']), authority.issueFor(hosts, { expired: true })]) {
    const { upstream, shim } = await openPair(t, tls, { ca: authority.ca });
    await failureOf(get(shim, upstream.url), TLS_REJECTED);
    assert.equal(upstream.requests.length, 0);
  }
});

test('`ca` of one shim is not that of another', async (t) => {
  const upstream = await openUpstream(t, { tls: authority.issueFor(hosts) });
  const [trusting, other] = [openShim(t, { ca: authority.ca }), openShim(t)];
  await successOf(get(trusting, upstream.url));
  await failureOf(get(other, upstream.url), TLS_REJECTED);
  await successOf(get(trusting, upstream.url));
});

test('limits and truncation hold over TLS too', async (t) => {
  const { upstream, shim } = await openPair(t, authority.issueFor(hosts), { ca: authority.ca });
  upstream.answerWith({ status: 200, body: { fill: 'x', length: 10_485_760 } });
  assert.equal((await successOf(get(shim, upstream.url))).body.length, 10_485_760);
  upstream.answerWith({ status: 200, body: { fill: 'x', length: 10_485_761 } });
  await failureOf(get(shim, upstream.url), 'SHIM_RESPONSE_BODY_TOO_LARGE');
  upstream.answerWith({ status: 200, body: 'hello', cut: 4 });
  await failureOf(get(shim, upstream.url), 'SHIM_RESPONSE_TRUNCATED');
  upstream.answerWith({ close: true });
  await failureOf(get(shim, upstream.url), 'SHIM_CONNECTION_RESET');
});

test('a server that speaks no TLS is a failure, and not one of its certificate', async (t) => {
  const server = createServer((socket) =>
    socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  t.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await failureOf(get(openShim(t), `https://127.0.0.1:${server.address().port}/`), 'SHIM_NETWORK_FAILED');
});

test('NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing', async (t) => {
  const upstream = await openUpstream(t, { tls: selfSigned() });
  const source = `
    import { createShim } from 'kintone-shim';
    const { kintone } = createShim({ network: ['127.0.0.1'] });
    const outcome = await kintone.proxy(process.argv[1], 'GET', {}, {}).then(JSON.stringify, String);
    // The variable is in force: Node's own fetch accepts the certificate.
    const own = await fetch(process.argv[1]).then((answer) => answer.status, String);
    console.log(JSON.stringify({ outcome, own }));`;
  upstream.answerWith({ status: 200, body: 'ok' });
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const { code, stdout, stderr } = await runModule(source, { args: [upstream.url], env });
  assert.equal(code, 0, stderr);
  const { outcome, own } = JSON.parse(stdout);
  assert.equal(own, 200);
  assert.equal(JSON.parse(outcome).code, TLS_REJECTED, outcome);
  assert.equal(upstream.requests.length, 1);
});
