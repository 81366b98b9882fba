/** The relay over real sockets: a page's uploads, which go through the server as a stream. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { test } from 'node:test';
import { bytesOfLength, fileBlob, sha256 } from '../support/blobs.js';
import { internalsOf, openUpstream } from '../support/calls.js';
import { ask, openServer, Page, RawConnection } from '../support/page-client.js';
import { until } from '../support/waiting.js';

const MIB = 1_048_576;
const TWO_HUNDRED_MB = 209_715_200;

async function open(t, shimOptions) {
  const upstream = await openUpstream(t);
  const server = await openServer(t, {}, shimOptions);
  return { upstream, server, page: await Page.load(server) };
}

test('a file goes out as it is', async (t) => {
  const { upstream, server, page } = await open(t);
  for (const length of [0, 1, 65_537, MIB - 1, MIB, 3 * MIB + 7]) {
    const file = bytesOfLength(length);
    const { status, answer } = await page.upload({ url: upstream.url, headers: { 'X-Mine': 'yes' } }, file);
    assert.equal(status, 200);
    assert.equal(answer.result.body, 'ok');
    const sent = upstream.requests.at(-1);
    const fields = new Map(sent.fields.map(([name, value]) => [name.toLowerCase(), value]));
    assert.equal(fields.get('content-length'), String(length));
    assert.equal(fields.get('x-mine'), 'yes');
    assert.equal(fields.has('content-type'), false);
    assert.equal(sent.body.sha256 ?? sha256(sent.body), sha256(file));
    assert.equal(server.shim.journal.calls().at(-1).bodyLength, length);
  }
  assert.equal(server.shim.journal.calls()[0].api, 'kintone.proxy.upload');
});

test('200 MB pass with the memory of the server flat and its Wasm heap unchanged', async (t) => {
  const { upstream, server, page } = await open(t);
  await page.upload({ url: upstream.url }, Buffer.from('warm'));
  const heap = internalsOf(server.shim).wasmHeapBytes();
  const { blob, sha256: hash } = await fileBlob(t, TWO_HUNDRED_MB);
  const { outgoing, answered } = page.beginUpload({ url: upstream.url }, TWO_HUNDRED_MB);
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  for await (const chunk of blob.stream()) {
    if (!outgoing.write(chunk)) await once(outgoing, 'drain');
  }
  outgoing.end();
  const { status, text } = await answered;
  clearInterval(sampling);
  assert.equal(status, 200, text);
  assert.deepEqual(upstream.requests[1].body, { length: TWO_HUNDRED_MB, sha256: hash });
  assert.equal(internalsOf(server.shim).wasmHeapBytes(), heap);
  // Page, server and upstream are one process here: a loose bound, but one that a copy of the whole body would break.
  assert.ok(peak - before < 160 * MIB, `${Math.round((peak - before) / MIB)} MiB more at the peak`);
});

test('a slow upstream holds the page back', async (t) => {
  const { upstream, page } = await open(t);
  // Reads the head alone.
  upstream.answerWith(({ target }) => (target === '/slow' ? { early: true, hang: true } : { status: 200 }));
  const size = 64 * MIB;
  const { outgoing } = page.beginUpload({ url: `${upstream.url}/slow` }, size);
  const block = Buffer.alloc(MIB);
  let written = 0;
  const writing = (async () => {
    while (written < size && !outgoing.destroyed) {
      await new Promise((resolve) => outgoing.write(block, resolve));
      written += MIB;
    }
  })();
  // As long as others take for as much and more, it has not gone on.
  for (let i = 0; i < 3; i += 1) {
    assert.equal((await page.upload({ url: upstream.url }, Buffer.alloc(size))).status, 200);
  }
  const [{ received }] = upstream.requests;
  // What sockets hold on either side, and a few slices.
  assert.ok(written - received < 32 * MIB, `${written - received} bytes on their way`);
  outgoing.destroy();
  await Promise.race([writing, upstream.connections[0].closed]);
});

test('an upload cut short never looks complete', async (t) => {
  const { upstream, server, page } = await open(t);
  const size = 4 * MIB;
  let seen = 0;
  for (const part of [0, 10, MIB, 3 * MIB]) {
    const { outgoing } = page.beginUpload({ url: upstream.url }, size);
    const entry = await until(() => server.shim.journal.calls().find(({ state }) => state === 'pending'));
    outgoing.write(Buffer.alloc(part));
    // A slice of the file is on its way as soon as it is there.
    if (part >= MIB) {
      seen += 1;
      await until(() => upstream.requests.filter(({ received }) => received > 0).length === seen);
    }
    outgoing.destroy();
    await until(() => entry.state === 'failure');
    assert.ok(['SHIM_CALL_ABORTED', 'SHIM_INVALID_ARGUMENT'].includes(entry.code), entry.code);
    for (const connection of upstream.connections) await connection.closed;
  }
  for (const { complete, received } of upstream.requests) assert.ok(!complete && received < size);
  assert.equal(internalsOf(server.shim).liveExchanges(), 0);
});

test('an answer before the end of the upload comes at once, and the connection goes on', async (t) => {
  const { upstream, server, page } = await open(t);
  upstream.answerWith({ status: 503, body: 'early', early: true });
  const client = new RawConnection(server.port);
  await page.writeUpload(client, { url: upstream.url }, 8 * MIB);
  await client.write(Buffer.alloc(MIB));
  await until(() => client.received.includes('"body":"early","status":503'));
  assert.equal(server.shim.journal.calls()[0].state, 'success');
  await client.write(Buffer.alloc(MIB), 7);
  assert.equal(upstream.requests[0].complete, false);
  client.received = '';
  await client.writeHead('GET /none', {});
  await until(() => client.received.startsWith('HTTP/1.1 404 '));
  client.end();
});

test('a file that is too large fails at once', async (t) => {
  const { upstream, page } = await open(t, { limits: { upload: 10 } });
  const { status, answer } = await page.upload({ url: upstream.url }, Buffer.alloc(11));
  assert.equal(status, 413);
  assert.equal(answer.code, 'SHIM_UPLOAD_TOO_LARGE');
  assert.equal(upstream.requests.length, 0);
});

test('a refusal is seen by a client that goes on sending, and ends the connection', async (t) => {
  const { upstream, server, page } = await open(t);
  page.token = 'none';
  for (const sent of [32, 0]) {
    const client = new RawConnection(server.port);
    await page.writeUpload(client, { url: upstream.url }, 32 * MIB);
    await client.write(Buffer.alloc(MIB), sent);
    await until(() => client.isClosed);
    const [head, body] = client.received.split('\r\n\r\n');
    assert.match(head, /^HTTP\/1\.1 400 [^]*\r\nConnection: close/);
    assert.equal(JSON.parse(body).code, 'CB_CS01');
  }
  assert.equal(upstream.requests.length, 0);
});

test('messages that are no upload are refused', async (t) => {
  const { upstream, page } = await open(t);
  const headers = page.uploadHeaders;
  const framed = (length, head) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(length);
    return Buffer.concat([bytes, Buffer.from(head)]);
  };
  const refusals = [
    [Buffer.alloc(0), 400, 'SHIM_REQUEST_MALFORMED'],
    [Buffer.from([0, 0]), 400, 'SHIM_REQUEST_MALFORMED'],
    [framed(100, '{}'), 400, 'SHIM_REQUEST_MALFORMED'],
    [framed(0, ''), 400, 'SHIM_REQUEST_MALFORMED'],
    [framed(2, '{}'), 400, 'CB_CS01'],
    [framed(2 ** 32 - 1, '{}'), 413, 'SHIM_MESSAGE_TOO_LARGE'],
    [framed(5, '"\\ud8"'), 400, 'SHIM_REQUEST_MALFORMED'],
  ];
  for (const [body, status, code] of refusals) {
    const answer = await ask(page.uploadUrl, { method: 'POST', headers, body });
    assert.equal(JSON.parse(answer.text).code, code, `${body.toString('hex')}: ${answer.text}`);
    assert.equal(answer.status, status);
  }
  const chunked = request(page.uploadUrl, { method: 'POST', headers, agent: false });
  chunked.on('error', () => {});
  chunked.write(framed(2, '{}'));
  const [unannounced] = await once(chunked, 'response');
  assert.equal(unannounced.statusCode, 411);
  chunked.destroy();
  assert.equal(upstream.requests.length, 0);
});

test('wrong arguments fail as a call does', async (t) => {
  const { upstream, page } = await open(t);
  const { status, answer } = await page.upload({ url: upstream.url, method: 'GET' }, Buffer.from('x'));
  assert.equal(status, 400);
  assert.deepEqual(Object.keys(answer.errors), ['method']);
  assert.equal(upstream.requests.length, 0);
});

test('a fetch that was given gets the whole file', async (t) => {
  const { upstream, page } = await open(t, { fetch });
  const file = bytesOfLength(2 * MIB + 1);
  const { answer } = await page.upload({ url: upstream.url }, file);
  assert.equal(answer.result.body, 'ok');
  assert.deepEqual(upstream.requests[0].body, { length: file.length, sha256: sha256(file) });
});

test('a file that has gone by cannot be sent again: a redirect that would do so is a failure', async (t) => {
  const { upstream, page } = await open(t, { redirect: 'follow' });
  upstream.answerWith([
    { status: 307, fields: [['Location', '/again']] },
    { status: 200, body: 'twice' },
  ]);
  const { answer } = await page.upload({ url: upstream.url }, Buffer.from('file'));
  assert.equal(answer.code, 'SHIM_INVALID_ARGUMENT');
  assert.match(answer.errors['data.value'].messages[0], /only once/);
  assert.equal(upstream.requests.filter(({ complete }) => complete).length, 1);
  upstream.answerWith([
    { status: 303, fields: [['Location', '/get']] },
    { status: 200, body: 'got' },
  ]);
  assert.equal((await page.upload({ url: upstream.url }, Buffer.from('file'))).answer.result.body, 'got');
});
