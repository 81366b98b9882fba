/** `kintone-shim run`, each time in a process of its own. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as samples from '../support/browser/upload-samples.js';
import { openUpstream } from '../support/calls.js';
import { root, runCommand, startCommand } from '../support/command.js';

const start = (...args) => runCommand('run', ...args);

/** Files in a folder of their own; their paths. */
async function filesOf(t, files) {
  const folder = await mkdtemp(join(tmpdir(), 'kintone-shim-run-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return Object.keys(files).map((name) => join(folder, name));
}

async function runScript(t, content, ...args) {
  const [path] = await filesOf(t, { 'customize.js': content });
  return start(path, ...args);
}

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
  const { fetchApi, fetchApiInJapanese } = samples;
  const paths = await filesOf(t, { 'one.js': fetchApi, 'two.js': fetchApiInJapanese });
  const { code, stdout, stderr } = await start(...paths, '--offline');
  assert.deepEqual([code, stderr], [0, '']);
  const uploaded = /^POST https:\/\/example\.kintone\.com\/k\/v1\/file\.json -> 200 \(\d+ ms\)$/gm;
  assert.equal(stdout.match(uploaded).length, 2);
  assert.equal(stdout.match(/^\{ fileKey: '[0-9a-f-]{36}' \}$/gm).length, 2);
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
    'customize.js': "fetch('https://mine.cybozu.com/k/v1/record.json?app=1&id=1').then(({ status }) => console.log(status));",
  });
  const { code, stdout, stderr } = await start(script, '--offline', '--origin', 'https://mine.cybozu.com');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^GET https:\/\/mine\.cybozu\.com\/k\/v1\/record\.json\?\.\.\. -> (\d+) .*\n[^]*^\1$/m);
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

