/** What kintone's own client makes of refusals: its error objects carry code, id, message and status as it has them from kintone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KintoneRestAPIClient, KintoneRestAPIError } from '@kintone/rest-api-client';
import { alice, apps, declared, errorId, files, openKintone, taro, tokens } from '../support/clients.js';

const app = apps.orders;
const day = 86_400_000;

const clientOf = ({ url }, auth = alice, more = {}) =>
  new KintoneRestAPIClient({ baseUrl: url, auth, ...more });

const attached = (...keys) => ({ Files: { value: keys.map((fileKey) => ({ fileKey })) } });

const uploadWith = async (client, data = 'text') =>
  (await client.file.uploadFile({ file: { name: 'a.txt', data } })).fileKey;

/** The error of a promise that has to be rejected by kintone's side. */
async function errorOf(promise) {
  const error = await promise.then(
    (value) => assert.fail(`fulfilled with ${JSON.stringify(value)}`),
    (thrown) => thrown,
  );
  assert.ok(error instanceof KintoneRestAPIError, `${error?.stack}`);
  return error;
}

async function assertRefused(promise, status, code, message) {
  const error = await errorOf(promise);
  assert.deepEqual([error.status, error.code], [status, code]);
  assert.match(error.id, errorId);
  assert.match(error.message, message);
  assert.ok(error.message.startsWith(`[${status}] [${code}] `), error.message);
  assert.ok(error.message.endsWith(` (${error.id})`), error.message);
  assert.equal(error.headers['x-cybozu-error'], code);
  assert.equal(error.headers['x-concurrencylimit-limit'], '100');
  return error;
}

test('wrong credentials', async (t) => {
  const kintone = await openKintone(t);
  const known = Object.values(tokens);
  const ten = Array.from({ length: 10 }, (_, i) => `token-${i}`);
  for (const [auth, status, code, message] of [
    [{ username: 'alice', password: 'wrong' }, 401, 'CB_WA01', /Password authentication failed/],
    [{ username: 'nobody', password: alice.password }, 401, 'CB_WA01', /Password authentication failed/],
    [{ apiToken: 'unknown' }, 400, 'GAIA_IA02', /API token does not match/],
    [{ apiToken: [tokens.orders, 'unknown'] }, 400, 'GAIA_IA02', /API token does not match/],
    [{ apiToken: known }, 400, 'GAIA_DA03', /duplicate API token/],
    [{ apiToken: ten }, 400, 'CB_IL02', /Illegal request/],
    [{ oAuthToken: 'stolen' }, 401, 'CB_OA01', /Cannot access protected resource/],
  ]) {
    const client = clientOf(kintone, auth);
    for (const call of [
      () => uploadWith(client),
      // Refused by its head alone, with most of the body still to come.
      () => uploadWith(client, files.at(-1).bytes),
      () => client.record.addRecord({ app, record: {} }),
      () => client.record.getRecords({ app }),
    ]) {
      await assertRefused(call(), status, code, message);
    }
  }
  assert.deepEqual(kintone.shim.files, []);
  assert.deepEqual(kintone.shim.records, []);
});

test("the user's language, else the shim's", async (t) => {
  const inJapanese = /指定したファイル（id: none）が見つかりません。/;
  const english = await openKintone(t);
  const japanese = await openKintone(t, { ...declared, locale: 'ja' });
  const missing = (client) => client.record.addRecord({ app, record: attached('none') });
  const refused = [404, 'GAIA_BL01'];
  await assertRefused(missing(clientOf(english)), ...refused, /The specified file \(id: none\) not found\./);
  await assertRefused(missing(clientOf(english, taro)), ...refused, inJapanese);
  await assertRefused(missing(clientOf(japanese)), ...refused, inJapanese);
  await assertRefused(missing(clientOf(japanese, { apiToken: tokens.orders })), ...refused, inJapanese);
  const wrong = clientOf(japanese, { apiToken: 'unknown' });
  await assertRefused(uploadWith(wrong), 400, 'GAIA_IA02', /トークンと異なります/);
});

