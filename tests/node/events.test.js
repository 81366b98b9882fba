/** kintone.events.on and off, and how shim.fire runs the handlers of an event, one after the other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';

const submit = 'app.record.create.submit';
const show = 'app.record.create.show';
const change = 'app.record.create.change.A';

/** A shim whose warnings are not printed. */
function open(t, options) {
  const printed = t.mock.method(process.stderr, 'write', () => true);
  const shim = openShim(t, { network: 'offline', ...options });
  return { shim, events: shim.kintone.events, printed };
}

const eventOf = (value = '1') => ({ record: { A: { type: 'NUMBER', value } } });

test('handlers run in their order, each with what the one before it returned; undefined hands on the same', async (t) => {
  const { shim, events } = open(t);
  const got = [];
  const answers = [false, null, 'text', { id: 1 }, undefined, undefined];
  for (const answer of answers) {
    events.on(submit, (argument) => {
      got.push(argument);
      return answer;
    });
  }
  const { event } = await shim.fire(submit, eventOf());
  assert.deepEqual(got, [{ ...eventOf(), type: submit }, false, null, 'text', { id: 1 }, { id: 1 }]);
  assert.deepEqual(event, { ...eventOf(), type: submit });
});

test('on() returns nothing, takes one type or several, unknown ones too, and adds the same function twice', async (t) => {
  const { shim, events } = open(t);
  const handler = t.mock.fn((event) => event);
  assert.equal(events.on([submit, show, 'app.record.nowhere.show'], handler), undefined);
  assert.equal(events.on(submit, handler), undefined);
  assert.equal(events.on([], handler), undefined);
  await shim.fire(submit);
  assert.equal(handler.mock.callCount(), 2);
  await shim.fire(show);
  assert.equal(handler.mock.callCount(), 3);
});

test('off() removes by type and handler, by type, or all, and says whether there was one', async (t) => {
  const { shim, events } = open(t);
  const [one, other] = [t.mock.fn(), t.mock.fn()];
  const register = () => events.on([submit, show], one) ?? events.on([submit, show], other);
  const fired = async (type) => {
    one.mock.resetCalls();
    other.mock.resetCalls();
    await shim.fire(type);
    return [one.mock.callCount(), other.mock.callCount()];
  };
  register();
  assert.equal(events.off(submit, one), true);
  assert.equal(events.off(submit, one), false);
  assert.deepEqual(
    [await fired(submit), await fired(show)],
    [
      [0, 1],
      [1, 1],
    ],
  );
  assert.equal(events.off([submit, show], other), true);
  assert.deepEqual(
    [await fired(submit), await fired(show)],
    [
      [0, 0],
      [1, 0],
    ],
  );
  register();
  assert.equal(events.off(show), true);
  assert.equal(events.off([show]), false);
  assert.deepEqual(
    [await fired(submit), await fired(show)],
    [
      [1, 1],
      [0, 0],
    ],
  );
  assert.equal(events.off(), true);
  assert.equal(events.off(), false);
  assert.deepEqual(await fired(submit), [0, 0]);
});

const wrongArguments = {
  'kintone.events.on: type must be': ({ events }) => events.on(),
  'kintone.events.on: handler must be a function; given: undefined': ({ events }) => events.on(submit),
  'kintone.events.on: type[1] must be': ({ events }) => events.on([submit, 1], () => {}),
  'kintone.events.off: type must be': ({ events }) => events.off(undefined),
  'kintone.events.off: handler must be a function; given: undefined': ({ events }) =>
    events.off(submit, undefined),
};
for (const [message, call] of Object.entries(wrongArguments)) {
  test(`a wrong argument is a TypeError: ${message}`, (t) => {
    const { shim } = open(t);
    assert.throws(
      () => call(shim.kintone),
      (error) => error instanceof TypeError && error.message.startsWith(message),
    );
  });
}

test('shim.fire rejects with a TypeError where its own arguments are wrong', async (t) => {
  const { shim } = open(t);
  for (const given of [[], [1, {}], [[submit], {}]]) {
    await assert.rejects(shim.fire(...given), { name: 'TypeError', message: /^shim\.fire: type must be/ });
  }
  for (const event of [null, 1, 'event', [], new Map(), () => {}]) {
    await assert.rejects(shim.fire(submit, event), {
      name: 'TypeError',
      message: /^shim\.fire: event must be/,
    });
  }
});

test('a Promise is awaited before the next handler runs, and what it is fulfilled with is handed on', async (t) => {
  const { shim, events } = open(t);
  const order = [];
  events.on(submit, async (event) => {
    order.push('first');
    await shim.settled;
    await null;
    order.push('first has ended');
    return { ...event, from: 'the first' };
  });
  events.on(submit, (argument) => {
    order.push('second');
    return new shim.kintone.Promise((resolve) => resolve(argument.from));
  });
  events.on(submit, (argument) => {
    order.push(argument);
  });
  await shim.fire(submit, eventOf());
  assert.deepEqual(order, ['first', 'first has ended', 'second', 'the first']);
});

test('without Promises all handlers have run before shim.fire returns', (t) => {
  const { shim, events } = open(t);
  const handler = t.mock.fn((event) => event);
  events.on(change, handler);
  events.on(change, handler);
  const fired = shim.fire(change, eventOf());
  assert.equal(handler.mock.callCount(), 2);
  return fired;
});

