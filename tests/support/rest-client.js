/** What clients send to kintone's REST side over HTTP: forms, records, downloads, and uploads whose every byte is the test's. */
import assert from 'node:assert/strict';
import { ask, RawConnection } from './page-client.js';
import { until } from './waiting.js';

export const credentials = { 'X-Cybozu-API-Token': 'token' };

const boundary = 'the-boundary-of-a-test';
const formType = `multipart/form-data; boundary=${boundary}`;
const formTail = Buffer.from(`\r\n--${boundary}--\r\n`);

const formHead = (name) =>
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );

/** The body of a form with this file. */
export const formOf = (bytes, name = 'file.bin') => Buffer.concat([formHead(name), bytes, formTail]);

export const formHeaders = { ...credentials, 'Content-Type': formType };

const parsed = (answer) => ({ ...answer, answer: JSON.parse(answer.text) });

/** Uploads a file; all that came back. */
export async function upload({ url }, bytes, { name, headers = credentials, path = '/k/v1/file.json' } = {}) {
  const all = { ...headers, 'Content-Type': formType };
  return parsed(await ask(url + path, { method: 'POST', headers: all, body: formOf(bytes, name) }));
}

/** The same of an upload that has to succeed: its key. */
export async function keyOf(server, bytes, options) {
  const { status, text, answer } = await upload(server, bytes, options);
  assert.equal(status, 200, text);
  return answer.fileKey;
}

/** A message to kintone's side, or a GET where there is none. */
export async function callRest({ url }, method, path, message) {
  const headers = message ? { ...credentials, 'Content-Type': 'application/json' } : credentials;
  return parsed(await ask(url + path, { method, headers, body: message && JSON.stringify(message) }));
}

/** Puts uploaded files into the field Files of a new record of app 1: its number, and their download keys. */
export async function attach(server, ...fileKeys) {
  const record = { Files: { value: fileKeys.map((fileKey) => ({ fileKey })) } };
  const added = await callRest(server, 'POST', '/k/v1/record.json', { app: 1, record });
  assert.equal(added.status, 200, added.text);
  const { id } = added.answer;
  const shown = await callRest(server, 'GET', `/k/v1/record.json?app=1&id=${id}`);
  return { id, keys: shown.answer.record.Files.value.map(({ fileKey }) => fileKey) };
}

export const downloadUrl = ({ url }, key) => `${url}/k/v1/file.json?fileKey=${key}`;

export const download = (server, key, headers = credentials) => ask(downloadUrl(server, key), { headers });

/** How many requests kintone's side counts at once, the one that asks not among them (F20). */
export async function runningAt({ url }) {
  const { headers } = await ask(`${url}/k/v1/file.json?fileKey=none`, { headers: credentials });
  return Number(headers['x-concurrencylimit-running']) - 1;
}

/** Until there are so many. */
export async function runningBecomes(server, count) {
  while ((await runningAt(server)) !== count);
}

/** An upload on a connection of its own, which the test writes: `write`, then `finish`. */
export class RawUpload extends RawConnection {
  static async begin({ port }, size, headers = formHeaders) {
    const one = new RawUpload(port);
    const head = formHead('file.bin');
    const length = { 'Content-Length': head.length + size + formTail.length };
    await one.writeHead('POST /k/v1/file.json', { ...headers, ...length });
    await one.write(head);
    return one;
  }

  /** The rest, and the answer. */
  async finish(bytes = Buffer.alloc(0)) {
    await this.write(bytes);
    await this.write(formTail);
    return this.answer();
  }

  /** The first answer, when it is whole, or the connection closed. */
  async answer() {
    const read = () => {
      const [head, ...body] = this.received.split('\r\n\r\n');
      const text = body.join('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
      const isWhole = text.length >= length || this.isClosed;
      return isWhole && { status: Number(head.slice(9, 12)), head, text };
    };
    return until(read);
  }
}
