/** Handlers that do what they should not: a chain comes to its end, or says that it has none, and the shim works on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';
import { runModule } from '../support/child.js';

const submit = 'app.record.create.submit';
const change = 'app.record.create.change.A';
const eventOf = () => ({ record: { A: { type: 'NUMBER', value: '1' } } });

function open(t, options) {
  t.mock.method(process.stderr, 'write', () => true);
  const shim = openShim(t, { network: 'offline', ...options });
  return { shim, events: shim.kintone.events };
}

const thenables = {
  'that is fulfilled': [{ then: (resolve) => resolve('text') }, null],
  'that is fulfilled twice': [{ then: (resolve) => resolve(resolve('text')) }, null],
  'of a thenable': [{ then: (resolve) => resolve({ then: (again) => again('text') }) }, null],
  'that is a function': [Object.assign(() => {}, { then: (resolve) => resolve('text') }), null],
  'that is rejected': [{ then: (_resolve, reject) => reject(new Error('no')) }, 'no'],
  'that throws': [
    {
      then() {
        throw new Error('no');
      },
    },
    'no',
  ],
  'whose then cannot be read': [
    {
      get then() {
        throw new Error('no');
      },
    },
    'no',
  ],
  'that is a Proxy without mercy': [
    new Proxy(
      {},
      {
        get() {
          throw new Error('no');
        },
      },
    ),
    'no',
  ],
};
for (const [what, [thenable, message]] of Object.entries(thenables)) {
  test(`a thenable ${what}`, async (t) => {
    const { shim, events } = open(t);
    const next = t.mock.fn();
    events.on(submit, () => thenable);
    events.on(submit, next);
    const { thrown } = await shim.fire(submit, eventOf());
    assert.equal(thrown?.message ?? null, message);
    assert.deepEqual(
      next.mock.calls.map(({ arguments: [argument] }) => argument),
      message ? [] : ['text'],
    );
  });
}

test('then is read once', async (t) => {
  const { shim, events } = open(t);
  let reads = 0;
  const thenable = {
    get then() {
      reads += 1;
      return (resolve) => resolve();
    },
  };
  events.on(submit, () => thenable);
  await shim.fire(submit);
  assert.equal(reads, 1);
});

test('a handler that never settles: fire stays pending, verify() names it, reset() ends it, and no later handler runs', async (t) => {
  const { shim, events } = open(t);
  let release;
  const later = t.mock.fn();
  events.on(submit, () => {});
  events.on(submit, () => new Promise((resolve) => (release = resolve)));
  events.on(submit, later);
  const fired = shim.fire(submit);
  assert.throws(() => shim.verify(), /shim\.fire app\.record\.create\.submit 2\/3 is still on its way/);
  const ended = assert.rejects(fired, {
    code: 'SHIM_CALL_ABORTED',
    message: /shim\.fire app\.record\.create/,
  });
  shim.reset();
  await ended;
  shim.verify();
  release();
  await shim.settled();
  assert.equal(later.mock.callCount(), 0);
});

test('settled() waits for a chain; dispose() ends it', async (t) => {
  const { shim, events } = open(t);
  const order = [];
  let release;
  events.on(submit, () => new Promise((resolve) => (release = resolve)));
  const fired = shim.fire(submit).then(() => order.push('fired'));
  const settled = shim.settled().then(() => order.push('settled'));
  release();
  await Promise.all([fired, settled]);
  assert.deepEqual(order, ['fired', 'settled']);
  const pending = assert.rejects(shim.fire(submit), { code: 'SHIM_CALL_ABORTED' });
  shim.dispose();
  await pending;
});

test('a chain that waits for a delay of a clock that stands does not hide it from settled()', async (t) => {
  const { shim, events } = open(t, { clock: 'manual' });
  const api = 'https://api.example.com/';
  shim.upstream.get(api).reply(200, 'ok').delay(50);
  events.on(submit, async () => {
    await shim.kintone.proxy(api, 'GET', {}, {});
  });
  const fired = shim.fire(submit);
  await assert.rejects(shim.settled(), { code: 'SHIM_CLOCK_STANDS' });
  shim.advance(50);
  await fired;
});

test('a getter in the event that throws is what the chain throws', async (t) => {
  const { shim, events } = open(t);
  events.on(
    submit,
    (event) =>
      Object.defineProperty(event.record, 'B', {
        enumerable: true,
        get() {
          throw new Error('no');
        },
      }) && event,
  );
  const { thrown, cancelled } = await shim.fire(submit, eventOf());
  assert.deepEqual([thrown.message, cancelled], ['no', true]);
});

test('records, fields and cells that are none', async (t) => {
  const { shim, events } = open(t);
  const values = [
    null,
    undefined,
    1,
    'text',
    [],
    {},
    { A: null },
    { A: 1 },
    { A: [] },
    { A: { value: [{}] } },
  ];
  for (const record of values) {
    events.off();
    events.on(submit, (event) => Object.assign(event, { record }));
    assert.equal((await shim.fire(submit, eventOf())).thrown, null);
    assert.equal((await shim.fire(submit, { record })).thrown, null);
  }
});

test('an event that leads back to itself, and members with the names of prototypes', async (t) => {
  const { shim, events } = open(t);
  const event = JSON.parse('{ "record": { "__proto__": { "type": "NUMBER", "value": "1" } } }');
  event.record.A = { type: 'NUMBER', value: { itself: event } };
  events.on(submit, (each) => {
    const { record } = each;
    Object.getOwnPropertyDescriptor(record, '__proto__').value.value = '2';
    record.A.error = 'bad';
    record.constructor = { type: 'NUMBER', value: '3', error: 'worse' };
    return each;
  });
  const { errors, event: after } = await shim.fire(submit, event);
  assert.deepEqual(errors, { A: 'bad', constructor: 'worse' });
  assert.equal(Object.getPrototypeOf(after.record), Object.prototype);
  assert.equal({}.value, undefined);
});

test('1,000 handlers: each in its place', async (t) => {
  const { shim, events } = open(t);
  const order = [];
  for (let i = 0; i < 1_000; i += 1) {
    events.on(submit, i % 2 ? (event) => order.push(i) && event : async (event) => order.push(i) && event);
  }
  await shim.fire(submit, eventOf());
  assert.deepEqual(
    order,
    Array.from({ length: 1_000 }, (_, i) => i),
  );
});

test('a handler that changes another event, and chains within chains', async (t) => {
  const { shim, events } = open(t);
  const edit = 'app.record.edit.submit';
  const seen = [];
  events.on(submit, async (event) => {
    seen.push(event);
    const inner = await shim.fire(edit, { record: event.record });
    return Object.assign(event, { error: inner.error });
  });
  events.on(edit, (event) => {
    seen[0].record.A.value = '9';
    return Object.assign(event, { error: 'inner' });
  });
  const { by, error, event } = await shim.fire(submit, eventOf());
  assert.deepEqual([by, error, event.record.A.value], ['error', 'inner', '1']);
});

test('handlers that fire their own event end with the stack, and the shim works on', async () => {
  const source = `
    import assert from 'node:assert/strict';
    import { createShim } from 'kintone-shim';
    const shim = createShim();
    const { events } = shim.kintone;
    let depth = 0;
    let end;
    events.on('${submit}', (event) => {
      depth += 1;
      shim.fire('${submit}', {}).then(({ thrown }) => (end ??= thrown), (error) => (end ??= error));
      return event;
    });
    await shim.fire('${submit}', {});
    await shim.settled();
    assert.ok(depth > 10, String(depth));
    assert.ok(end instanceof RangeError, String(end));
    events.off();
    events.on('${change}', (event) => Object.assign(event, { error: 'no' }));
    for (let i = 0; i < 3; i++) assert.equal((await shim.fire('${change}', {})).error, 'no');
    shim.verify();
  `;
  const { code, stderr } = await runModule(source, { flags: ['--stack-size=200'], deadline: 600_000 });
  assert.equal(code, 0, stderr);
});

test('a Promise that a change returns is left to its owner', async () => {
  const source = `
    import { createShim } from 'kintone-shim';
    const shim = createShim();
    shim.kintone.events.on('${change}', async () => { throw new Error('unheard'); });
    await shim.fire('${change}', {});
    await shim.settled();
  `;
  const { code, stderr } = await runModule(source, { deadline: 60_000 });
  assert.equal(code, 1);
  assert.match(stderr, /SHIM_EVENT_PROMISE/);
  assert.match(stderr, /Error: unheard/);
});

test('a row that is none does not hide the errors of the cells beside it', async (t) => {
  const { shim, events } = open(t);
  events.on(submit, (event) => {
    event.record.T.value[0].value.A.error = 'no';
    event.record.T.value.push({ id: null });
    return event;
  });
  const row = { id: '1', value: { A: { type: 'NUMBER', value: '1' } } };
  const { cancelled, errors } = await shim.fire(submit, {
    record: { T: { type: 'SUBTABLE', value: [row] } },
  });
  assert.deepEqual([cancelled, errors], [true, { 'T[0].A': 'no' }]);
});
