/** What becomes of the event that the last handler returns: applied, cancelled, lost, or ignored with a warning. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';

const submit = 'app.record.create.submit';
const show = 'app.record.create.show';

const eventOf = () => ({
  appId: 5,
  record: {
    A: { type: 'NUMBER', value: '1' },
    Sum: { type: 'CALC', value: '1' },
    Files: { type: 'FILE', value: [] },
    Key: { type: 'SINGLE_LINE_TEXT', value: 'x', confirmed: true, recordId: '1' },
    Table: {
      type: 'SUBTABLE',
      value: [
        {
          id: '1',
          value: { Cell: { type: 'SINGLE_LINE_TEXT', value: 'a' }, Sub: { type: 'CALC', value: '' } },
        },
        {
          id: '2',
          value: { Cell: { type: 'SINGLE_LINE_TEXT', value: 'b' }, Sub: { type: 'CALC', value: '' } },
        },
      ],
    },
  },
});

/** Fires an event at one handler. */
async function fire(t, type, handler, event = eventOf()) {
  t.mock.method(process.stderr, 'write', () => true);
  const shim = openShim(t, { network: 'offline' });
  shim.kintone.events.on(type, handler);
  const result = await shim.fire(type, event);
  return { ...result, codes: result.warnings.map(({ code }) => code), shim };
}

/** The event as it was fired, with this much more in its fields. */
function changed(type, changes = {}) {
  const event = { ...eventOf(), type };
  for (const [code, members] of Object.entries(changes)) Object.assign(event.record[code], members);
  return event;
}

test('the changes of the event that is returned are applied, to a copy', async (t) => {
  const given = eventOf();
  const { event, cancelled, codes } = await fire(
    t,
    submit,
    (each) => {
      each.record.A.value = 2;
      each.record.Table.value[1].value.Cell.value = 'c';
      each.record.Table.value.push({ value: { Cell: { type: 'SINGLE_LINE_TEXT', value: 'new' } } });
      return each;
    },
    given,
  );
  assert.equal(event.record.A.value, 2);
  assert.deepEqual(
    event.record.Table.value.map(({ value }) => value.Cell.value),
    ['a', 'c', 'new'],
  );
  assert.deepEqual([cancelled, codes, event.type], [false, [], submit]);
  assert.deepEqual(given, eventOf(), "the test's own event is as it was");
});

test('a cell that changes is a change of its own', async (t) => {
  const { event, codes } = await fire(t, submit, (each) => {
    each.record.Table.value[1].value.Cell.value = 'c';
    each.record.Table.value[0].value.Sub.value = '9';
    return each;
  });
  const [first, second] = event.record.Table.value;
  assert.deepEqual([first.value.Sub.value, second.value.Cell.value], ['', 'c']);
  assert.deepEqual(codes, ['SHIM_WARN_EVENT_VALUE']);
});

const spoil = (event) => {
  event.record.A.value = '2';
  event.record.A.error = 'bad';
};
for (const [what, value] of [
  ['undefined', () => undefined],
  ['null', () => null],
  ['"text"', () => 'text'],
  ['object', () => ({})],
  ['a copy of the event', (event) => ({ ...event })],
]) {
  test(`nothing is applied where ${what} is returned, and a warning says what is lost`, async (t) => {
    const { event, cancelled, errors, warnings } = await fire(t, submit, (each) => {
      spoil(each);
      return value(each);
    });
    assert.deepEqual(event, changed(submit));
    assert.deepEqual([cancelled, errors], [false, {}]);
    assert.equal(warnings.length, 1);
    assert.equal(warnings[0].code, 'SHIM_WARN_EVENT_LOST');
    assert.ok(
      warnings[0].message.includes(`handler 1 of 1, the last, returned ${what}, `),
      warnings[0].message,
    );
    assert.match(warnings[0].message, /: record\.A\.error, record\.A\.value\./);
  });
}

