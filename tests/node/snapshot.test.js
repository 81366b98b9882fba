/** shim.snapshot() and shim.restore(): what kintone's side keeps, as JSON, and back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const authorization = { 'X-Cybozu-Authorization': Buffer.from('alice:pw').toString('base64') };

const options = {
  seed: 'snapshots',
  users: { alice: 'pw', bob: 'pw' },
  guestSpaces: [7],
  apps: {
    5: {
      fields: {
        T: { type: 'SINGLE_LINE_TEXT', unique: true },
        N: 'NUMBER',
        R: { type: 'RADIO_BUTTON', options: { a: { index: 0 }, b: { index: 1 } }, defaultValue: 'a' },
        C: { type: 'CHECK_BOX', options: { x: { index: 0 }, y: { index: 1 } } },
        D: 'DATE',
        U: 'USER_SELECT',
        F: 'FILE',
        S: { type: 'SUBTABLE', fields: { A: 'NUMBER', G: 'FILE' } },
        K: {
          type: 'SINGLE_LINE_TEXT',
          lookup: {
            relatedApp: { app: '6' },
            relatedKeyField: 'Code',
            fieldMappings: [{ field: 'L', relatedField: 'Name' }],
          },
        },
        L: 'SINGLE_LINE_TEXT',
      },
      layout: { layout: [], revision: '3' },
      // A radio button without a value, as an old record has it.
      records: [{ T: { value: 'seed' } }],
    },
    6: {
      fields: { Code: { type: 'SINGLE_LINE_TEXT', unique: true }, Name: 'SINGLE_LINE_TEXT' },
      records: [{ Code: { value: 'k' }, Name: { value: 'before' } }],
    },
    8: { guestSpace: 7, fields: { T: 'SINGLE_LINE_TEXT' } },
  },
};

function open(t, given = options) {
  const shim = createShim(given);
  t.after(() => shim.dispose());
  return shim;
}

async function ask(shim, method, path, body) {
  const headers = { ...authorization, ...(body && { 'Content-Type': 'application/json' }) };
  const request = new Request(`${shim.origin}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  const answer = await shim.handle(request);
  return { status: answer.status, body: await answer.json() };
}

async function upload(shim, text) {
  const form = new FormData();
  form.append('file', new Blob([text]), `${text.slice(0, 3)}.txt`);
  const request = new Request(`${shim.origin}/k/v1/file.json`, {
    method: 'POST',
    headers: authorization,
    body: form,
  });
  return (await (await shim.handle(request)).json()).fileKey;
}

const record = '/k/v1/record.json';

/** Something of everything: files, rows, a lookup, comments, a deleted record, an open app, a guest space. */
async function fill(shim) {
  const files = [{ fileKey: await upload(shim, 'one\u0000ÿ') }, { fileKey: await upload(shim, 'two') }];
  const row = { A: { value: 1.5 }, G: { value: [{ fileKey: await upload(shim, 'cell') }] } };
  await ask(shim, 'POST', record, {
    app: 5,
    record: {
      ...{ T: { value: 'a' }, N: { value: '1e2' }, C: { value: ['y', 'x'] }, D: { value: '2026-01-31' } },
      ...{ U: { value: [{ code: 'bob' }] }, F: { value: files }, K: { value: 'k' } },
      S: { value: [{ value: row }, { value: {} }] },
    },
  });
  await ask(shim, 'PUT', record, { app: 6, id: 1, record: { Name: { value: 'after' } } });
  await ask(shim, 'PUT', record, { app: 5, id: 2, record: { N: { value: 7 } } });
  await ask(shim, 'POST', record, { app: 5, record: { T: { value: 'gone' } } });
  await ask(shim, 'DELETE', '/k/v1/records.json', { app: 5, ids: [3] });
  const comment = (text) =>
    ask(shim, 'POST', '/k/v1/record/comment.json', { app: 5, record: 2, comment: { text } });
  await comment('first');
  await comment('second');
  await ask(shim, 'DELETE', '/k/v1/record/comment.json', { app: 5, record: 2, comment: 2 });
  await ask(shim, 'POST', '/k/guest/7/v1/record.json', { app: 8, record: { T: { value: 'guest' } } });
  await ask(shim, 'POST', record, {
    app: 99,
    record: { free: { value: 'x' }, boxes: { value: ['1'] }, list: { value: [] } },
  });
  await upload(shim, 'left over');
}

