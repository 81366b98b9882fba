/** What plug-ins are in the habit of doing to a form, and users on a page: kintone's answer to each, and nothing in silence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { createShim } from 'kintone-shim';
import { create, open, saved, valuesOf } from '../support/record-page.js';

/** A row as handlers write it. */
const newRow = (more) => ({
  ...more,
  value: {
    Item: { type: 'SINGLE_LINE_TEXT', value: 'pushed', disabled: true },
    Count: { type: 'NUMBER', value: 5 },
  },
});

for (const id of [{}, { id: null }, { id: undefined }]) {
  test(`a row that a handler pushes is one (${JSON.stringify(id)}, ${Object.keys(id).length})`, async (t) => {
    const around = open(t);
    around.listen('app.record.create.show', (event) => {
      event.record.Lines.value.push(newRow(id));
      return event;
    });
    const page = await create(around);
    const row = page.record.Lines.value[1];
    assert.deepEqual(row, {
      id: null,
      value: {
        Item: { type: 'SINGLE_LINE_TEXT', value: 'pushed' },
        Count: { type: 'NUMBER', value: '5' },
      },
    });
    await assert.rejects(page.change('Item', 'user', { row: 1 }), /disabled/);
    await page.change('Count', '6', { row: 1 });
    await page.change('Name', 'n');
    assert.equal((await page.submit()).saved, true);
    const [{ Lines }] = around.shim.app(5).records();
    assert.deepEqual(valuesOf(Lines.value[1].value), { Item: 'pushed', Count: '6' });
  });
}

for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
  test(`${value} is no number, and is not saved`, async (t) => {
    const around = open(t);
    around.listen('app.record.create.change.Name', (event) => {
      event.record.Total.value = value;
      return event;
    });
    const page = await create(around);
    await page.change('Name', 'n');
    assert.equal(page.record.Total.value, String(value));
    const { saved: isSaved, errors } = await page.submit();
    assert.deepEqual([isSaved, Object.keys(errors)], [false, ['Total']]);
    around.kintone.app.record.set({ record: { Price: { type: 'NUMBER', value } } });
    assert.equal(page.record.Price.value, String(value));
  });
}

test('a user cannot take back the choice of a radio button', async (t) => {
  const page = await create(open(t));
  for (const value of ['', null, undefined]) {
    await assert.rejects(page.change('One', value), /of the options 'x', 'y'/);
  }
  await page.change('One', 'y');
  await page.change('Kind', '');
  assert.deepEqual([page.record.One.value, page.record.Kind.value], ['y', '']);
});

test('a record that is reused fills the form of the new one', async (t) => {
  const around = open(t);
  const id = await saved(around, 'source');
  let event;
  around.listen('app.record.create.show', (each) => {
    event = each;
  });
  const page = await create(around, { id, reuse: true });
  assert.deepEqual([event.reuse, event.record.Name.value, event.recordId], [true, 'source', undefined]);
  assert.deepEqual(
    page.record.Lines.value.map((row) => row.id),
    [null],
  );
  assert.equal(around.kintone.app.record.getId(), null);
  const result = await page.submit();
  assert.notEqual(result.id, id);
  assert.equal(around.shim.app(5).records().length, 2);
  await assert.rejects(create(around, { id: 99, reuse: true }), { code: 'GAIA_RE01' });
  assert.equal((await create(around, { id })).record.Name.value, undefined);
  assert.equal((await create(around, { reuse: true })).record.Name.value, undefined);
});

test('what a page does not have, it says which one has it', async (t) => {
  const around = open(t);
  t.mock.method(process.stderr, 'write', () => true);
  const id = await saved(around);
  const list = await around.shim.open('app.record.index', { app: 5 });
  for (const action of ['submit', 'addRow', 'removeRow', 'proceed']) {
    await assert.rejects(list[action](), {
      name: 'TypeError',
      message: new RegExp(
        `^page\\.${action}: the screen app\\.record\\.index has no such action.*shim\\.open`,
      ),
    });
  }
  const form = await around.shim.open('app.record.edit', { app: 5, id });
  for (const action of ['edit', 'save']) {
    await assert.rejects(form[action](1), {
      name: 'TypeError',
      message: /the screen app\.record\.edit has no such action.*shim\.open\('app\.record\.index'\)/,
    });
  }
});

test('without a document an element is missed for that alone, also of a space that no layout declares', async (t) => {
  const { shim } = open(t);
  const printed = t.mock.method(process.stderr, 'write', () => true);
  await shim.open('app.record.create', { app: 5 });
  printed.mock.resetCalls();
  assert.equal(shim.kintone.app.record.getSpaceElement('a'), null);
  assert.match(String(printed.mock.calls[0].arguments[0]), /install\(window\)/);
  const { window } = new JSDOM('');
  const other = createShim({ apps: { 5: { fields: { A: 'NUMBER' } } } });
  t.after(() => other.dispose());
  other.install(window);
  await other.open('app.record.create', { app: 5 });
  printed.mock.resetCalls();
  assert.equal(window.kintone.app.record.getSpaceElement('a'), null);
  assert.match(String(printed.mock.calls[0].arguments[0]), /layout/);
});

test('an error that kintone shows is told by verify(), unless a test has read it', async (t) => {
  const around = open(t);
  const wrong = { record: { Nope: { type: 'NUMBER', value: '1' } } };
  await create(around);
  around.kintone.app.record.set(wrong);
  assert.equal(around.shim.dialogs.length, 1);
  around.shim.verify();
  around.kintone.app.record.set(wrong);
  assert.throws(() => around.shim.verify(), { message: /shim\.dialogs: .*Nope/ });
});

test('what submit() tells is not told again', async (t) => {
  const around = open(t);
  around.listen('app.record.create.submit', (event) => {
    event.record.Lines.value.push({ value: {} });
    return event;
  });
  const page = await create(around);
  await page.change('Name', 'n');
  const { saved: isSaved, error } = await page.submit();
  assert.deepEqual([isSaved, error], [false, around.shim.dialogs[0].text]);
  around.shim.reset();
  await (await create(around)).submit();
  around.shim.verify();
});

test('a change event that kintone never fires is told, where somebody listens to it', async (t) => {
  const around = open(t);
  const printed = t.mock.method(process.stderr, 'write', () => true);
  around.listen('app.record.create.change.Memo');
  const page = await create(around);
  printed.mock.resetCalls();
  for (const value of ['a', 'b']) await page.change('Memo', value);
  const lines = printed.mock.calls.map(({ arguments: [line] }) => String(line));
  assert.equal(lines.length, 1);
  assert.match(lines[0], /change\.Memo: a MULTI_LINE_TEXT has no .*\[SHIM_WARN_EVENT_NEVER\]/);
  assert.deepEqual(around.heard, []);
});

test('a new record is saved once, unless event.url keeps its form', async (t) => {
  const around = open(t);
  const page = await create(around);
  await page.change('Name', 'n');
  const { id } = await page.submit();
  await assert.rejects(page.submit(), {
    message: new RegExp(`saved as ${id}, .*shim\\.open\\('app\\.record\\.create'`),
  });
  assert.equal(around.shim.app(5).records().length, 1);
  around.listen('app.record.create.submit.success', (event) => Object.assign(event, { url: null }));
  const next = await create(around);
  await next.change('Name', 'n');
  for (let i = 0; i < 2; i += 1) assert.equal((await next.submit()).saved, true);
});
