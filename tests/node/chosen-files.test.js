/** Files that a user chooses on a form (E19): submit uploads and attaches them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { create, open } from '../support/record-page.js';

const stored = ({ shim }) => shim.records[0].record.Files.value;

test('submit uploads and attaches what was chosen; no change event is fired', async (t) => {
  const around = open(t);
  for (const type of ['create.change.Files', 'create.submit', 'create.submit.success']) {
    around.listen(`app.record.${type}`);
  }
  const page = await create(around);
  await page.change('Name', 'x');
  await page.change('Files', [new File(['abc'], 'a b.txt', { type: 'text/plain' }), new Blob(['d'])]);
  assert.deepEqual(page.record.Files.value, [], 'the form has them once they are saved');
  assert.equal(around.shim.files.length, 0, 'nothing is uploaded yet');
  const { saved } = await page.submit();
  assert.equal(saved, true);
  assert.deepEqual(around.heard, ['app.record.create.submit', 'app.record.create.submit.success']);
  const files = stored(around);
  assert.deepEqual(
    files.map(({ name, size, contentType }) => [name, size, contentType]),
    [
      ['a b.txt', '3', 'text/plain'],
      ['blob', '1', 'application/octet-stream'],
    ],
  );
  const [{ fileKey }] = files;
  const answer = await around.shim.handle(
    new Request(`${around.shim.origin}/k/v1/file.json?fileKey=${fileKey}`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    }),
  );
  assert.equal(await answer.text(), 'abc');
});

test('files of jsdom, whose Blobs cannot be read without its FileReader', async (t) => {
  const around = open(t);
  const { window } = new JSDOM();
  const uninstall = around.shim.install(window);
  t.after(uninstall);
  const page = await create(around);
  await page.change('Name', 'x');
  await page.change('Files', [new window.File(['abc'], 'é.txt')]);
  assert.equal((await page.submit()).saved, true);
  assert.deepEqual(
    stored(around).map(({ name, size }) => [name, size]),
    [['é.txt', '3']],
  );
});

test("answers of routes that are no kintone's, and a code that every object has", async (t) => {
  for (const [status, body, error] of [
    [200, 'null', 'null'],
    [413, 'too big', 'too big'],
  ]) {
    const around = open(t);
    around.shim.rest.post('/k/v1/file').reply(status, body);
    const page = await create(around);
    await page.change('Name', 'x');
    await page.change('Files', [new File(['abc'], 'a.txt')]);
    const refused = await page.submit();
    assert.deepEqual([refused.saved, refused.error], [false, error]);
  }
  const fields = JSON.parse('{"__proto__":{"type":"FILE","code":"__proto__","label":"f"}}');
  const around = open(t, { apps: { 5: { fields } } });
  const page = await create(around);
  await page.change('__proto__', [new File(['abc'], 'a.txt')]);
  assert.equal((await page.submit()).saved, true);
  const own = Object.getOwnPropertyDescriptor(around.shim.records[0].record, '__proto__');
  assert.equal(own.value.value[0].name, 'a.txt');
});

test('a file that is refused keeps the record from being saved, and the choice', async (t) => {
  const around = open(t);
  around.shim.rest.post('/k/v1/file').fail({ status: 400, code: 'CB_IL02', message: 'No file.' });
  const page = await create(around);
  await page.change('Name', 'x');
  await page.change('Files', [new File(['abc'], 'a.txt')]);
  const refused = await page.submit();
  assert.deepEqual([refused.saved, refused.error], [false, 'No file.']);
  assert.equal(around.shim.records.length, 0);
  assert.equal((await page.submit()).saved, true);
  assert.deepEqual(
    stored(around).map(({ name }) => name),
    ['a.txt'],
  );
});

const rowNames = (around, code = 'Proof') => {
  const [{ record }] = around.shim.records;
  return record.Rows.value.map(({ value }) => value[code].value.map(({ name }) => name));
};

/** The app with files in the rows of a table. */
const withRows = {
  apps: {
    5: {
      fields: {
        Name: 'SINGLE_LINE_TEXT',
        Rows: { type: 'SUBTABLE', fields: { Item: 'SINGLE_LINE_TEXT', Proof: 'FILE' } },
      },
    },
  },
};

test('files of cells are attached to their rows; a row that is taken out takes its own along', async (t) => {
  const around = open(t, withRows);
  const page = await create(around);
  await page.addRow('Rows');
  await page.addRow('Rows');
  for (const row of [0, 1, 2]) await page.change('Proof', [new File(['x'], `${row}.txt`)], { row });
  await page.change('Proof', [new File(['x'], '2b.txt'), new File(['x'], '2c.txt')], { row: 2 });
  await page.removeRow('Rows', 1);
  await assert.rejects(page.change('Proof', [new File(['x'], 'z')], { row: 7 }), RangeError);
  assert.equal((await page.submit()).saved, true);
  assert.deepEqual(rowNames(around), [['0.txt'], ['2b.txt', '2c.txt']]);

  // What nobody chooses stays, also in a row that changes.
  const edit = await around.shim.open('app.record.edit', { app: 5, id: 1 });
  await edit.change('Item', 'changed', { row: 0 });
  await edit.change('Proof', null, { row: 1 });
  assert.equal((await edit.submit()).saved, true);
  assert.deepEqual(rowNames(around), [['0.txt'], []]);
});
