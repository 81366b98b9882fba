/** The command line, each time in a process of its own. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { openUpstream } from '../support/calls.js';
import { manifest, root, runCommand, startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { ask, Page } from '../support/page-client.js';
import { until } from '../support/waiting.js';

test('--help and --version', async () => {
  for (const args of [['--help'], ['-h'], ['help'], ['serve', '--help']]) {
    const { code, stdout, stderr } = await runCommand(...args);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const flags =
      'port host network offline origin locale config inject relay user api-token guest-space help version';
    for (const flag of flags.split(' ')) assert.match(stdout, new RegExp(`^  --${flag} `, 'm'));
  }
  for (const flag of ['--version', '-v']) {
    assert.deepEqual(await runCommand(flag), { code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  }
});

test('what is wrong is told, with what is right, and the exit code is 2', async (t) => {
  const folder = await folderOf(t, {
    'none.mjs': 'export const other = 1;',
    'broken.mjs': 'export function setup(',
    'throws.mjs': 'export function setup() { throw new Error("by itself https://a.example/?secret"); }',
    'rejects.mjs': 'export async function setup() { throw new TypeError("later"); }',
    'file.txt': '',
  });
  const config = (name) => ['serve', folder, '--config', join(folder, name)];
  const wrong = [
    [[], /a command is missing: serve, run/],
    [['start'], /no command start, but serve, run/],
    [['serve', '--offline'], /serve has no --offline: it is of run/],
    [['serve', '--prot', '1'], /'--prot'.*--port, --host, --network/],
    [['serve', '--port'], /'--port <value>'.*--port/],
    [['serve', '--inject=yes'], /'--inject'/],
    [['serve', '--port', 'http'], /--port takes a number from 0 to 65535, given: http/],
    [['serve', '--port', '65536'], /--port takes a number from 0 to 65535, given: 65536/],
    [['serve', '--network', 'a,'], /--network takes live, offline, or host names .*: a,/],
    [['serve', '--network', 'a b'], /--network: .*option network\[0\] must be a host name .*given: "a b"/],
    [['serve', '--network', '*.example.com'], /--network: .*given: "\*\.example\.com"/],
    [['serve', '--network', '127.0.0.1:99999'], /--network: .*given: "127\.0\.0\.1:99999"/],
    [
      ['run', '--network', '127.0.0.1:99999', join(folder, 'none.mjs')],
      /--network: .*given: "127\.0\.0\.1:99999"/,
    ],
    [['serve', '--origin', 'example.kintone.com'], /--origin: .*'https:\/\/example\.kintone\.com'/],
    [['serve', '--locale', 'fr'], /--locale: .*'en'.*'ja'/],
    [['serve', '--host', 'http://localhost/'], /host/],
    [['serve', '--user', 'alice'], /--user takes a login name and a password .*: --user alice:secret/],
    [['serve', '--user', ':hidden'], /--user takes a login name/],
    [['serve', '--user', 'a:hidden', '--user', 'a:b'], /--user was given twice for a\n/],
    [
      ['serve', '--api-token', 'abc'],
      /--api-token takes a token and .*: --api-token abc=1 --api-token def=1:view,add\n/,
    ],
    [['serve', '--api-token', 'abc=one'], /--api-token takes (?!.*one)/],
    [['serve', '--api-token', '=1'], /--api-token takes /],
    [['serve', '--api-token', 'a=1', '--api-token', 'a=2'], /--api-token was given twice for a\n/],
    [['serve', '--api-token', 'a=0'], /--api-token: .*apiTokens/],
    [['serve', '--guest-space', 'seven'], /--guest-space takes a number, given: seven/],
    [['serve', '--guest-space', '0'], /--guest-space: .*guestSpaces\[0\]/],
    [['serve', join(folder, 'nowhere')], /there is none at .*nowhere/],
    [['serve', join(folder, 'file.txt')], /there is none at .*file\.txt/],
    [['serve', 'a', 'b'], /one folder, given: a b/],
    [config('nowhere.mjs'), /--config .*nowhere\.mjs cannot be loaded: /],
    [config('broken.mjs'), /--config .*broken\.mjs cannot be loaded: .*SyntaxError/s],
    [config('none.mjs'), /--config .*none\.mjs has to export setup: export function setup\(shim\)/],
    [
      config('throws.mjs'),
      /setup\(shim\) of --config .*throws\.mjs failed: Error: by itself https:\/\/a\.example\/\?\.\.\.\n/,
    ],
    [config('rejects.mjs'), /setup\(shim\) of --config .*rejects\.mjs failed: TypeError: later/],
  ];
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await runCommand(...args);
    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.equal(stdout, '');
    assert.match(stderr, /^kintone-shim: /);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /hidden/);
    assert.match(stderr, /\nkintone-shim --help shows what there is\.\n$/);
  }
});

test("a port in use, and an address that is not this machine's", async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address();
  const used = await runCommand('serve', '--port', String(port));
  assert.equal(used.code, 1);
  assert.match(used.stderr, new RegExp(`^kintone-shim: port ${port} .*is in use\\. .*--port 0\\.\\n$`));
  const foreign = await runCommand('serve', '--port', '0', '--host', '192.0.2.1');
  assert.equal(foreign.code, 1);
  assert.match(foreign.stderr, /^kintone-shim: port 0 of 192\.0\.2\.1 cannot be listened on: /);
});

test('serves a folder, or the current one, until a signal', async (t) => {
  const folder = await folderOf(t, { 'index.html': '<head>page' });
  for (const [args, cwd, signal] of [
    [[folder], root, 'SIGINT'],
    [[], folder, 'SIGTERM'],
  ]) {
    const server = await startServe(t, args, { cwd });
    assert.equal((await ask(`${server.url}/`)).text, '<head>page');
    await until(() => /^\d\d:\d\d:\d\d GET \/ 200 \d+ ms$/m.test(server.told.stdout));
    assert.equal(await server.stop(signal), 0);
    assert.equal(server.told.stderr, '');
  }
});

test('a signal ends calls on their way', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith({});
  const server = await startServe(t, ['--network', '127.0.0.1']);
  const page = await Page.load(server);
  const call = page.call({ url: upstream.url }).catch(() => 'broken off');
  await upstream.received(1);
  assert.equal(await server.stop('SIGINT'), 0);
  assert.equal(await call, 'broken off');
});

test('--inject', async (t) => {
  const folder = await folderOf(t, { 'index.html': '<head>page' });
  const server = await startServe(t, [folder, '--inject']);
  const { text: page } = await ask(`${server.url}/`);
  assert.equal(page, '<head><script src="/_shim/kintone.js"></script>page');
});

test('--network: every public host, none, or those named', async (t) => {
  const upstream = await openUpstream(t);
  const codes = {};
  for (const network of ['live', 'offline', `api.example.com, 127.0.0.1:${upstream.port}`]) {
    const server = await startServe(t, ['--network', network]);
    const { answer } = await (await Page.load(server)).call({ url: upstream.url });
    codes[network.split(',')[0]] = answer.code ?? answer.result.body;
    await server.stop('SIGTERM');
  }
  assert.deepEqual(codes, {
    live: 'SHIM_ADDRESS_REFUSED',
    offline: 'SHIM_NETWORK_OFFLINE',
    'api.example.com': 'ok',
  });
});

test('--locale', async (t) => {
  const server = await startServe(t, ['--locale', 'ja']);
  const { text: answer } = await ask(`${server.url}/none`);
  assert.match(JSON.parse(answer).message, /[\u3040-\u30ff]/);
});

test('--config: setup has the shim before the server starts', async (t) => {
  const folder = await folderOf(t, {
    'setup.mjs': `
      export async function setup(shim) {
        await undefined;
        console.log(\`token \${shim.kintone.getRequestToken().length}\`);
        shim.dispose();
      }`,
  });
  const server = await startServe(t, ['--config', 'setup.mjs'], { cwd: folder });
  assert.match(server.told.stdout, /^token 36\nkintone-shim serves /);
  const { answer } = await (await Page.load(server)).call({ url: 'https://api.example.com/' });
  assert.equal(answer.code, 'SHIM_DISPOSED');
});

test('--host beyond loopback, and --relay', async (t) => {
  for (const [args, status] of [
    [['--host', '0.0.0.0'], 403],
    [['--host', '0.0.0.0', '--relay'], 401],
  ]) {
    const server = await startServe(t, args);
    assert.equal((await ask(`${server.url}/k/api/proxy/call.json`, { method: 'POST' })).status, status);
    await server.stop('SIGTERM');
  }
});

test('goes on when nobody reads its output any more', async (t) => {
  const server = await startServe(t, []);
  server.child.stdout.destroy();
  for (let i = 0; i < 5; i += 1) assert.equal((await ask(`${server.url}/none`)).status, 404);
  assert.equal(await server.stop('SIGTERM'), 0);
});
