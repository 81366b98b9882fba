/** F08, F20: clients of kintone's side that die, dawdle or come in crowds, and a server that stops: nothing stays behind. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { serve } from 'kintone-shim/server';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { openShim, openUpstream } from '../support/calls.js';
import { collectGarbage } from '../support/garbage.js';
import { temporaryFilesOf } from '../support/open-files.js';
import { openServer, Page, RawConnection } from '../support/page-client.js';
import {
  attach,
  callRest,
  credentials,
  download,
  downloadUrl,
  formHeaders,
  formOf,
  keyOf,
  RawUpload,
  runningAt,
  runningBecomes,
  upload,
} from '../support/rest-client.js';
import { until } from '../support/waiting.js';

const KIB = 1_024;
const MIB = 1_048_576;

const openFiles = () => temporaryFilesOf(process.pid).length;
const filesBecome = (count) => until(() => openFiles() === count);
const options = { apiTokens: { token: 1 } };

/** That nothing is left of uploads that never became one. */
async function assertNothingStays(server) {
  await filesBecome(0);
  await runningBecomes(server, 0);
  assert.deepEqual(server.shim.files, []);
  assert.equal(server.shim.diskUsage, 0);
}

/** A download that takes its head and no more, until it is told to go on. */
async function holdDownload(server, key) {
  const outgoing = request(downloadUrl(server, key), { headers: credentials, agent: false });
  outgoing.on('error', () => {});
  outgoing.end();
  const [incoming] = await once(outgoing, 'response');
  return incoming;
}

async function hashOf(incoming) {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  return sha256(Buffer.concat(parts));
}

test('a client that dies on the way leaves nothing', async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(3 * MIB);
  for (const sent of [0, 1, 100 * KIB, 2 * MIB, 3 * MIB]) {
    for (const end of ['destroy', 'end', 'resetAndDestroy']) {
      const one = await RawUpload.begin(server, bytes.length);
      await one.write(bytes.subarray(0, sent));
      await runningBecomes(server, 1);
      await filesBecome(sent > 256 * KIB ? 1 : 0);
      one[end]();
      await assertNothingStays(server);
    }
  }
  // All that one lacks is what may stand behind a form.
  const late = new RawConnection(server.port);
  const form = formOf(bytes.subarray(0, 10));
  await late.writeHead('POST /k/v1/file.json', { ...formHeaders, 'Content-Length': form.length + 2 });
  await late.write(form);
  await runningBecomes(server, 1);
  late.destroy();
  await assertNothingStays(server);
  // One that only says that it has no more: it is told.
  const half = await RawUpload.begin(server, bytes.length);
  half.end();
  assert.equal((await half.answer()).status, 400);
  await until(() => half.isClosed);
});

test('so does one whose chunks break off, or are none', async (t) => {
  const server = await openServer(t, {}, options);
  const body = formOf(bytesOfLength(MIB));
  for (const bad of ['', 'zz\r\n']) {
    const one = new RawConnection(server.port);
    await one.writeHead('POST /k/v1/file.json', { ...formHeaders, 'Transfer-Encoding': 'chunked' });
    for (let at = 0; at < MIB; at += 64 * KIB) {
      await one.write(`${(64 * KIB).toString(16)}\r\n`);
      await one.write(body.subarray(at, at + 64 * KIB));
      await one.write('\r\n');
    }
    await filesBecome(1);
    if (bad === '') one.destroy();
    else await one.write(bad);
    await until(() => one.isClosed);
    await assertNothingStays(server);
  }
});

