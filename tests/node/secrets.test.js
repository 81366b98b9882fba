/** What a call carries that nobody may see: looked for in all that is shown of it, in a terminal, a log and the inspector. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { intercept } from 'kintone-shim/intercept';
import { openShim, openUpstream } from '../support/calls.js';
import { Watcher } from '../support/inspector.js';
import { ask, openServer, Page } from '../support/page-client.js';
import { runScript } from '../support/scripts.js';

const secret = 'hunter2-S3cr3t';
const told = /hunter2|S3cr3t/;

/** Calls with the secret in them: the rest of a URL, headers, body. They are refused or fail, and their messages name what was given. */
const calls = {
  'a password in the URL': { authority: `user:${secret}@`, url: '/a' },
  'a parameter': { url: `/a?api_key=${secret}` },
  'a parameter of a wrong URL': { url: `/a?token=b ${secret}` },
  'a fragment': { url: `/a#access_token=${secret}` },
  'the path of a webhook': { url: `/hooks/T1/${secret}` },
  "a bot's token": { url: `/bot123456:${secret}/sendMessage` },
  'a header': { url: '/a', headers: { Authorization: `Bearer ${secret}` } },
  'a header with a line break': { url: '/a', headers: { Authorization: `Bearer ${secret}\n` } },
  'a header of its own name with a line break': {
    url: '/a',
    headers: { 'DD-APPLICATION-KEY': `${secret}\n` },
  },
  'a header beyond Latin-1': { url: '/a', headers: { 'Client-Key': `あ${secret}` } },
  'a member of JSON': {
    url: '/a',
    data: { consumerKey: secret, deep: [{ name: 'passcode', value: secret }] },
  },
  SOAP: { url: '/a', data: `<a:Envelope><a:Password>${secret}</a:Password></a:Envelope>` },
  YAML: { url: '/a', data: `encryptionKey: ${secret}\n` },
  'a part of a form': {
    url: '/a',
    data: `--b\r\nContent-Disposition: form-data; name="pin"\r\n\r\n${secret}\r\n--b--\r\n`,
  },
};

const entries = Object.entries(calls);
const urlOf = (base, { authority = '', url }) => base.replace('://', `://${authority}`) + url;

test('a terminal does not show it, whether the call fails or not', async (t) => {
  const upstream = await openUpstream(t);
  // What it was sent comes back.
  upstream.answerWith(({ body }) => ({ status: 500, body: body?.toString() ?? '' }));
  for (const base of [upstream.url, 'https://api.example.com']) {
    const lines = entries.flatMap(([, call]) => {
      const { headers = {}, data = {} } = call;
      const given = [urlOf(base, call), 'POST', headers, data].map((each) => JSON.stringify(each)).join(', ');
      return [
        `kintone.proxy(${given}, () => {});`,
        `kintone.proxy(${given});`,
        `kintone.proxy(${given}).catch((error) => setTimeout(() => { throw new Error(error); }));`,
      ];
    });
    const { stdout, stderr } = await runScript(t, lines.join('\n'), '--network', '127.0.0.1');
    assert.equal(stdout.match(/^kintone\.proxy POST /gm).length, 3 * entries.length);
    for (const line of `${stdout}${stderr}`.split('\n')) assert.doesNotMatch(line, told);
  }
});

test('the log and the inspector of a server do not show it', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith(({ body }) => ({ status: 200, body: body?.toString() ?? '' }));
  const server = await openServer(t);
  const watcher = await Watcher.open(t, server.inspectorUrl);
  const page = await Page.load(server);
  for (const [name, call] of entries) {
    const { headers = {}, data = {} } = call;
    const body = page.message({ url: urlOf(upstream.url, call), method: 'POST', headers, body: data });
    await ask(page.callUrl, { method: 'POST', headers: page.callHeaders, body });
    const { id } = await watcher.call(({ id: each }) => each > entries.findIndex(([one]) => one === name));
    await watcher.whole(id);
  }
  for (const id of watcher.calls.keys()) await watcher.whole(id);
  assert.equal(watcher.calls.size, entries.length);
  assert.doesNotMatch(watcher.received, told);
  for (const line of server.lines) assert.doesNotMatch(line, told);
});

