/** The served folder against those who look for what is not in it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { attack } from '../support/attacks.js';
import { openShim } from '../support/calls.js';
import { openServer } from '../support/page-client.js';

const { serve } = createRequire(import.meta.url)('kintone-shim/server');

/** A folder with a secret beside it: `{ base, root, outside }`. */
async function folders(t, files) {
  const base = await fs.mkdtemp(join(tmpdir(), 'kintone-shim-attack-'));
  t.after(() => fs.rm(base, { recursive: true, force: true }));
  const [root, outside] = [join(base, 'root'), join(base, 'root-outside')];
  await fs.mkdir(outside);
  await fs.writeFile(join(outside, 'secret.txt'), 'secret');
  await fs.writeFile(join(outside, 'index.html'), 'secret');
  await fs.writeFile(join(base, 'secret.txt'), 'secret');
  for (const [name, content] of Object.entries(files)) {
    await fs.mkdir(dirname(join(root, name)), { recursive: true });
    await fs.writeFile(join(root, name), content);
  }
  return { base, root, outside };
}

async function ask(port, target, method = 'GET') {
  return attack(port, method, target, [['Host', `127.0.0.1:${port}`]]);
}

async function refuse(port, target) {
  for (const method of ['GET', 'HEAD']) {
    const answer = await ask(port, target, method);
    assert.ok(answer.status === 404 || answer.status === 400, `${answer.status} ${target}`);
    assert.ok(!answer.text.includes('secret') || answer.code === 'SHIM_FILE_NOT_FOUND', target);
    assert.ok(answer.text !== 'secret' && !answer.fields.includes('set-cookie'), target);
  }
}

/** A way up, to be put between names. */
const waysUp = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2E.',
  '..%2f..',
  '%2e%2e%2f..',
  '..%5c..',
  '..\\..',
  '%252e%252e',
  '%25%32%65%2e',
  '%c0%ae%c0%ae',
  '%e0%80%ae%e0%80%ae',
  '%uff0e%uff0e',
  '\u002e\u002e;',
  '..;a=b',
  '..%00',
  '%00..',
  '..%0d%0a',
  '..%20',
  '...',
  '....',
  '....//',
  '.',
  './..',
  '%2e',
  '',
  'sub%2f..%2f..',
  'sub/../..',
  '~',
  '~root',
  '%7e/..',
];

test('no way leads up', async (t) => {
  const { base, root } = await folders(t, { 'index.html': 'page', 'sub/a.txt': 'a', 'sub/..a.txt': 'a' });
  const { port } = await openServer(t, { root });
  assert.equal((await ask(port, '/sub/a.txt')).text, 'a');
  for (const up of waysUp) {
    const there = `${up}/${basename(base)}/secret.txt`;
    for (const target of [
      `/${up}/secret.txt`,
      `/sub/${up}/${up}/secret.txt`,
      `/${up}/root-outside/secret.txt`,
      `/${up}%2froot-outside%2fsecret.txt`,
      `/${up}%5croot-outside%5csecret.txt`,
      `/${up}\\root-outside\\secret.txt`,
      `/${there}`,
      `/${`${up}/`.repeat(30)}etc/passwd`,
      `/${up}/root-outside/`,
      `/${up}/root-outside`,
    ]) {
      await refuse(port, target);
    }
  }
});

test('a path is one below the folder, however it begins', async (t) => {
  const { base, root } = await folders(t, { 'index.html': 'page', 'a.txt': 'a' });
  const { port } = await openServer(t, { root });
  const secret = join(base, 'secret.txt');
  for (const target of [
    secret,
    `/${secret}`,
    `//${secret}`,
    `/%2f${secret.slice(1)}`,
    `/${encodeURIComponent(secret)}`,
    `/%5c${secret}`,
    `/file://${secret}`,
    `/C:${secret}`,
    `/c%3a/windows/win.ini`,
    `/\\\\127.0.0.1\\share\\secret.txt`,
    '/a.txt::$DATA',
    '/a.txt%3a%3a$DATA',
    '/a.txt%00',
    '/a.txt%00.html',
    '/a.txt/',
    '/a.txt/.',
    '/a.txt/..',
    '/a.txt/a.txt',
    '/index.html/index.html',
    '/a.txt%0a',
    '/a.txt\x7f',
    '/%',
    '/%a',
    '/%zz',
    '/%c3%28',
    '/%ff%fe',
    `/${'a'.repeat(300)}`,
    `/${'a/'.repeat(3_000)}`,
    `/${'%2e'.repeat(3_000)}`,
  ]) {
    await refuse(port, target);
  }
});

test('no dotfile, and nothing within a folder that is one', async (t) => {
  const names = [
    '.env',
    '.git/config',
    '.git/index.html',
    'sub/.htpasswd',
    '.well-known/a.txt',
    '..a',
    '.a/b/c.txt',
  ];
  const { root } = await folders(t, Object.fromEntries(names.map((name) => [name, 'secret'])));
  const { port } = await openServer(t, { root });
  for (const name of names) {
    await refuse(port, `/${name}`);
    await refuse(port, `/${name.replaceAll('.', '%2e')}`);
    await refuse(port, `/${name.replaceAll('/', '//')}`);
    if (dirname(name) !== 'sub') await refuse(port, `/${dirname(name)}/`);
  }
  assert.doesNotMatch((await ask(port, '/sub/')).text, /htpasswd/);
});