test('requests behind a call that goes on, on a connection that dies, are over', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith({});
  const server = await openServer(t, {}, options);
  const { keys } = await attach(server, await keyOf(server, bytesOfLength(MIB)));
  const page = await Page.load(server);
  const message = page.message({ url: upstream.url });
  const client = new RawConnection(server.port);
  const headers = { ...page.callHeaders, 'Content-Length': Buffer.byteLength(message) };
  await client.writeHead('POST /k/api/proxy/call.json', headers);
  await client.write(message);
  const body = formOf(Buffer.from('a'));
  for (let i = 0; i < 20; i += 1) {
    await client.writeHead(`GET /k/v1/file.json?fileKey=${keys[0]}`, credentials);
    await client.writeHead('POST /k/v1/file.json', { ...formHeaders, 'Content-Length': body.length });
    await client.write(body);
  }
  await runningBecomes(server, 40);
  assert.equal(server.shim.files.length, 21);
  client.destroy();
  await until(() => server.lines.filter((line) => line.includes(' aborted ')).length === 41);
  assert.equal(await runningAt(server), 0);
  server.shim.reset();
  await filesBecome(0);
});

test('100 uploads held open, the 101st is refused, and they all complete', async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(300 * KIB);
  const held = await Promise.all(Array.from({ length: 100 }, () => RawUpload.begin(server, bytes.length)));
  await Promise.all(held.map((one) => one.write(bytes.subarray(0, 290 * KIB))));
  await filesBecome(100);
  for (const refused of [
    await upload(server, bytes),
    await callRest(server, 'GET', '/k/v1/record.json?app=1&id=1'),
  ]) {
    assert.equal(`${refused.status} ${refused.answer.code}`, '429 GAIA_TO04');
    assert.equal(refused.headers['x-concurrencylimit-limit'], '100');
    assert.equal(refused.headers['x-concurrencylimit-running'], '101');
  }
  // Nobody's files and pages wait for them.
  assert.equal((await Page.load(server)).token.length, 36);
  const answers = await Promise.all(held.map((one) => one.finish(bytes.subarray(290 * KIB))));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(answers.map(({ text }) => text)).size, 100);
  await runningBecomes(server, 0);
  assert.equal(server.shim.files.length, 100);
  for (const file of [server.shim.files[0], server.shim.files[99]]) {
    assert.equal(sha256(Buffer.from(await (await file.blob()).arrayBuffer())), sha256(bytes));
  }
  for (const one of held) one.destroy();
  const again = await Promise.all(Array.from({ length: 100 }, () => RawUpload.begin(server, bytes.length)));
  await runningBecomes(server, 100);
  for (const one of again) one.destroy();
  await runningBecomes(server, 0);
  server.shim.reset();
  await assertNothingStays(server);
});