test('nothing is lost where nothing was changed', async (t) => {
  for (const value of [undefined, null, true, { id: '1', revision: '2' }, false]) {
    assert.deepEqual((await fire(t, show, () => value)).codes, []);
  }
});

test('the last handler decides: what an earlier one changed is lost when it returns nothing', async (t) => {
  const printed = t.mock.method(process.stderr, 'write', () => true);
  const shim = openShim(t, { network: 'offline' });
  shim.kintone.events.on(submit, (event) => {
    spoil(event);
    return event;
  });
  shim.kintone.events.on(submit, () => {});
  const { event, cancelled, warnings } = await shim.fire(submit, eventOf());
  assert.deepEqual([event, cancelled], [changed(submit), false]);
  assert.match(warnings[0].message, /handler 2 of 2/);
  assert.equal(printed.mock.callCount(), 1);
});

const cancelling = [
  ['app.record.index.edit.submit', true],
  ['app.record.index.delete.submit', true],
  ['app.record.detail.delete.submit', true],
  ['app.record.detail.process.proceed', true],
  ['app.record.create.submit', true],
  ['app.record.edit.submit', true],
  ['mobile.app.record.create.submit', true],
  ['mobile.app.record.detail.delete.submit', false],
  ['mobile.app.record.detail.process.proceed', false],
];
for (const [type, takesError] of cancelling) {
  test(`${type} is cancelled by false, by an error, and by what is thrown`, async (t) => {
    const by = async (handler) => {
      const { cancelled, by: found, codes } = await fire(t, type, handler);
      return [cancelled, found, ...codes];
    };
    assert.deepEqual(await by(() => false), [true, 'false']);
    assert.deepEqual(await by(async () => false), [true, 'false']);
    const withError = (event) => Object.assign(event, { error: 'no' });
    const ofError = takesError ? [true, 'error'] : [false, null, 'SHIM_WARN_EVENT_CHANGE'];
    assert.deepEqual(await by(withError), ofError);
    assert.deepEqual(await by(() => Promise.reject(new Error('no'))), [true, 'thrown']);
    assert.deepEqual(await by((event) => event), [false, null]);
  });
}

test("a field's error cancels, drops values, and is told by the field's code", async (t) => {
  const { event, cancelled, by, errors, error } = await fire(t, submit, (each) => {
    each.record.A.value = '2';
    each.record.A.error = 'bad';
    each.record.Table.value[1].value.Cell.error = 'worse';
    return each;
  });
  assert.deepEqual([cancelled, by, error], [true, 'errors', null]);
  assert.deepEqual(errors, { A: 'bad', 'Table[1].Cell': 'worse' });
  assert.equal(event.record.A.value, '1');
  assert.equal(event.record.A.error, 'bad');
});

test("the event's own error is told first; null takes an error back", async (t) => {
  const both = await fire(t, submit, (each) => {
    each.error = 'no';
    each.record.A.error = 'bad';
    return each;
  });
  assert.deepEqual([both.by, both.error, both.errors], ['error', 'no', { A: 'bad' }]);
  const none = await fire(t, submit, (each) => {
    each.error = null;
    each.record.A.error = null;
    return each;
  });
  assert.deepEqual([none.cancelled, none.error, none.errors, none.codes], [false, null, {}, []]);
});

test('an error that false hides is lost, with a warning', async (t) => {
  const { by, error, codes } = await fire(t, submit, (each) => {
    each.error = 'no';
    each.record.A.value = '2';
    return false;
  });
  assert.deepEqual([by, error, codes], ['false', null, ['SHIM_WARN_EVENT_LOST']]);
});

test('in show and change an error is shown and cancels nothing', async (t) => {
  const { cancelled, by, error, event } = await fire(t, show, (each) => {
    each.record.A.disabled = true;
    return Object.assign(each, { error: 'no' });
  });
  assert.deepEqual([cancelled, by, error], [false, null, 'no']);
  assert.equal('disabled' in event.record.A, false);
});

