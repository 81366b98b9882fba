/** shim.rest: what a test says kintone's own side answers. */
import assert from 'node:assert/strict';
import { Blob } from 'node:buffer';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { requestListener, serve } from 'kintone-shim/server';
import { intercept } from 'kintone-shim/intercept';
import { get, openShim, successOf } from '../support/calls.js';

const origin = 'https://example.kintone.com';
const path = '/k/v1/records.json';

/** A Promise, and what resolves it. */
function pending() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const open = (t, options) => openShim(t, { apps: { 5: { fields: { A: 'NUMBER' } } }, ...options });

function ask(shim, target, { method = 'GET', body, headers = {} } = {}) {
  const type = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
  return shim.handle(
    new Request(origin + target, {
      method,
      body,
      headers: { 'X-Requested-With': 'XMLHttpRequest', ...type, ...headers },
    }),
  );
}

test('a route answers before the endpoint, without credentials, and once', async (t) => {
  const shim = open(t, { session: false });
  shim.rest.get(path).reply(200, { records: [{ A: { type: 'NUMBER', value: '7' } }] }, { 'X-A': 'a' });
  const answer = await ask(shim, `${path}?app=5`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('X-A'), 'a');
  assert.match(answer.headers.get('Content-Type'), /^application\/json/);
  assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.deepEqual(await answer.json(), { records: [{ A: { type: 'NUMBER', value: '7' } }] });
  assert.equal((await ask(shim, `${path}?app=5`)).status, 401);
  shim.verify();
});

test('with .json and without it, of a guest space, and with *', async (t) => {
  const shim = open(t);
  const { rest } = shim;
  rest.get('/k/v1/records').reply(201);
  assert.equal((await ask(shim, '/k/v1/records.json?app=5')).status, 201);
  rest.get('/k/v1/anything.json').reply(202, 'text');
  assert.equal(await (await ask(shim, '/k/v1/anything')).text(), 'text');
  rest.get('/k/guest/3/v1/records').reply(203);
  assert.equal((await ask(shim, '/k/v1/records.json?app=5')).status, 200);
  assert.equal((await ask(shim, '/k/guest/3/v1/records.json?app=5')).status, 203);
  rest.get('/k/v1/app/*.json').reply(206);
  rest.get('/k/**').reply(207);
  assert.equal((await ask(shim, '/k/v1/app/acl.json?app=5')).status, 206);
  assert.equal((await ask(shim, '/k/api/deep/er?x')).status, 207);
  shim.verify();
});

test('each method has its own, and X-HTTP-Method-Override counts', async (t) => {
  const shim = open(t);
  const { rest } = shim;
  for (const name of ['get', 'post', 'put', 'delete']) rest[name](path).reply(200, name);
  for (const method of ['DELETE', 'PUT', 'POST', 'GET']) {
    assert.equal(await (await ask(shim, path, { method })).text(), method.toLowerCase());
  }
  rest.get(path).reply(200, 'instead');
  const headers = { 'X-HTTP-Method-Override': 'GET' };
  const answer = await ask(shim, path, { method: 'POST', headers, body: '{"app":5}' });
  assert.equal(await answer.text(), 'instead');
});

test('failures have the form of kintone', async (t) => {
  const shim = open(t);
  const errors = { 'record.A.value': { messages: ['Required.'] } };
  shim.rest
    .post('/k/v1/record')
    .fail({ code: 'CB_VA01', message: 'Missing or invalid input.', errors })
    .fail({ status: 503, code: 'GAIA_X', message: 'Later.' })
    .times(2);
  const first = await ask(shim, '/k/v1/record.json', { method: 'POST', body: '{}' });
  assert.equal(first.status, 400);
  assert.equal(first.headers.get('X-Cybozu-Error'), 'CB_VA01');
  const { id, ...told } = await first.json();
  assert.match(id, /^.{15,}$/);
  assert.deepEqual(told, { code: 'CB_VA01', message: 'Missing or invalid input.', errors });
  for (let i = 0; i < 2; i += 1) {
    const later = await ask(shim, '/k/v1/record.json', { method: 'POST', body: '{}' });
    assert.equal(later.status, 503);
    assert.deepEqual(Object.keys(await later.json()), ['code', 'id', 'message']);
  }
  shim.verify();
});

