/** What else people upload with from Node: its own fetch, undici, node:http, form-data and axios. */
import assert from 'node:assert/strict';
import { createReadStream, openAsBlob } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as undici from 'undici';
import { apps, digest, files, openKintone, tokens, uploadKey } from '../support/clients.js';
import { folderOf } from '../support/folder.js';
import { ask } from '../support/page-client.js';

// The ones that kintone's own client has.
const ofTheClient = createRequire(fileURLToPath(import.meta.resolve('@kintone/rest-api-client')));
const axios = ofTheClient('axios');
const FormDataOfNode = ofTheClient('form-data');

const app = apps.orders;
const headers = { 'X-Cybozu-API-Token': tokens.orders };
const json = { ...headers, 'Content-Type': 'application/json' };

/** Attaches the file, and asserts that it comes back with its name and bytes. */
async function assertStored({ url }, { status, text }, { name, bytes }) {
  assert.equal(status, 200, text);
  const { fileKey } = JSON.parse(text);
  assert.match(fileKey, uploadKey);
  const body = JSON.stringify({ app, record: { Files: { value: [{ fileKey }] } } });
  const added = await fetch(`${url}/k/v1/record.json`, { method: 'POST', headers: json, body });
  const { id } = await added.json();
  const shown = await fetch(`${url}/k/v1/record.json?app=${app}&id=${id}`, { headers });
  const [file] = (await shown.json()).record.Files.value;
  assert.deepEqual([file.name, file.size], [name, String(bytes.length)]);
  const back = await fetch(`${url}/k/v1/file.json?fileKey=${file.fileKey}`, { headers });
  assert.equal(back.headers.get('content-length'), String(bytes.length));
  assert.equal(digest(Buffer.from(await back.arrayBuffer())), digest(bytes));
}

const textOf = async (response) => ({ status: response.status, text: await response.text() });

const fileOnDisk = async (t, { name, bytes }) => join(await folderOf(t, { [name]: bytes }), name);

const ways = {
  async "Node's fetch, FormData and File"(url, { name, bytes }) {
    const body = new FormData();
    body.append('file', new File([bytes], name, { type: 'application/x-other' }));
    return textOf(await fetch(url, { method: 'POST', headers, body }));
  },
  async "Node's fetch with a Blob and a name, the token's part first"(url, { name, bytes }) {
    const body = new FormData();
    body.append('__REQUEST_TOKEN__', 'none is asked for');
    body.append('file', new Blob([bytes]), name);
    return textOf(await fetch(url, { method: 'POST', headers, body }));
  },
  async "Node's fetch with a Blob of a file"(url, file, t) {
    const body = new FormData();
    body.append('file', await openAsBlob(await fileOnDisk(t, file)), file.name);
    return textOf(await fetch(url, { method: 'POST', headers, body }));
  },
  async "undici's fetch and FormData"(url, { name, bytes }) {
    const body = new undici.FormData();
    body.append('file', new File([bytes], name));
    return textOf(await undici.fetch(url, { method: 'POST', headers, body }));
  },
  async "undici's request"(url, { name, bytes }) {
    const body = new undici.FormData();
    body.append('file', new Blob([bytes]), name);
    const answer = await undici.request(url, { method: 'POST', headers, body });
    return { status: answer.statusCode, text: await answer.body.text() };
  },
  async 'axios and form-data'(url, { name, bytes }) {
    const form = new FormDataOfNode();
    form.append('file', bytes, name);
    const { status, data } = await axios.post(url, form, { headers });
    return { status, text: JSON.stringify(data) };
  },
  async 'axios and form-data, a stream of a file'(url, file, t) {
    const form = new FormDataOfNode();
    form.append('file', createReadStream(await fileOnDisk(t, file)));
    const { status, data } = await axios.post(url, form, { headers });
    return { status, text: JSON.stringify(data) };
  },
  async 'axios and form-data, a stream of unknown length'(url, { name, bytes }) {
    const form = new FormDataOfNode();
    form.append('file', new PassThrough().end(bytes), name);
    const chunked = { ...headers, ...form.getHeaders() };
    const { status, data } = await axios.post(url, form.pipe(new PassThrough()), { headers: chunked });
    return { status, text: JSON.stringify(data) };
  },
  async "axios with Node's own FormData"(url, { name, bytes }) {
    const form = new FormData();
    form.append('file', new File([bytes], name));
    const { status, data } = await axios.post(url, form, { headers });
    return { status, text: JSON.stringify(data) };
  },
  async 'form-data on node:http'(url, { name, bytes }) {
    const form = new FormDataOfNode();
    form.append('file', bytes, name);
    const outgoing = http.request(url, { method: 'POST', headers: { ...headers, ...form.getHeaders() } });
    form.pipe(outgoing);
    return new Promise((resolve, reject) => {
      outgoing.on('error', reject).on('response', (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (piece) => (text += piece));
        incoming.on('end', () => resolve({ status: incoming.statusCode, text }));
      });
    });
  },
  async 'node:http by hand'(url, { name, bytes }) {
    const body = Buffer.concat([
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      bytes,
      Buffer.from('\r\n--b--'),
    ]);
    const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
    return ask(url, {
      method: 'POST',
      headers: { ...headers, ...type, 'Content-Length': body.length },
      body,
    });
  },
};

for (const [title, upload] of Object.entries(ways)) {
  test(title, async (t) => {
    const kintone = await openKintone(t);
    for (const file of files) {
      await assertStored(kintone, await upload(`${kintone.url}/k/v1/file.json`, file, t), file);
    }
  });
}

// The request of kintone's pages, whose Content-Length is that of its lines without a line end behind them.
const sample = [
  '-----------------------------bee48a285354',
  'Content-Disposition: form-data; name="file"; filename="sample.txt"',
  'Content-Type: text/plain',
  '',
  'test',
  '-----------------------------bee48a285354--',
].join('\r\n');

for (const boundary of [
  '"---------------------------bee48a285354"',
  '---------------------------bee48a285354',
]) {
  test(`kintone's sample request, boundary=${boundary}`, async (t) => {
    const kintone = await openKintone(t);
    assert.equal(sample.length, 188);
    const answer = await ask(`${kintone.url}/k/v1/file.json`, {
      method: 'POST',
      headers: {
        ...headers,
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': 188,
      },
      body: sample,
    });
    await assertStored(kintone, answer, { name: 'sample.txt', bytes: Buffer.from('test') });
  });
}
