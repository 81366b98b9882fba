/** Who may ask: forged heads over raw sockets. What is refused has a code, and no byte of it reaches an upstream. */
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { assertRefused, attack, openTarget, paths } from '../support/attacks.js';
import { openUpstream } from '../support/calls.js';
import { ask, openServer, Page } from '../support/page-client.js';

const day = 86_400_000;
test('what all the attacks change a part of does reach the upstream', async (t) => {
  const { trap, fields, call } = await openTarget(t);
  const answer = await call(fields());
  assert.equal(answer.status, 200);
  assert.match(answer.text, /"body":"secret"/);
  assert.equal(trap.connections, 1);
  assert.ok(trap.bytes > 0);
});

const foreignFields = [
  ['of another site', { Origin: 'https://evil.example' }],
  ['of another port', { Origin: 'http://127.0.0.1:1' }],
  ['of the same machine by another name', { Origin: 'http://localhost:{port}' }],
  ['of another scheme', { Origin: 'https://{host}' }],
  ['of a name that begins as ours', { Origin: 'http://{host}.evil.example' }],
  ['of our name with another behind it', { Origin: 'http://{host} http://evil.example' }],
  ['of a sandbox', { Origin: 'null' }],
  ['of nobody', { Origin: '' }],
  ['missing, from a browser', { Origin: undefined }],
  [
    'missing, from a browser that says its mode',
    { Origin: undefined, 'Sec-Fetch-Site': undefined, 'Sec-Fetch-Mode': 'cors' },
  ],
  [
    'missing, from a browser that says what for',
    { Origin: undefined, 'Sec-Fetch-Site': undefined, 'Sec-Fetch-Dest': 'empty' },
  ],
  ['ours, though another site asks', { 'Sec-Fetch-Site': 'cross-site' }],
  ['ours, though a neighbour asks', { 'Sec-Fetch-Site': 'same-site' }],
  ['ours, though nobody asks', { 'Sec-Fetch-Site': 'none' }],
  ['ours, in an odd word', { 'Sec-Fetch-Site': 'same-origin, cross-site' }],
  ['ours first', { Origin2: ['Origin', 'http://evil.example'] }],
  ['ours first, in another case', { Origin2: ['oRIGIN', 'null'] }],
  ['two sites', { Origin2: ['Sec-Fetch-Site', 'cross-site'] }],
];

test("an Origin that is not ours is refused, and so is a browser's message without one", async (t) => {
  const { trap, host, server, fields, call } = await openTarget(t);
  for (const [what, { Origin2: second, ...changes }] of foreignFields) {
    if (changes.Origin) {
      changes.Origin = changes.Origin.replace('{host}', host).replace('{port}', server.port);
    }
    assertRefused(
      await call([...fields(changes), ...(second ? [second] : [])]),
      403,
      'SHIM_ORIGIN_REFUSED',
      what,
    );
  }
  assert.equal(trap.connections, 0);
});

test('a type that a form can send is no type of a message', async (t) => {
  const { trap, server, fields, page, message } = await openTarget(t);
  const head = page.uploadHead({ url: trap.url }).toString('latin1');
  for (const type of [
    undefined,
    '',
    'text/plain',
    'text/plain;charset=utf-8',
    'multipart/form-data; boundary=a',
    'application/x-www-form-urlencoded',
    'text/plain; application/json',
    'text/plain, application/json',
    'text/json',
    'application/csp-report',
    'text/ping',
  ]) {
    const sent = fields({ 'Content-Type': type });
    for (const [path, body] of [
      [paths.call, message],
      [paths.upload, head],
    ]) {
      const answer = await attack(server.port, 'POST', path, sent, body);
      assertRefused(answer, 415, 'SHIM_MEDIA_TYPE_NOT_SUPPORTED', `${path} ${type}`);
    }
  }
  assert.equal(trap.connections, 0);
});