test('byte by byte, with and without a length, and many chunks at once', async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(500);
  const byLength = async () => {
    const body = formOf(bytes);
    const one = new RawUpload(server.port);
    const head = { ...formHeaders, 'Content-Length': body.length };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    const all = Buffer.concat([
      Buffer.from(`POST /k/v1/file.json HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${lines.join('')}\r\n`),
      body,
    ]);
    for (let at = 0; at < all.length; at += 1) await one.write(all.subarray(at, at + 1));
    return one.answer();
  };
  const byChunks = async () => {
    const one = new RawUpload(server.port);
    await one.writeHead('POST /k/v1/file.json', { ...formHeaders, 'Transfer-Encoding': 'chunked' });
    for (const byte of formOf(bytes)) await one.write(Buffer.from([0x31, 13, 10, byte, 13, 10]));
    await one.write('0\r\n\r\n');
    return one.answer();
  };
  const atOnce = async () => {
    const one = new RawUpload(server.port);
    await one.writeHead('POST /k/v1/file.json', { ...formHeaders, 'Transfer-Encoding': 'chunked' });
    const chunks = [...formOf(bytes)].map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`);
    await one.write(Buffer.from(`${chunks.join('')}0\r\n\r\n`, 'latin1'));
    return one.answer();
  };
  const answers = await Promise.all([byLength(), byChunks(), byLength(), byChunks(), atOnce()]);
  for (const { status, text } of answers) assert.equal(status, 200, text);
  for (const file of server.shim.files) {
    assert.deepEqual(Buffer.from(await (await file.blob()).arrayBuffer()), bytes);
  }
});

test('a download goes on to its end when its file is gone meanwhile, and no longer', async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(24 * MIB);
  const { id, keys } = await attach(server, await keyOf(server, bytes));
  const held = await holdDownload(server, keys[0]);
  const given = await holdDownload(server, keys[0]);
  const message = { app: 1, id, record: { Files: { value: [] } } };
  assert.equal((await callRest(server, 'PUT', '/k/v1/record.json', message)).status, 200);
  assert.deepEqual(server.shim.files, []);
  assert.equal((await download(server, keys[0])).status, 404);
  given.destroy();
  await runningBecomes(server, 1);
  assert.equal(openFiles(), 1);
  assert.equal(await hashOf(held), sha256(bytes));
  await assertNothingStays(server);
});

test('a client that does not read holds its own download up, and nobody else', async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(64 * MIB);
  const { keys } = await attach(server, await keyOf(server, bytes));
  const inMemory = () => (collectGarbage(), process.memoryUsage().arrayBuffers);
  const before = inMemory();
  const held = await holdDownload(server, keys[0]);
  // As long as another takes for all of it.
  assert.equal(await hashOf(await holdDownload(server, keys[0])), sha256(bytes));
  // What waits in the client's own stream counts here, too.
  await until(() => inMemory() - before < 8 * MIB);
  held.destroy();
  await runningBecomes(server, 0);
});

test('the server stops in the middle of uploads and downloads', async (t) => {
  const shim = openShim(t, options);
  const server = await serve({ shim });
  const bytes = bytesOfLength(24 * MIB);
  const { keys } = await attach(server, await keyOf(server, bytes));
  const half = await RawUpload.begin(server, bytes.length);
  await half.write(bytes.subarray(0, MIB));
  const waiting = await RawUpload.begin(server, bytes.length);
  const held = await holdDownload(server, keys[0]);
  await filesBecome(2);
  await server.close();
  await assert.rejects(hashOf(held), { code: 'ECONNRESET' });
  await until(() => half.isClosed && waiting.isClosed);
  assert.equal(half.received, '');
  await filesBecome(1);
  assert.equal(shim.files.length, 1);

  // The shim's, and so all there for another.
  const next = await openServer(t, { shim });
  await runningBecomes(next, 0);
  assert.equal(sha256((await download(next, keys[0])).bytes), sha256(bytes));
});

test('a shim that is reset or disposed of in the middle of an upload keeps nothing of it', async (t) => {
  const bytes = bytesOfLength(2 * MIB);
  for (const end of ['reset', 'dispose']) {
    const server = await openServer(t, {}, options);
    const one = await RawUpload.begin(server, bytes.length);
    await one.write(bytes.subarray(0, MIB));
    await filesBecome(1);
    server.shim[end]();
    const { status, text } = await one.finish(bytes.subarray(MIB));
    assert.notEqual(status, 200, text);
    await filesBecome(0);
    assert.deepEqual(server.shim.files, []);
    one.destroy();
  }
});

test('a shim that was disposed of answers no more, and keeps nothing', async (t) => {
  const server = await openServer(t, {}, options);
  server.shim.dispose();
  const { status, text } = await upload(server, bytesOfLength(400 * KIB));
  assert.equal(status, 503);
  assert.equal(JSON.parse(text).code, 'SHIM_DISPOSED');
  await filesBecome(0);
  assert.deepEqual(server.shim.files, []);
});

test('clients that come and go, hundreds of them', async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(400 * KIB);
  const head = `POST /k/v1/file.json HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`;
  const lines = Object.entries(formHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  const all = Buffer.concat([
    Buffer.from(`${head}${lines.join('')}Content-Length: ${formOf(bytes).length}\r\n\r\n`),
    formOf(bytes),
  ]);
  for (let i = 0; i < 300; i += 1) {
    const socket = connect(server.port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    socket.write(all.subarray(0, (all.length - 1) * ((i % 30) / 30)));
    if (i % 2) socket.destroy();
    else setTimeout(() => socket.resetAndDestroy(), i % 7);
  }
  await assertNothingStays(server);
});
