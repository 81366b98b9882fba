/** Servers with a data folder; and one that is killed at moments that nobody chose: what it answered is there when it starts again. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { startServe } from './command.js';
import { folderOf } from './folder.js';
import { callRest, credentials, formOf, formHeaders } from './rest-client.js';

const record = '/k/v1/record.json';

/** The options of the shims of `start`. */
export const options = { apiTokens: { token: 1 } };

/** A server with a data folder, until the test ends. */
export async function start(t, data, more = {}) {
  const shim = createShim({ ...options, ...more });
  t.after(() => shim.dispose());
  const server = await serve({ data, shim });
  t.after(() => server.close());
  return server;
}

export const dataIn = async (t) => join(await folderOf(t), 'data');

/** Adds a record to app 1. */
export const add = (server, fields) => callRest(server, 'POST', record, { app: 1, record: fields });

/** A request to a server that may end meanwhile: its answer, or nothing. */
async function tried({ url }, method, path, headers, body) {
  try {
    const answer = await fetch(url + path, { method, headers, body });
    return { status: answer.status, answer: await answer.json() };
  } catch {
    return undefined;
  }
}

const send = (server, method, message) =>
  tried(
    server,
    method,
    record,
    { ...credentials, 'Content-Type': 'application/json' },
    JSON.stringify(message),
  );

/** Writes one after the other until the server is gone. `kept`: what was answered, the texts by their ids. */
async function write(server, kept) {
  for (let i = 0; ; i += 1) {
    const text = `${i} ${'x'.repeat(i % 50)}`;
    const file = await tried(
      server,
      'POST',
      '/k/v1/file.json',
      formHeaders,
      formOf(Buffer.from(text), 'a.txt'),
    );
    if (!file) return;
    const { fileKey } = file.answer;
    const fields = { T: { value: text }, F: { value: [{ fileKey }] } };
    const added = await send(server, 'POST', { app: 1, record: fields });
    if (!added) return;
    assert.equal(added.status, 200, JSON.stringify(added.answer));
    const { id } = added.answer;
    kept.set(id, { revision: '1', text, last: text });
    const changed = `${text} changed`;
    // Without an answer it may be there or not.
    kept.get(id).last = changed;
    const updated = await send(server, 'PUT', { app: 1, id, record: { T: { value: changed } } });
    if (!updated) return;
    kept.set(id, { revision: updated.answer.revision, text: changed, last: changed });
  }
}

async function assertKept(server, kept) {
  for (const [id, { revision, text, last }] of kept) {
    const { status, answer } = await callRest(server, 'GET', `${record}?app=1&id=${id}`);
    assert.equal(status, 200, `record ${id}`);
    const { T, F, $revision } = answer.record;
    assert.ok(T.value === text || T.value === last, `${id}: ${T.value}`);
    assert.ok(Number($revision.value) >= Number(revision));
    const headers = credentials;
    const bytes = await fetch(`${server.url}/k/v1/file.json?fileKey=${F.value[0].fileKey}`, { headers });
    assert.equal(await bytes.text(), T.value.replace(' changed', ''));
  }
}

/** Kills a server so many times. */
export async function killAtRandom(t, times) {
  const folder = join(await folderOf(t), 'data');
  const kept = new Map();
  for (let i = 0; i <= times; i += 1) {
    const server = await startServe(t, ['--data', folder, '--api-token', 'token=1'], { timeout: 600_000 });
    await assertKept(server, kept);
    if (kept.size > 60) for (const id of [...kept.keys()].slice(0, -20)) kept.delete(id);
    if (i === times) return;
    const written = write(server, kept);
    setTimeout(() => server.child.kill('SIGKILL'), Math.random() * 150);
    await written;
  }
}