test('names that are hard to write are files like others', async (t) => {
  const names = [
    'a%2fb.txt',
    '%2e%2e',
    'a b.txt',
    '#a',
    'a?b',
    'a+b&c=d',
    "a'b",
    '"a"',
    '<a>',
    '{a}',
    'a~1',
    '\u3042',
    'e\u0301',
    '\u{1f600}',
  ];
  const { root } = await folders(t, Object.fromEntries(names.map((name) => [name, name])));
  const { port } = await openServer(t, { root });
  for (const name of names) {
    const answer = await ask(port, `/${encodeURIComponent(name)}`);
    assert.equal(Buffer.from(answer.text, 'latin1').toString(), name);
    assert.equal(answer.status, 200);
  }
});

test('links lead to what is in the folder alone, and only regular files are sent', async (t) => {
  const { base, root, outside } = await folders(t, {
    'sub/a.txt': 'a',
    '.git/config': 'secret',
    '.env': 'secret',
    'c/index.html': 'c',
  });
  const link = (to, name) => fs.symlink(to, join(root, name));
  await link(join(outside, 'secret.txt'), 'file');
  await link('../secret.txt', 'relative');
  await link(outside, 'folder');
  await link(base, 'above');
  await link('/', 'everything');
  await link('file', 'chain');
  await link('/proc/self/environ', 'environ');
  await link('/dev/zero', 'zero');
  await link('/dev/stdin', 'stdin');
  await link('self', 'self');
  await link(join(outside, 'none'), 'broken');
  await fs.mkdir(join(root, 'indexed'));
  await link(join(outside, 'index.html'), 'indexed/index.html');
  await link(`${root}-outside/secret.txt`, 'prefix');
  await link('.git', 'git');
  await link('.env', 'env.txt');
  await link('env.txt', 'env-again.txt');
  execFileSync('mkfifo', [join(root, 'fifo')]);
  const socket = createServer().listen(join(root, 'socket'));
  await once(socket, 'listening');
  t.after(() => socket.close());
  const { port } = await openServer(t, { root });
  for (const target of [
    ...['/file', '/relative', '/folder/secret.txt', '/folder/', '/folder', '/above/secret.txt'],
    ...[
      '/above/root-outside/secret.txt',
      '/everything/etc/passwd',
      '/everything/',
      '/chain',
      '/environ',
      '/zero',
    ],
    ...[
      '/stdin',
      '/self',
      '/self/self',
      '/broken',
      '/indexed/',
      '/indexed',
      '/indexed/index.html',
      '/prefix',
    ],
    ...['/fifo', '/socket', '/git/config', '/git/', '/env.txt', '/env-again.txt'],
  ]) {
    await refuse(port, target);
  }
  await link('sub', 'inside');
  await link('c/index.html', 'alias.html');
  assert.equal((await ask(port, '/inside/a.txt')).text, 'a');
  assert.deepEqual([(await ask(port, '/sub')).status, (await ask(port, '/sub/')).status], [307, 200]);
  assert.equal((await ask(port, '/alias.html')).text, 'c');
  assert.equal((await ask(port, '/above/root/sub/a.txt')).text, 'a');
});

/** Puts a link in the place of something, once the server has looked at it and before it opens it. */
async function swapAtOpen(t, { root }, { target, name, to, comesBack }) {
  const shim = openShim(t);
  const server = await serve({ shim, root });
  t.after(() => server.close());
  const [place, aside] = [join(root, name), join(root, 'aside')];
  const { open } = fs;
  let isSwapped = false;
  t.mock.method(fs, 'open', async (...args) => {
    isSwapped = true;
    await fs.rename(place, aside);
    await fs.symlink(to, place);
    const opening = await open(...args).catch((error) => ({ error }));
    if (comesBack) {
      await fs.unlink(place);
      await fs.rename(aside, place);
    }
    if (opening.error) throw opening.error;
    return opening;
  });
  const answer = await ask(server.port, target);
  assert.ok(isSwapped);
  assert.equal(answer.code, 'SHIM_FILE_NOT_FOUND', answer.text);
}

for (const [name, to] of [
  ['sub', '../root-outside'],
  ['sub/secret.txt', '../../root-outside/secret.txt'],
  ['sub', '.git'],
]) {
  for (const comesBack of [false, true]) {
    const when = comesBack ? 'for the moment of opening' : 'for good';
    test(`${name} gives way to a link to ${to}, ${when}`, async (t) => {
      const places = await folders(t, { 'sub/secret.txt': 'own', '.git/secret.txt': 'secret' });
      await swapAtOpen(t, places, { target: '/sub/secret.txt', name, to, comesBack });
    });
  }
}

test('a folder that is moved away, or made anew as a link, leads nowhere', async (t) => {
  const { root, outside } = await folders(t, { 'a.txt': 'a', 'secret.txt': 'own' });
  const { port } = await openServer(t, { root });
  assert.equal((await ask(port, '/a.txt')).text, 'a');
  await fs.rename(root, `${root}-moved`);
  await refuse(port, '/a.txt');
  await fs.symlink(outside, root);
  await refuse(port, '/secret.txt');
  await refuse(port, '/');
});
