/** What is said of a wrong option or filter: the example in the message, followed, works. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { failureOf, openBoth, successOf } from '../support/calls.js';
import { createAuthority } from '../support/certificates.js';
import { openServer } from '../support/page-client.js';

function openPlain(t, options) {
  const shim = createShim(options);
  t.after(() => shim.dispose());
  return shim;
}

const get = (shim, url, headers = {}, data = {}) => shim.kintone.proxy(url, 'GET', headers, data);

const restHeaders = { 'X-Cybozu-API-Token': 't' };

const restOf = (shim, path, init = {}) =>
  shim.handle(new Request(`${shim.origin}${path}`, { headers: restHeaders, ...init }));

/** Options that are refused, and the example in the message. */
const options = [
  ['origin', 'example.kintone.com', /such as '(.*?)'/, (example) => example],
  ['locale', 'fr', /'(en)' or 'ja'/, (example) => example],
  ['network', 'api.example.com', /such as (\[.*?\])/, (example) => runInThisContext(`(${example})`)],
  ['network', ['*.example.com'], /such as '(.*?)'/, (example) => [example]],
  ['network', ['127.0.0.1:99999'], /'(127[^']*)'/, (example) => [example]],
  ['network', ['live', 'localhost'], /'(\*)' for every public host/, (example) => [example, 'localhost']],
  ['redirect', 'error', /'manual' or '(follow)'/, (example) => example],
  [
    'apps',
    { 5: { fields: { Files: 'FIEL' } } },
    /\b(FILE)\b/,
    (type) => ({ 5: { fields: { Files: type } } }),
  ],
  ['apps', { 5: {} }, /an app that is left (out) takes every field/, () => ({})],
  ['users', { alice: {} }, /each with a (password)/, (example) => ({ alice: example })],
  ['apiTokens', { t: 'x' }, /the (number) of its app/, () => ({ t: 1 })],
  ['guestSpaces', [0], /each (1) or more/, (example) => [Number(example)]],
  ['ca', 'foo', /such as (readFileSync)\(path\) gives/, () => createAuthority().ca],
  ['limits', { timeout: 0 }, /(positive) whole numbers/, () => ({ timeout: 1 })],
];
for (const [name, wrong, advice, follow] of options) {
  test(`the option ${name}: ${JSON.stringify(wrong)}`, (t) => {
    let message;
    assert.throws(
      () => createShim({ [name]: wrong }),
      (error) => {
        message = error.message;
        return error instanceof TypeError;
      },
    );
    assert.ok(message.includes(name), message);
    const [, example] = advice.exec(message) ?? assert.fail(message);
    openPlain(t, { [name]: follow(example) });
  });
}

/** Which entry is wrong, and how it was given. */
const entries = [
  [{ network: ['a.test', '*.example.com'] }, /option network\[1\] .* given: "\*\.example\.com"$/],
  [{ network: ['127.0.0.1:99999'] }, /option network\[0\] .* given: "127\.0\.0\.1:99999"$/],
  [{ network: ['localhost', 'live'] }, /option network\[1\] .* given: "live"$/],
  [{ network: ['offline'] }, /option network\[0\] .* given: "offline"$/],
  [{ ca: ['foo'] }, /option ca\[0\] .* given: "foo"$/],
  [{ ca: new TextEncoder().encode('foo') }, /option ca .* given: Uint8Array$/],
  [{ apps: { 5: { fields: { Files: 'FIEL' } } } }, /option apps\.5\.fields\.Files .* given: "FIEL"$/],
  [{ apps: { 5: {} } }, /option apps\.5 .* given: object$/],
  [{ apps: { 5: { fields: {} } } }, /option apps\.5\.fields .* given: object$/],
  [{ limits: { timeout: 'x' } }, /option limits\.timeout .* given: "x"$/],
  [{ users: { alice: { password: 1 } } }, /option users\.alice .* given: object$/],
];
for (const [given, message] of entries) {
  test(`the entry that is wrong is named and shown: ${JSON.stringify(given)}`, () => {
    assert.throws(() => createShim(given), { name: 'TypeError', message });
  });
}

test('an app with a guest space and no fields takes every field', async (t) => {
  const shim = openPlain(t, { guestSpaces: [3], apps: { 5: { guestSpace: 3 } } });
  const body = JSON.stringify({ app: 5, record: { A: { value: 'kept' } } });
  const headers = { ...restHeaders, 'Content-Type': 'application/json' };
  const answer = await restOf(shim, '/k/guest/3/v1/record.json', { method: 'POST', body, headers });
  assert.equal(answer.status, 200);
  assert.equal(shim.records[0].record.A.value, 'kept');
  const elsewhere = await restOf(shim, '/k/v1/record.json', { method: 'POST', body, headers });
  assert.deepEqual([elsewhere.status, elsewhere.headers.get('X-Cybozu-Error')], [400, 'GAIA_IL23']);
});

test('a port that is taken, and the server: a wrong option says what is right', async (t) => {
  await assert.rejects(serve({ port: 70_000 }), {
    name: 'TypeError',
    message: /0 \(any free port\) to 65535/,
  });
  await openServer(t, { port: 0 });
});

test('journal.calls(filter) takes a function or a filter, and says so', async (t) => {
  const { shim, upstream } = await openBoth(t);
  await successOf(get(shim, upstream.url));
  const wrong = [
    [{ methd: 'GET' }, /methd.*api, method, url/],
    ['GET', /a function, or an object such as (\{.*?\}).*given: "GET"/],
    [/nope/, /a function, or an object such as (\{.*?\}).*given: RegExp/],
    [[], /given: array/],
    [null, /given: null/],
    [5, /given: 5/],
    [{ method: /GET/ }, /method must be string; given: RegExp/],
    [{ url: new URL(upstream.url) }, /url must be string \| RegExp; given: URL/],
    [
      { api: 'proxy' },
      /api must be 'kintone\.proxy' \| 'kintone\.proxy\.upload' \| 'kintone\.plugin\.app\.proxy' \| .*; given: "proxy"/,
    ],
  ];
  for (const [filter, message] of wrong) {
    assert.throws(() => shim.journal.calls(filter), { name: 'TypeError', message });
  }
  const right = [
    undefined,
    {},
    { method: 'GET' },
    { url: /127/ },
    { url: undefined },
    { api: 'kintone.proxy' },
    () => true,
  ];
  for (const filter of right) assert.equal(shim.journal.calls(filter).length, 1);
  assert.throws(
    () => shim.journal.calls('GET'),
    ({ message }) => {
      const example = runInThisContext(`(${/such as (\{.*?\})/.exec(message)[1]})`);
      return Array.isArray(shim.journal.calls(example));
    },
  );
  // A filter declares no route.
  await failureOf(get(createShim(), 'http://a.test/'), 'SHIM_NETWORK_OFFLINE');
});
