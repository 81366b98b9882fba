/** F08, F20: kintone's side over HTTP/2, where a request ends without its connection: as Vite serves. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { constants } from 'node:http2';
import { test } from 'node:test';
import { requestListener } from 'kintone-shim/server';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { internalsOf, openShim } from '../support/calls.js';
import { openHttp2 } from '../support/http2-client.js';
import { temporaryFilesOf } from '../support/open-files.js';
import { credentials, formHeaders, formOf } from '../support/rest-client.js';
import { until } from '../support/waiting.js';

const MIB = 1_048_576;
const file = bytesOfLength(3 * MIB);
const filesBecome = (count) => until(() => temporaryFilesOf(process.pid).length === count);

const post = { ...credentials, ':method': 'POST' };
const uploading = { ...post, ':path': '/k/v1/file.json', 'content-type': formHeaders['Content-Type'] };

async function open(t) {
  const shim = openShim(t, { apiTokens: { token: 1 } });
  const lines = [];
  const listener = requestListener(shim, { log: (line) => lines.push(line) });
  const { url, client, send } = await openHttp2(t, listener);
  /** Uploads the file, and attaches it: how it is downloaded. */
  const keep = async () => {
    const { status, bytes } = await send(uploading, formOf(file));
    assert.equal(status, 200, bytes.toString());
    const record = { Files: { value: [JSON.parse(bytes)] } };
    const headers = { ...post, ':path': '/k/v1/record.json', 'content-type': 'application/json' };
    assert.equal((await send(headers, JSON.stringify({ app: 1, record }))).status, 200);
    const { fileKey } = shim.records[0].record.Files.value[0];
    return { ...credentials, ':path': `/k/v1/file.json?fileKey=${fileKey}` };
  };
  const endedAre = (count) => until(() => lines.length === count);
  return { shim, url, client, send, keep, endedAre };
}

test('who watches the shim is told of the whole URL', async (t) => {
  const { shim, url, send } = await open(t);
  const urls = [];
  const ignore = () => {};
  const asked = (exchange) => urls.push(exchange.url);
  internalsOf(shim).watch({ began: ignore, ended: ignore, asked, answered: ignore });
  await send({ ...credentials, ':path': '/k/v1/record.json?app=1' });
  assert.deepEqual(urls, [`${url}/k/v1/record.json?app=1`]);
});

test('up and down, byte for byte', async (t) => {
  const { send, keep } = await open(t);
  const got = await send(await keep());
  assert.equal(got.status, 200);
  assert.equal(got.headers['content-length'], String(file.length));
  assert.equal(sha256(got.bytes), sha256(file));
});

test('a refusal reaches its client, and then the request is over', async (t) => {
  const { shim, client, send, endedAre } = await open(t);
  const other = { ...uploading, 'x-cybozu-api-token': 'other' };
  const noForm = { ...uploading, 'content-type': 'multipart/form-data; boundary=the-b' };
  for (const [i, headers] of [other, noForm, other, noForm].entries()) {
    assert.equal((await send(headers, formOf(file))).status, 400);
    await endedAre(i + 1);
  }
  const many = client.request(noForm);
  for (let i = 0; i < 2_000; i += 1) many.write('--none\r\n');
  many.end(file);
  await endedAre(5);
  const { headers } = await send({ ...credentials, ':path': '/k/v1/file.json?fileKey=none' });
  assert.equal(headers['x-concurrencylimit-running'], '1');
  assert.deepEqual(shim.files, []);
  await filesBecome(0);
});

test('a client that gives up leaves nothing, on the way up or down', async (t) => {
  const { shim, client, keep, endedAre } = await open(t);
  const download = await keep();
  const cut = client.request(uploading);
  cut.write(formOf(file).subarray(0, MIB));
  await filesBecome(2);
  cut.close(constants.NGHTTP2_CANCEL);
  await endedAre(3);
  await filesBecome(1);
  const half = client.request(download);
  await once(half, 'response');
  half.close(constants.NGHTTP2_CANCEL);
  await endedAre(4);
  shim.reset();
  await filesBecome(0);
});

test('nor does a connection that breaks, though all but the end of the message had come', async (t) => {
  const { shim, client, endedAre } = await open(t);
  const late = client.request(uploading);
  late.on('error', () => {});
  await new Promise((resolve) => late.write(formOf(file), resolve));
  await filesBecome(1);
  client.destroy();
  await endedAre(1);
  await filesBecome(0);
  assert.deepEqual(shim.files, []);
});
