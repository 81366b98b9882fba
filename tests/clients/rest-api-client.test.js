/** kintone's own client for Node, as people have it, against `serve`: files go in, are attached, and come back. */
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { KintoneRestAPIClient } from '@kintone/rest-api-client';
import {
  alice,
  apps,
  declared,
  digest,
  downloadKey,
  files,
  guestSpace,
  openKintone,
  tokens,
  uploadKey,
} from '../support/clients.js';
import { folderOf } from '../support/folder.js';

const app = apps.orders;

async function connect(t, { auth = alice, options = declared, ...more } = {}) {
  const kintone = await openKintone(t, options);
  const client = new KintoneRestAPIClient({ baseUrl: kintone.url, auth, ...more });
  return { ...kintone, client };
}

/** Each as the value of an attachment field. */
const attached = (...keys) => ({ value: keys.map((fileKey) => ({ fileKey })) });

/** The upload key of a small file. */
async function upload(client, name, text = name) {
  const { fileKey } = await client.file.uploadFile({ file: { name, data: Buffer.from(text) } });
  assert.match(fileKey, uploadKey);
  return fileKey;
}

/** The file that is alone in the field Files of a record. */
async function onlyFile(client, id, where = app) {
  const { record } = await client.record.getRecord({ app: where, id });
  assert.equal(record.Files.type, 'FILE');
  assert.equal(record.Files.value.length, 1);
  return record.Files.value[0];
}

async function download(client, { fileKey }) {
  assert.match(fileKey, downloadKey);
  return Buffer.from(await client.file.downloadFile({ fileKey }));
}

/** Names in the field Files. */
const namesIn = (record) => record.Files.value.map(({ name }) => name);

async function assertStored(client, fileKey, { name, bytes, contentType }) {
  assert.match(fileKey, uploadKey);
  const { id, revision } = await client.record.addRecord({ app, record: { Files: attached(fileKey) } });
  assert.equal(revision, '1');
  const shown = await onlyFile(client, id);
  assert.deepEqual(shown, { contentType, fileKey: shown.fileKey, name, size: String(bytes.length) });
  assert.equal(digest(await download(client, shown)), digest(bytes));
}

for (const file of files) {
  test(`by data: ${file.name} of ${file.bytes.length} bytes`, async (t) => {
    const { client } = await connect(t);
    const { fileKey } = await client.file.uploadFile({ file: { name: file.name, data: file.bytes } });
    await assertStored(client, fileKey, file);
  });

  test(`by path, and as a stream: ${file.name}`, async (t) => {
    const { client } = await connect(t);
    const path = join(await folderOf(t, { [file.name]: file.bytes }), file.name);
    const byPath = await client.file.uploadFile({ file: { path } });
    await assertStored(client, byPath.fileKey, file);
    const streamed = await client.file.uploadFile({
      file: { name: file.name, data: createReadStream(path) },
    });
    await assertStored(client, streamed.fileKey, file);
  });
}

test('a text as data, and names with what a quoted string cannot hold', async (t) => {
  const { client } = await connect(t);
  for (const [given, name] of [
    // The client's form writes a quote as browsers do, and kintone leaves percent sequences as they are.
    ['say "hi".txt', 'say %22hi%22.txt'],
    ['100% sure.txt', '100% sure.txt'],
    ["it's; a=b, c.txt", "it's; a=b, c.txt"],
    ['..hidden', '..hidden'],
    ['folder\\name.txt', 'name.txt'],
  ]) {
    const { fileKey } = await client.file.uploadFile({ file: { name: given, data: '日本語のテキスト' } });
    const { id } = await client.record.addRecord({ app, record: { Files: attached(fileKey) } });
    const shown = await onlyFile(client, id);
    assert.equal(shown.name, name);
    assert.equal((await download(client, shown)).toString(), '日本語のテキスト');
  }
});

test('addRecord, updateRecord: the list is replaced; named download keys stay, the rest are gone', async (t) => {
  const { client, shim } = await connect(t);
  const first = [await upload(client, 'a.txt'), await upload(client, 'b.txt')];
  const { id } = await client.record.addRecord({
    app,
    record: {
      Title: { value: '注文' },
      Files: attached(...first),
      Photos: attached(await upload(client, 'p.png')),
    },
  });
  const { record } = await client.record.getRecord({ app, id });
  assert.deepEqual(namesIn(record), ['a.txt', 'b.txt']);
  assert.deepEqual(
    [record.Title, record.$id, record.$revision],
    [
      { type: 'SINGLE_LINE_TEXT', value: '注文' },
      { type: '__ID__', value: id },
      { type: '__REVISION__', value: '1' },
    ],
  );
  assert.notEqual(record.Files.value[0].fileKey, first[0]);

  const [a, b] = record.Files.value;
  const { revision } = await client.record.updateRecord({
    app,
    id,
    revision: 1,
    record: { Files: attached(await upload(client, 'c.txt'), b.fileKey) },
  });
  assert.equal(revision, '2');
  const { record: updated } = await client.record.getRecord({ app, id });
  assert.deepEqual(namesIn(updated), ['c.txt', 'b.txt']);
  assert.deepEqual(updated.Files.value[1], b);
  assert.deepEqual(updated.Photos, record.Photos);
  assert.equal((await download(client, b)).toString(), 'b.txt');
  await assert.rejects(download(client, a), { status: 404 });
  assert.deepEqual(shim.files.map(({ name, state }) => [name, state]).toSorted(), [
    ['b.txt', 'attached'],
    ['c.txt', 'attached'],
    ['p.png', 'attached'],
  ]);
  assert.equal(shim.diskUsage, 15);

  await client.record.updateRecord({ app, id, record: { Files: { value: [] } } });
  assert.deepEqual(namesIn((await client.record.getRecord({ app, id })).record), []);
  assert.deepEqual(
    shim.files.map(({ name }) => name),
    ['p.png'],
  );
});