test('a function gets the request and says the answer', async (t) => {
  const shim = open(t);
  const seen = [];
  shim.rest
    .post('/k/v1/record.json')
    .reply(async (request) => {
      seen.push(request);
      return { status: 200, body: { id: '9', revision: '1' } };
    })
    .persist();
  const body = '{"app":5,"record":{"A":{"value":"１"}}}';
  const answer = await ask(shim, '/k/v1/record.json?a=b', { method: 'POST', body });
  assert.deepEqual(await answer.json(), { id: '9', revision: '1' });
  const [{ headers, ...request }] = seen;
  const url = `${origin}/k/v1/record.json?a=b`;
  assert.deepEqual(request, { method: 'POST', path: '/k/v1/record', url, body });
  assert.equal(headers['content-type'], 'application/json');
  const form = new FormData();
  form.append('file', new Blob(['bytes']), 'a.txt');
  await ask(shim, '/k/v1/record.json', { method: 'POST', body: form });
  assert.match(await seen[1].body.text(), /filename="a\.txt"[^]*bytes/);
});

test('a function that throws is answered, and verify() says so', async (t) => {
  const shim = open(t);
  shim.rest.get(path).reply(() => {
    throw new Error('oh no');
  });
  const answer = await ask(shim, path);
  assert.equal(answer.status, 502);
  const { code, message } = await answer.json();
  assert.equal(code, 'SHIM_NETWORK_FAILED');
  assert.match(message, /k\/v1\/records\.json.*a function of its route threw: oh no/);
  assert.throws(() => shim.verify(), /a function of its route threw: oh no/);
});

test('bytes and Blobs are bodies, and nothing is one', async (t) => {
  const shim = open(t);
  const bytes = new Uint8Array([0, 255, 1]);
  shim.rest
    .get('/k/v1/file')
    .reply(200, bytes)
    .reply(200, new Blob([bytes]))
    .reply(204);
  for (let i = 0; i < 2; i += 1) {
    const answer = await ask(shim, '/k/v1/file.json?fileKey=x');
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), bytes);
    assert.equal(answer.headers.get('Content-Length'), '3');
  }
  assert.equal((await ask(shim, '/k/v1/file.json?fileKey=x')).status, 204);
});

test('kintone.proxy, intercepted pages and a server ask the same routes', async (t) => {
  const shim = open(t);
  const route = shim.rest.get(path).reply(200, { records: 'routed' }).persist();
  const { body, status } = await successOf(get(shim, origin + path));
  assert.deepEqual([body, status], ['{"records":"routed"}', 200]);
  const page = { fetch, location: { href: `${origin}/k/5/` } };
  t.after(intercept(shim, page));
  assert.deepEqual(await (await page.fetch(path)).json(), { records: 'routed' });
  const server = await serve({ shim, port: 0 });
  t.after(() => server.close());
  const served = await fetch(`${server.url}${path}`);
  assert.deepEqual(await served.json(), { records: 'routed' });
  shim.rest.get('/k/v1/file').reply(200, new Uint8Array(70_000).fill(65));
  const file = await fetch(`${server.url}/k/v1/file.json?fileKey=x`);
  assert.equal((await file.text()).length, 70_000);
  shim.rest.post('/k/v1/record').reply(({ body: text }) => ({ status: 200, body: text }));
  const posted = await fetch(`${server.url}/k/v1/record.json`, { method: 'POST', body: 'any text' });
  assert.equal(await posted.text(), 'any text');
  assert.equal(route.calls.length, 3);
  shim.verify();
});