test('what the console shows of a journal, and what its errors say, do not show it', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith(({ body }) => ({ status: 200, body: body?.toString() ?? '' }));
  const printed = t.mock.method(process.stderr, 'write', () => true);
  const messageOf = async (failing) => (await failing.catch((error) => error)).message;
  for (const [what, call] of entries) {
    const shim = openShim(t, { network: ['127.0.0.1'], clock: 'manual' });
    const { headers = {}, data = {} } = call;
    for (const base of [upstream.url, 'https://api.example.com']) {
      await shim.kintone.proxy(urlOf(base, call), 'POST', headers, data).catch(() => {});
      await shim.kintone.proxy(urlOf(base, call), 'DELETE', headers, data).catch(() => {});
    }
    shim.kintone.proxy(urlOf('https://api.example.com', call), 'POST', headers, data, () => {});
    shim.upstream.get('https://slow.example/**').reply(200).delay(1);
    const slow = urlOf('https://slow.example', { url: `/?token=${secret}` });
    shim.kintone.proxy(slow, 'GET', {}, {}).catch(() => {});
    const url = urlOf('https://api.example.com', { ...call, url: `${call.url}/none` });
    const journal = shim.journal.calls();
    const shown = [
      inspect(shim),
      inspect(shim, { colors: true, depth: 9 }),
      inspect(journal, { colors: true, depth: 9 }),
      ...journal.flatMap((entry) => [
        inspect(entry),
        inspect(entry, { colors: true }),
        inspect(entry.request),
      ]),
      await messageOf(shim.journal.waitFor({ url }, { timeout: 1 })),
      await messageOf(shim.settled()),
      await messageOf((async () => shim.verify())()),
    ];
    assert.equal(journal.length, 6);
    for (const text of shown) assert.doesNotMatch(text, told, what);
    assert.match(shown[2], /\*\*\*/, what);
  }
  assert.doesNotMatch(printed.mock.calls.map((each) => each.arguments[0]).join(''), told);
});

test('a misfit of a body, a parameter or a header does not tell it, by whatever name', async (t) => {
  const shim = openShim(t, { network: 'offline' });
  const misfits = [
    [{ body: `pin: ${secret}` }, { data: `pin: ${secret}2` }],
    [{ body: { consumerKey: secret } }, { data: { consumerKey: `${secret}2` } }],
    [{ body: { list: [{ passcode: secret }] } }, { data: { list: [{ passcode: 1 }] } }],
    [{ body: { a: 1 } }, { data: `password=${secret}` }],
    [{ headers: { 'Client-Key': secret } }, { headers: { 'Client-Key': `${secret}2` } }],
    [{ headers: { 'X-Functions-Key': secret } }, {}],
    [{ query: { code: secret } }, {}],
    [{ query: { sig: secret } }, {}],
  ];
  for (const [matcher, { data = {}, headers = {} }] of misfits) {
    shim.upstream.intercept({ url: 'https://api.example.com/', ...matcher }).reply(200);
    const refused = shim.kintone.proxy('https://api.example.com/', 'POST', headers, data);
    const { message } = JSON.parse(await refused.catch((error) => error));
    assert.match(message, /^The nearest route is .* does not match \(.*\*\*\*/);
    assert.doesNotMatch(message, told);
    shim.reset();
  }
  shim.upstream.intercept({ query: { code: 'a' } }).reply(200);
  const twice = shim.kintone.proxy(`https://api.example.com/?code=${secret}&code=${secret}`, 'GET', {}, {});
  const { message } = JSON.parse(await twice.catch((error) => error));
  assert.match(message.split('GET https')[0], /code: expected "?\*\*\*"?, got "?\*\*\*/);
  assert.doesNotMatch(message.split('GET https')[0], told);
});

test('an XMLHttpRequest that reset() ends is told in a line, without its query and without a stack', async (t) => {
  const shim = openShim(t);
  const target = {};
  t.after(intercept(shim, target));
  const printed = t.mock.method(process.stderr, 'write', () => true);
  const xhr = new target.XMLHttpRequest();
  xhr.open('GET', `/k/v1/record.json?token=${secret}`);
  const ended = new Promise((resolve) => xhr.addEventListener('error', resolve));
  xhr.send();
  shim.reset();
  await ended;
  const lines = printed.mock.calls.map((each) => each.arguments[0]).join('');
  assert.match(
    lines,
    /^XMLHttpRequest: GET https:\/\/example\.kintone\.com\/k\/v1\/record\.json\?\.\.\. -> AbortError: .*\n$/,
  );
});
