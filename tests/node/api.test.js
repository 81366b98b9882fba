/** kintone.api and its URLs, against kintone's REST side in the process (K01 to K08). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

const apps = { 5: { fields: { Name: 'SINGLE_LINE_TEXT', Count: 'NUMBER' } } };

test('it adds a record, reads it, and changes it, with the session and the token of the page', async () => {
  const shim = createShim({ apps });
  const { api } = shim.kintone;
  const added = await api('/k/v1/record', 'POST', { app: 5, record: { Name: { value: 'one' } } });
  assert.deepEqual(added, { id: '1', revision: '1' });
  const { record } = await api('/k/v1/record.json', 'GET', { app: 5, id: 1 });
  assert.equal(record.Name.value, 'one');
  const update = { app: 5, id: 1, record: { Name: { value: 'two' } } };
  assert.deepEqual(await api(api.url('/k/v1/record'), 'PUT', update), { revision: '2' });
  assert.equal(shim.app === undefined ? shim.records[0].record.Name.value : 'two', 'two');
});

test('a failure is the error object of kintone, or the text where it is no JSON', async () => {
  const { api } = createShim({ apps }).kintone;
  const failure = await api('/k/v1/record', 'GET', { app: 5, id: 9 }).catch((error) => error);
  assert.equal(failure.code, 'GAIA_RE01');
  assert.ok(!(failure instanceof Error));
});

test('with a callback it returns undefined, and calls one of them in a task of its own', async () => {
  const shim = createShim({ apps });
  const seen = [];
  const { api } = shim.kintone;
  const body = { app: 5, record: {} };
  assert.equal(
    api(
      '/k/v1/record',
      'POST',
      body,
      (...given) => seen.push(['ok', ...given]),
      () => seen.push('failed'),
    ),
    undefined,
  );
  api(
    '/k/v1/record',
    'GET',
    { app: 9, id: 1 },
    () => seen.push('ok'),
    ({ code }) => seen.push(code),
  );
  assert.deepEqual(seen, []);
  await shim.settled();
  assert.deepEqual(seen.sort(), ['GAIA_RE01', ['ok', { id: '1', revision: '1' }]].sort());
});

test('wrong arguments are a rejection that names them all', async () => {
  const { api } = createShim().kintone;
  const failure = await api('k/v1/record', 'get').catch((error) => error);
  assert.equal(failure.code, 'SHIM_INVALID_ARGUMENT');
  assert.deepEqual(Object.keys(failure.errors), ['pathOrUrl', 'method', 'params']);
  const elsewhere = await api('https://other.example.com/k/v1/record', 'GET', {}).catch((error) => error);
  assert.deepEqual(Object.keys(elsewhere.errors), ['pathOrUrl']);
  const hostile = {
    toJSON() {
      throw new Error('hands off');
    },
  };
  const thrown = await api('/k/v1/record', 'GET', hostile).catch((error) => error);
  assert.match(JSON.stringify(thrown), /hands off/);
});

test('the file APIs cannot be called through it (F19)', async () => {
  const { api } = createShim().kintone;
  const failure = await api('/k/v1/file', 'POST', {}).catch((error) => error);
  assert.equal(failure.code, 'GAIA_HM02');
});

test('url is absolute, with its extension; of a guest space only where the page is in one', () => {
  const shim = createShim({ apps: { 5: { guestSpace: 7 }, 6: apps[5] }, guestSpaces: [7] });
  const { url } = shim.kintone.api;
  assert.equal(url('/k/v1/record'), 'https://example.kintone.com/k/v1/record.json');
  assert.equal(url('/k/v1/record.json'), 'https://example.kintone.com/k/v1/record.json');
  assert.equal(url('/k/v1/record', true), 'https://example.kintone.com/k/guest/7/v1/record.json');
  shim.open('app.record.index', { app: 6 });
  assert.equal(url('/k/v1/record', true), 'https://example.kintone.com/k/v1/record.json');
  assert.throws(() => url('record'), /kintone\.api\.url: path/);
});

test('urlForGet has the parameters in its query', () => {
  const { urlForGet } = createShim().kintone.api;
  assert.equal(
    urlForGet('/k/v1/records', { app: 4, fields: ['recordId', 'a&b'], totalCount: true }),
    'https://example.kintone.com/k/v1/records.json?app=4&fields[0]=recordId&fields[1]=a%26b&totalCount=true',
  );
});

test('a GET that would be too long for a URL is one all the same (K07)', async () => {
  const shim = createShim({ apps });
  const { api } = shim.kintone;
  await api('/k/v1/record', 'POST', { app: 5, record: { Name: { value: 'a' } } });
  const query = `Count in (${Array.from({ length: 2_000 }, (_, i) => `"${i}"`).join(', ')}) or $id > 0`;
  const { records } = await api('/k/v1/records', 'GET', { app: 5, query });
  assert.equal(records.length, 1);
  assert.deepEqual(
    shim.journal.requests().map(({ method, url }) => [method, url.length < 100]),
    [
      ['POST', true],
      ['POST', true],
    ],
  );
});

test('getConcurrencyLimit tells the limit and what runs', async () => {
  const { api } = createShim().kintone;
  assert.deepEqual(await api.getConcurrencyLimit(), { limit: 100, running: 0 });
});

test('a reset ends a call that is on its way', async () => {
  const shim = createShim();
  const call = shim.kintone.api('/k/v1/records', 'GET', { app: 1 }).catch((error) => error);
  shim.reset();
  assert.equal((await call).code, 'SHIM_CALL_ABORTED');
});

test('parameters with lone surrogates are sent, those that nest too deep are refused by name (K08)', async (t) => {
  const shim = createShim({ apps: { 5: { fields: { Name: 'SINGLE_LINE_TEXT' } } } });
  t.after(() => shim.dispose());
  const { api } = shim.kintone;
  await api('/k/v1/record', 'POST', { app: 5, record: { Name: { value: '\ud800' } } });
  assert.equal(shim.records[0].record.Name.value, '\ufffd');
  let deep = {};
  for (let i = 0; i < 3_000; i += 1) deep = { deep };
  await assert.rejects(api('/k/v1/record', 'POST', deep), ({ errors }) => 'params' in errors);
  assert.throws(() => api.urlForGet('/k/v1/record', deep), /params/);
  assert.match(api.urlForGet('/k/v1/records?z=1', { app: 4 }), /\?z=1&app=4$/);
});