for (const [how, fail] of Object.entries({
  'that throws': () => {
    throw new Error('no');
  },
  'whose Promise is rejected': async () => {
    throw new Error('no');
  },
})) {
  test(`after a handler ${how} the later ones do not run; the error is printed and told`, async (t) => {
    const { shim, events, printed } = open(t);
    const later = t.mock.fn();
    events.on([submit, show], (event) => Object.assign(event, { error: 'lost' }));
    events.on([submit, show], fail);
    events.on([submit, show], later);
    const result = await shim.fire(submit, eventOf());
    assert.equal(result.thrown.message, 'no');
    assert.deepEqual(
      { ...result, thrown: null },
      {
        event: { ...eventOf(), type: submit },
        ...{ cancelled: true, by: 'thrown', error: null, errors: {}, thrown: null, warnings: [] },
      },
    );
    assert.equal(later.mock.callCount(), 0);
    const [line] = printed.mock.calls.at(-1).arguments;
    assert.match(
      line,
      /^app\.record\.create\.submit: handler 2 of 3 threw.*: Error: no \[SHIM_EVENT_HANDLER_THREW\]/,
    );
    assert.match(line, /\n +at .*events\.test\.js/);
    const { cancelled, by, thrown } = await shim.fire(show, eventOf());
    assert.deepEqual([cancelled, by, thrown.message], [false, null, 'no']);
  });
}

test('what was thrown is told as it is, and an Error of its own where it is nothing', async (t) => {
  const { shim, events } = open(t);
  for (const value of ['text', 0, false, { code: 1 }]) {
    events.off();
    events.on(submit, () => {
      throw value;
    });
    assert.equal((await shim.fire(submit)).thrown, value);
  }
  for (const value of [undefined, null]) {
    events.off();
    events.on(submit, () => Promise.reject(value));
    const { thrown } = await shim.fire(submit);
    assert.ok(thrown instanceof Error);
    assert.equal(thrown.code, 'SHIM_EVENT_HANDLER_THREW');
    assert.match(thrown.message, new RegExp(`: ${value}$`));
  }
});

test('a Promise of a change is an error, and nothing of it is applied', async (t) => {
  const { shim, events, printed } = open(t);
  const later = t.mock.fn();
  events.on(change, async (event) => Object.assign(event.record.A, { value: '2' }) && event);
  events.on(change, later);
  const { event, thrown, cancelled } = await shim.fire(change, eventOf());
  assert.deepEqual(event, { ...eventOf(), type: change });
  assert.equal(cancelled, false);
  assert.equal(later.mock.callCount(), 0);
  assert.ok(thrown instanceof TypeError && thrown.code === 'SHIM_EVENT_PROMISE');
  assert.match(printed.mock.calls.at(-1).arguments[0], /handler 1 of 2 returned a Promise/);
  // Where the message says that it may be awaited it may.
  const [, type] = /goes into a handler of (\S+)\.$/.exec(thrown.message);
  events.on(type, async (given) => given);
  assert.equal((await shim.fire(type, eventOf())).thrown, null);
});

test('what a handler adds and removes while a chain runs is for the next one', async (t) => {
  const { shim, events } = open(t);
  const ran = [];
  events.on(submit, () => {
    ran.push('first');
    events.on(submit, () => ran.push('added'));
    events.off(submit, second);
  });
  const second = () => ran.push('second');
  events.on(submit, second);
  await shim.fire(submit);
  assert.deepEqual(ran.splice(0), ['first', 'second']);
  events.on(submit, () => events.off());
  events.on(submit, () => ran.push('last'));
  await shim.fire(submit);
  assert.deepEqual(ran.splice(0), ['first', 'added', 'last']);
  assert.equal(events.off(), false);
});

test('handlers outlive reset() and finish(); reload() drops them', async (t) => {
  const { shim, events } = open(t);
  const handler = t.mock.fn();
  events.on(submit, handler);
  shim.reset();
  await shim.fire(submit);
  shim.finish();
  await shim.fire(submit);
  assert.equal(handler.mock.callCount(), 2);
  shim.reload();
  await shim.fire(submit);
  assert.equal(handler.mock.callCount(), 2);
});

test('an event that nobody listens to is warned of, with what is listened to; the sentence is printed once', async (t) => {
  const { shim, events, printed } = open(t);
  events.on(show, (event) => event);
  for (let i = 0; i < 2; i += 1) {
    const { warnings } = await shim.fire(submit, eventOf());
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['SHIM_WARN_EVENT_UNHEARD'],
    );
    assert.match(warnings[0].message, /listen to: app\.record\.create\.show\./);
  }
  await shim.fire('app.record.edit.submit');
  const lines = printed.mock.calls.map(({ arguments: [line] }) => line);
  assert.deepEqual(
    lines.map((line) => /^(\S+) was fired/.exec(line)[1]),
    [submit, 'app.record.edit.submit'],
  );
});

test('on and off can be spied on and replaced, and come back with reset()', (t) => {
  const { shim, events } = open(t);
  const { on, off } = events;
  const spy = t.mock.method(events, 'on');
  events.on(submit, () => {});
  assert.deepEqual(spy.mock.calls[0].arguments[0], submit);
  spy.mock.restore();
  events.off = () => 'mine';
  shim.kintone.events = { on: () => 'mine' };
  shim.reset();
  assert.equal(shim.kintone.events, events);
  assert.deepEqual([events.on, events.off], [on, off]);
  assert.equal(events.off(), true);
});
