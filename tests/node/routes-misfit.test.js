/** Why no route took a call: what was expected and what it got, in the failure, in verify() and in the inspector. */
import assert from 'node:assert/strict';
import { Blob } from 'node:buffer';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { failureOf, get, internalsOf, openShim, post, successOf, upload } from '../support/calls.js';

const OFFLINE = 'SHIM_NETWORK_OFFLINE';
const api = 'https://api.example.com';
const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };

const open = (t, options) => openShim(t, { network: 'offline', ...options });

/** What is told in brackets of the nearest route. */
async function whyNot(call, member) {
  const { message } = await failureOf(call, OFFLINE);
  const [, found, why] =
    /^The nearest route is .*: its (\w+) does not match(?: \((.*)\))?\. \w+ \S+ may not leave /s.exec(
      message,
    );
  assert.equal(found, member);
  return why;
}

/** The same of a shim whose only route has this matcher. */
async function misfit(t, matcher, call, member) {
  const shim = open(t);
  shim.upstream.intercept(matcher).reply(200);
  return whyNot(call(shim), member);
}

test('of a URL and a method both are told', async (t) => {
  const why = (url, called) => misfit(t, { url }, (shim) => get(shim, called), 'url');
  assert.equal(await why(`${api}/v1?a=1`, `${api}/v1?a=2`), `expected "${api}/v1?a=1", got "${api}/v1?a=2"`);
  assert.equal(await why(`${api}/*`, `${api}/a/b`), `expected "${api}/*", got "${api}/a/b"`);
  assert.equal(await why(/^b/, api), `expected /^b/, got "${api}/"`);
  const method = await misfit(t, { method: ['POST', 'PUT'], url: api }, (shim) => get(shim, api), 'method');
  assert.equal(method, 'expected POST|PUT, got GET');
});

test('of parameters and headers each that differs, by its name', async (t) => {
  const query = { page: /^\d+$/, q: 'a', same: '1', more: '2' };
  assert.equal(
    await misfit(t, { url: api, query }, (shim) => get(shim, `${api}/?same=1&q=b&page=x&page=y`), 'query'),
    'page: expected /^\\d+$/, got ["x","y"]; q: expected "a", got "b"; more: expected "2", got nothing',
  );
  const headers = { 'x-a': 'a', 'X-B': /b/, 'X-C': 'c' };
  assert.equal(
    await misfit(t, { headers }, (shim) => get(shim, api, { 'X-A': 'a', 'X-B': 'x' }), 'headers'),
    'X-B: expected /b/, got "x"; X-C: expected "c", got nothing',
  );
});

test('of JSON where it differs, of a text the place', async (t) => {
  const why = (body, sent, headers) => misfit(t, { body }, (shim) => post(shim, api, sent, headers), 'body');
  const wanted = { list: [1, { a: 'x', b: null }], 'a b': true, more: { c: 1 } };
  assert.equal(
    await why(wanted, { list: [1, { a: 'y', b: null }, 3], 'a b': 'true', extra: 0 }),
    '["a b"]: expected true, got "true"; more: expected {"c":1}, got nothing; extra: expected nothing, got 0; ' +
      'list[2]: expected nothing, got 3; list[1].a: expected "x", got "y"',
  );
  assert.equal(await why([1], { 0: 1 }), 'expected [1], got {"0":1}');
  assert.equal(await why({ a: 1 }, 'a=1'), 'expected {"a":1}, got "a=1"');
  assert.equal(await why({ a: 1 }, ''), 'expected {"a":1}, got ""');
  assert.equal(await why({ a: '1', b: '2' }, 'a=2&b=2', form), 'a[0]: expected "1", got "2"');
  assert.equal(await why(/^b=/, 'a=1'), 'expected /^b=/, got "a=1"');
  assert.equal(await why('a\nb', 'a\nc'), 'expected "a\\nb", got "a\\nc"');
  assert.equal(await why(() => false, 'a'), undefined);
  const uploaded = await misfit(t, { body: 'abc' }, (shim) => upload(shim, api, new Blob(['abc'])), 'body');
  assert.equal(uploaded, 'expected "abc", got Blob');
});

test('what is told is short, however long and deep the two are', async (t) => {
  const why = (body, sent) => misfit(t, { body }, (shim) => post(shim, api, sent), 'body');
  const long = `${'a'.repeat(1_000_000)}b${'c'.repeat(1_000_000)}`;
  const told = await why(long, long.replace('b', 'd'));
  assert.match(told, /^expected "\.{3}a{20}bc+\.{3}", got "\.{3}a{20}dc+\.{3}"$/);
  assert.ok(told.length < 300);
  const many = Array.from({ length: 100_000 }, (_, i) => i);
  assert.match(
    await why(
      many,
      many.map((each) => each + 1),
    ),
    /; \[4\]: expected 4, got 5; \u2026$/,
  );
  assert.ok((await why({ a: long }, { a: { a: long } })).length < 400);
  const deep = (end) => `${'[{"a":'.repeat(300)}${end}${'}]'.repeat(300)}`;
  assert.match(await why(JSON.parse(deep(1)), deep(2)), /\[0\]\.a: expected 1, got 2$/);
  assert.equal(await why([1], '['.repeat(200_000) + ']'.repeat(200_000)), '[0]: expected 1, got ...');
  assert.ok((await why(new RegExp('a'.repeat(10_000)), 'b')).length < 300);
});