const paths = [
  '/k/v1/records.json?app=5',
  '/k/v1/records.json?app=99',
  '/k/v1/app/form/fields.json?app=5',
  '/k/v1/app/form/fields.json?app=99',
  '/k/v1/app/form/layout.json?app=5',
  '/k/v1/record/comments.json?app=5&record=2',
  '/k/guest/7/v1/records.json?app=8',
];

async function stateOf(shim) {
  const answers = [];
  for (const path of paths) answers.push(await ask(shim, 'GET', path));
  const files = await Promise.all(
    shim.files.map(async ({ blob, ...shown }) => ({ ...shown, bytes: await (await blob()).text() })),
  );
  return { answers, files, records: shim.records, disk: shim.diskUsage };
}

test('a snapshot, changes, restored: as it was, and as if nothing had been between', async (t) => {
  const shim = open(t);
  await fill(shim);
  const before = await stateOf(shim);
  assert.deepEqual(
    before.answers.map(({ status }) => status),
    paths.map(() => 200),
  );
  const snapshot = await shim.snapshot();
  await ask(shim, 'POST', record, { app: 5, record: { T: { value: 'new' } } });
  await ask(shim, 'DELETE', '/k/v1/records.json', { app: 5, ids: [1, 2] });
  await ask(shim, 'POST', record, { app: 100, record: { other: { value: 'x' } } });
  shim.restore(snapshot);
  assert.deepEqual(await stateOf(shim), before);
  assert.deepEqual(await shim.snapshot(), snapshot);
  // The numbers go on: ids, rows, comments are never used again.
  const added = await ask(shim, 'POST', record, { app: 5, record: { S: { value: [{ value: {} }] } } });
  assert.deepEqual(added.body, { id: '4', revision: '1' });
  const [newest] = shim.app(5).records('limit 1');
  assert.equal(newest.S.value[0].id, '3');
  const commented = await ask(shim, 'POST', '/k/v1/record/comment.json', {
    app: 5,
    record: 2,
    comment: { text: 'third' },
  });
  assert.deepEqual(commented.body, { id: '3' });
  // What is unique is known.
  const twice = await ask(shim, 'POST', record, { app: 5, record: { T: { value: 'a' } } });
  assert.equal(twice.status, 400);
});

test('through JSON into another shim, whose apps are those of the snapshot', async (t) => {
  const shim = open(t);
  await fill(shim);
  const before = await stateOf(shim);
  const text = JSON.stringify(await shim.snapshot());
  const { users, guestSpaces } = options;
  const other = open(t, { users, guestSpaces, locale: 'ja', apps: { 40: { fields: { X: 'NUMBER' } } } });
  other.restore(JSON.parse(text));
  assert.deepEqual(await stateOf(other), before);
  assert.equal(JSON.stringify(await other.snapshot()), text);
  // A temporary file can still be attached, an attached one downloaded.
  const temporary = other.files.find(({ state }) => state === 'temporary');
  const attached = await ask(other, 'POST', record, { app: 5, record: { F: { value: [temporary] } } });
  assert.equal(attached.status, 200);
  const file = other.files.find(({ name }) => name === 'two.txt');
  const download = await other.handle(
    new Request(`${other.origin}/k/v1/file.json?fileKey=${file.fileKey}`, { headers: authorization }),
  );
  assert.equal(await download.text(), 'two');
  // reset() is back to what was declared.
  other.reset();
  assert.deepEqual(other.records, []);
  assert.deepEqual(
    (await other.snapshot()).apps.map(({ app }) => app),
    ['40'],
  );
});

test('of a shim as it was made, and of one that was disposed', async (t) => {
  const shim = open(t);
  const first = await shim.snapshot();
  await fill(shim);
  shim.restore(first);
  assert.deepEqual(await shim.snapshot(), first);
  assert.deepEqual(shim.files, []);
  shim.dispose();
  assert.throws(() => shim.restore(first), { name: 'TypeError', message: /disposed/ });
});

