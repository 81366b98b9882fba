/** F01, F08, F16, F20: files of kintone's side over real sockets, from the upload to the download. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { requestListener, serve } from 'kintone-shim/server';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { openShim } from '../support/calls.js';
import { temporaryFilesOf } from '../support/open-files.js';
import { ask, openServer, Page } from '../support/page-client.js';
import {
  attach,
  callRest,
  credentials,
  download,
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
const threeDays = 3 * 86_400_000;

const openFiles = () => temporaryFilesOf(process.pid).length;
const options = { apiTokens: { token: 1 } };

test('files of all sizes: uploaded, attached, downloaded, byte for byte', async (t) => {
  const server = await openServer(t, {}, options);
  const sizes = [0, 1, 200, 64 * KIB, 256 * KIB, 256 * KIB + 1, MIB, 5 * MIB + 3];
  for (const size of sizes) {
    const bytes = bytesOfLength(size);
    const key = await keyOf(server, bytes, { name: 'a file.txt' });
    assert.deepEqual(Buffer.from(await (await server.shim.files.at(-1).blob()).arrayBuffer()), bytes);
    const { keys } = await attach(server, key);
    const { status, headers, bytes: got } = await download(server, keys[0]);
    assert.equal(status, 200);
    assert.equal(headers['content-length'], String(size));
    assert.match(headers['content-disposition'], /^attachment; filename="a file\.txt"$/);
    assert.match(headers['content-type'], /^text\/plain/);
    assert.equal(headers['x-concurrencylimit-limit'], '100');
    assert.equal(sha256(got), sha256(bytes));
  }
  assert.equal(
    server.shim.diskUsage,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  assert.equal(openFiles(), 3);
  server.shim.reset();
  await until(() => openFiles() === 0);
  await runningBecomes(server, 0);
});

test('a key works once', async (t) => {
  const server = await openServer(t, {}, options);
  const key = await keyOf(server, bytesOfLength(300 * KIB));
  assert.equal((await download(server, key)).status, 404);
  const { keys } = await attach(server, key);
  const record = { Files: { value: [{ fileKey: key }] } };
  const again = await callRest(server, 'POST', '/k/v1/record.json', { app: 1, record });
  assert.equal(again.status, 404);
  assert.equal(again.answer.code, 'GAIA_BL01');
  assert.equal((await download(server, keys[0])).bytes.length, 300 * KIB);
  assert.equal(server.shim.records.length, 1);
});

test('a file dies with its key after three days, and an attached one with its record', async (t) => {
  const server = await openServer(t, {}, options);
  const large = bytesOfLength(MIB);
  const keys = [
    await keyOf(server, large),
    await keyOf(server, large.subarray(0, 10)),
    await keyOf(server, large),
  ];
  const record = await attach(server, keys[2]);
  server.shim.advance(threeDays - 60_000);
  assert.equal(server.shim.files.length, 3);
  assert.equal(openFiles(), 2);
  server.shim.advance(60_000);
  assert.deepEqual(
    server.shim.files.map(({ state }) => state),
    ['attached'],
  );
  await until(() => openFiles() === 1);
  for (const fileKey of keys.slice(0, 2)) {
    const message = { app: 1, record: { Files: { value: [{ fileKey }] } } };
    const { status, answer } = await callRest(server, 'POST', '/k/v1/record.json', message);
    assert.equal(`${status} ${answer.code}`, '404 GAIA_BL01');
  }
  assert.equal((await download(server, record.keys[0])).bytes.length, MIB);
  const message = { app: 1, id: record.id, record: { Files: { value: [] } } };
  assert.equal((await callRest(server, 'PUT', '/k/v1/record.json', message)).status, 200);
  await until(() => openFiles() === 0);
  assert.equal((await download(server, record.keys[0])).status, 404);
  assert.equal(server.shim.diskUsage, 0);
});

test('a connection serves one request after another', async (t) => {
  const server = await openServer(t, {}, options);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const sockets = new Set();
  const send = async (path, how, body) => {
    const outgoing = request(server.url + path, { agent, ...how });
    outgoing.on('socket', (socket) => sockets.add(socket));
    outgoing.end(body);
    const [incoming] = await once(outgoing, 'response');
    return { status: incoming.statusCode, bytes: await buffer(incoming) };
  };
  for (let i = 0; i < 30; i += 1) {
    const file = bytesOfLength(i * 20_000);
    const how = { method: 'POST', headers: formHeaders };
    const { status, bytes } = await send('/k/v1/file.json', how, formOf(file));
    assert.equal(status, 200);
    const { keys } = await attach(server, JSON.parse(bytes).fileKey);
    const got = await send(`/k/v1/file.json?fileKey=${keys[0]}`, { headers: credentials });
    assert.equal(sha256(got.bytes), sha256(file));
    // A GET that is refused leaves the connection as it is, too.
    assert.equal((await send('/k/v1/file.json', { headers: credentials })).status, 400);
  }
  assert.equal(sockets.size, 1);
});

test('a session of a page: with its token; without it, or from elsewhere, refused', async (t) => {
  const server = await openServer(t, {}, options);
  const page = await Page.load(server);
  const path = `/k/v1/file.json?__REQUEST_TOKEN__=${page.token}`;
  assert.equal((await upload(server, Buffer.from('a'), { headers: page.headers, path })).status, 200);
  for (const [headers, code] of [
    [page.headers, 'CB_CS01'],
    [{ ...page.headers, 'X-Requested-With': '' }, 'CB_JH01'],
    [{}, 'CB_AU01'],
  ]) {
    assert.equal((await upload(server, Buffer.from('a'), { headers })).answer.code, code);
  }
  assert.equal(server.shim.files.length, 1);
});

test("Node's own fetch with a form", async (t) => {
  const server = await openServer(t, {}, options);
  const bytes = bytesOfLength(MIB);
  const body = new FormData();
  body.append('file', new File([bytes], '日本語.bin'));
  const answer = await fetch(`${server.url}/k/v1/file.json`, { method: 'POST', headers: credentials, body });
  assert.equal(answer.status, 200);
  assert.equal(server.shim.files[0].name, '日本語.bin');
  assert.equal(server.shim.files[0].size, MIB);
});

test('a refusal reaches its client, whatever is still on its way', async (t) => {
  const server = await openServer(t, {}, options);
  const size = 64 * MIB;
  const block = bytesOfLength(MIB);
  const refusals = [
    ['before a byte is read', { ...formHeaders, 'X-Cybozu-API-Token': 'other' }, 'GAIA_IA02'],
    ['no form', { ...formHeaders, 'Content-Type': 'text/plain' }, 'GAIA_HM02'],
    [
      'by its first bytes',
      { ...formHeaders, 'Content-Type': 'multipart/form-data; boundary=the-b' },
      'GAIA_HM02',
    ],
  ];
  for (const [name, headers, code] of refusals) {
    const one = await RawUpload.begin(server, size, headers);
    const writing = one.write(block, 64);
    const { status, head, text } = await one.answer();
    assert.equal(status, 400, name);
    assert.equal(JSON.parse(text).code, code);
    assert.match(head, /^connection: close$/im);
    one.destroy();
    await writing;
  }
  assert.deepEqual(server.shim.files, []);
  await until(() => openFiles() === 0);
  await runningBecomes(server, 0);
});

test('a line of the log for each', async (t) => {
  const server = await openServer(t, {}, options);
  const { keys } = await attach(server, await keyOf(server, Buffer.from('a')));
  await download(server, keys[0]);
  const cut = await RawUpload.begin(server, 10);
  await runningBecomes(server, 1);
  cut.destroy();
  await until(() => server.lines.some((line) => line.includes('aborted')));
  const lines = server.lines.filter((line) => !line.includes(' 404 '));
  const expected = ['POST /k/v1/file.json 200', 'POST /k/v1/record.json 200', 'GET /k/v1/record.json 200'];
  expected.push('GET /k/v1/file.json 200', 'POST /k/v1/file.json aborted');
  assert.deepEqual(
    lines.map((line) => line.replace(/^\S+ (.*) \d+ ms$/, '$1')),
    expected,
  );
});

test('behind a server that took its time, and whose client has gone meanwhile', async (t) => {
  const shim = openShim(t, options);
  const listener = requestListener(shim);
  let late = 0;
  const host = createServer((req, res) => {
    if (!req.headers['x-late']) listener(req, res);
    else res.once('close', () => setImmediate(() => (listener(req, res), (late += 1))));
  });
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  t.after(() => host.close());
  const server = { port: host.address().port, url: `http://127.0.0.1:${host.address().port}` };
  const one = await RawUpload.begin(server, 10, { ...formHeaders, 'X-Late': 'yes' });
  one.destroy();
  await until(() => late === 1);
  assert.equal(await runningAt(server), 0);
});

test("what was uploaded outlives the server where the shim is the user's, and nothing its own", async (t) => {
  const bytes = bytesOfLength(MIB);
  const shim = openShim(t, options);
  const first = await serve({ shim });
  const { keys } = await attach(first, await keyOf(first, bytes));
  await keyOf(first, bytes.subarray(0, 100));
  await first.close();
  assert.equal(shim.files.length, 2);
  assert.equal(openFiles(), 1);
  const second = await openServer(t, { shim });
  assert.equal(sha256((await download(second, keys[0])).bytes), sha256(bytes));
  shim.dispose();
  await until(() => openFiles() === 0);

  const own = await serve();
  await keyOf(own, bytes);
  assert.equal(openFiles(), 1);
  await own.close();
  await until(() => openFiles() === 0);
  assert.deepEqual(own.shim.files, []);
});

test('what a browser sends of another site is refused', async (t) => {
  const server = await openServer(t, {}, options);
  const headers = { ...formHeaders, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  const body = formOf(Buffer.from('a'));
  const { status } = await ask(`${server.url}/k/v1/file.json`, { method: 'POST', headers, body });
  assert.equal(status, 403);
  assert.deepEqual(server.shim.files, []);
});
test('a body that somebody read before is an error that says so', async (t) => {
  const shim = openShim(t, { apiTokens: { token: 1 } });
  const listener = requestListener(shim);
  const errors = [];
  const server = createServer(async (req, res) => {
    for await (const chunk of req) assert.ok(chunk.length > 0);
    listener(req, res, (error) => {
      errors.push(error.message);
      res.writeHead(500).end('{}');
    });
  });
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { status } = await upload({ url: `http://127.0.0.1:${server.address().port}` }, bytesOfLength(KIB));
  assert.equal(status, 500);
  assert.match(errors.join(), /was read before/);
  assert.deepEqual(shim.files, []);
});