test('a secret of a header, a parameter or a member is not told', async (t) => {
  const secret = 'hunter2hunter2';
  const cases = [
    [{ headers: { Authorization: `Bearer ${secret}` } }, { Authorization: `Basic ${secret}` }, ''],
    [{ headers: { 'X-Cybozu-API-Token': secret } }, {}, ''],
    [{ headers: { cookie: secret, 'X-Cybozu-Authorization': /x/ } }, { Cookie: `a=${secret}` }, ''],
    [{ body: { password: secret } }, {}, { password: `${secret}2` }],
    [{ body: { a: { password: secret } } }, {}, { a: [{ apiToken: secret }] }],
    [{ url: api, query: { token: secret } }, {}, ''],
    [{ body: { password: { a: secret } } }, {}, { password: { a: 1 } }],
  ];
  for (const [matcher, headers, sent] of cases) {
    const shim = open(t);
    shim.upstream.intercept(matcher).reply(200);
    const { message } = await failureOf(post(shim, api, sent, headers), OFFLINE);
    assert.match(message, /expected .*\*\*\*/);
    assert.doesNotMatch(message, /hunter2/);
  }
});

test('verify() and the inspector tell it too, in either language', async (t) => {
  for (const [locale, unmatched, pattern] of [
    ['en', `nothing answered kintone.proxy POST ${api}/`, /nearest route is \* \*\*: its body .*got "2"/],
    [
      'ja',
      `応答する相手がない呼び出し：kintone.proxy POST ${api}/`,
      /最も近いルート.*期待値："1"、実際の値："2"/,
    ],
  ]) {
    const shim = open(t, { locale });
    const told = [];
    internalsOf(shim).watch({ began: () => {}, ended: (entry, outcome) => told.push(outcome.unmatched) });
    shim.upstream
      .intercept({ body: { a: '1' } })
      .reply(200)
      .optionally();
    await failureOf(post(shim, api, { a: '2' }), OFFLINE);
    assert.match(told[0], pattern);
    assert.throws(
      () => shim.verify(),
      ({ message }) => {
        assert.ok(message.endsWith(`\n- ${unmatched}\n  ${told[0]}`), message);
        return true;
      },
    );
  }
});

test('a form is matched by an object: texts, numbers, lists of what is repeated', async (t) => {
  const fits = async (body, sent, headers = form) => {
    const shim = open(t);
    shim.upstream.intercept({ body }).reply(200).optionally();
    return post(shim, api, sent, headers).then(
      () => true,
      () => false,
    );
  };
  assert.ok(await fits({ a: '1' }, 'a=1'));
  assert.ok(await fits({ b: 'x y', a: 1, c: true }, 'a=1&c=true&b=x+y'));
  assert.ok(
    await fits({ a: ['1', '2'], '\u6771': '' }, '%E6%9D%B1=&a=1&a=2', {
      'content-TYPE': form['Content-Type'],
    }),
  );
  assert.ok(await fits({ a: ['1'], '?b': '2' }, '?b=2&a=1'));
  assert.ok(await fits(JSON.parse('{"__proto__":"1"}'), '__proto__=1'));
  assert.ok(await fits({ a: 1 }, '{"a":1}'), 'JSON all the same');
  assert.ok(!(await fits({ a: '1' }, 'a=1&b=2')));
  assert.ok(!(await fits({ a: ['2', '1'] }, 'a=1&a=2')));
  assert.ok(!(await fits({ a: { b: '1' } }, 'a%5Bb%5D=1')));
  assert.ok(!(await fits(['a=1'], 'a=1')));
  assert.ok(!(await fits({ a: '1' }, 'a=1', { 'Content-Type': 'text/plain' })));
  assert.ok(!(await fits({ a: '1' }, 'a=1', {})));
});

const own = 'https://example.kintone.com';

test("a route on kintone's own origin is refused where it is declared; its advice can be followed", async (t) => {
  const shim = open(t);
  for (const [name, declare] of [
    ['get', (u) => u.get(`${own}/k/v1/records.json`)],
    ['intercept', (u) => u.intercept({ url: new URL(`${own}:443`) })],
    ['post', (u) => u.post(`${own}/**`)],
    ['put', (u) => u.put('https://EXAMPLE.kintone.com/*/a')],
    ['at', (u) => u.at(own)],
  ]) {
    assert.throws(() => declare(shim.upstream), {
      name: 'TypeError',
      message: new RegExp(
        `^${name}: \\w+ must not be on kintone's own origin \\(${own}\\).* give createShim\\(\\) another origin; given: `,
      ),
    });
  }
  shim.upstream.get('https://example.kintone.com.example/*').reply(200).optionally();
  shim.verify();
  const other = createShim({ origin: 'https://other.kintone.com' });
  t.after(() => other.dispose());
  other.upstream.get(`${own}/**`).reply(200);
  await successOf(get(other, `${own}/k/v1/records.json`));
});

test("verify() says why a pattern waits for a call that went to kintone's own origin", async (t) => {
  const shim = open(t);
  shim.upstream.get(/records\.json/).reply(200);
  shim.upstream.post('**').reply(200);
  await successOf(get(shim, `${own}/k/v1/records.json?app=1`));
  assert.throws(
    () => shim.verify(),
    ({ message }) => {
      const [, ...lines] = message.split('\n- ');
      assert.deepEqual(lines, [
        'the route GET /records\\.json/ still waits for calls (times left: 1); it fits ' +
          `GET ${own}/k/v1/records.json, but calls to kintone's own origin are for routes of shim.rest`,
        'the route POST ** still waits for calls (times left: 1)',
      ]);
      return true;
    },
  );
});