const broken = {
  'no object': [() => 'x', /snapshot must be \{ version, apps, files, records \}; given: "x"/],
  'nothing at all': [() => undefined, /snapshot must be \{ version/],
  'another version': [(s) => ({ ...s, version: 2 }), /snapshot\.version must be 1; given: 2/],
  'no records': [({ records, ...s }) => (assert.ok(records), s), /snapshot\.records must be \[ … \]/],
  'an app without a number': [(s) => s.apps.push({}), /snapshot\.apps\[4\]\.app must be 1, 2, …/],
  'an app that is twice there': [(s) => s.apps.push(s.apps[0]), /snapshot\.apps\[4\] must be/],
  'a counter': [(s) => (s.apps[0].nextRecord = 'x'), /snapshot\.apps\[0\]\.nextRecord must be 1, 2/],
  'a declaration': [
    (s) => (s.apps[0].declaration.properties.N.type = 'NUMBERS'),
    /snapshot\.apps\[0\]\.declaration\.properties\.N must be .*NUMBER/,
  ],
  'a record of no app': [(s) => (s.records[1].app = '77'), /snapshot\.records\[1\]\.app must be/],
  'a record without an id': [
    (s) => delete s.records[1].record.$id,
    /snapshot\.records\[1\]\.record\.\$id must/,
  ],
  'a record twice': [(s) => s.records.push(s.records[0]), /snapshot\.records\[\d+\]\.record\.\$id must be/],
  'a value': [
    (s) => (s.records[1].record.N.value = 'many'),
    /snapshot\.records\[1\]\.record\[N\]\.value cannot be read: Only numbers are allowed\./,
  ],
  'a field that is no object': [
    (s) => (s.records[1].record.N = 5),
    /snapshot\.records\[1\]\.record.* cannot be read/,
  ],
  'a file that is not there': [
    (s) => s.files.shift(),
    /snapshot\.records\[1\]\.record cannot be read: .* not found/,
  ],
  'a file in two places': [
    (s) => (s.records[0].record.F.value = s.records[1].record.F.value),
    /snapshot\.records cannot be read/,
  ],
  'a file without a key': [(s) => delete s.files[0].fileKey, /snapshot\.files\[0\]\.fileKey must be string/],
  'bytes that are missing': [
    (s) => (s.files[0].content = ''),
    /snapshot\.files\[0\]\.content must be base64 \(6 B\)/,
  ],
  'bytes that are no Base64': [
    (s) => (s.files[0].content = '*'),
    /snapshot\.files\[0\]\.content must be base64/,
  ],
  comments: [(s) => (s.records[1].comments = { comments: [{}] }), /snapshot\.records\[1\]\.comments must be/],
};

test('what is wrong with a snapshot is named, and nothing changes', async (t) => {
  const shim = open(t);
  await fill(shim);
  const before = await stateOf(shim);
  const text = JSON.stringify(await shim.snapshot());
  for (const [name, [spoil, message]] of Object.entries(broken)) {
    const spoilt = JSON.parse(text);
    const given = spoil(spoilt);
    const isWhole = ['no object', 'nothing at all', 'another version', 'no records'].includes(name);
    assert.throws(() => shim.restore(isWhole ? given : spoilt), { name: 'TypeError', message }, name);
  }
  assert.deepEqual(await stateOf(shim), before);
  shim.restore(JSON.parse(text));
  assert.deepEqual(await stateOf(shim), before);
});

test('more records than the other shim keeps', async (t) => {
  const shim = open(t);
  await fill(shim);
  const snapshot = await shim.snapshot();
  const small = open(t, { ...options, limits: { records: 1_000 } });
  const before = await small.snapshot();
  assert.throws(() => small.restore(snapshot), { name: 'TypeError', message: /more than 1000 bytes/ });
  assert.deepEqual(await small.snapshot(), before);
});

test('a request that is not answered is aborted', async (t) => {
  const shim = open(t);
  const snapshot = await shim.snapshot();
  const body = new ReadableStream({ pull: () => new Promise(() => {}) });
  const headers = { ...authorization, 'Content-Type': 'application/json' };
  const asked = shim.handle(
    new Request(`${shim.origin}${record}`, { method: 'POST', headers, body, duplex: 'half' }),
  );
  shim.restore(snapshot);
  await assert.rejects(asked, { name: 'AbortError' });
});