test('addRecords, updateRecords, getRecords', async (t) => {
  const { client } = await connect(t);
  const keys = [];
  for (const name of ['1.txt', '2.txt', '3.txt']) keys.push(await upload(client, name));
  const added = await client.record.addRecords({
    app,
    records: [
      { Title: { value: 'one' }, Files: attached(keys[0]) },
      { Files: attached(keys[1], keys[2]) },
      { Title: { value: 'none' } },
    ],
  });
  assert.deepEqual(added.records, [
    { id: '1', revision: '1' },
    { id: '2', revision: '1' },
    { id: '3', revision: '1' },
  ]);
  const two = (await client.record.getRecord({ app, id: 2 })).record.Files.value;
  const updated = await client.record.updateRecords({
    app,
    records: [
      { id: 2, revision: '1', record: { Files: attached(two[1].fileKey) } },
      { id: 3, record: { Files: attached(await upload(client, '4.txt')) } },
    ],
  });
  assert.deepEqual(updated.records, [
    { id: '2', revision: '2' },
    { id: '3', revision: '2' },
  ]);
  const fields = ['$id', 'Files'];
  const { records, totalCount } = await client.record.getRecords({ app, fields, totalCount: true });
  assert.equal(totalCount, '3');
  assert.deepEqual(
    records.map((record) => [Object.keys(record).toSorted(), record.$id.value, namesIn(record)]),
    [
      [fields, '3', ['4.txt']],
      [fields, '2', ['3.txt']],
      [fields, '1', ['1.txt']],
    ],
  );
  for (const record of records) {
    for (const file of record.Files.value) {
      assert.equal((await download(client, file)).toString(), file.name);
    }
  }
});

test('a request too long for a URL goes out as POST with X-HTTP-Method-Override', async (t) => {
  const { client, lines } = await connect(t);
  await client.record.addRecord({ app, record: { Title: { value: 'a' } } });
  const fields = ['Title', ...Array.from({ length: 300 }, (_, i) => `unknown_field_${i}`)];
  const { records } = await client.record.getRecords({ app, fields });
  assert.deepEqual(records, [{ Title: { type: 'SINGLE_LINE_TEXT', value: 'a' } }]);
  assert.match(lines.at(-1), /POST \/k\/v1\/records\.json 200/);
});

test('a guest space has files, records and keys of its own', async (t) => {
  const { client: outside, url } = await connect(t);
  const inside = new KintoneRestAPIClient({ baseUrl: url, auth: alice, guestSpaceId: guestSpace });
  const guests = { app: apps.guests, record: {} };
  const own = await upload(inside, '招待状.txt');
  const { id } = await inside.record.addRecord({ ...guests, record: { Files: attached(own) } });
  const shown = await onlyFile(inside, id, apps.guests);
  assert.equal(shown.name, '招待状.txt');
  assert.equal((await download(inside, shown)).toString(), '招待状.txt');

  const missing = { status: 404, code: 'GAIA_BL01' };
  const foreign = await upload(outside, 'foreign.txt');
  await assert.rejects(inside.record.addRecord({ ...guests, record: { Files: attached(foreign) } }), missing);
  await assert.rejects(download(outside, shown), { status: 404 });
  await assert.rejects(outside.record.getRecord({ app: apps.guests, id }), {
    status: 400,
    code: 'GAIA_IL23',
  });
  const elsewhere = new KintoneRestAPIClient({ baseUrl: url, auth: alice, guestSpaceId: 9 });
  const none = { status: 404, code: 'SHIM_GUEST_SPACE_NOT_FOUND' };
  await assert.rejects(upload(elsewhere, 'a.txt'), none);
});

test('one API token, several, and Basic authentication beside them', async (t) => {
  const { url } = await connect(t);
  const basicAuth = { username: 'front', password: 'door' };
  for (const [auth, may] of [
    [{ apiToken: tokens.orders }, [apps.orders]],
    [{ apiToken: [tokens.orders2, tokens.stock] }, [apps.orders, apps.stock]],
    [{ apiToken: `${tokens.stock} , ${tokens.orders}` }, [apps.orders, apps.stock]],
    [alice, [apps.orders, apps.stock]],
  ]) {
    const client = new KintoneRestAPIClient({ baseUrl: url, auth, basicAuth });
    for (const each of [apps.orders, apps.stock]) {
      const record = { Files: attached(await upload(client, 'token.txt')) };
      const adding = client.record.addRecord({ app: each, record });
      if (may.includes(each)) {
        const { id } = await adding;
        assert.equal((await download(client, await onlyFile(client, id, each))).toString(), 'token.txt');
      } else {
        await assert.rejects(adding, { status: 400, code: 'GAIA_IA02' });
      }
    }
  }
});
