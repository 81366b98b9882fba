/**
 * The same of everything else that reads a text of somebody else's: each expression and loop of js/ by the function that has it, the
 * parsers of the core by the entries through which texts come to them. What is bounded by a limit (header lines, heads of requests) is
 * read up to it, which takes no time; it stands here all the same, since limits change.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { explain } from '../../js/cli/explain.js';
import { Failures } from '../../js/cli/failures.js';
import { ownOf } from '../../js/core/own-members.js';
import { canonical, formOf, isForm, misfitOf, patternOf, withoutQuery } from '../../js/harness/matching.js';
import { nearestOf } from '../../js/harness/nearest.js';
import { newReplies } from '../../js/harness/turns.js';
import { asRoute } from '../../js/inspector/page/copy.js';
import { asCurl } from '../../js/inspector/page/curl.js';
import { decoded, halves, visible, visibleLines } from '../../js/inspector/page/formatting.js';
import { inLines } from '../../js/inspector/page/json.js';
import { isIntact } from '../../js/intercept/integrity.js';
import { valueOf, xmlOf } from '../../js/intercept/response.js';
import { assertLinear } from '../support/doubling.js';
import { pieces } from '../support/foreign-texts.js';

const kibi = 1024;

const routeOf = (members) => ({ replies: newReplies(), hasReplied: true, isOptional: false, ...members });
const requestOf = (members) => ({
  method: 'POST',
  url: 'https://a.example/',
  headers: {},
  body: '',
  ...members,
});
const formRequest = (body) =>
  requestOf({ body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
const callOf = (text) => ({
  ...{
    api: 'kintone.proxy',
    method: 'POST',
    url: `https://a.example/${text}`,
    state: 'success',
    status: 200,
  },
  request: { fields: [['A', text]], body: { text, bytes: 1 } },
  response: { fields: [['Content-Type', 'application/json']], body: { text } },
});

/** Functions of js/, and what their texts are made of. */
const functions = [
  [(text) => explain({ stack: `Error: ${text}` }), [...pieces.stack, ...pieces.any]],
  [(text) => explain({ stack: text }), pieces.stack],
  [(text) => new Failures(() => {}).isNew(text), pieces.ids],
  [visible, pieces.any],
  [visibleLines, pieces.any],
  [decoded, [...pieces.any, '%e3%81', '%ff', '%25']],
  [halves, pieces.any],
  [inLines, pieces.json],
  [(text) => inLines(JSON.stringify(text)), pieces.json],
  [(text) => inLines(`[${text}1]`), ['1,', '"\\"",', '"\\\\",', '{"a":1},', '[],']],
  [(text) => asRoute(callOf(text)), [...pieces.json, ...pieces.any]],
  [(text) => asCurl(callOf(text)), [...pieces.any, '\u202e']],
  [(text) => isIntact(text, new Uint8Array()), ['sha256-', '=', 'sha256-a= ', '?', ' ', 'sha256-a?']],
  [(text) => valueOf({ bytes: new Uint8Array(1), type: text }, '', globalThis), pieces.type],
  [(text) => xmlOf({ bytes: new Uint8Array(1), type: text }, {}), pieces.type],
  [withoutQuery, pieces.url],
  [formOf, pieces.form],
  [(text) => isForm(requestOf({ headers: { 'Content-Type': text } })), pieces.type],
  [(text) => misfitOf(routeOf({ url: patternOf(`**${text}`) }), requestOf({})), pieces.url],
  [
    (text) => misfitOf(routeOf({ url: patternOf('https://*.a/**/b/**/c*/**d') }), requestOf({ url: text })),
    [...pieces.url, '/b/', '/c', '/b/c', 'https://a.a/'],
  ],
  [(text) => misfitOf(routeOf({ body: {}, json: '{}', form: '{}' }), formRequest(text)), pieces.form],
  [
    (text) =>
      nearestOf(
        new Set([routeOf({ name: 'a', given: text, body: `${text}b`, url: text })]),
        requestOf({ url: `${text}c`, body: text }),
      ),
    [...pieces.any, '"token":"', 'a=b&'],
  ],
  [
    (text) =>
      nearestOf(
        new Set([routeOf({ name: 'a', body: {}, json: canonical({ a: text }) })]),
        requestOf({ body: JSON.stringify({ a: `${text}b` }) }),
      ),
    [...pieces.any, ...pieces.json],
  ],
];

test('functions that read what others wrote', async () => {
  for (const [work, made] of functions) {
    for (const piece of made) {
      const tried = (text) => {
        try {
          return work(text);
        } catch {
          // Refused: in no longer than what is taken.
          return undefined;
        }
      };
      await assertLinear(tried, piece, 64 * kibi);
    }
  }
});

const origin = 'https://example.kintone.com';
/** Without credentials little is read. */
const token = { 'X-Cybozu-API-Token': 'token' };
const form = (body) => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': 'multipart/form-data; boundary=b', ...token },
});
const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
const json = (method, body) => ({
  method,
  body,
  headers: { 'Content-Type': 'application/json', ...token },
});

