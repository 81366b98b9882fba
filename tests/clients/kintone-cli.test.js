/** cli-kintone, kintone's command for records, in a process of its own against `serve`: CSV in and out, with attachments. */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAuthority } from '../support/certificates.js';
import { alice, digest, files, guestSpace, openWorkplace, runClient, tokens } from '../support/clients.js';

const program = '@kintone/cli/cli.js';
const app = 5;
const guestApp = 8;
const options = (...names) => Object.fromEntries(names.map((label, index) => [label, { label, index }]));

const fields = {
  Key: { type: 'SINGLE_LINE_TEXT', required: true, unique: true },
  Amount: { type: 'NUMBER' },
  Rank: { type: 'DROP_DOWN', options: options('A', 'B') },
  Tags: { type: 'CHECK_BOX', options: options('x', 'y') },
  Note: { type: 'MULTI_LINE_TEXT' },
  Files: { type: 'FILE' },
  Who: { type: 'USER_SELECT' },
  Orders: {
    type: 'SUBTABLE',
    fields: { Item: { type: 'SINGLE_LINE_TEXT' }, Price: { type: 'NUMBER' }, Scan: { type: 'FILE' } },
  },
};

/** A server, a folder to work in, and the command there: what it printed, where it succeeds. */
async function connect(t, { tls, ca, auth = ['--api-token', tokens.orders], of = app } = {}) {
  const { folder, env, ...kintone } = await openWorkplace(t, { fields, tls, ca });
  const ask = (action, ...args) => {
    const where = ['--base-url', kintone.url, '--app', String(of), ...auth];
    const encoding = args.includes('sjis') ? 'shift_jis' : 'utf8';
    return runClient(program, ['record', action, ...where, ...args], { cwd: folder, env, encoding });
  };
  const succeed = async (...args) => {
    const { code, stdout, stderr } = await ask(...args);
    assert.equal(code, 0, stdout + stderr);
    return stdout;
  };
  const records = (query = 'order by $id asc') => kintone.shim.app(of).records(query);
  return { ...kintone, folder, ask, succeed, records };
}

const line = (...cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
const valuesOf = (records, code) => records.map((record) => record[code].value);

const heads = ['*', ...Object.keys(fields), ...Object.keys(fields.Orders.fields)];
/** Two records, the first with two rows; of either kind of field a file. */
const [text, , binary] = files;
const table =
  line(...heads) +
  line('*', 'k1', '12.5', 'A', 'x\ny', 'one\ntwo', text.name, alice.username, '', 'pen', '1.5', binary.name) +
  line('', '', '', '', '', '', '', '', '', 'ink', '2', '') +
  line('*', 'k2', '', 'B', '', '', '', '', '', '', '', '');

async function writeTable(folder) {
  await writeFile(join(folder, 'in.csv'), table);
  for (const { name, bytes } of [text, binary]) await writeFile(join(folder, name), bytes);
}

async function bytesOf(shim, { fileKey }) {
  const file = shim.files.find((each) => each.fileKey === fileKey);
  return Buffer.from(await (await file.blob()).arrayBuffer());
}

const authority = createAuthority();
for (const [name, how] of [
  ['http', {}],
  ['https', { tls: authority.issueFor(['localhost']), ca: authority.ca }],
  ['http, by a password', { auth: ['-u', alice.username, '-p', alice.password] }],
  [
    'a guest space',
    { of: guestApp, auth: ['--guest-space-id', String(guestSpace), '--api-token', tokens.stock] },
  ],
]) {
  test(`import and export with attachments: ${name}`, async (t) => {
    const { shim, folder, ask, succeed, records } = await connect(t, how);
    await writeTable(folder);
    const { code, stderr } = await ask('import', '--file-path', 'in.csv', '--attachments-dir', '.');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Imported 2 records successfully/);

    const [first, second] = records();
    assert.deepEqual(valuesOf([first, second], 'Key'), ['k1', 'k2']);
    assert.equal(first.Amount.value, '12.5');
    assert.deepEqual(first.Tags.value, ['x', 'y']);
    assert.equal(first.Note.value, 'one\ntwo');
    assert.deepEqual(first.Who.value, [{ code: alice.username, name: alice.username }]);
    const rows = first.Orders.value.map(({ value }) => [value.Item.value, value.Price.value]);
    assert.deepEqual(rows, [
      ['pen', '1.5'],
      ['ink', '2'],
    ]);
    const attached = [first.Files.value[0], first.Orders.value[0].value.Scan.value[0]];
    assert.deepEqual(
      attached.map((each) => each.name),
      [text.name, binary.name],
    );
    for (const [i, each] of [text, binary].entries()) {
      assert.equal(digest(await bytesOf(shim, attached[i])), digest(each.bytes));
    }
    assert.deepEqual([second.Files.value, second.Orders.value], [[], []]);

    const exported = await succeed('export', '--attachments-dir', 'out');
    const [head, ...lines] = exported.split('\n');
    assert.match(
      head,
      /^\*,"Key","Amount","Rank","Tags","Note","Files","Who","Orders","Item","Price","Scan",/,
    );
    assert.equal(lines[0], '*,"k1","12.5","A","x');
    assert.match(
      exported,
      new RegExp(`"Files-1/${text.name}","alice","1","pen","1.5","Scan-1-0/${binary.name}"`),
    );
    assert.match(exported, /\n\*,"k2",,"B",/);
    const saved = await readdir(join(folder, 'out'), { recursive: true });
    assert.deepEqual(saved.sort(), [
      'Files-1',
      `Files-1/${text.name}`,
      'Scan-1-0',
      `Scan-1-0/${binary.name}`,
    ]);
    for (const [path, each] of [
      [`Files-1/${text.name}`, text],
      [`Scan-1-0/${binary.name}`, binary],
    ]) {
      assert.equal(digest(await readFile(join(folder, 'out', path))), digest(each.bytes));
    }
  });
}

