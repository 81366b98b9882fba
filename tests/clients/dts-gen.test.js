/** kintone's generator of types for an app's fields, in a process of its own against `serve`; what it writes compiles. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { createAuthority } from '../support/certificates.js';
import { alice, guestSpace, openWorkplace, runClient, tokens } from '../support/clients.js';
import { root } from '../support/command.js';

const program = '@kintone/dts-gen/dist/index.js';
const app = 5;
const guestApp = 8;
const choice = { A: { label: 'A', index: 0 } };
const fields = {
  Title: { type: 'SINGLE_LINE_TEXT' },
  Amount: { type: 'NUMBER' },
  Rank: { type: 'DROP_DOWN', options: choice },
  Tags: { type: 'MULTI_SELECT', options: choice },
  Due: { type: 'DATE' },
  Files: { type: 'FILE' },
  Who: { type: 'USER_SELECT' },
  Orders: { type: 'SUBTABLE', fields: { Item: { type: 'SINGLE_LINE_TEXT' }, Price: { type: 'NUMBER' } } },
};
const authority = createAuthority();

const script = `
import './fields';
import '${join(root, 'node_modules/@kintone/dts-gen/kintone')}';
import type { EventOf, EventHandler, RecordPage } from '${join(root, 'types/index')}';
declare const record: kintone.types.SavedFields;
declare const page: RecordPage<'app.record.edit', kintone.types.SavedFields>;
const handler: EventHandler<'app.record.edit.change.Title', kintone.types.SavedFields> = ({ record, changes }) => {
  const saved: kintone.types.SavedFields = record;
  const changed: kintone.fieldTypes.SingleLineText = changes.field;
  changed.value = saved.Rank.value;
};
declare const event: EventOf<'app.record.edit.submit', kintone.types.SavedFields>;
export const same: kintone.types.SavedFields[] = [event.record, page.record];
// @ts-expect-error Its record is another.
handler({ ...event, record: { Nothing: 1 } });
const title: string = record.Title.value;
const item: string = record.Orders.value[0].value.Item.value;
const id: string = record.$id.value;
// @ts-expect-error There is no such field.
record.Nothing;
export { title, item, id };
`;

function errorsOf(file) {
  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [] };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

async function generate(t, { tls, ca, args }) {
  const { url, folder, env } = await openWorkplace(t, { fields, tls, ca, files: { 'script.ts': script } });
  const where = ['--base-url', url, '--output', 'fields.d.ts'];
  return { folder, ...(await runClient(program, [...where, ...args], { cwd: folder, env })) };
}

const byPassword = ['--username', alice.username, '--password', alice.password];
for (const [name, how] of [
  ['http', { args: ['--app-id', String(app), ...byPassword] }],
  [
    'https',
    {
      tls: authority.issueFor(['localhost']),
      ca: authority.ca,
      args: ['--app-id', String(app), ...byPassword],
    },
  ],
  ['an API token', { args: ['--app-id', String(app), '--api-token', tokens.orders] }],
  ['the preview', { args: ['--app-id', String(app), '--preview', ...byPassword] }],
  [
    'a guest space',
    {
      args: [
        '--app-id',
        String(guestApp),
        '--guest-space-id',
        String(guestSpace),
        '--api-token',
        tokens.stock,
      ],
    },
  ],
]) {
  test(`the types of an app's fields: ${name}`, async (t) => {
    const { folder, code, stderr } = await generate(t, how);
    assert.equal(code, 0, stderr);
    const written = await readFile(join(folder, 'fields.d.ts'), 'utf8');
    for (const [field, type] of Object.entries({
      Title: 'SingleLineText',
      Amount: 'Number',
      Rank: 'DropDown',
      Tags: 'MultiSelect',
      Due: 'Date',
      Files: 'File',
      Who: 'UserSelect',
      Item: 'SingleLineText',
      Record_number: 'RecordNumber',
      $id: 'Id',
    })) {
      assert.ok(written.includes(`${field}: kintone.fieldTypes.${type};`), `${field} in ${written}`);
    }
    assert.deepEqual(errorsOf(join(folder, 'script.ts')), []);
  });
}

test('who may not log in is told', async (t) => {
  const wrong = ['--username', alice.username, '--password', 'wrong'];
  const { code, stderr } = await generate(t, { args: ['--app-id', String(app), ...wrong] });
  assert.equal(code, 1);
  assert.match(stderr, /status code 401/);
});
