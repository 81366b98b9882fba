/** The served folder over real sockets: which files, how they are sent, and kintone put into pages. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { symlink, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { bytesOfLength } from '../support/blobs.js';
import { folderOf } from '../support/folder.js';
import { ask, openServer, RawConnection } from '../support/page-client.js';
import { until } from '../support/waiting.js';

const element = '<script src="/_shim/kintone.js"></script>';

const open = async (t, files, options) => {
  const root = await folderOf(t, files);
  const server = await openServer(t, { root, ...options });
  return { root, server, get: (path, how) => ask(server.url + path, how) };
};

test('files come as they are, with their type and length', async (t) => {
  const files = {
    'index.html': '<h1>start</h1>',
    'a b.txt': 'blank',
    'sub/index.html': '<h1>sub</h1>',
    'sub/\u3042.json': '{}',
    'empty.css': '',
    'large.bin': bytesOfLength(5_000_001),
  };
  const { get } = await open(t, files);
  const expected = [
    ['/', 'index.html', 'text/html;charset=utf-8'],
    ['/?query=1', 'index.html', 'text/html;charset=utf-8'],
    ['/index.html', 'index.html', 'text/html;charset=utf-8'],
    ['/a%20b.txt', 'a b.txt', 'text/plain;charset=utf-8'],
    ['/sub/', 'sub/index.html', 'text/html;charset=utf-8'],
    ['/sub/%E3%81%82.json', 'sub/\u3042.json', 'application/json'],
    ['/empty.css', 'empty.css', 'text/css;charset=utf-8'],
    ['/large.bin', 'large.bin', 'application/octet-stream'],
  ];
  for (const [path, name, type] of expected) {
    const { status, headers, bytes } = await get(path);
    assert.equal(status, 200, path);
    assert.ok(bytes.equals(Buffer.from(files[name])), path);
    assert.equal(headers['content-type'], type);
    assert.equal(headers['content-length'], String(bytes.length));
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    const cookie = headers['set-cookie']?.[0] ?? '';
    assert.equal(/; HttpOnly; SameSite=Strict$/.test(cookie), type.startsWith('text/html'), path);
  }
});

test('HEAD has the same fields and no body, other methods are refused', async (t) => {
  const { get } = await open(t, { 'index.html': 'page', 'a.txt': 'text' }, { inject: true });
  for (const path of ['/', '/a.txt', '/none', '/_shim/kintone.js']) {
    const [full, head] = [await get(path), await get(path, { method: 'HEAD' })];
    assert.equal(head.bytes.length, 0);
    assert.deepEqual({ ...head.headers, date: '' }, { ...full.headers, date: '' }, path);
    assert.equal(head.status, full.status);
  }
  const post = await get('/a.txt', { method: 'POST', body: 'x' });
  assert.equal(post.status, 405);
  assert.equal(post.headers.allow, 'GET, HEAD');
});

test('a folder without its slash leads to the one with it', async (t) => {
  const { get } = await open(t, { 'sub/index.html': 'sub', 'bare/a.txt': 'a' });
  const { status, headers } = await get('/sub?q=1');
  assert.ok(status >= 300 && status < 400, String(status));
  assert.equal(headers.location, '/sub/?q=1');
  assert.equal((await get('/sub/index.html')).text, 'sub');
  assert.equal((await get('/bare?q=1')).headers.location, '/bare/?q=1');
  assert.equal((await get('/sub/index.html/')).status, 404);
});

test('nothing outside the folder, no dotfiles, nothing that is no regular file', async (t) => {
  const outside = await folderOf(t, { 'secret.txt': 'secret', 'sub/secret.txt': 'secret' });
  const { root, server, get } = await open(t, {
    'index.html': 'page',
    'inside/a.txt': 'a',
    '.env': 'secret',
    '.git/config': 'secret',
    'odd/index.html/x': 'x',
  });
  await symlink(join(outside, 'secret.txt'), join(root, 'link.txt'));
  await symlink(outside, join(root, 'linked'));
  await symlink(`${root}-none`, join(root, 'broken'));
  await symlink('loop', join(root, 'loop'));
  await symlink(join(root, 'inside/a.txt'), join(root, 'alias.txt'));
  const pipe = createServer().listen(join(root, 'pipe'));
  await once(pipe, 'listening');
  t.after(() => pipe.close());
  const inside = outside.slice(outside.lastIndexOf('/') + 1);
  const refused = [
    `/../${inside}/secret.txt`,
    `/..%2f${inside}/secret.txt`,
    `/%2e%2e/${inside}/secret.txt`,
    `/inside/../../${inside}/secret.txt`,
    `/..\\${inside}\\secret.txt`,
    '/link.txt',
    '/linked/secret.txt',
    '/linked/sub/',
    '/broken',
    '/loop',
    '/.env',
    '/%2eenv',
    '/.git/config',
    '/inside/.',
    '/pipe',
    '/odd/',
    '/inside//a.txt',
    '/a%00.txt',
    '/%',
    '/%ff',
  ];
  for (const path of refused) {
    const client = new RawConnection(server.port);
    await client.writeHead(`GET ${path}`, { Connection: 'close' });
    await until(() => client.isClosed);
    assert.match(client.received, /^HTTP\/1\.1 404 /, path);
    assert.ok(!client.received.includes('secret"') && !client.received.endsWith('secret'), path);
    assert.match(client.received, /"code":"SHIM_FILE_NOT_FOUND"/, path);
  }
  assert.equal((await get('/alias.txt')).text, 'a');
});

test('a folder that is reached by a link is one', async (t) => {
  const root = await folderOf(t, { 'real/a.txt': 'a' });
  await symlink(join(root, 'real'), join(root, 'link'));
  const server = await openServer(t, { root: join(root, 'link') });
  assert.equal((await ask(`${server.url}/a.txt`)).text, 'a');
});

test('a file that lost its end while it was sent breaks the connection', async (t) => {
  const { root, server } = await open(t, { 'large.bin': Buffer.alloc(64_000_000) });
  const client = new RawConnection(server.port);
  await client.writeHead('GET /large.bin', {});
  await until(() => client.received !== '');
  client.pause();
  await truncate(join(root, 'large.bin'), 0);
  client.resume();
  await until(() => client.isClosed);
  assert.ok(client.received.length < 64_000_000);
});

const pages = {
  'after the head': [
    '<!doctype html><html><head><title>a</title>',
    '<!doctype html><html><head>#<title>a</title>',
  ],
  'after a head with attributes': ['<HEAD lang="a>b">x', '<HEAD lang="a>b">#x'],
  'not in a comment': ['<!-- <head> <script> --><head><script>1', '<!-- <head> <script> --><head>#<script>1'],
  'not after a header': ['<header>a</header><script>1</script>', '<header>a</header>#<script>1</script>'],
  'before the first script': ['<p>a<script\nsrc=x>', '<p>a#<script\nsrc=x>'],
  'before a script in front of the head': ['<script>1</script><head>', '#<script>1</script><head>'],
  'after the doctype': ['<!DOCTYPE html>\n<p>a', '<!DOCTYPE html>\n#<p>a'],
  'after the html tag': ['<!doctype html>\n<html lang=ja>\n<p>a', '<!doctype html>\n<html lang=ja>#\n<p>a'],
  'at the start': ['<p>a', '#<p>a'],
  'behind a byte order mark': ['\ufeff<p>\u3042', '\ufeff#<p>\u3042'],
  'into nothing': ['', '#'],
  'before a comment that is not ended': ['<!-- <p>a', '#<!-- <p>a'],
  'before a tag that is not ended': ['<html><head lang="a>', '<html>#<head lang="a>'],
  'not into a title that is not ended': ['<html><title><head><script>', '<html>#<title><head><script>'],
  'nowhere, where the page has it': [
    "<head><script src='/_shim/kintone.js'>",
    "<head><script src='/_shim/kintone.js'>",
  ],
};

test('--inject puts kintone into pages, before their scripts', async (t) => {
  const names = Object.keys(pages);
  const files = names.map((name, i) => [`${i}.html`, pages[name][0]]);
  const { get } = await open(t, { ...Object.fromEntries(files), 'a.txt': '<head>' }, { inject: true });
  for (const [i, name] of names.entries()) {
    const { text, headers } = await get(`/${i}.html`);
    assert.equal(text, pages[name][1].replace('#', element), name);
    assert.equal(headers['content-length'], String(Buffer.byteLength(text)));
  }
  assert.equal((await get('/a.txt')).text, '<head>');
});

test('bytes of another charset stay as they are', async (t) => {
  const bytes = Buffer.from([0x3c, 0x70, 0x3e, 0x82, 0xa0, 0xff, 0x00]);
  const { get } = await open(t, { 'a.html': bytes }, { inject: true });
  assert.deepEqual((await get('/a.html')).bytes, Buffer.concat([Buffer.from(element), bytes]));
});

test('a page in UTF-16 stays as it is', async (t) => {
  const bytes = Buffer.from('\ufeff<head>', 'utf16le');
  const { get } = await open(t, { 'a.html': bytes }, { inject: true });
  assert.deepEqual((await get('/a.html')).bytes, bytes);
});

test('the served script connects the page', async (t) => {
  const { get } = await open(t, {});
  const { text, headers } = await get('/_shim/kintone.js');
  assert.ok(text.endsWith('\nkintoneShim.connect();\n'));
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
  assert.match(headers['content-type'], /^text\/javascript/);
  // No token in a script: a page of another origin could load it.
  assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
});

test('a root that is no folder is an error', async (t) => {
  const root = await folderOf(t, { 'a.txt': 'a' });
  await assert.rejects(openServer(t, { root: join(root, 'none') }), {
    code: 'ENOENT',
    message: `the option root is no folder that can be read: ${join(root, 'none')} (ENOENT)`,
  });
  await assert.rejects(openServer(t, { root: join(root, 'a.txt') }), { code: 'ENOTDIR' });
});
