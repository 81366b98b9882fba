/** A call copied as curl, pasted into a real bash: an upstream gets what it got from the shim. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { asCurl, quoted } from '../../js/inspector/page/curl.js';
import { Log } from '../../js/inspector/server/inspector-log.js';
import { internalsOf, openShim, openUpstream, settled } from '../support/calls.js';
import { folderOf } from '../support/folder.js';

/** Pastes a command, with the bytes for which it says FILE; its error output. */
async function paste(t, command, env, file) {
  const cwd = await folderOf(t, file && { FILE: file });
  const bash = spawn('bash', ['-s'], { cwd, env: { ...process.env, ...env } });
  let complaints = '';
  bash.stderr.on('data', (text) => (complaints += text));
  bash.stdout.resume();
  bash.stdin.end(`${command} -sS --max-time 10\n`);
  await once(bash, 'close');
  return complaints;
}

const text = { 'Content-Type': 'text/plain' };

/** Path, method, headers, data. */
const calls = {
  'a query': ['/a?b=c', 'GET', {}, {}],
  dots: ['/a/../b/./c', 'GET', {}, {}],
  'characters outside ASCII': ['/東京?q=大阪', 'GET', {}, {}],
  'percent sequences': ['/%e6%9d?x=%41', 'GET', {}, {}],
  'a fragment': ['/a#b', 'GET', {}, {}],
  'no path': ['?x=1', 'GET', {}, {}],
  brackets: ["/[1-3]{a,b}'|^`", 'GET', {}, {}],
  'a header of Latin-1': ['/', 'GET', { 'X-L': 'caf\u00e9 \u0085' }, {}],
  'an empty header': ['/', 'GET', { 'X-S': 'a;b', 'X-E': '' }, {}],
  'headers that curl has of its own': ['/', 'GET', { 'User-Agent': 'me', Accept: 'text/html' }, {}],
  'the codings of the caller': ['/', 'GET', { 'Accept-Encoding': 'identity' }, {}],
  'the host of the caller': ['/', 'GET', { Host: 'other.example' }, {}],
  'an empty POST': ['/', 'POST', {}, ''],
  'an empty PUT with a type': ['/', 'PUT', text, {}],
  json: ['/', 'POST', { 'Content-Type': 'application/json' }, { a: "it's", b: '東京\n\u2028' }],
  'no type': ['/', 'POST', {}, 'a=1'],
  'control characters': ['/', 'POST', text, 'a\x01\x1b[2J\x7f\x85\r\n\t\x010'],
  'bidirectional controls': ['/', 'POST', text, '\u202eabc\u2066'],
  'a name of a file': ['/', 'PUT', text, '@/etc/passwd'],
  'what a shell expands': ['/', 'POST', text, 'a\'!b!!c\\\' $(reboot) `id` "$HOME" -v'],
  'data that is not sent': ['/', 'DELETE', {}, 'ignored'],
  'a long body': ['/', 'POST', text, '長'.repeat(33_000)],
  'too long a body': ['/', 'POST', text, '長'.repeat(34_000)],
  'a body that is cut': ['/', 'POST', text, 'z'.repeat(300_000)],
  'a NUL': ['/', 'POST', text, 'a\0b'],
};

/** Connection is each client's own. */
const told = ({ method, target, body, fields }) => ({
  method,
  target,
  body: String(body ?? ''),
  fields: fields
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .filter((line) => !line.startsWith('connection:'))
    .sort(),
});

for (const [name, [path, method, headers, data]] of Object.entries(calls)) {
  test(`${name}: sent as it was`, async (t) => {
    const [upstream, shim] = [await openUpstream(t), openShim(t)];
    const log = new Log(() => {});
    internalsOf(shim).watch(log);
    await settled(shim.kintone.proxy(upstream.url + path, method, headers, data));
    const sent = upstream.requests.at(-1);
    const command = asCurl(log.whole(1));
    assert.doesNotMatch(command, /[\p{Cc}\p{Bidi_Control}\u2028](?<!\n)/u);
    for (const env of [{}, { LC_ALL: 'C' }]) {
      const file = command.includes('@FILE') ? String(data) : undefined;
      assert.equal(await paste(t, command, env, file), '');
      assert.notEqual(upstream.requests.at(-1), sent);
      assert.deepEqual(told(upstream.requests.at(-1)), told(sent));
    }
    assert.equal(command.includes('@FILE'), /too long|cut|NUL/.test(name));
  });
}

test('an upload to kintone is a form with the file, whose boundary is its own', async (t) => {
  const upstream = await openUpstream(t);
  const fields = [
    ['Host', new URL(upstream.url).host],
    ['content-type', 'multipart/form-data; boundary=b'],
    ['X-Cybozu-API-Token', '***'],
    ['@/etc/passwd', 'x'],
  ];
  const call = { api: 'REST', method: 'POST', url: `${upstream.url}/k/v1/file.json` };
  const command = asCurl({ ...call, request: { fields, body: { bytes: 5 } } });
  assert.equal(await paste(t, command, {}, 'hello'), '');
  const { body, fields: sent } = upstream.requests.at(-1);
  assert.match(String(body), /name="file"; filename="FILE".*\r\n\r\nhello\r\n/s);
  const types = sent.filter(([name]) => /^content-type$/i.test(name));
  assert.match(types.join(), /^Content-Type,multipart\/form-data; boundary=[^b]/);
});

test('a URL that is none is copied all the same', () => {
  const call = { api: 'REST', method: 'GET', request: { fields: [['Host', '<b>x']] } };
  assert.match(asCurl({ ...call, url: 'http://<b>x/k' }), /--url 'http:\/\/<b>x\/k' .*-H 'Host: <b>x'/s);
  assert.match(
    asCurl({ ...call, url: 'http://東京.example/é' }),
    /--url 'http:\/\/xn--1lqs71d\.example\/%C3%A9'/,
  );
});

test('a terminal is given no control character', () => {
  assert.equal(quoted("a\x1b[2J\n'\x9b\u2028\\"), String.raw`$'a\x1b[2J\x0a\'\xc2\x9b\xe2\x80\xa8\\'`);
});
