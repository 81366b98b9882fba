/** Y07, W05: rights and users as they are declared, from code and from files, and the pages of a user who lacks a right. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { runCommand, startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';

const names = "'view', 'add', 'edit', 'delete', 'manage'";
const state = (index) => ({ index: String(index) });
const apps = { 5: { fields: { Name: 'SINGLE_LINE_TEXT' }, records: [{ Name: { value: 'a' } }] } };

const wrong = [
  [
    { apiTokens: { t: { app: 5, rights: ['view', 'read'] } } },
    `apiTokens.t.rights[1] must be one of ${names}; given: "read"`,
  ],
  [
    { apiTokens: { t: { app: 5, rights: 'view' } } },
    `apiTokens.t.rights must be an array of ${names}; given: "view"`,
  ],
  [
    { users: { a: { password: 'p', rights: { 5: ['View'] } } } },
    `users.a.rights.5[0] must be one of ${names}; given: "View"`,
  ],
  [
    { users: { a: { password: 'p', rights: { 5: 'view' } } } },
    `users.a.rights.5 must be an array of ${names}; given: "view"`,
  ],
  [
    { users: { a: { password: 'p', rights: { x: [] } } } },
    `users.a.rights.x must be an object of app numbers, each with an array of ${names}; given: array`,
  ],
  [
    { users: { a: { password: 'p', rights: ['view'] } } },
    `users.a.rights must be an object of app numbers, each with an array of ${names}; given: array`,
  ],
  [
    { users: { 'a.b': { password: 'p', timeZone: 'Asia/Nowhere' } } },
    `users.a.b.timeZone must be the name of a time zone that this platform knows, such as 'Asia/Tokyo'; given: "Asia/Nowhere"`,
  ],
  [{ users: { a: { password: 'p', isGuest: 1 } } }, 'users.a.isGuest must be true or false; given: 1'],
  [{ users: { a: { password: 'p', name: 1 } } }, 'users.a.name must be a string; given: 1'],
  [
    { users: { a: 'p' }, session: 'b' },
    'session must be true, false, or the login name of one of users; given: "b"',
  ],
];
for (const [options, message] of wrong) {
  test(`Y07, W05: ${message.slice(0, 60)}`, () => {
    assert.throws(() => createShim(options), {
      name: 'TypeError',
      message: `createShim: the option ${message}`,
    });
  });
}

test('a member of a user that is misspelt is named, and its value is not shown', () => {
  const options = { users: { a: { password: 'p', passwort: 'secret' } } };
  assert.throws(() => createShim(options), /users\.a\.passwort must be .*; given: string$/);
});

test('E17 a process that cannot be is a TypeError that names what is wrong', () => {
  const open = (status) => createShim({ apps: { 5: { ...apps[5], status: { enable: true, ...status } } } });
  const states = { New: state(0), Done: state(1), 'Never reached': state(2) };
  const action = { name: 'Go', from: 'New', to: 'Done' };
  open({ states, actions: [action] }).dispose();
  const place = 'the option apps\\.5\\.status\\.';
  for (const [status, message] of [
    [
      { states, actions: [{ ...action, to: 'Nowhere' }] },
      "actions\\[0\\]\\.to must be one of the states of this process: 'New', 'Done', 'Never reached'; given: \"Nowhere\"",
    ],
    [
      { states, actions: [action, { ...action, from: 'Nowhere' }] },
      'actions\\[1\\]\\.from must be .*; given: "Nowhere"',
    ],
    [{ states, actions: [{ ...action, name: '' }] }, 'actions\\[0\\]\\.name must be a string'],
    [{ states, actions: {} }, 'actions must be'],
    [{ states, actions: ['Go'] }, 'actions\\[0\\] must be'],
    [{ states: [], actions: [] }, 'states must be'],
    [{ states: { New: 'New' } }, 'states\\.New must be'],
    [
      { states: { New: { assignee: { type: 'SOME' } } } },
      'states\\.New\\.assignee\\.type must be one of ONE, ANY, ALL; given: "SOME"',
    ],
    [
      { states: { New: { assignee: { entities: [{ entity: { type: 'USERS', code: 'a' } }] } } } },
      'states\\.New\\.assignee\\.entities\\[0\\]\\.entity\\.type must be one of USER, .*; given: "USERS"',
    ],
    [
      { states: { New: { assignee: { entities: [{ entity: { type: 'USER' } }] } } } },
      'states\\.New\\.assignee\\.entities\\[0\\]\\.entity\\.code must be a string',
    ],
    [{ enable: 'yes' }, 'enable must be true or false; given: "yes"'],
  ]) {
    assert.throws(() => open(status), { name: 'TypeError', message: new RegExp(`${place}${message}`) });
  }
});

test('E17 page.proceed says so where a status has no action', async (t) => {
  const status = { enable: true, states: { New: state(0) }, actions: [] };
  const shim = createShim({ apps: { 5: { ...apps[5], status } } });
  t.after(() => shim.dispose());
  const page = await shim.open('app.record.detail', { app: 5, id: 1 });
  await assert.rejects(page.proceed('Go'), {
    message:
      "page.proceed(action): in the status 'New' the process has no action, so there is nothing to run",
  });
});

/** A shim whose login user has these rights in app 5. */
function openWith(t, rights) {
  const shim = createShim({ users: { alice: { password: 'a', rights: { 5: rights } } }, apps });
  t.after(() => shim.dispose());
  return shim;
}

