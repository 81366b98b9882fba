/** `kintone-shim run`, each time in a process of its own. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as samples from '../support/browser/upload-samples.js';
import { openUpstream } from '../support/calls.js';
import { root, startCommand } from '../support/command.js';
import { filesOf, runScript, start } from '../support/scripts.js';

test('each call and its outcome, live', async (t) => {
  const upstream = await openUpstream(t);
  upstream.answerWith(() => ({ status: 201, body: 'made' }));
  const { code, stdout, stderr } = await runScript(
    t,
    `kintone.proxy('${upstream.url}/a?secret=1', 'POST', {}, { a: 1 }, (body, status) => console.log(body, status));
     kintone.proxy('${upstream.url}/b', 'PATCH', {}, {}).catch((error) => console.log(JSON.parse(error).code));
     kintone.proxy.upload('${upstream.url}/c', 'PUT', {}, { format: 'RAW', value: new Blob(['x']) });`,
    '--network',
    '127.0.0.1',
  );
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^kintone\.proxy POST http:\/\/127\.0\.0\.1:\d+\/a\?\.\.\. -> 201 \(\d+ ms\)$/m);
  assert.match(stdout, /^kintone\.proxy PATCH \S+\/b -> SHIM_INVALID_ARGUMENT: .*method.* \(\d+ ms\)$/m);
  assert.match(stdout, /^kintone\.proxy\.upload PUT \S+\/c -> 201 \(\d+ ms\)$/m);
  assert.match(stdout, /^made 201$/m);
  assert.doesNotMatch(stdout, /secret/);
  assert.match(stdout, /\ncalls: 3, faults: 0\n$/);
});

test("kintone's own samples as they stand", async (t) => {
  const { fetchApi, fetchApiInJapanese, xmlHttpRequest } = samples;
  const scripts = { 'one.js': fetchApi, 'two.js': fetchApiInJapanese, 'three.js': xmlHttpRequest };
  const paths = await filesOf(t, scripts);
  const { code, stdout, stderr } = await start(...paths, '--offline');
  assert.deepEqual([code, stderr], [0, '']);
  const uploaded = /^POST https:\/\/example\.kintone\.com\/k\/v1\/file\.json -> 200 \(\d+ ms\)$/gm;
  assert.equal(stdout.match(uploaded).length, 3);
  assert.equal(stdout.match(/^\{ fileKey: '[0-9a-f-]{36}' \}$/gm).length, 3);
});

test('the examples', async () => {
  const attached = await start('examples/command-line/attach-report.js', '--offline');
  assert.deepEqual([attached.code, attached.stderr], [0, '']);
  assert.match(attached.stdout, /^日報 4月\.csv はレコード 1 に添付されました$/m);
  for (const { name } of await readdir(join(root, 'examples'), { withFileTypes: true })) {
    const path = `examples/${name}/customize.js`;
    const found = await readdir(join(root, 'examples', name)).catch(() => []);
    if (!found.includes('customize.js')) continue;
    const { code, stderr } = await start(path, '--offline');
    assert.deepEqual([path, code, stderr], [path, 0, '']);
  }
});

test('scripts share the global scope, in turn; modules and CommonJS are what they are', async (t) => {
  const paths = await filesOf(t, {
    'first.js': 'var shared = [typeof require]; const later = () => shared;',
    'second.js': '#!/usr/bin/env node\nawait null; later().push("awaited");',
    'third.mjs': 'import { name } from "./lib.mjs"; later().push(name);',
    'fourth.js': 'import { name } from "./lib.mjs"; later().push(`${name} again`);',
    'fifth.cjs': 'later().push(typeof require);',
    'lib.mjs': 'export const name = "module"; if (globalThis.later) console.log("there");',
    'sixth.js': 'console.log(later().join(", "));',
    'package.json': '{ "type": "module" }',
  });
  const scripts = paths.filter((path) => !/lib|package/.test(path));
  const { code, stdout, stderr } = await start(...scripts, '--offline');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^undefined, awaited, module, module again, function$/m);
});

test('--origin is the origin of the absolute URLs in a script', async (t) => {
  const [script] = await filesOf(t, {
    'customize.js':
      "fetch('https://mine.cybozu.com/k/v1/record.json?app=1&id=1').then(({ status }) => console.log(status));",
  });
  const { code, stdout, stderr } = await start(script, '--offline', '--origin', 'https://mine.cybozu.com');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(
    stdout,
    /^GET https:\/\/mine\.cybozu\.com\/k\/v1\/record\.json\?\.\.\. -> (\d+) .*\n[^]*^\1$/m,
  );
});

test('--config prepares the shim', async (t) => {
  const [script, config] = await filesOf(t, {
    'customize.js': "kintone.events.on('app.record.index.show', (event) => console.log(event.type));",
    'config.mjs': `export async function setup(shim) {
      shim.kintone.events = { on: (type, handler) => handler({ type }) };
    }`,
  });
  const { code, stdout } = await start(script, '--config', config);
  assert.equal(code, 0);
  assert.match(stdout, /^app\.record\.index\.show$/m);
});

test('a script that ends the process says how it ended', async (t) => {
  for (const code of [0, 3]) {
    const ended = await runScript(t, `process.exit(${code});`);
    assert.deepEqual([ended.code, ended.stderr], [code, '']);
    assert.match(ended.stdout, /\ncalls: 0, faults: 0\n$/);
  }
});

test('Ctrl+C ends a script that goes on, with its summary', async (t) => {
  const [path] = await filesOf(t, { 'on.js': 'console.log("on"); setInterval(() => {}, 1000);' });
  const child = startCommand(['run', path]);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    printed += chunk;
    if (chunk.includes('on\n')) child.kill('SIGINT');
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 130);
  assert.match(printed, /\ncalls: 0, faults: 0\n$/);
});

test('a script comes to its end although nobody reads what is told of it any more', async (t) => {
  const [path] = await filesOf(t, {
    'on.js': `let i = 0;
      const timer = setInterval(() => {
        Promise.reject(new Error("told"));
        i += 1;
        if (i === 20) clearInterval(timer);
      }, 10);`,
  });
  const child = startCommand(['run', path]);
  t.after(() => child.kill('SIGKILL'));
  await once(child.stderr, 'data');
  child.stderr.destroy();
  child.stdout.destroy();
  // Before it would be told to end.
  const [code] = await once(child, 'close', { signal: AbortSignal.timeout(100_000) });
  assert.equal(code, 1);
});

test('a script that fails does not keep the next one from running', async (t) => {
  const paths = await filesOf(t, { 'one.js': 'throw 1;', 'two.js': 'console.log("second");' });
  const { code, stdout } = await start(...paths);
  assert.equal(code, 1);
  assert.match(stdout, /^second$/m);
});

test('what is wrong with the command is told, and the exit code is 2', async (t) => {
  const [script, endless] = await filesOf(t, {
    'a.js': '',
    'endless.mjs': 'export const setup = () => new Promise(() => {});',
  });
  for (const [args, message] of [
    [[], /run takes a script/],
    [['nowhere.js'], /run takes scripts, and there is no file at .*nowhere\.js/],
    [['examples'], /run takes scripts/],
    [[script, '--port', '1'], /run has no --port: it is of serve/],
    [[script, '--offline', '--network', 'live'], /--offline or --network, not both/],
    [[script, '--config', 'nowhere.mjs'], /--config nowhere\.mjs cannot be loaded/],
    [[script, '--config', endless], /setup\(shim\) of --config .*endless\.mjs never ends/],
    [[script, '--locale', 'fr'], /locale/],
  ]) {
    const { code, stdout, stderr } = await start(...args);
    assert.deepEqual([args, code, stdout], [args, 2, '']);
    assert.match(stderr, message);
  }
});
