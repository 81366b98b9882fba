/** What a served folder shows where there is no file to send: its pages, no icon, and why the system does not give one. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { folderOf } from '../support/folder.js';
import { ask, openServer, RawConnection } from '../support/page-client.js';
import { until } from '../support/waiting.js';

async function open(t, files, options) {
  const root = await folderOf(t, files);
  const server = await openServer(t, { root, ...options });
  return { root, server, get: (path, headers) => ask(server.url + path, { headers }) };
}

test('without index.html a folder lists its pages and folders, and nothing else', async (t) => {
  const files = {
    'b.html': '',
    'a & <b>.htm': '',
    'notes.txt': '',
    '.hidden.html': '',
    'sub/c.html': '',
    '.git/d.html': '',
  };
  const { root, server, get } = await open(t, files);
  await symlink(join(root, '.git'), join(root, 'link'));
  const { status, headers, text } = await get('/');
  assert.deepEqual([status, headers['content-type']], [200, 'text/html;charset=utf-8']);
  assert.deepEqual(
    [...text.matchAll(/<a href="([^"]+)">([^<]+)</g)].map(([, href, name]) => [href, name]),
    [
      ['./a%20%26%20%3Cb%3E.htm', 'a &amp; &lt;b&gt;.htm'],
      ['./b.html', 'b.html'],
      ['./sub/', 'sub/'],
    ],
  );
  assert.equal((await get('/a%20%26%20%3Cb%3E.htm')).status, 200);
  assert.equal((await get('/sub')).headers.location, '/sub/');
  assert.match((await get('/sub/')).text, /<a href="\.\/c\.html">/);
  assert.match((await get('/', { 'Accept-Language': 'ja' })).text, /<html lang="ja">/);
  // Whatever its link is called, it is a dotfile.
  assert.equal((await get('/link/')).status, 404);
  assert.equal((await get('/.git/')).status, 404);
  assert.doesNotMatch(server.lines.join('\n'), /aborted/);
});

test('a folder without any page says so', async (t) => {
  const { get } = await open(t, { 'a.txt': '' });
  assert.match((await get('/')).text, /There is no page here/);
});

test("a browser's question for an icon is no 404", async (t) => {
  const { get } = await open(t, {});
  const { status, bytes } = await get('/favicon.ico');
  assert.deepEqual([status, bytes.length], [204, 0]);
  const own = await open(t, { 'favicon.ico': 'icon' });
  assert.equal((await own.get('/favicon.ico')).text, 'icon');
});

test(
  '1,000 requests of one connection that reads nothing open one file at a time',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const { server } = await open(t, { 'a.txt': 'a'.repeat(100_000) });
    const openFiles = async () => (await readdir('/proc/self/fd')).length;
    const client = new RawConnection(server.port);
    client.pause();
    const before = await openFiles();
    const count = 1_000;
    const memory = process.memoryUsage().rss;
    client.write(`GET /a.txt HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`.repeat(count));
    // Another connection is answered: by then those requests were read.
    for (let i = 0; i < 20; i += 1) assert.equal((await ask(`${server.url}/a.txt`)).status, 200);
    assert.ok((await openFiles()) - before < 20);
    assert.ok(process.memoryUsage().rss - memory < 200_000_000);
    client.resume();
    const answers = () => client.received.split('HTTP/1.1 200 OK').length - 1;
    await until(() => client.received.length > 100_000 * count && answers() === count);
  },
);

const starved = `
import { openSync, readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { serve } from 'kintone-shim/server';
const server = await serve({ root: process.argv[1] });
const ask = (path) => new Promise((resolve, reject) => {
  const outgoing = request(server.url + path, { agent, headers: { Connection: 'keep-alive' } }, (res) => {
    let text = '';
    res.on('data', (chunk) => (text += chunk)).on('end', () => resolve([res.statusCode, text]));
  });
  outgoing.on('error', reject).end();
});
const { Agent } = await import('node:http');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
await ask('/a.txt');
// The server closes the file some time after its last byte: a descriptor that comes back later would be one too many.
const isOpen = (fd) => { try { return readlinkSync('/proc/self/fd/' + fd).endsWith('/a.txt'); } catch { return false; } };
while (readdirSync('/proc/self/fd').some(isOpen)) await new Promise(setImmediate);
try { for (;;) openSync(process.argv[1] + '/a.txt'); } catch {}
console.log(JSON.stringify([await ask('/a.txt'), await ask('/none.txt')]));
process.exit();
`;

test(
  'out of descriptors a file that is there is 503, and why; one that is not is 404',
  { skip: process.platform === 'win32' },
  async (t) => {
    const { root } = await open(t, { 'a.txt': 'a' });
    const script = `ulimit -n 256; exec "$0" --input-type=module --eval "$1" "$2"`;
    const child = spawn('sh', ['-c', script, process.execPath, starved, root], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (chunk) => (told += chunk));
    await once(child, 'close');
    const [there, missing] = JSON.parse(told);
    assert.equal(there[0], 503);
    assert.match(there[1], /"SHIM_FILE_NOT_READABLE".*EMFILE/);
    assert.equal(missing[0], 404);
  },
);