test('Y07 a page has the rights of the login user: its form is refused as kintone refuses it', async (t) => {
  const create = await openWith(t, ['view', 'edit']).open('app.record.create', { app: 5 });
  await create.change('Name', 'b');
  const saved = await create.submit();
  assert.equal(saved.saved, false);
  assert.match(saved.error, /No privilege/);
  await assert.rejects(openWith(t, ['add']).open('app.record.detail', { app: 5, id: 1 }), {
    code: 'CB_NO02',
  });
  await assert.rejects(openWith(t, ['add']).open('app.record.index', { app: 5 }), { code: 'CB_NO02' });
  const shim = openWith(t, []);
  assert.equal(shim.app(5).records().length, 1);
});

test('Y07 without a right to view, kintone.api is refused, and its code has the reason', async (t) => {
  const shim = openWith(t, ['add']);
  await assert.rejects(shim.kintone.api('/k/v1/records', 'GET', { app: 5 }), { code: 'CB_NO02' });
  assert.equal((await shim.kintone.api('/k/v1/record', 'POST', { app: 5 })).id, '2');
});

const ask = (server, token, path) =>
  fetch(`${server.url}/k/v1/${path}`, { headers: { 'X-Cybozu-API-Token': token } });
const askAs = (server, login, path) =>
  fetch(`${server.url}/k/v1/${path}`, {
    headers: { 'X-Cybozu-Authorization': Buffer.from(login).toString('base64') },
  });

test('Y07 serve takes rights from its flags and files', async (t) => {
  const folder = await folderOf(t, {});
  const users = join(folder, 'users.mjs');
  await writeFile(users, "export default { alice: { password: 'a', rights: { 5: ['add'] } } };");
  const flags = [
    '--users',
    users,
    '--user',
    'bob:b',
    '--api-token',
    'VIEW=5:view',
    '--api-token',
    'ADD=5:add,edit',
  ];
  const server = await startServe(t, [folder, ...flags]);
  assert.equal((await ask(server, 'VIEW', 'records.json?app=5')).status, 200);
  const refused = await ask(server, 'ADD', 'records.json?app=5');
  assert.deepEqual([refused.status, (await refused.json()).code], [403, 'GAIA_NO01']);
  assert.equal((await askAs(server, 'alice:a', 'records.json?app=5')).status, 403);
  assert.equal((await askAs(server, 'bob:b', 'records.json?app=5')).status, 200);
  await writeFile(join(folder, 'wrong.json'), '{"alice":{"password":"a","rights":{"5":["read"]}}}');
  for (const wrongFlags of [
    ['--users', join(folder, 'wrong.json')],
    ['--api-token', 'T=5:read'],
  ]) {
    const { code, stderr } = await runCommand('serve', folder, ...wrongFlags);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`${wrongFlags[0]}.*must be one of ${names}; given: "read"`));
  }
});

test('W05 a route of shim.rest stands for the API of users', async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  shim.rest.get('/v1/users').reply(200, { users: [] }).times(2);
  assert.deepEqual(await shim.kintone.api('/v1/users', 'GET', { codes: ['alice'] }), { users: [] });
  const answer = await shim.handle(new Request(`${shim.origin}/v1/users.json?codes[0]=alice`));
  assert.deepEqual(await answer.json(), { users: [] });
});

test('Y07, D30: an API token reads no other app by a lookup', async (t) => {
  const lookup = {
    relatedApp: { app: '6' },
    relatedKeyField: 'Key',
    fieldMappings: [{ field: 'Copy', relatedField: 'Secret' }],
  };
  const shim = createShim({
    apps: {
      5: {
        fields: { L: { type: 'SINGLE_LINE_TEXT', code: 'L', lookup }, Copy: 'SINGLE_LINE_TEXT' },
        records: [{}],
      },
      6: {
        fields: { Key: { type: 'SINGLE_LINE_TEXT', code: 'Key', unique: true }, Secret: 'SINGLE_LINE_TEXT' },
        records: [{ Key: { value: 'k' }, Secret: { value: 'hidden' } }],
      },
    },
    apiTokens: { five: 5, six: 6 },
  });
  t.after(() => shim.dispose());
  const put = async (tokens, key) => {
    const headers = { 'X-Cybozu-API-Token': tokens, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ app: 5, id: 1, record: { L: { value: key } } });
    const response = await shim.handle(
      new Request(`${shim.origin}/k/v1/record.json`, { method: 'PUT', headers, body }),
    );
    return [response.status, (await response.json()).code];
  };
  // A key that is there is answered as one that is not.
  assert.deepEqual(await put('five', 'k'), [400, 'GAIA_LO04']);
  assert.deepEqual(await put('five', 'none'), [400, 'GAIA_LO04']);
  assert.equal(shim.app(5).records()[0].Copy.value, '');
  assert.equal((await put('five,six', 'k'))[0], 200);
  assert.equal(shim.app(5).records()[0].Copy.value, 'hidden');
});
