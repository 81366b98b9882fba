/** What the journal keeps of kintone.api: the first thing that a test of a plug-in asks is what it has sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { successOf } from '../support/calls.js';

const apps = { 5: { fields: { Name: 'SINGLE_LINE_TEXT', Count: 'NUMBER' } } };
const origin = 'https://example.kintone.com';

function open(t, options = {}) {
  const shim = createShim({ apps, ...options });
  t.after(() => shim.dispose());
  return shim;
}

test('a call of kintone.api has what was sent, and what it was answered', async (t) => {
  const shim = open(t);
  const { api } = shim.kintone;
  const added = { app: 5, record: { Name: { value: 'a' } } };
  await api('/k/v1/record', 'POST', added);
  await api('/k/v1/records.json', 'GET', { app: '5', query: 'Count > 1', fields: ['Name'] });
  await api('/k/v1/record', 'PUT', { app: 5, id: 99, record: {} }).catch(() => {});
  const requests = shim.journal.requests();
  const told = requests.map(({ startedAt, duration, ...each }) => {
    assert.ok(startedAt > 0 && duration >= 0);
    return each;
  });
  const about = { api: 'kintone.api', app: '5' };
  const path = '/k/v1/record.json';
  assert.deepEqual(told, [
    { ...about, method: 'POST', url: origin + path, path, status: 200, body: added },
    {
      ...{ ...about, method: 'GET', path: '/k/v1/records.json', status: 200 },
      url: `${origin}/k/v1/records.json?app=5&query=Count%20%3E%201&fields[0]=Name`,
      body: { app: '5', query: 'Count > 1', fields: ['Name'] },
    },
    {
      ...{ ...about, method: 'PUT', url: origin + path, path, status: 404, code: 'GAIA_RE01' },
      body: { app: 5, id: 99, record: {} },
    },
  ]);
  assert.ok(Object.isFrozen(requests[0]));
  requests[0].body.app = 6;
  assert.equal(shim.journal.requests()[0].body.app, 5);
});

test('the parameters are those of the call, not of what the caller does to them', async (t) => {
  const shim = open(t);
  const params = { app: 5, record: { Name: { value: 'a' } } };
  const call = shim.kintone.api('/k/v1/record', 'POST', params);
  params.record.Name.value = 'b';
  await call;
  assert.equal(shim.journal.requests()[0].body.record.Name.value, 'a');
  assert.equal(shim.records[0].record.Name.value, 'a');
});

test('other requests have their bodies, and no api', async (t) => {
  const shim = open(t);
  const send = (method, url, body, type = 'application/json') =>
    shim.handle(
      new Request(origin + url, {
        method,
        body,
        headers: { 'X-Cybozu-API-Token': 'a', 'Content-Type': type },
      }),
    );
  await send('POST', '/k/v1/record.json', '{"app":5,"record":{}}');
  await send('POST', '/k/v1/record.json', 'no JSON');
  await send('GET', '/k/v1/records.json?app=5');
  const form = new FormData();
  form.set('file', new Blob(['a']), 'a.txt');
  const headers = { 'X-Cybozu-API-Token': 'a' };
  await shim.handle(new Request(`${origin}/k/v1/file.json`, { method: 'POST', body: form, headers }));
  shim.rest.post('/k/v1/records').reply(200, {});
  await send('POST', '/k/v1/records.json', '{"app":7}');
  const shown = shim.journal.requests().map((each) => [each.api, each.app, 'body' in each, each.body]);
  assert.deepEqual(shown, [
    [undefined, '5', true, { app: 5, record: {} }],
    [undefined, undefined, true, 'no JSON'],
    [undefined, '5', false, undefined],
    [undefined, undefined, false, undefined],
    [undefined, '7', true, { app: 7 }],
  ]);
});

test('a filter finds them, by kintone.api, method and URL, or as a function', async (t) => {
  const shim = open(t);
  const { api } = shim.kintone;
  await api('/k/v1/record', 'POST', { app: 5, record: {} });
  await api('/k/v1/records', 'GET', { app: 5 });
  await shim.handle(new Request(`${origin}/k/v1/records.json?app=5`));
  const count = (filter) => shim.journal.requests(filter).length;
  assert.equal(count(), 3);
  assert.equal(count({ api: 'kintone.api' }), 2);
  assert.equal(count({ method: 'GET' }), 2);
  assert.equal(count({ url: /record\.json$/ }), 1);
  assert.equal(
    count(({ path }) => path === '/k/v1/records.json'),
    2,
  );
  assert.throws(
    () => count({ api: 'kintone.proxy' }),
    /journal\.requests: api .*'kintone\.api'.*'kintone\.proxy'|journal\.requests: api/,
  );
  assert.equal(count({ path: '/k/v1/record.json' }), 1);
  assert.equal(count({ path: '/k/v1/record' }), 0);
  assert.equal(count({ path: /records?\.json$/, method: 'GET' }), 2);
  await api('/k/v1/records', 'GET', { app: 6 }).catch(() => {});
  assert.equal(count({ app: 5 }), 3);
  assert.equal(count({ app: '5', path: '/k/v1/records.json' }), 2);
  assert.equal(count({ app: 6 }), 1);
  assert.throws(() => count({ app: true }), /journal\.requests: app .*number \| string.*true/);
  assert.throws(() => count({ path: 5 }), /journal\.requests: path .*string \| RegExp.*5/);
  assert.throws(() => count({ status: 200 }), /journal\.requests.*status.*path, app/);
  assert.throws(() => shim.journal.calls({ path: '/' }), TypeError);
  assert.throws(() => shim.journal.calls({ api: 'kintone.api' }), TypeError);
});

test('a route answers it, a reset cuts it off, and what is no call is none', async (t) => {
  const shim = open(t);
  const { api } = shim.kintone;
  shim.rest.get('/k/v1/app/acl.json').reply(200, { rights: [] });
  await api('/k/v1/app/acl', 'GET', { app: 5 });
  await api('/k/v1/record', 'get', { app: 5 }).catch(() => {});
  const [routed, ...others] = shim.journal.requests();
  assert.deepEqual(others, []);
  assert.equal(routed.route, 'GET /k/v1/app/acl.json');
  assert.deepEqual(routed.body, { app: 5 });
});

test('what a screen asks for itself is none of them', async (t) => {
  const shim = open(t);
  const page = await shim.open('app.record.create', { app: 5 });
  await page.change('Name', 'a');
  await page.submit();
  assert.deepEqual(shim.journal.requests(), []);
});

test('a body that is too long is not kept, and says so where it is read alone', async (t) => {
  const shim = open(t);
  const record = { Name: { value: 'a'.repeat(300_000) } };
  await shim.kintone.api('/k/v1/record', 'POST', { record, app: 5 });
  const [request] = shim.journal.requests();
  assert.equal(request.path, '/k/v1/record.json');
  assert.equal(request.app, '5');
  assert.throws(() => request.body, { code: 'SHIM_BODY_NOT_KEPT', message: /262144/ });
  assert.match(inspect(request), /record\.json/);
  const { path, app, body } = JSON.parse(JSON.stringify(request));
  assert.deepEqual([path, app, body], ['/k/v1/record.json', '5', undefined]);
  assert.deepEqual({ ...request }.body, undefined);
});

test('of a long URL what stands behind its kept part is known, too', async (t) => {
  const shim = open(t);
  await shim.handle(new Request(`${origin}/k/v1/records.json?query=${'a'.repeat(3_000)}&app=5`));
  const [request] = shim.journal.requests();
  assert.equal(request.url.length, 2_000);
  assert.equal(request.app, '5');
});

test('whoever looks at all of them keeps no more of them than their texts', async (t) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const shim = open(t);
  const route = shim.rest.post('/k/v1/records').reply(200, {}).persist();
  const list = Array.from({ length: 12_000 }, (_, i) => [i]);
  for (let i = 0; i < 150; i += 1) await shim.kintone.api('/k/v1/records', 'POST', { app: 5, i, list });
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  const none = shim.journal.requests(({ status }) => status === 201);
  assert.deepEqual(none, []);
  assert.equal(route.calls.length, 150);
  assert.ok(used() - before < 10_000_000, `${used() - before} bytes`);
});

test('only as many characters of them are kept as there is room for, of a route too', async (t) => {
  const shim = open(t);
  const route = shim.rest.post('/k/v1/records').reply(200, {}).persist();
  const text = 'a'.repeat(200_000);
  for (let i = 0; i < 400; i += 1) await shim.kintone.api('/k/v1/records', 'POST', { app: 5, i, text });
  const requests = shim.journal.requests();
  assert.equal(requests.length, Math.floor((64 * 1024 * 1024) / (text.length + 70)));
  assert.equal(requests.at(-1).body.i, 399);
  assert.equal(route.calls.length, requests.length);
});

test('the console shows no secret of them', async (t) => {
  const shim = open(t);
  await shim.kintone.api('/k/v1/record', 'POST', { app: 5, password: 'hidden', apiToken: 'hidden' });
  const [request] = shim.journal.requests();
  assert.equal(request.body.password, 'hidden');
  assert.doesNotMatch(inspect(request, { depth: 9 }), /hidden/);
});

test('a route has the same of a request as the journal, its body, app and api too', async (t) => {
  const shim = open(t);
  const route = shim.rest.post('/k/v1/record').reply(200, {}).persist();
  const sent = { app: 5, record: { Name: { value: 'a' } } };
  await shim.kintone.api('/k/v1/record', 'POST', sent);
  assert.deepEqual(route.calls[0].body, sent);
  assert.deepEqual([route.calls[0].app, route.calls[0].api], ['5', 'kintone.api']);
  const body = JSON.stringify(sent);
  await shim.handle(new Request(`${origin}/k/v1/record.json`, { method: 'POST', body }));
  const server = await serve({ shim, port: 0 });
  t.after(() => server.close());
  const response = await fetch(`${server.url}/k/v1/record.json`, { method: 'POST', body });
  await response.text();
  assert.equal(route.calls.length, 3);
  const requests = shim.journal.requests().slice(0, 2);
  assert.ok(requests.every((each, i) => each === route.calls[i]));
  assert.deepEqual(route.calls[1].body, sent);
  assert.deepEqual(route.calls[2].body, sent);
  assert.equal(route.calls[2].url, `${server.url}/k/v1/record.json`);
});

test('a route has the bodies of what no journal has: of kintone.proxy', async (t) => {
  const shim = open(t);
  const route = shim.rest.post('/k/v1/record').reply(200, {});
  await successOf(shim.kintone.proxy(`${origin}/k/v1/record.json`, 'POST', {}, { app: 5 }));
  const [call] = route.calls;
  assert.deepEqual([call.body, call.app, call.api], [{ app: 5 }, '5', undefined]);
  assert.equal(shim.journal.requests().length, 0);
});
