/** What a call carries that nobody may see: looked for in all that is shown of it, in a terminal, a log and the inspector. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openUpstream } from '../support/calls.js';
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