test('no field is hidden behind more of them than Node hands on', async (t) => {
  const { trap, fields, call } = await openTarget(t);
  const filler = Array(2_500).fill(['a', '']);
  for (const last of [
    ['Origin', 'http://evil.example'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Host', 'evil.example'],
  ]) {
    assertRefused(await call([...fields(), ...filler, last]), 400, 'SHIM_REQUEST_MALFORMED', last[0]);
  }
  assert.equal(trap.connections, 0);
});

test('the session is the cookie of this very port, and of this very server', async (t) => {
  const { trap, server, page, fields, call } = await openTarget(t);
  const own = page.headers.Cookie;
  const [name, value] = own.split('=');
  const other = await Page.load(await openServer(t));
  const cookies = [
    undefined,
    '',
    name,
    `${name}=`,
    `${name}=${value.slice(1)}`,
    `${name}=${value}x`,
    `${name}=${value.toLowerCase()}`,
    `${name}="${value}"`,
    `${name} =${value}`,
    `x${own}`,
    `${name.toUpperCase()}=${value}`,
    `${own.replace(server.port, server.port + 1)}`,
    `kintone-shim-session=${value}`,
    other.headers.Cookie,
    other.headers.Cookie.replace(/\d+=/, `${server.port}=`),
    `${name}=${other.headers.Cookie.split('=')[1]}`,
    `a="; ${name}=x; "`,
    `${name}=x,${own.slice(1)}`,
  ];
  for (const cookie of cookies) {
    assertRefused(await call(fields({ Cookie: cookie })), 401, 'CB_AU01', String(cookie));
  }
  assert.equal(trap.connections, 0);
  assert.match((await call(fields({ Cookie: `a=b; ${name}=forged; ${own}` }))).text, /"body":"secret"/);
});

test('a token is wanted that this server gave, not before a reload, not older than a day', async (t) => {
  const { trap, server, page, fields, call } = await openTarget(t);
  const other = await Page.load(await openServer(t));
  const stale = page.token;
  const send = (token) =>
    call(
      fields(),
      JSON.stringify({ ...JSON.parse(page.message({ url: trap.url })), __REQUEST_TOKEN__: token }),
    );
  const wrong = [
    '',
    ' ',
    null,
    0,
    true,
    {},
    [],
    [stale],
    { toString: stale },
    stale.toUpperCase(),
    ` ${stale}`,
    `${stale}\0`,
  ];
  const near = [
    stale.slice(0, -1),
    `${stale}0`,
    stale.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    other.token,
  ];
  for (const token of [...wrong, ...near]) {
    if (token === stale) continue;
    assertRefused(await send(token), 400, 'CB_CS01', JSON.stringify(token));
  }
  const without = JSON.parse(page.message({ url: trap.url }));
  delete without.__REQUEST_TOKEN__;
  assertRefused(await call(fields(), JSON.stringify(without)), 400, 'CB_CS01', 'none');
  const inQuery = `${paths.call}?__REQUEST_TOKEN__=${stale}`;
  assertRefused(
    await attack(server.port, 'POST', inQuery, fields(), JSON.stringify(without)),
    400,
    'CB_CS01',
    'in the query',
  );

  server.shim.advance(day + 1);
  assertRefused(await send(stale), 400, 'CB_CS01', 'after a day');
  const { token } = await Page.load(server);
  assert.match((await send(token)).text, /"body":"secret"/);
  server.shim.reload();
  assertRefused(await send(token), 400, 'CB_CS01', 'from before a reload');
  assertRefused(await send(stale), 400, 'CB_CS01', 'from before everything');
  assert.equal(trap.connections, 1);
});

test('the token is for those alone who can send a header of our own, from a page of our own', async (t) => {
  const { server, host } = await openTarget(t);
  const asked = [
    ['Host', host],
    ['X-Kintone-Shim', 'page'],
  ];
  const askers = [
    ['no such header', [['Host', host]]],
    [
      'an empty one',
      [
        ['Host', host],
        ['X-Kintone-Shim', ''],
      ],
    ],
    [
      'a blank one',
      [
        ['Host', host],
        ['X-Kintone-Shim', ' '],
      ],
    ],
    ['another site', [...asked, ['Sec-Fetch-Site', 'cross-site']]],
    ['another port', [...asked, ['Sec-Fetch-Site', 'same-site']]],
    ['a link', [...asked, ['Sec-Fetch-Site', 'none']]],
    ['another origin', [...asked, ['Origin', 'http://evil.example']]],
    ['a sandbox', [...asked, ['Origin', 'null']]],
  ];
  for (const [what, fields] of askers) {
    const answer = await attack(server.port, 'GET', paths.page, fields);
    assertRefused(answer, 403, 'SHIM_ORIGIN_REFUSED', what);
    assert.ok(!/requestToken/.test(answer.text) && !answer.fields.includes('set-cookie'), what);
  }
  for (const method of ['POST', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    const answer = await attack(server.port, method, paths.page, asked);
    assert.equal(answer.status, 405, method);
    assert.doesNotMatch(answer.text, /requestToken/);
  }
});

test('no answer of any path has a word of CORS, whatever the upstream says', async (t) => {
  const { server, page, fields, call, host } = await openTarget(t, { root: import.meta.dirname });
  const foreign = [
    ['Origin', 'https://evil.example'],
    ['Access-Control-Request-Method', 'POST'],
    ['Access-Control-Request-Private-Network', 'true'],
  ];
  const heads = [[['Host', host], ...foreign], fields(), [['Host', 'evil.example'], ...foreign], foreign];
  const targets = [
    ...Object.values(paths),
    '/',
    '/serve.test.js',
    '/none',
    '/.env',
    '/k/v1/file.json',
    '*',
    'http://a/',
  ];
  const allowances = ({ fields: names }) => names.filter((name) => name.startsWith('access-control-'));
  for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'TRACE']) {
    for (const target of targets) {
      for (const head of heads) {
        const answer = await attack(server.port, method, target, head);
        assert.notEqual(answer.status, 0, `${method} ${target}`);
        assert.deepEqual(allowances(answer), [], `${method} ${target}`);
      }
    }
  }
  const upstream = await openUpstream(t);
  const allowed = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' };
  upstream.answerWith({ status: 200, fields: Object.entries(allowed), body: 'open' });
  const relayed = await call(fields(), page.message({ url: upstream.url }));
  assert.equal(JSON.parse(relayed.text).result.headers['Access-Control-Allow-Origin'], '*');
  assert.deepEqual(allowances(relayed), []);
});

