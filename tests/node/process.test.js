/** The process management on a record's page: page.proceed(action) (E17). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const state = (index, type, ...codes) => ({
  index: String(index),
  assignee: { type, entities: codes.map((code) => ({ entity: { type: 'USER', code } })) },
});

const status = {
  enable: true,
  states: {
    New: { name: 'New', ...state(0, 'ONE') },
    Doing: { name: 'Doing', ...state(1, 'ONE', 'a', 'b') },
    Done: { name: 'Done', ...state(2, 'ONE') },
  },
  actions: [
    { name: 'Start', from: 'New', to: 'Doing' },
    { name: 'Finish', from: 'Doing', to: 'Done' },
  ],
};

function open(t, more) {
  const shim = createShim({
    users: { a: 'p', b: 'p' },
    apps: {
      5: {
        fields: { N: { type: 'NUMBER', maxValue: '10' }, T: 'SINGLE_LINE_TEXT' },
        status,
        records: [{ N: { value: '1' }, T: { value: 'first' } }],
        ...more,
      },
    },
  });
  t.after(() => shim.dispose());
  const goTo = () => shim.open('app.record.detail', { app: 5, id: 1 });
  return { shim, goTo, on: shim.kintone.events.on, stored: () => shim.app(5).records('$id = 1')[0] };
}

const type = 'app.record.detail.process.proceed';

test('what others have saved meanwhile is not overwritten, with changes of handlers and without', async (t) => {
  for (const handler of [
    () => undefined,
    (event) => Object.assign(event, { record: { ...event.record, T: { ...event.record.T, value: 'mine' } } }),
  ]) {
    const { shim, goTo, on, stored } = open(t);
    const page = await goTo();
    on(type, handler);
    await shim.kintone.api('/k/v1/record', 'PUT', { app: 5, id: 1, record: { T: { value: 'theirs' } } });
    const result = await page.proceed('Start', { assignee: 'a' });
    assert.equal(result.saved, false);
    assert.deepEqual([stored().T.value, stored().Status.value], ['theirs', 'New']);
  }
});

test('a snapshot has the state and the assignees, and a seed may have them', async (t) => {
  const { shim, goTo, stored } = open(t, {
    records: [
      { N: { value: '1' }, T: { value: 'first' } },
      { Status: { value: 'Doing' }, Assignee: { value: [{ code: 'b' }] } },
    ],
  });
  const page = await goTo();
  await page.proceed('Start', { assignee: 'a' });
  const snapshot = JSON.parse(JSON.stringify(await shim.snapshot()));
  shim.reset();
  assert.equal(stored().Status.value, 'New');
  shim.restore(snapshot);
  assert.deepEqual(await shim.snapshot(), snapshot);
  const all = shim.app(5).records('order by $id asc');
  assert.deepEqual(
    all.map(({ Status, Assignee }) => [Status.value, Assignee.value.map(({ code }) => code)]),
    [
      ['Doing', ['a']],
      ['Doing', ['b']],
    ],
  );
  snapshot.records[0].record.Status.value = 'Nowhere';
  assert.throws(() => shim.restore(snapshot), { name: 'TypeError', message: /records\[0\]\.record\.Status/ });
  assert.deepEqual(shim.app(5).records('Status = "Doing"').length, 2, 'nothing has changed');
});

test('an action that there is not, and an app without a process', async (t) => {
  const { goTo } = open(t);
  const page = await goTo();
  await assert.rejects(page.proceed('Finish'), {
    name: 'TypeError',
    message: 'page.proceed(action): action must be \'Start\'; given: "Finish"',
  });
  const plain = open(t, { status: undefined });
  await assert.rejects((await plain.goTo()).proceed('Start'), {
    name: 'TypeError',
    message: /process management/,
  });
});

test('a declaration that names a state which is not there', () => {
  const wrong = (change) => {
    const spoilt = structuredClone(status);
    change(spoilt);
    return () => createShim({ apps: { 5: { fields: { N: 'NUMBER' }, status: spoilt } } });
  };
  const throws = (change, message) => assert.throws(wrong(change), { name: 'TypeError', message });
  throws((s) => (s.actions[0].to = 'Nowhere'), /apps\.5\.status\.actions\[0\]\.to/);
  throws((s) => delete s.states, /apps\.5\.status\.actions\[0\]\.from/);
  throws((s) => (s.states.New.assignee.type = 'SOME'), /apps\.5\.status\.states\.New\.assignee\.type/);
});

test('getStatusActions says what the action then comes to, of fields of groups and of a first state, too', async (t) => {
  const of = (type, code) => ({ entity: { type, code } });
  const { shim, goTo, stored } = open(t, {
    fields: { Who: 'USER_SELECT', Groups: 'GROUP_SELECT' },
    status: {
      enable: true,
      states: {
        New: {
          name: 'New',
          index: '0',
          assignee: { type: 'ANY', entities: [of('CREATOR', ''), of('FIELD_ENTITY', 'Who')] },
        },
        Doing: {
          name: 'Doing',
          index: '1',
          assignee: { type: 'ANY', entities: [of('FIELD_ENTITY', 'Groups')] },
        },
      },
      actions: [
        { name: 'Start', from: 'New', to: 'Doing' },
        { name: 'Back', from: 'Doing', to: 'New' },
      ],
    },
    records: [{ Who: { value: [{ code: 'a' }] }, Groups: { value: [{ code: 'g' }] } }],
  });
  for (const action of ['Start', 'Back']) {
    const page = await goTo();
    const [{ name, nextStatus }] = await shim.kintone.app.record.getStatusActions();
    assert.deepEqual([name, nextStatus.type], [action, 'ANY']);
    assert.equal((await page.proceed(action)).saved, true);
    assert.deepEqual(
      stored().Assignee.value.map(({ code }) => code),
      nextStatus.assignees.map(({ code }) => code),
    );
  }
});
