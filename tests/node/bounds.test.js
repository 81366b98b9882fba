/** What all shims of a process keep has bounds, told by an error: nothing ends the module that they share. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { internalsOf } from '../support/calls.js';
import { runModule } from '../support/child.js';

const token = { 'X-Cybozu-API-Token': 't' };
const json = { ...token, 'Content-Type': 'application/json' };

async function ask(shim, path, init) {
  const answer = await shim.handle(new Request(`${shim.origin}${path}`, { headers: token, ...init }));
  const body = await answer.text();
  return { status: answer.status, code: answer.ok ? undefined : JSON.parse(body).code, body };
}

const add = (shim, app, records) =>
  ask(shim, '/k/v1/records.json', { method: 'POST', headers: json, body: JSON.stringify({ app, records }) });

const upload = (shim, name) =>
  ask(shim, '/k/v1/file.json', {
    method: 'POST',
    headers: { ...token, 'Content-Type': 'multipart/form-data; boundary=b' },
    body: `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\nx\r\n--b--\r\n`,
  });

function openPlain(t) {
  const shim = createShim();
  t.after(() => shim.dispose());
  return shim;
}

test('a URL of 50 MB to shim.handle is 431, and the heap stays as it is', async (t) => {
  const shim = openPlain(t);
  await ask(shim, '/k/v1/records.json?app=1');
  const { wasmHeapBytes } = internalsOf(shim);
  const before = wasmHeapBytes();
  const { status, code } = await ask(shim, `/k/v1/records.json?app=1&x=${'a'.repeat(50_000_000)}`);
  assert.deepEqual([status, code], [431, 'SHIM_HEAD_TOO_LARGE']);
  assert.equal(wasmHeapBytes(), before);
  assert.equal((await ask(shim, '/k/v1/records.json?app=1')).status, 200);
});

test('files with names of 16 KB: 507 where they have more than 32 MiB, and again 200 after reset()', async (t) => {
  const shim = openPlain(t);
  const name = 'n'.repeat(16_000);
  let kept = 0;
  let answer = await upload(shim, name);
  for (; answer.status === 200; answer = await upload(shim, name)) kept += 1;
  assert.deepEqual([answer.status, answer.code], [507, 'SHIM_FILE_NOT_KEPT']);
  assert.match(JSON.parse(answer.body).message, /names of this shim's files .* 33554432 bytes/);
  assert.equal(kept, Math.floor(33_554_432 / (16_000 + 256)));
  assert.equal(shim.files.length, kept);
  shim.reset();
  assert.equal((await upload(shim, name)).status, 200);
});

test('records of which each has one value in the last of 500 columns: 413, not an end', async (t) => {
  const shim = openPlain(t);
  const fields = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, { value: 'x' }]));
  assert.equal((await add(shim, 1, [fields])).status, 200);
  const many = Array.from({ length: 100 }, () => ({ f499: { value: 'x' } }));
  let answer;
  do answer = await add(shim, 1, many);
  while (answer.status === 200);
  assert.deepEqual([answer.status, answer.code], [413, 'SHIM_RECORDS_TOO_LARGE']);
  assert.ok(shim.records.length > 1_000);
});

test('records without values whose fields have long codes: 413 where all that they show is too long', async (t) => {
  const shim = openPlain(t);
  const codes = Array.from({ length: 500 }, (_, i) => `${i}`.padEnd(1_000, 'c'));
  const record = Object.fromEntries(codes.map((code) => [code, { value: null }]));
  assert.equal((await add(shim, 1, [record])).status, 200);
  const many = Array.from({ length: 100 }, () => ({}));
  let answer;
  for (let i = 0; i < 4; i += 1) answer = await add(shim, 1, many);
  assert.deepEqual([answer.status, answer.code], [413, 'SHIM_RECORDS_TOO_LARGE']);
  assert.match(JSON.parse(answer.body).message, /more than 134217728 bytes/);
});

test('field codes without values count too', async (t) => {
  const shim = openPlain(t);
  const record = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`${i}`.padEnd(30_000, 'c'), { value: null }]),
  );
  let answer;
  let app = 0;
  do answer = await add(shim, ++app, [record]);
  while (answer.status === 200);
  assert.deepEqual([answer.status, answer.code], [413, 'SHIM_RECORDS_TOO_LARGE']);
  assert.ok(app < 20);
  assert.equal((await add(shim, 1_000, [{ A: { value: 'x' } }])).status, 200);
});

test('76 shims with 28 MiB of records each: an error, never Aborted(), and room again after dispose()', async () => {
  const source = `
    import assert from 'node:assert/strict';
    import { createShim } from 'kintone-shim';
    const headers = { 'X-Cybozu-API-Token': 't', 'Content-Type': 'application/json' };
    const body = JSON.stringify({ app: 1, record: { A: { value: 'x'.repeat(3_500_000) } } });
    const add = async (shim) => {
      const request = new Request(shim.origin + '/k/v1/record.json', { method: 'POST', headers, body });
      return (await shim.handle(request)).headers.get('X-Cybozu-Error');
    };
    const shims = [];
    let error = null;
    for (let i = 0; i < 76 && !error; i++) {
      try {
        shims.push(createShim());
      } catch (refusal) {
        error = refusal.message;
      }
      for (let k = 0; k < 8 && !error; k++) error = await add(shims.at(-1));
    }
    assert.match(error, /SHIM_MEMORY_FULL|more than 536870912 bytes/);
    assert.ok(shims.length > 10);
    assert.equal(shims[0].records.length, 8);
    for (const shim of shims) shim.dispose();
    const other = createShim();
    assert.equal(await add(other), null);
    assert.equal(other.records.length, 1);
  `;
  const { code, stderr } = await runModule(source, { deadline: 300_000 });
  assert.equal(code, 0, stderr);
});