/** A message of a page's, to another of the machine's addresses. */
async function callAt(address, { page, server, trap }) {
  const headers = { ...page.callHeaders, Origin: `http://${address}:${server.port}` };
  const body = page.message({ url: trap.url });
  try {
    const url = `http://${address}:${server.port}${paths.call}`;
    const { status, text } = await ask(url, { method: 'POST', headers, body });
    return { status, code: JSON.parse(text).code, connections: trap.connections };
  } catch ({ code }) {
    return { code, connections: trap.connections };
  }
}

test('only loopback listens unless told otherwise, and beyond it nothing is relayed', async (t) => {
  const isOutside = ({ family, internal }) => family === 'IPv4' && !internal;
  const outside = Object.values(networkInterfaces()).flat().find(isOutside)?.address;
  const addresses = ['127.0.0.2', ...(outside ? [outside] : [])];
  const [alone, everywhere, asked] = [
    await openTarget(t),
    await openTarget(t, { host: '0.0.0.0' }),
    await openTarget(t, { host: '0.0.0.0', relay: true }),
  ];
  for (const address of addresses) {
    assert.deepEqual(await callAt(address, alone), { code: 'ECONNREFUSED', connections: 0 });
    const off = { status: 403, code: 'SHIM_RELAY_OFF', connections: 0 };
    assert.deepEqual(await callAt(address, everywhere), off);
  }
  assert.equal((await callAt('127.0.0.1', everywhere)).code, 'SHIM_RELAY_OFF');
  assert.equal((await callAt('127.0.0.1', asked)).status, 200);
  assert.equal(asked.trap.connections, 1);
});