/** What a handler does, and an event that does not take it. */
const notTaken = {
  value: ['app.record.detail.show', (event) => (event.record.A.value = '2')],
  disabled: [submit, (event) => (event.record.A.disabled = true)],
  error: ['app.record.detail.process.proceed', (event) => (event.record.A.error = 'bad')],
  lookup: [submit, (event) => (event.record.A.lookup = true)],
  'event.error': ['app.record.index.show', (event) => (event.error = 'no')],
  'event.url': [submit, (event) => (event.url = '/k/')],
  records: ['app.record.index.show', (event) => (event.records = [])],
};
for (const [what, [type, act]] of Object.entries(notTaken)) {
  test(`${what} is not taken in ${type}: it is ignored, and the warning says where it is`, async (t) => {
    const handler = (event) => act(event) && event;
    const { event, warnings, cancelled } = await fire(t, type, handler);
    assert.deepEqual([event, cancelled], [changed(type), false]);
    assert.equal(warnings[0].code, 'SHIM_WARN_EVENT_CHANGE');
    assert.ok(warnings[0].message.includes(what), warnings[0].message);
    if (what === 'records') return;
    const [, places] = / is taken in (.+)\.$/.exec(warnings[0].message);
    for (const place of places.split(', ')) {
      const taken = await fire(t, place.replace('<code>', 'A'), handler);
      assert.deepEqual(taken.codes, [], place);
      assert.notDeepEqual(taken.event, changed(taken.event.type), place);
    }
  });
}

test('values that kintone sets itself are ignored, with what to do instead', async (t) => {
  const { event, warnings } = await fire(t, submit, (each) => {
    each.record.Sum.value = '7';
    each.record.Files.value = [{ fileKey: 'k' }];
    each.record.Key.value = 'y';
    each.record.A.value = '2';
    return each;
  });
  assert.deepEqual(event, changed(submit, { A: { value: '2' } }));
  assert.deepEqual(
    warnings.map(({ code, message }) => [code, /of the kind (\w+)/.exec(message)[1]]),
    ['CALC', 'FILE', 'lookup'].map((kind) => ['SHIM_WARN_EVENT_VALUE', kind]),
  );
  const set = (each) => {
    each.record.Key.value = 'y';
    return each;
  };
  const opened = await fire(t, 'app.record.edit.show', set);
  assert.deepEqual([opened.codes, opened.event.record.Key.value], [[], 'y']);
});

test('an event that kintone does not fire changes nothing, and the nearest is named', async (t) => {
  const { event, cancelled, warnings, shim } = await fire(t, 'app.record.create.sumbit', (each) => {
    spoil(each);
    return each;
  });
  assert.deepEqual([event, cancelled], [changed('app.record.create.sumbit'), false]);
  assert.equal(warnings[0].code, 'SHIM_WARN_EVENT_UNKNOWN');
  const [, nearest] = /The nearest that it has is (\S+)\.$/.exec(warnings[0].message);
  assert.equal(nearest, submit);
  shim.kintone.events.on(nearest, (each) => each);
  assert.deepEqual((await shim.fire(nearest)).warnings, []);
});

test('where no page speaks of Promises one is awaited, with a warning', async (t) => {
  const { codes, event } = await fire(t, 'portal.show', async (each) => each, {});
  assert.deepEqual([codes, event], [['SHIM_WARN_EVENT_PROMISE'], { type: 'portal.show' }]);
  assert.deepEqual((await fire(t, 'portal.show', (each) => each, {})).codes, []);
});

test('event.type is the type that was fired, whatever the test says; what is one object stays one', async (t) => {
  const { A } = eventOf().record;
  const seen = [];
  const type = 'app.record.create.change.A';
  const { event } = await fire(t, type, (each) => seen.push(each) && each, {
    ...{ type: 'mine', record: { A }, changes: { field: A, row: null } },
  });
  assert.deepEqual([event.type, seen[0].type], [type, type]);
  assert.equal(seen[0].changes.field, seen[0].record.A);
  assert.equal(event.changes.field, event.record.A);
  assert.notEqual(seen[0].record.A, A);
});
