/** What a test gets wrong on a page is said: an action that the screen does not have, work that is not awaited, failures that nobody saw. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { createShim } from 'kintone-shim';

const fields = {
  A: 'NUMBER',
  B: 'NUMBER',
  T: { type: 'SUBTABLE', code: 'T', fields: { X: { type: 'NUMBER', code: 'X' } } },
};

function setUp(t, options) {
  const shim = createShim({ apps: { 5: { fields, records: [{ A: { value: '3' } }] } }, ...options });
  t.after(() => shim.dispose());
  return { shim, on: shim.kintone.events.on };
}

/** What is printed meanwhile. */
async function stderrOf(t, run) {
  const { mock } = t.mock.method(process.stderr, 'write', () => true);
  await run();
  mock.restore();
  return mock.calls.map(({ arguments: [text] }) => String(text)).join('');
}

/** The functions below an object: what has each, and its name. */
function* functionsOf(object) {
  for (const [name, member] of Object.entries(object)) {
    if (typeof member === 'function') yield [object, name];
    if (member !== object.Promise) yield* functionsOf(member);
  }
}

/** Runs what a message says to write. */
const follow = (shim, message) => {
  const [, advice] = /(await shim\.open\(.*\))/.exec(message);
  const { kintone } = shim;
  return vm.runInThisContext(`async (shim, kintone) => ${advice}`)(shim, kintone);
};

for (const [screen, id, member, given] of [
  ['app.record.detail', 1, 'change', ['A', '9']],
  ['app.record.detail', 1, 'submit', []],
  ['app.record.detail', 1, 'addRow', ['T']],
  ['app.record.detail', 1, 'removeRow', ['T', 0]],
  ['app.record.print', 1, 'submit', []],
  ['app.record.print', 1, 'delete', []],
  ['app.record.print', 1, 'proceed', ['x']],
  ['app.record.edit', 1, 'delete', []],
  ['app.record.edit', 1, 'proceed', ['x']],
  ['app.record.create', undefined, 'delete', []],
  ['mobile.app.record.detail', 1, 'change', ['A', '9']],
  ['mobile.app.record.edit', 1, 'delete', []],
]) {
  test(`page.${member} on ${screen} says which screen has it, and nothing is saved`, async (t) => {
    const { shim } = setUp(t);
    const page = await shim.open(screen, { app: 5, ...(id && { id }) });
    const error = await page[member](...given).then(assert.fail, (reason) => reason);
    assert.equal(error.name, 'TypeError');
    assert.ok(
      error.message.startsWith(`page.${member}: the screen ${screen} has no such action`),
      error.message,
    );
    assert.deepEqual(
      shim
        .app(5)
        .records()
        .map((record) => record.A.value),
      ['3'],
    );
    const other = await follow(shim, error.message);
    // Of process management the app has none: that is another message.
    if (member === 'proceed') return;
    const what = { removeRow: () => other.addRow('T').then(() => other.removeRow('T', 0)) };
    await (what[member] ?? (() => other[member](...given)))();
  });
}

test('a guard of detail.delete.submit is not passed by on the edit screen', async (t) => {
  const { shim, on } = setUp(t);
  on('app.record.detail.delete.submit', () => false);
  const page = await shim.open('app.record.edit', { app: 5, id: 1 });
  await assert.rejects(page.delete());
  assert.equal(shim.app(5).records().length, 1);
});

test('verify() names a page that is opened, and what is done on it, without await', async (t) => {
  const { shim } = setUp(t);
  const opening = shim.open('app.record.edit', { app: 5, id: 1 });
  assert.throws(
    () => shim.verify(),
    /shim\.open app\.record\.edit \{"type":"app\.record\.edit","app":5,"id":1\}|shim\.open/,
  );
  const page = await opening;
  shim.verify();
  const doing = page.submit();
  assert.throws(() => shim.verify(), /page\.submit app\.record\.edit/);
  await shim.settled();
  shim.verify();
  await doing;
});

test('a page of before a reset says so', async (t) => {
  const { shim } = setUp(t);
  const page = await shim.open('app.record.edit', { app: 5, id: 1 });
  shim.reset();
  await assert.rejects(page.submit(), /another screen is open, or the shim was reset/);
});

for (const [what, type, act] of [
  ['a show handler that throws', 'app.record.create.show', () => {}],
  ['a change handler that throws', 'app.record.create.change.A', (page) => page.change('A', '1')],
]) {
  test(`verify() tells of ${what}`, async (t) => {
    const { shim, on } = setUp(t);
    on(type, () => {
      throw new Error('broken here');
    });
    const said = await stderrOf(t, async () => act(await shim.open('app.record.create', { app: 5 })));
    assert.match(said, /broken here/);
    assert.throws(() => shim.verify(), /broken here/);
  });
}

test('page.thrown has what handlers threw since the screen was opened, and verify() does not tell of it again', async (t) => {
  const { shim, on } = setUp(t);
  const errors = ['show', 'change', 'submit'].map((name) => new Error(name));
  for (const [i, name] of ['show', 'change.A', 'submit'].entries()) {
    on(`app.record.create.${name}`, () => {
      throw errors[i];
    });
  }
  await stderrOf(t, async () => {
    const page = await shim.open('app.record.create', { app: 5 });
    assert.deepEqual(page.thrown, [errors[0]]);
    await page.change('A', '1');
    const { thrown } = await page.submit();
    assert.equal(thrown, errors[2]);
    assert.deepEqual(page.thrown, errors);
    shim.verify();
    await page.change('A', '2');
    assert.throws(() => shim.verify(), /found 1:[^]*change\.A/);
    shim.reset();
    assert.deepEqual((await shim.open('app.record.edit', { app: 5, id: 1 })).thrown, []);
    shim.verify();
  });
});

