/** What cannot be opened, and what no user can enter: each is told with what to write instead. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';
import { create, open } from '../support/record-page.js';

test('a record that is not there cannot be opened, and an app without a declared form takes no entry', async (t) => {
  const { shim } = open(t);
  const page = await shim.open('app.record.create', { app: 6 });
  assert.deepEqual(page.record, {});
  for (const act of [() => page.change('A', 1), () => page.addRow('T'), () => page.submit()]) {
    await assert.rejects(act, (error) => {
      assert.equal(error.name, 'TypeError');
      assert.match(error.message, /the form of app 6 is not known.*createShim\(\{ apps: \{ 6: /);
      return true;
    });
  }
  await assert.rejects(shim.open('app.record.edit', { app: 5, id: 9 }), { code: 'GAIA_RE01' });
});

test('what no user can enter is told', async (t) => {
  const page = await create(open(t));
  for (const [args, expected] of [
    [['Nope', 1], /code must be the code of a field that a user fills in: Name, Price,.*given: "Nope"/],
    [['Sum', 1], /given: "Sum"/],
    [['Lines', []], /Lines is a table. Use page\.addRow\('Lines'\)/],
    [['Count', 1], /Count is in the table Lines.*page\.change\('Count', value, \{ row: 0 \}\)/],
    [['Name', 'x', { row: 0 }], /Name is in no table/],
    [['Files', 'a.txt'], /the value of Files must be an array of Files or Blobs/],
    [['Files', [new Blob(), 'a.txt']], /the value of Files must be an array of Files or Blobs/],
    [['Kind', 'c'], /the value of Kind must be of the options 'a', 'b'; given: "c"/],
    [['Many', ['p', 'z']], /the value of Many must be of the options 'p', 'q'/],
    [['Many', 'p'], /the value of Many must be an array/],
    [['Name', {}], /the value of Name must be a string/],
    [['Price', [1]], /the value of Price must be a number/],
  ]) {
    await assert.rejects(page.change(...args), (error) => {
      assert.equal(error.name, 'TypeError');
      assert.match(error.message, expected);
      return true;
    });
  }
  await assert.rejects(page.change('Count', 1, { row: 5 }), RangeError);
});

test('a route that answers a save with text is its error, and nothing is saved', async (t) => {
  const around = open(t);
  around.shim.rest.post('/k/v1/record').reply(503, 'down for now');
  const page = await create(around);
  await page.change('Name', 'x');
  const result = await page.submit();
  assert.deepEqual([result.saved, result.cancelled, result.error], [false, false, 'down for now']);
  assert.equal(around.shim.records.length, 0);
});

test('a record that a route has saved elsewhere is null in submit.success', async (t) => {
  const around = open(t);
  around.shim.rest.post('/k/v1/record').reply(200, { id: '9', revision: '1' });
  let record;
  around.listen('app.record.create.submit.success', (event) => {
    record = event.record;
  });
  const page = await create(around);
  await page.change('Name', 'x');
  const result = await page.submit();
  assert.deepEqual([result.saved, result.id], [true, '9']);
  assert.equal(record, null);
});

test('a lone surrogate is saved as U+FFFD, and all else with it', async (t) => {
  const around = open(t);
  around.listen('app.record.create.submit', (event) => {
    event.record.Name.value = 'a\ud800';
    event.record.Memo.value = 'kept';
    return event;
  });
  const page = await create(around);
  await page.change('Name', 'x');
  assert.equal((await page.submit()).saved, true);
  const { Name, Memo } = around.shim.records[0].record;
  assert.deepEqual([Name.value, Memo.value], ['a\ufffd', 'kept']);
  const fresh = await create(around);
  around.kintone.app.record.set({ record: { Name: { type: 'SINGLE_LINE_TEXT', value: '\udc00' } } });
  assert.equal(fresh.record.Name.value, '\udc00');
});

test('a route that saves without an id saves nothing, and one that refuses in its own way is told', async (t) => {
  const around = open(t);
  around.shim.rest.post('/k/v1/record').reply(200, {});
  around.shim.rest.post('/k/v1/record').reply(400, { errors: { 'record[Price].value': 'no' } });
  const page = await create(around);
  await page.change('Name', 'x');
  assert.deepEqual([(await page.submit()).saved, around.shim.navigation], [false, []]);
  assert.deepEqual((await page.submit()).errors, { Price: 'no' });
});

test('D16 a number that is refused is told by the code of its field', async (t) => {
  const around = open(t);
  around.listen('app.record.create.submit', (event) => {
    event.record.Price.value = 'x';
    return event;
  });
  const page = await create(around);
  await page.change('Name', 'x');
  assert.deepEqual(Object.keys((await page.submit()).errors), ['Price']);
});

test('a screen that is opened is warned of where none of its events has a handler', async (t) => {
  const printed = t.mock.method(process.stderr, 'write', () => true);
  const shim = openShim(t, { network: 'offline' });
  shim.kintone.events.on('app.record.create.change.A', () => {});
  const told = async (type, options) => {
    printed.mock.resetCalls();
    await shim.open(type, options);
    return printed.mock.calls.map(({ arguments: [line] }) => /^\S+/.exec(line)[0]);
  };
  assert.deepEqual(await told('app.record.create', { app: 5 }), []);
  assert.deepEqual(await told('app.record.index', { app: 5 }), ['app.record.index.show']);
  assert.deepEqual(await told('mobile.app.record.create', { app: 5 }), ['mobile.app.record.create.show']);
  assert.deepEqual(await told('plugin.config', { app: 5, pluginId: 'a'.repeat(32) }), []);
});

test('an event that no handler has heard stays as it was, too', async (t) => {
  const page = await create(open(t));
  await page.submit(); // Name is required
  const { event } = page;
  assert.equal(event.type, 'app.record.create.submit');
  await page.change('Name', 'later');
  assert.equal(event.record.Name.value, undefined);
});

for (const screen of ['portal', 'app.record.create']) {
  test(`whoever prints a page has not read what its handlers threw (${screen})`, async (t) => {
    const { shim, listen } = open(t);
    t.mock.method(process.stderr, 'write', () => true);
    listen(`${screen}.show`, () => {
      throw new Error('no');
    });
    const page = await shim.open(screen, screen === 'portal' ? {} : { app: 5 });
    JSON.stringify(page);
    assert.throws(() => shim.verify(), /no/);
    assert.equal(page.thrown[0].message, 'no');
  });
}