/** What comes to the core by a request to kintone's side: `[path, init]` of a text. */
const requests = [
  [(text) => ['file.json', form(text)], pieces.multipart],
  [(text) => ['file.json', form(`--b\r\n${text}`)], pieces.multipart],
  [(text) => ['file.json', form(`${part + text}\r\n--b--`)], pieces.multipart],
  [(text) => ['file.json', form(`${part}\r\n--b--${text}`)], pieces.multipart],
  [(text) => ['record.json', json('POST', text)], pieces.json],
  [
    (text) => ['record.json', json('POST', `{"app":5,"record":{"a":{"value":${JSON.stringify(text)}}}}`)],
    pieces.any,
  ],
  [
    (text) => ['records.json', json('POST', `{"app":5,"records":[${text}`)],
    ['{},', '{"a":{"value":""}},', '[', '1,'],
  ],
  [(text) => [`records.json?app=5&query=${encodeURIComponent(text)}`, {}], pieces.query],
  [(text) => [`records.json?${text}`, {}], pieces.form],
  ...[
    'Content-Type',
    'Accept-Language',
    'X-Cybozu-Authorization',
    'X-Cybozu-API-Token',
    'Authorization',
    'Cookie',
  ].map((name) => [
    (text) => ['record.json?app=5&id=1', { headers: { [name]: text } }],
    [',', 'a;q=', ';', '=', 'YQ', ' a', 'Bearer ', 'a,'],
  ]),
];

test('requests to kintone', async (t) => {
  const shim = createShim({ apps: { 5: { fields: { a: 'SINGLE_LINE_TEXT' } } } });
  t.after(() => shim.dispose());
  const whole = new Request(`${origin}/k/v1/file.json`, form(`${part}\r\n--b--`));
  assert.equal((await shim.handle(whole)).status, 200, 'forms are read');
  for (const [make, made] of requests) {
    for (const piece of made) {
      const ask = async (text) => {
        let request;
        try {
          const [path, init] = make(text);
          request = new Request(`${origin}/k/v1/${path}`, init);
        } catch {
          // No request of any platform.
          return;
        }
        await (await shim.handle(request)).arrayBuffer();
        shim.reset();
      };
      await assertLinear(ask, piece, 128 * kibi);
    }
  }
});

/** What kintone.proxy is given, and what a route says. */
const calls = [
  [(text) => [`https://a.example/${text}`, 'GET', {}, {}], pieces.url],
  [(text) => [`https://${text}`, 'GET', {}, {}], pieces.url],
  [(text) => [text, 'GET', {}, {}], pieces.url],
  [(text) => ['https://a.example/', text, {}, {}], pieces.any],
  [(text) => ['https://a.example/', 'GET', { [text]: 'a' }, {}], pieces.any],
  [(text) => ['https://a.example/', 'POST', { A: text }, {}], pieces.any],
  [(text) => ['https://a.example/', 'POST', { 'Content-Type': text }, {}], pieces.type],
  [(text) => ['https://a.example/', 'POST', {}, text], [...pieces.any, ...pieces.json]],
  [(text) => ['https://a.example/', 'POST', {}, { [text]: text }], [...pieces.any, ...pieces.json]],
  [
    (text) => [
      'https://a.example/',
      'POST',
      Object.fromEntries(text.split('').map((_, i) => [`a${i}`, i])),
      {},
    ],
    ['a'],
  ],
  [(text) => ['https://answer.example/', 'POST', {}, text], [...pieces.any, ...pieces.json]],
  [(text) => ['https://answer.example/', 'PUT', {}, text], [...pieces.type, ...pieces.any]],
];

test('calls of kintone.proxy', async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  const { post, put } = shim.upstream.at('https://answer.example/');
  const declare = () => {
    post('')
      .reply(({ body }) => ({ status: 200, body }))
      .persist();
    put('')
      .reply(({ body }) => ({ status: 200, headers: { 'Content-Type': body, Location: body } }))
      .persist();
    shim.upstream.post('https://a.example/*').reply(200, ownOf({})).persist();
  };
  for (const [make, made] of calls) {
    for (const piece of made) {
      const call = async (text) => {
        shim.reset();
        declare();
        await shim.kintone.proxy(...make(text)).catch(() => {});
      };
      await assertLinear(call, piece, 32 * kibi);
    }
  }
});

test('events', async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  const type = 'app.record.create.submit';
  shim.kintone.events.on(type, (event) => event);
  const events = [
    [(text) => [text, {}], [...pieces.any, 'app.', 'app.record.edit.change.']],
    [(text) => [type, { record: { a: { type: 'SINGLE_LINE_TEXT', value: text } } }], pieces.any],
    [(text) => [type, { record: { [text]: { type: 'NUMBER', value: '1' } }, error: text }], pieces.any],
    [
      (text) => [
        type,
        { record: Object.fromEntries(text.split('').map((_, i) => [`a${i}`, { value: 'a' }])) },
      ],
      ['a'],
    ],
  ];
  for (const [make, made] of events) {
    for (const piece of made) {
      const fire = async (text) => {
        try {
          await shim.fire(...make(text));
        } catch {
          // Refused.
        }
      };
      await assertLinear(fire, piece, 32 * kibi);
    }
  }
});