const failing = {
  'an error at the top': [
    'throw new TypeError("at once");',
    /^.*customize\.js failed:\n[^]*TypeError: at once/m,
  ],
  'an error later': [
    'setTimeout(() => { throw new TypeError("later"); });',
    /^An error that nobody catches:\nTypeError: later\n {4}at .*customize\.js:1:/m,
  ],
  'a rejection': ['Promise.reject(new Error("no"));', /^A rejection that nobody handles:\nError: no/m],
  'a rejected call': [
    "kintone.proxy('ftp://x', 'GET', {}, {});",
    /^A rejection that nobody handles:\n\{"code":"SHIM_INVALID_ARGUMENT"/m,
  ],
  'a callback that throws': [
    "kintone.proxy('http://nowhere.invalid/', 'GET', {}, {}, () => { throw new Error('within'); }, () => { throw new Error('within'); });",
    /^An error that nobody catches:\nError: within\n/m,
  ],
  'a dropped failure': [
    "kintone.proxy('ftp://x', 'GET', {}, {}, () => {});",
    /^Not everything went well:\n[^]*no failureCallback was given/m,
  ],
  'a call that may not leave': [
    "kintone.proxy('https://api.example.com/', 'GET', {}, {}).catch(() => {});",
    /^Not everything went well:\n[^]*https:\/\/api\.example\.com\//m,
  ],
  'what never comes': ['await new Promise(() => {});', /customize\.js did not come to its end/],
  'no script': [
    'const a = ;',
    /customize\.js failed:\n[^]*customize\.js:1\n[^]*SyntaxError: Unexpected token ';'/,
  ],
  'a return at the top': ['console.log(1); return;', /customize\.js:1\n[^]*SyntaxError: Illegal return/],
  'no script from its first character': ['<b>', /customize\.js:1\n<b>\n\^\n/],
  'a script with a brace too many': ['f(); }\n', /customize\.js:1\nf\(\); \}\n {5}\^\n/],
  'a script without its end': [
    '(() => {\n  f();\n',
    /customize\.js:3\n\s+SyntaxError: Unexpected end of input/,
  ],
  'a wrong line behind an await': ['await f();\nif (a {\n', /customize\.js:2\nif \(a \{\n/],
  'await before a parenthesis': [
    'await (async () => 1)();',
    /await is not defined\n[^]*Put the script into \(async/,
  ],
  'an error with causes': [
    'throw new Error("outer", { cause: new AggregateError([new Error("one"), "two"]) });',
    /Error: outer\n[^]*cause: AggregateError[^]*cause: Error: one\n[^]*cause: two\n/,
  ],
  'an error that is its own cause': [
    'const a = new Error("round"); a.cause = a; throw a;',
    /Error: round\n(?![^]*cause:)/,
  ],
  'an error that throws': [
    'throw { get stack() { throw 1; }, [Symbol.for("nodejs.util.inspect.custom")]() { throw 2; } };',
    /customize\.js failed:\n\{\s+stack: \[Getter\]/,
  ],
  'a failure with a secret in its URL': [
    "kintone.proxy('https://api.example.com/?secret=1#secret', 'GET', {}, {}).catch(() => {});",
    /nothing answered kintone\.proxy GET https:\/\/api\.example\.com\/\?\.\.\.\n/,
  ],
  'a rejected call with a secret in its URL': [
    "kintone.proxy('https://api.example.com/?secret=1', 'GET', {}, {});",
    /nobody handles:\n\{"code":"SHIM_NETWORK_OFFLINE".*GET https:\/\/api\.example\.com\/\?\.\.\. may not leave/,
  ],
  'a URL with a blank and a secret in it': [
    "kintone.proxy('https://api.example.com/?q=a b&c=secret', 'get', {}, {});",
    /given: \\"https:\/\/api\.example\.com\/\?\.\.\.\\""\]\},"method":\{/,
  ],
  'a URL that is none, with a secret in it': [
    "kintone.proxy('ftp://u:secret@x/?a=secret', 'GET', {}, {}); kintone.proxy('/a?b=secret', 'GET', {}, {}).catch(() => {});",
    /given: \\"ftp:\/\/x\/\?\.\.\.\\"/,
  ],
  'process.exit': ['Promise.reject(1); setTimeout(() => process.exit());', /nobody handles:\n1\n/],
  document: [
    'document.title = "";',
    /ReferenceError: document is not defined[^]*It needs a page: there is no document in Node\.\n.*kintone-shim serve/,
  ],
  window: ['(() => { window.alert(); })();', /It needs a page: there is no window in Node\./],
  'kintone.events': [
    "kintone.events.on('app.record.index.show', () => {});",
    /There is no kintone\.events here, only proxy, getRequestToken, Promise\.\n--config can add it/,
  ],
  'kintone.api': ["kintone.api('/k/v1/record', 'GET', {});", /There is no kintone\.api here/],
};

for (const [name, [script, report]] of Object.entries(failing)) {
  test(`exit code 1 and a report: ${name}`, async (t) => {
    const { code, stdout, stderr } = await runScript(t, script, '--offline');
    assert.equal(code, 1, stdout);
    assert.match(stderr, report);
    assert.match(stderr, /\ncalls: \d, faults: [1-9]\n$/);
    assert.doesNotMatch(stderr, /node:internal|dist\/(cli|index)\.js/);
    assert.doesNotMatch(stdout + stderr, /secret/);
  });
}

test('in a folder of modules and in one with parentheses it is said where', async (t) => {
  const [wrong, folder] = await filesOf(t, {
    'wrong.js': 'const a = 1;\nconst b = ;',
    'customize (1).js': "kintone.events.on('app.record.index.show', () => {});",
    'package.json': '{ "type": "module" }',
  });
  const syntax = await start(wrong);
  assert.equal(syntax.code, 1);
  assert.match(syntax.stderr, /wrong\.js:2\n[^]*SyntaxError: Unexpected token ';'/);
  const missing = await start(folder);
  assert.match(missing.stderr, /\(1\)\.js:1:[^]*There is no kintone\.events here/);
});

test('a module that is none says where, and so does --config', async (t) => {
  const [wrong, importing, script] = await filesOf(t, {
    'wrong.mjs': 'export const a = 1;\nexport const setup = ;',
    'importing.mjs': "import './wrong.mjs';",
    'a.js': '',
  });
  const place = /wrong\.mjs:2\nexport const setup = ;\n {21}\^\n\nSyntaxError: Unexpected token ';'\n/;
  const syntax = await start(wrong);
  assert.equal(syntax.code, 1);
  assert.match(syntax.stderr, place);
  const imported = await start(importing);
  assert.match(imported.stderr, /importing\.mjs failed:\nSyntaxError: .*\n\(in a module that it imports\)\n/);
  const config = await start(script, '--config', wrong);
  assert.equal(config.code, 2);
  assert.match(config.stderr, place);
  assert.doesNotMatch(syntax.stderr + imported.stderr + config.stderr, /node:internal|dist\/cli\.js/);
});

test('what a text says behind a URL stays, in Japanese too, where no blank is between them', async (t) => {
  const call = "kintone.proxy('https://api.example.com/?a=1&b=secret', 'GET', {}, {}, () => {}, () => {});";
  const { stdout, stderr } = await runScript(t, call, '--offline', '--locale', 'ja');
  assert.match(stdout, / https:\/\/api\.example\.com\/\?\.\.\.は外部に送信できません。/);
  assert.doesNotMatch(stdout + stderr, /secret/);
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
  const [code] = await once(child, 'close', { signal: AbortSignal.timeout(20_000) });
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
