/** `field.lookup` of an event (E09), or the entry of a key, gets, or clears, what the key of a lookup copies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const lookup = {
  relatedApp: { app: '9' },
  relatedKeyField: 'Code',
  fieldMappings: [
    { field: 'Name', relatedField: 'Name' },
    { field: 'Price', relatedField: 'Price' },
    { field: 'Who', relatedField: 'Created_by' },
    { field: 'Kinds', relatedField: 'Kinds' },
  ],
};

const filled = {
  Name: 'SINGLE_LINE_TEXT',
  Price: 'NUMBER',
  Who: 'USER_SELECT',
  Kinds: { type: 'CHECK_BOX', options: { a: { label: 'a', index: '0' }, b: { label: 'b', index: '1' } } },
};
const key = { type: 'SINGLE_LINE_TEXT', lookup };
const cellLookup = { ...lookup, fieldMappings: [{ field: 'Item', relatedField: 'Name' }] };

const item = (code, name, price) => ({
  Code: { value: code },
  Name: { value: name },
  Price: { value: price },
  Kinds: { value: ['b'] },
});

function open(t, options) {
  const shim = createShim({
    users: { alice: 'p' },
    apps: {
      5: {
        fields: {
          Key: key,
          Trigger: 'NUMBER',
          ...filled,
          Lines: {
            type: 'SUBTABLE',
            fields: { Cell: { type: 'SINGLE_LINE_TEXT', lookup: cellLookup }, Item: 'SINGLE_LINE_TEXT' },
          },
        },
      },
      9: {
        fields: { Code: { type: 'SINGLE_LINE_TEXT', unique: true }, ...filled },
        records: [item('a"1\\', 'apple', '120'), item('p', 'pear', '80')],
      },
      ...options,
    },
  });
  t.after(() => shim.dispose());
  const heard = [];
  const { on } = shim.kintone.events;
  for (const code of ['Key', 'Name', 'Price', 'Who', 'Kinds', 'Item']) {
    on(`app.record.create.change.${code}`, ({ changes }) => void heard.push([code, changes.field.value]));
  }
  /** What a handler writes to the key, or to the cell in the first row. */
  const mark = (field) =>
    on('app.record.create.change.Trigger', (event) => {
      Object.assign(event.record.Key, field);
      return event;
    });
  return { shim, on, heard, mark };
}

/** What was not there when its key was entered. */
const addLate = (shim) =>
  shim.kintone.api('/k/v1/record', 'POST', { app: 9, record: item('late', 'plum', '50') });

const seen = ({ record }) => {
  const { value, confirmed, recordId, lookup: left } = record.Key;
  const values = ['Name', 'Price', 'Who', 'Kinds'].map((code) => record[code].value);
  return { key: [value, confirmed, recordId, left], values };
};

for (const mark of [true, 'UPDATE']) {
  test(`${mark} fills what the lookup copies, and tells each change`, async (t) => {
    const { shim, on, heard } = open(t);
    on('app.record.create.show', (event) => {
      Object.assign(event.record.Key, { value: 'a"1\\', lookup: mark });
      return event;
    });
    const page = await shim.open('app.record.create', { app: 5 });
    const user = { code: 'alice', name: 'alice' };
    assert.deepEqual(seen(page), {
      key: ['a"1\\', true, '1', undefined],
      values: ['apple', '120', [user], ['b']],
    });
    assert.deepEqual(heard, [
      ['Name', 'apple'],
      ['Price', '120'],
      ['Who', [user]],
      ['Kinds', ['b']],
    ]);
    const { saved, id } = await page.submit();
    assert.ok(saved);
    const [{ Name, Price }] = shim.app(5).records(`$id = ${id}`);
    assert.deepEqual([Name.value, Price.value], ['apple', '120']);
  });
}

test('in a change event too, and CLEAR empties all of it', async (t) => {
  const { shim, mark, heard } = open(t);
  let field = { lookup: true };
  mark({
    get lookup() {
      return field.lookup;
    },
  });
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('Key', 'late');
  await addLate(shim);
  await page.change('Trigger', '1');
  assert.deepEqual(seen(page).key, ['late', true, '3', undefined]);
  assert.equal(page.record.Name.value, 'plum');
  field = { lookup: 'CLEAR' };
  heard.length = 0;
  await page.change('Trigger', '2');
  assert.deepEqual(seen(page), {
    key: [undefined, false, null, undefined],
    values: [undefined, undefined, [], []],
  });
  assert.deepEqual(
    heard.map(([code]) => code),
    ['Name', 'Price', 'Who', 'Kinds'],
  );
});