test('a page keeps what its own handlers threw; what nobody has read verify() tells of', async (t) => {
  const { shim, on } = setUp(t);
  on('app.record.create.show', () => {
    throw new Error('of the first page');
  });
  on('app.record.edit.show', () => {
    throw new Error('of the second page');
  });
  on('portal.show', () => {
    throw new Error('of the portal');
  });
  await stderrOf(t, async () => {
    const first = await shim.open('app.record.create', { app: 5 });
    const second = await shim.open('app.record.edit', { app: 5, id: 1 });
    const portal = await shim.open('portal');
    assert.deepEqual(
      portal.thrown.map(({ message }) => message),
      ['of the portal'],
    );
    assert.deepEqual(
      second.thrown.map(({ message }) => message),
      ['of the second page'],
    );
    assert.throws(() => shim.verify(), /found 1:[^]*of the first page/);
    assert.equal(first.thrown.length, 1);
  });
});

test('verify() says nothing of a submit handler that throws: its result has it', async (t) => {
  const { shim, on } = setUp(t);
  on('app.record.edit.submit', () => {
    throw new Error('broken here');
  });
  const page = await shim.open('app.record.edit', { app: 5, id: 1 });
  let result;
  await stderrOf(t, async () => {
    result = await page.submit();
  });
  assert.equal(result.thrown.message, 'broken here');
  shim.verify();
});

test("a handler that fails with kintone.api's error is told with its code and message", async (t) => {
  const { shim, on } = setUp(t);
  on('app.record.edit.submit', () => shim.kintone.api('/k/v1/record', 'GET', { app: 5, id: 99 }));
  const page = await shim.open('app.record.edit', { app: 5, id: 1 });
  const said = await stderrOf(t, () => page.submit());
  assert.match(said, /GAIA_RE01: /);
  assert.doesNotMatch(said, /object Object/);
});

test('verify() tells of a kintone.api call whose failure has no callback', async (t) => {
  const { shim } = setUp(t);
  const said = await stderrOf(t, async () => {
    shim.kintone.api('/k/v1/record', 'GET', { app: 5, id: 99 }, () => {});
    await shim.settled();
  });
  assert.match(said, /kintone\.api GET .*failed, and no failureCallback was given: .*GAIA_RE01/);
  assert.throws(() => shim.verify(), /failed, and no failureCallback was given/);
});

for (const name of [
  'kintone.proxy',
  'kintone.proxy.upload',
  'kintone.plugin.app.proxy',
  'kintone.plugin.app.proxy.upload',
]) {
  test(`the journal is asked for the calls of ${name}`, (t) => {
    const { shim } = setUp(t);
    assert.deepEqual(shim.journal.calls({ api: name }), []);
  });
}

test('the advice of every SHIM_WRONG_SCREEN works', async (t) => {
  const { shim } = setUp(t);
  const followed = new Set();
  for (const [owner, name] of functionsOf(shim.kintone)) {
    for (const screen of ['portal', 'app.record.index']) {
      await shim.open(screen);
      const said = await (async () => owner[name]())().then(
        () => '',
        (reason) => (typeof reason === 'string' ? JSON.parse(reason).message : (reason?.message ?? '')),
      );
      if (!/Go there before/.test(said)) continue;
      followed.add(owner[name]);
      await assert.doesNotReject(follow(shim, said), said);
    }
  }
  assert.ok(followed.size > 60, String(followed.size));
});

test('a cell is disabled in its row, and stays so when a row before it goes', async (t) => {
  const { shim, on } = setUp(t);
  on('app.record.create.change.A', (event) => {
    const cells = event.record.T.value.map(({ value }) => value.X);
    for (const [i, cell] of cells.entries()) cell.disabled = i === 1;
    return event;
  });
  const page = await shim.open('app.record.create', { app: 5 });
  await page.addRow('T');
  await page.addRow('T');
  await page.change('A', '1');
  await page.change('X', '1', { row: 0 });
  await page.change('X', '1', { row: 2 });
  await assert.rejects(page.change('X', '1', { row: 1 }), TypeError);
  await page.removeRow('T', 0);
  await assert.rejects(page.change('X', '1', { row: 0 }), TypeError);
  await page.change('X', '1', { row: 1 });
});

for (const [screen, option, value] of [
  ['app.record.edit', 'reuse', true],
  ['app.record.edit', 'view', 'a'],
  ['app.record.edit', 'query', 'A = 1'],
  ['app.record.edit', 'date', '2026-04'],
  ['app.report', 'view', 'a'],
]) {
  test(`shim.open of ${screen} refuses the option ${option}`, async (t) => {
    const { shim } = setUp(t);
    const given = { app: 5, ...(screen.endsWith('.edit') && { id: 1 }), [option]: value };
    await assert.rejects(shim.open(screen, given), {
      name: 'TypeError',
      message: new RegExp(`^shim\\.open: ${option}: the screen ${screen} has no such option`),
    });
  });
}

test('the plug-in of a screen is kintone.$PLUGIN_ID there', async (t) => {
  const { shim } = setUp(t);
  await shim.open('plugin.config', { app: 5, pluginId: 'plug-in-1' });
  assert.equal(shim.kintone.$PLUGIN_ID, 'plug-in-1');
  await shim.open('app.record.edit', { app: 5, id: 1, pluginId: 'plug-in-2' });
  assert.equal(shim.kintone.$PLUGIN_ID, 'plug-in-2');
});