test('a client that goes away while a route takes its time is nobody to be told', async (t) => {
  const shim = open(t);
  const faults = [];
  const listener = requestListener(shim);
  const closed = pending();
  const server = createServer((req, res) => {
    res.once('close', closed.resolve);
    listener(req, res, (error) => faults.push(error));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const asked = pending();
  const said = pending();
  shim.rest.get(path).reply(() => {
    asked.resolve();
    return said.promise;
  });
  shim.rest.get(path).reply(200, 'next');
  const url = `http://127.0.0.1:${server.address().port}${path}`;
  const client = new AbortController();
  const cut = assert.rejects(fetch(url, { signal: client.signal }), { name: 'AbortError' });
  await asked.promise;
  client.abort();
  await cut;
  await closed.promise;
  said.resolve({ status: 200, body: 'late' });
  assert.equal(await (await fetch(url)).text(), 'next');
  assert.deepEqual(faults, []);
  shim.verify();
});

test('the journal and the route know the requests', async (t) => {
  const shim = open(t);
  const route = shim.rest.get(path).fail({ status: 429, code: 'GAIA_TO04', message: 'Too many.' });
  await ask(shim, `${path}?app=5`);
  await ask(shim, `${path}?app=5`);
  const [first, second] = shim.journal.requests();
  assert.equal(first.route, 'GET /k/v1/records.json');
  assert.equal(second.route, undefined);
  assert.equal(route.calls.length, 1);
  const { startedAt, duration, ...call } = route.calls[0];
  assert.ok(startedAt > 0 && duration >= 0);
  assert.deepEqual(call, {
    method: 'GET',
    url: `${origin}${path}?app=5`,
    path,
    app: '5',
    status: 429,
    code: 'GAIA_TO04',
    route: 'GET /k/v1/records.json',
  });
});

test('verify() and pending() tell of those that were not used, reset() forgets them', async (t) => {
  const shim = open(t);
  const route = shim.rest.get('/k/v1/records').reply(200).times(2);
  shim.rest.put(path);
  shim.rest.post(path).reply(200).optionally();
  assert.deepEqual(shim.rest.pending(), ['GET /k/v1/records (times left: 2)', `PUT ${path} (no reply)`]);
  assert.deepEqual(shim.upstream.pending(), []);
  await ask(shim, path);
  assert.throws(
    () => shim.verify(),
    /the route GET \/k\/v1\/records still waits for calls \(times left: 1\)/,
  );
  shim.reset();
  assert.deepEqual(shim.rest.pending(), []);
  assert.deepEqual(route.calls, []);
  assert.equal(shim.journal.requests().length, 0);
  assert.deepEqual((await (await ask(shim, `${path}?app=5`)).json()).records, []);
  route.reply(200, 'anew');
  assert.equal(await (await ask(shim, path)).text(), 'anew');
});

test('a delay goes by the clock of the shim, and a reset ends it', async (t) => {
  const shim = open(t, { clock: 'manual' });
  shim.rest.get(path).reply(200, 'late').delay(1_000).persist();
  const late = ask(shim, path);
  await assert.rejects(shim.settled(), { code: 'SHIM_CLOCK_STANDS' });
  shim.advance(1_000);
  assert.equal(await (await late).text(), 'late');
  const ended = assert.rejects(ask(shim, path), { name: 'AbortError' });
  await assert.rejects(shim.settled(), { code: 'SHIM_CLOCK_STANDS' });
  shim.reset();
  await ended;
  await shim.settled();
});

test('what cannot be is told as it is declared', (t) => {
  const shim = open(t);
  const { rest } = shim;
  const wrong = [
    [
      () => rest.get('records.json'),
      /^rest\.get: path must be a path of kintone's own side.*given: "records\.json"$/,
    ],
    [() => rest.put(`${origin}${path}`), /^rest\.put: path must be/],
    [() => rest.get(`${path}?app=5`), /^rest\.get: path must be/],
    [() => rest.get(/records/), /^rest\.get: path must be string; given: RegExp$/],
    [() => rest.get(path).reply(600), /^rest\.reply: status must be 200 … 599; given: 600$/],
    [() => rest.get(path).reply(204, 'x'), /^rest\.reply: body must be undefined; given: "x"$/],
    [
      () => rest.get(path).reply(200, '', { 'content-length': '1' }),
      /^rest\.reply: headers\.content-length is set automatically/,
    ],
    [
      () => rest.get(path).reply(200, '', { 'X-Name': ['a', 'あ'] }),
      /^rest\.reply: headers\.X-Name must not contain a character above U\+00FF \(character 1\); encode it$/,
    ],
    [
      () => rest.get(path).fail('reset'),
      /^rest\.fail: failure must be \{ status, code, message, errors \}; given: "reset"$/,
    ],
    [() => rest.get(path).fail({ code: 'A' }), /^rest\.fail: message must be string; given: undefined$/],
    [
      () => rest.get(path).fail({ code: 'A\n', message: '' }),
      /^rest\.fail: code must not contain a line break/,
    ],
    [
      () => rest.get(path).fail({ status: 200, code: 'A', message: '' }),
      /^rest\.fail: status must be 400 … 599; given: 200$/,
    ],
    [() => rest.get(path).reply(200).times(0), /^times: times must be/],
    [() => shim.upstream.get(origin + path), /shim\.rest\.get\('\/k\/v1\/records\.json'\)/],
  ];
  for (const [declare, message] of wrong) assert.throws(declare, { name: 'TypeError', message });
});