test('where not exactly one record is found, all stays', async (t) => {
  const twice = { 9: { fields: { Code: 'SINGLE_LINE_TEXT', ...filled } } };
  twice[9].records = [item('p', 'pear', '1'), item('p', 'plum', '2')];
  const without = { 9: { records: [] } };
  for (const [options, code] of [
    [{}, 'none'],
    [twice, 'p'],
    [without, 'p'],
    [{}, ''],
  ]) {
    const { shim, mark, heard } = open(t, options);
    mark({ lookup: true });
    const page = await shim.open('app.record.create', { app: 5 });
    await page.change('Key', code);
    await page.change('Trigger', '1');
    assert.deepEqual(seen(page).values, [undefined, undefined, [], []], code);
    assert.deepEqual(heard, []);
  }
});

test('a word that means nothing, and a field that is no lookup, change nothing', async (t) => {
  const { shim, on, heard } = open(t);
  on('app.record.create.show', (event) => {
    Object.assign(event.record.Key, { value: 'p', lookup: 'GET' });
    event.record.Name.lookup = true;
    return event;
  });
  const page = await shim.open('app.record.create', { app: 5 });
  assert.equal(page.record.Price.value, undefined);
  assert.deepEqual(heard, []);
});

test('the key of a row fills the cells of its row', async (t) => {
  const { shim, on, heard } = open(t);
  on('app.record.create.change.Trigger', (event) => {
    event.record.Lines.value[1].value.Cell.lookup = true;
    return event;
  });
  const page = await shim.open('app.record.create', { app: 5 });
  await page.addRow('Lines');
  await page.change('Cell', 'late', { row: 1 });
  await addLate(shim);
  await page.change('Trigger', '1');
  const items = page.record.Lines.value.map((row) => row.value.Item.value);
  assert.deepEqual(items, [undefined, 'plum']);
  assert.deepEqual(heard, [['Item', 'plum']]);
});

test('the entry of a key looks it up: the copies are there, and each is a change', async (t) => {
  const { shim, heard } = open(t);
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('Key', 'a"1\\');
  const user = { code: 'alice', name: 'alice' };
  assert.deepEqual(seen(page), {
    key: ['a"1\\', true, '1', undefined],
    values: ['apple', '120', [user], ['b']],
  });
  assert.deepEqual(heard.slice(0, 2), [
    ['Name', 'apple'],
    ['Price', '120'],
  ]);
  heard.length = 0;
  await page.change('Key', 'p');
  assert.deepEqual(
    heard.map(([code]) => code),
    ['Name', 'Price'],
    'what is the same again is no change',
  );
  await page.change('Key', '');
  assert.deepEqual(seen(page), {
    key: [undefined, false, null, undefined],
    values: [undefined, undefined, [], []],
  });
  assert.equal((await page.submit()).saved, true);
});

test('a key that finds nothing is not confirmed, what was copied stays, and the REST side refuses to save it', async (t) => {
  const { shim, heard } = open(t);
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('Key', 'p');
  heard.length = 0;
  await page.change('Key', 'none');
  assert.deepEqual(seen(page).key, ['none', false, null, undefined]);
  assert.equal(page.record.Name.value, 'pear');
  assert.deepEqual(heard, []);
  const { saved, error } = await page.submit();
  assert.equal(saved, false);
  assert.match(error, /none/);
});

test('the entry of a key in a row fills its row, and in a list its record', async (t) => {
  const { shim } = open(t);
  const page = await shim.open('app.record.create', { app: 5 });
  await page.addRow('Lines');
  await page.change('Cell', 'p', { row: 1 });
  assert.deepEqual(
    page.record.Lines.value.map((row) => row.value.Item.value),
    [undefined, 'pear'],
  );
  const { id } = await page.submit();
  const list = await shim.open('app.record.index', { app: 5 });
  await list.edit(id);
  await list.change('Key', 'p');
  assert.equal(list.record.Name.value, 'pear');
});

/** What the key is found for comes late, and from a route. */
function findLate(shim, code) {
  shim.rest
    .get('/k/v1/records', { query: { app: '9', query: `Code = "${code}" limit 2` } })
    .reply(200, { records: [{ $id: { value: '7' }, Name: { type: 'SINGLE_LINE_TEXT', value: 'late' } }] })
    .delay(30);
}

test('what is found for an older entry does not take the place of a newer one', async (t) => {
  const { shim } = open(t);
  findLate(shim, 'late');
  const page = await shim.open('app.record.create', { app: 5 });
  const older = page.change('Key', 'late');
  await page.change('Key', 'p');
  await older;
  assert.deepEqual([page.record.Key.value, page.record.Name.value], ['p', 'pear']);
});

test('submit waits for the lookups that were begun', async (t) => {
  const { shim, on } = open(t);
  findLate(shim, 'p');
  let seenBySubmit;
  on('app.record.create.submit', ({ record }) => {
    seenBySubmit = record.Name.value;
  });
  const page = await shim.open('app.record.create', { app: 5 });
  const entry = page.change('Key', 'p');
  await page.submit();
  await entry;
  assert.equal(seenBySubmit, 'late');
});
