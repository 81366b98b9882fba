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

function openPlain(t, options) {
  const shim = createShim(options);
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

const storage = 33_554_432;

test('records of which each has one value in the last of 500 columns: 413, not an end', async (t) => {
  const shim = openPlain(t, { limits: { records: storage } });
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
  do answer = await add(shim, 1, many);
  while (answer.status === 200);
  assert.deepEqual([answer.status, answer.code], [413, 'SHIM_RECORDS_TOO_LARGE']);
  assert.match(JSON.parse(answer.body).message, /more than 1073741824 bytes/);
});

test('field codes without values count too', async (t) => {
  const shim = openPlain(t, { limits: { records: storage } });
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

test('limits.records: what fits exactly is kept, one byte more is 413, and all of it is shown', async (t) => {
  const overhead = 256 + 16;
  const shim = openPlain(t, {
    limits: { records: 10_000 + 2 * overhead },
    apps: { 5: { fields: { T: 'MULTI_LINE_TEXT' } } },
  });
  assert.equal((await add(shim, 5, [{ T: { value: 'x'.repeat(4_000) } }])).status, 200);
  const over = await add(shim, 5, [{ T: { value: 'x'.repeat(6_001) } }]);
  assert.deepEqual([over.status, over.code], [413, 'SHIM_RECORDS_TOO_LARGE']);
  assert.match(JSON.parse(over.body).message, /more than 10544 bytes/);
  assert.equal((await add(shim, 5, [{ T: { value: 'x'.repeat(6_000) } }])).status, 200);
  assert.deepEqual(
    shim.records.map(({ record }) => record.T.value.length),
    [4_000, 6_000],
  );
});

test('72 MB of records: all are shown, an answer is bounded', async (t) => {
  const shim = openPlain(t);
  const value = `"\u0001${'x'.repeat(3_000_000)}`;
  for (let i = 0; i < 24; i += 1) assert.equal((await add(shim, 1, [{ T: { value } }])).status, 200);
  const shown = shim.records;
  assert.equal(shown.length, 24);
  assert.ok(shown.every(({ record }) => record.T.value === value));
  assert.equal(shim.app(1).records().length, 24);
  assert.equal((await shim.snapshot()).records.length, 24);
  const all = await ask(shim, '/k/v1/records.json?app=1');
  assert.deepEqual([all.status, all.code], [413, 'SHIM_ANSWER_TOO_LARGE']);
  assert.match(JSON.parse(all.body).message, /67108864 bytes.*limit/);
  const some = await ask(shim, `/k/v1/records.json?app=1&query=${encodeURIComponent('limit 5')}`);
  assert.equal(JSON.parse(some.body).records.length, 5);
  const without = await ask(shim, '/k/v1/records.json?app=1&fields[0]=$id');
  assert.equal(JSON.parse(without.body).records.length, 24);
});

test('one record grows by its updates up to 8 MiB', async (t) => {
  const shim = openPlain(t);
  await add(shim, 1, [{}]);
  const grow = (code) =>
    ask(shim, '/k/v1/record.json', {
      method: 'PUT',
      headers: json,
      body: JSON.stringify({ app: 1, id: 1, record: { [code]: { value: 'x'.repeat(3_000_000) } } }),
    });
  assert.equal((await grow('A')).status, 200);
  assert.equal((await grow('B')).status, 200);
  const { status, code, body } = await grow('C');
  assert.deepEqual([status, code], [413, 'SHIM_RECORD_TOO_LARGE']);
  assert.match(JSON.parse(body).message, /8388608 bytes/);
  assert.equal((await grow('A')).status, 200);
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