test('what was exported is imported again as it was, attachments too', async (t) => {
  const { shim, folder, succeed, records } = await connect(t);
  await writeTable(folder);
  await succeed('import', '--file-path', 'in.csv', '--attachments-dir', '.');
  const wanted = ['Key', 'Amount', 'Rank', 'Tags', 'Note', 'Files', 'Who', 'Orders'];
  const exported = await succeed('export', '--attachments-dir', 'out', '--fields', wanted.join(','));
  await writeFile(join(folder, 'again.csv'), exported);
  const plain = async () =>
    Promise.all(
      records().map(async (record) => [
        ...wanted.filter((code) => !['Files', 'Orders'].includes(code)).map((code) => record[code].value),
        await Promise.all(record.Files.value.map(async (each) => digest(await bytesOf(shim, each)))),
        record.Orders.value.map(({ value }) => [
          value.Item.value,
          value.Price.value,
          value.Scan.value.length,
        ]),
      ]),
    );
  const before = await plain();
  await succeed('delete', '--yes');
  assert.deepEqual(records(), []);
  await succeed('import', '--file-path', 'again.csv', '--attachments-dir', 'out');
  assert.deepEqual(await plain(), before);
  assert.deepEqual(valuesOf(records(), '$id'), ['3', '4']);
});

test('--update-key updates those that are there and adds the others, more than fit in one request', async (t) => {
  const { folder, succeed, records } = await connect(t);
  const rows = (from, to, amount) =>
    Array.from({ length: to - from + 1 }, (_, i) => line(`k${from + i}`, amount)).join('');
  await writeFile(join(folder, 'in.csv'), line('Key', 'Amount') + rows(1, 250, 1));
  await succeed('import', '--file-path', 'in.csv');
  assert.deepEqual(valuesOf(records(), '$id').length, 250);
  await writeFile(join(folder, 'more.csv'), line('Key', 'Amount') + rows(201, 350, 2));
  await succeed('import', '--file-path', 'more.csv', '--update-key', 'Key');
  const after = records('order by $id asc limit 500');
  assert.deepEqual(
    valuesOf(after, 'Key').toSorted(),
    Array.from({ length: 350 }, (_, i) => `k${i + 1}`).toSorted(),
  );
  assert.deepEqual(
    after.map(({ Amount, $revision }) => [Amount.value, $revision.value]),
    after.map(({ $id: { value } }) => (value <= 200 ? ['1', '1'] : value <= 250 ? ['2', '2'] : ['2', '1'])),
  );
});

test('by the record number as the key', async (t) => {
  const { folder, succeed, records } = await connect(t);
  await writeFile(join(folder, 'in.csv'), line('Key', 'Rank') + line('k1', 'A') + line('k2', 'A'));
  await succeed('import', '--file-path', 'in.csv');
  await writeFile(join(folder, 'more.csv'), line('Record_number', 'Rank') + line('2', 'B'));
  await succeed('import', '--file-path', 'more.csv', '--update-key', 'Record_number');
  assert.deepEqual(valuesOf(records(), 'Rank'), ['A', 'B']);
  assert.deepEqual(valuesOf(records(), 'Key'), ['k1', 'k2']);
});

test('what the server refuses is told with its reasons, and nothing of the request is kept', async (t) => {
  const { folder, ask, records } = await connect(t);
  await writeFile(join(folder, 'in.csv'), line('Key', 'Rank') + line('k1', 'A') + line('k2', 'C'));
  const { code, stdout, stderr } = await ask('import', '--file-path', 'in.csv');
  assert.equal(code, 1, stdout);
  assert.match(stderr, /\[400\] \[CB_VA01\]/);
  assert.match(stderr, /The value, "C", is not in options\./);
  assert.deepEqual(records(), []);
});

test('export by a condition, an order and fields, in Shift_JIS', async (t) => {
  const { folder, succeed } = await connect(t);
  const rows = ['1,見積', '20,請求', '3,納品'].map((row, i) => line(`k${i}`, ...row.split(','))).join('');
  await writeFile(join(folder, 'in.csv'), line('Key', 'Amount', 'Note') + rows);
  await succeed('import', '--file-path', 'in.csv');
  const how = ['--condition', 'Amount > 2', '--order-by', 'Amount desc', '--fields', 'Note,Amount'];
  assert.equal(await succeed('export', ...how), '"Note","Amount"\n"請求","20"\n"納品","3"\n');
  assert.match(await succeed('export', ...how, '--encoding', 'sjis'), /"請求","20"/);
});

test('delete of those that a file names, and of all', async (t) => {
  const { folder, succeed, records } = await connect(t);
  const rows = Array.from({ length: 120 }, (_, i) => line(`k${i + 1}`)).join('');
  await writeFile(join(folder, 'in.csv'), line('Key') + rows);
  await succeed('import', '--file-path', 'in.csv');
  await writeFile(join(folder, 'gone.csv'), line('Record_number') + line('2') + line('119'));
  await succeed('delete', '--yes', '--file-path', 'gone.csv');
  const left = valuesOf(records('order by $id asc limit 500'), '$id');
  assert.equal(left.length, 118);
  assert.ok(!left.includes('2') && !left.includes('119'));
  await succeed('delete', '--yes');
  assert.deepEqual(records(), []);
});
