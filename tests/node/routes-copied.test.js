/** A call copied from the inspector as a route: evaluated for a fresh shim, it gets the same answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRoute } from '../../js/inspector/page/copy.js';
import { get, openBoth, openShim, post, settled, upload } from '../support/calls.js';
import { Watcher } from '../support/inspector.js';
import { openServer } from '../support/page-client.js';

/** What a line copied from the inspector of a server says, run by itself. */
function declare(shim, line) {
  assert.equal(typeof line, 'string');
  // eslint-disable-next-line no-new-func -- What is copied is to be pasted.
  new Function('shim', line)(shim);
}

/** Of a message on its way, and not of what is answered. */
const ofMessage = /^(?:date|connection|keep-alive|content-length|transfer-encoding)$/i;

const withoutMessage = ([body, status, headers]) => [
  body,
  status,
  Object.entries(headers).filter(([name]) => !ofMessage.test(name)),
];

/** An outcome but for its id, and the platform's own word for the fault. */
const withoutId = ({ answer, failure }) => ({
  answer: answer && withoutMessage(answer),
  failure: failure?.replace(/"id":"\w+"|\([A-Z_]+\)/g, ''),
});

const answers = {
  'a text': {
    status: 200,
    fields: [['Content-Type', 'text/plain']],
    body: 'it\'s "\u2028" `${1}` \\ \u{1f600}',
  },
  'an error': {
    status: 500,
    fields: [
      ['X-Two', 'a'],
      ['x-two', 'b'],
    ],
    body: '{}',
  },
  'a gzip body': { status: 200, coding: 'gzip', body: 'a'.repeat(1000) },
  chunks: { status: 200, framing: 'chunked', body: 'chunks' },
  'another charset': {
    status: 200,
    fields: [['Content-Type', 'text/plain; charset=Shift_JIS']],
    body: { base64: 'k/qWew==' },
  },
  'damaged bytes': { status: 200, body: { base64: '/w==' } },
  'fields beyond ASCII': {
    status: 200,
    fields: [
      ['X-A', { base64: '6Q==' }],
      ['__proto__', 'own'],
      ['X-J', '\u6771'],
    ],
  },
  nothing: { status: 204 },
  'a redirect': { status: 302, fields: [['Location', '/b']], body: '' },
  'a reset': { reset: true },
  'a cut body': { status: 200, body: 'hello', cut: 2 },
  'a reset within the body': { status: 200, body: 'hello', cut: 2, reset: true },
  silence: { hang: true },
};

for (const [name, script] of Object.entries(answers)) {
  test(`copied as a route, ${name} comes again`, async (t) => {
    const limits = script.hang ? { timeout: 200 } : {};
    const { upstream, shim } = await openBoth(t, { limits });
    const server = await openServer(t, { shim });
    const watcher = await Watcher.open(t, server.inspectorUrl);
    upstream.answerWith(script);
    for (const [i, call] of [
      (at) => get(at, `${upstream.url}/a*b?c='`),
      (at) => post(at, `${upstream.url}/caf\u00e9"`, 'text'),
      (at) => upload(at, upstream.url, new Blob(['file'])),
    ].entries()) {
      const real = await settled(call(shim));
      const copied = await watcher.whole(i + 1);
      const fresh = openShim(t, { network: 'offline', limits });
      declare(fresh, asRoute(copied));
      assert.deepEqual(withoutId(await settled(call(fresh))), withoutId(real));
      fresh.verify();
    }
  });
}

test('a copied route is written as a person would: JSON as an object, no field of the message alone', () => {
  const call = {
    ...{ api: 'kintone.proxy', method: 'GET', url: 'https://a.example/', state: 'success', status: 200 },
    response: {
      fields: [
        ['Content-Type', 'application/json'],
        ['Date', 'Sun'],
        ['Connection', 'keep-alive'],
        ['Content-Length', '9'],
        ['X-A', 'b'],
      ],
      body: { text: '{ "a": [1, "b"] }' },
    },
  };
  const headers = '{"Content-Type":"application/json","X-A":"b"}';
  assert.equal(
    asRoute(call),
    `shim.upstream.get("https://a.example/").reply(200, {"a":[1,"b"]}, ${headers});`,
  );
  const of = (text, type = 'application/json') =>
    asRoute({ ...call, response: { fields: [['Content-Type', type]], body: { text } } });
  const line = (text, type = 'application/json') =>
    `shim.upstream.get("https://a.example/").reply(200, ${text}, {"Content-Type":"${type}"});`;
  assert.equal(of(''), line('""'));
  assert.equal(of('{}', 'application/problem+json'), line('{}', 'application/problem+json'));
  // These would be other values as an object of JavaScript's.
  const others = [
    '{"a":1.0}',
    '{"a":12345678901234567890}',
    '{"a":1,"a":2}',
    '{"__proto__":{}}',
    '{"a":',
    'null',
  ];
  for (const text of others) assert.equal(of(text), line(JSON.stringify(text)));
  assert.equal(of('{}', 'text/plain'), line('"{}"', 'text/plain'));
  const long = { list: Array.from({ length: 20 }, (_, i) => ({ id: i, name: 'a "name"' })) };
  assert.equal(of(JSON.stringify(long)), line(JSON.stringify(long, null, 2)));
});

test('a call that was refused is copied as a route that answers it', async (t) => {
  const shim = openShim(t, { network: 'offline' });
  const server = await openServer(t, { shim });
  const watcher = await Watcher.open(t, server.inspectorUrl);
  const url = 'https://api.example.com/a';
  await settled(get(shim, url));
  const line = asRoute(await watcher.whole(1));
  assert.equal(line, `shim.upstream.get("${url}").reply(200, {});`);
  const fresh = openShim(t, { network: 'offline' });
  declare(fresh, line);
  assert.deepEqual((await settled(get(fresh, url))).answer.slice(0, 2), ['{}', 200]);
  // No route would help against a wrong argument.
  await settled(get(shim, 'ftp://a'));
  assert.equal(asRoute(await watcher.whole(2)), undefined);
});