test('an upload key works once, for three days, and nothing is half written', async (t) => {
  const kintone = await openKintone(t);
  const client = clientOf(kintone);
  const used = await uploadWith(client);
  const { id } = await client.record.addRecord({ app, record: attached(used) });
  const fresh = await uploadWith(client);
  const message = new RegExp(`The specified file \\(id: ${used}\\) not found`);
  for (const call of [
    () => client.record.addRecord({ app, record: attached(used) }),
    () => client.record.updateRecord({ app, id, record: attached(used) }),
    () => client.record.addRecords({ app, records: [attached(fresh), attached(used)] }),
    () => client.record.updateRecords({ app, records: [{ id, record: attached(fresh, used) }] }),
  ]) {
    await assertRefused(call(), 404, 'GAIA_BL01', message);
  }
  assert.equal(kintone.shim.records.length, 1);
  assert.equal((await client.record.getRecord({ app, id })).record.$revision.value, '1');

  kintone.shim.advance(3 * day - 60_000);
  const late = await uploadWith(client);
  await client.record.updateRecord({ app, id, record: attached(fresh) });
  kintone.shim.advance(3 * day + 1);
  assert.deepEqual(
    kintone.shim.files.map(({ state }) => state),
    ['attached'],
  );
  await assertRefused(
    client.record.addRecord({ app, record: attached(late) }),
    404,
    'GAIA_BL01',
    /not found/,
  );
});

test('a download key attaches nothing, and an upload key downloads nothing', async (t) => {
  const kintone = await openKintone(t);
  const client = clientOf(kintone);
  const { id } = await client.record.addRecord({ app, record: attached(await uploadWith(client)) });
  const [{ fileKey }] = (await client.record.getRecord({ app, id })).record.Files.value;
  await assertRefused(
    client.record.addRecord({ app, record: attached(fileKey) }),
    404,
    'GAIA_BL01',
    /not found/,
  );

  // For a download the client asks for bytes, and so does not read the error's: the fields have its code.
  for (const key of [await uploadWith(client), 'unknown']) {
    const error = await errorOf(client.file.downloadFile({ fileKey: key }));
    assert.deepEqual([error.status, error.headers['x-cybozu-error']], [404, 'GAIA_BL01']);
  }
  const error = await errorOf(client.file.downloadFile({}));
  assert.deepEqual([error.status, error.headers['x-cybozu-error']], [400, 'CB_VA01']);
});

test('a revision that is not the latest, a record and an app that are not there', async (t) => {
  const kintone = await openKintone(t);
  const client = clientOf(kintone);
  const { id } = await client.record.addRecord({ app, record: {} });
  await client.record.updateRecord({ app, id, revision: '1', record: {} });
  const update = (given) => client.record.updateRecord({ app, record: {}, ...given });
  await assertRefused(update({ id, revision: 1 }), 409, 'GAIA_CO02', /not the latest/);
  await assertRefused(update({ id: 99 }), 404, 'GAIA_RE01', /\(ID: 99\)/);
  await assertRefused(client.record.getRecord({ app, id: 99 }), 404, 'GAIA_RE01', /\(ID: 99\)/);
  await assertRefused(client.record.getRecord({ app: apps.guests, id }), 400, 'GAIA_IL23', /guest space/);
});

test('the parameter that is wrong has a message of its own', async (t) => {
  const client = clientOf(await openKintone(t));
  const error = await assertRefused(
    client.record.getRecord({ app, id: 'one' }),
    400,
    'CB_VA01',
    /invalid input/,
  );
  assert.deepEqual(error.errors, { id: { messages: ['Enter an integer value.'] } });
});

test('what is not simulated says so by its name', async (t) => {
  const client = clientOf(await openKintone(t));
  const asked = [
    [() => client.app.updateViews({ app, views: {} }), 405, 'SHIM_NOT_IMPLEMENTED', /PUT/],
    [() => client.app.getAppAcl({ app }), 404, 'SHIM_NOT_IMPLEMENTED', /GET \/k\/v1\/app\/acl\.json/],
  ];
  for (const [call, status, code, message] of asked) await assertRefused(call(), status, code, message);
});

test('where nothing is declared any credentials serve, with one warning', async (t) => {
  const said = t.mock.method(process.stderr, 'write', () => true);
  const kintone = await openKintone(t, {});
  for (const auth of [alice, taro, { apiToken: 'any' }, { apiToken: ['a', 'b'] }, { oAuthToken: 'any' }]) {
    const client = clientOf(kintone, auth);
    const { id } = await client.record.addRecord({ app: 1, record: attached(await uploadWith(client)) });
    assert.equal((await client.record.getRecord({ app: 1, id })).record.Files.value.length, 1);
  }
  const warnings = said.mock.calls
    .map(({ arguments: [text] }) => String(text))
    .filter((text) => /unchecked/.test(text));
  said.mock.restore();
  assert.equal(warnings.length, 1, warnings.join(''));
});
