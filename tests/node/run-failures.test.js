/** `kintone-shim run` of what fails: a report, and the exit code 1. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf, runScript, start } from '../support/scripts.js';

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
  'a script that awaits, without its end': [
    'await f();\n(() => {\n  g();',
    /customize\.js:3\n {2}g\(\);\n\s+SyntaxError: Unexpected end of input/,
  ],
  'a script that awaits, with an end too many': [
    'await f();\n});\nfor (;;) {\n}\n',
    /customize\.js:2\n\}\);\n \^\n/,
  ],
  'a script that awaits in a loop, without its end': [
    'for await (const a of b) {\n',
    /customize\.js:2\n\s+SyntaxError: Unexpected end of input/,
  ],
  'await before a parenthesis': [
    'await (async () => 1)();',
    /await is not defined\n[^]*Put the script into \(async/,
  ],
  'an error with causes': [
    'throw new Error("outer", { cause: new AggregateError([new Error("one"), "two"]) });',
    /Error: outer\n[^]*cause: AggregateError[^]*cause: Error: one\n[^]*cause: two\n/,
  ],
  'an error that is the cause of several': [
    'const a = new Error("a"); const b = new Error("b", { cause: a }); throw new AggregateError([b, a, a]);',
    /^(?![^]*cause: Error: a\n[^]*cause: Error: a\n)[^]*cause: Error: b\n[^]*cause: Error: a\n/,
  ],
  'an error that is its own cause': [
    'const a = new Error("round"); a.cause = a; throw a;',
    /^(?![^]*cause:)[^]*Error: round\n/,
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
  'kintone.app': [
    'kintone.app.getIcons();',
    /TypeError: kintone\.app\.getIcons is not there yet: .*module of --config: export function setup\(shim\) \{ shim\.kintone\.app\.getIcons = …; \}\n\s+at .*customize\.js:1:/,
  ],
  'app of kintone, taken out of it': [
    'const { app } = kintone; app.getIcons();',
    /kintone\.app\.getIcons is not there/,
  ],
  'a call without an end': [
    "kintone.proxy('https://api.example.com/?secret=1', 'GET', {}, {}, () => {}, () => {}); process.exit();",
    /still on its way/,
  ],
  'kintone.api': ["kintone.api('/k/v1/record', 'GET', {});", /A rejection that nobody handles:\n[^]*CB_VA01/],
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
    'customize (1).js': 'kintone.app.getIcons();',
    'package.json': '{ "type": "module" }',
  });
  const syntax = await start(wrong);
  assert.equal(syntax.code, 1);
  assert.match(syntax.stderr, /wrong\.js:2\n[^]*SyntaxError: Unexpected token ';'/);
  const missing = await start(folder);
  assert.match(missing.stderr, /kintone\.app\.getIcons is not there[^]*\(1\)\.js:1:/);
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
  assert.match(stderr, / https:\/\/api\.example\.com\/\?\.\.\.は外部に送信できません。/);
  assert.doesNotMatch(stdout + stderr, /secret/);
});

const refused = "kintone.proxy('https://api.example.com/', 'GET', {}, {}";
const wrong = "kintone.proxy('ftp://x', 'GET', {}, {}";

/** Ways to call, each with how many calls fail and how many of them are faults. */
const ways = {
  'a rejection that nobody handles': [`${refused});`, 1, 1],
  'one of which two hear': [`const p = ${refused}); p.then(() => {}); p.finally(() => {});`, 1, 1],
  'one that is caught': [`${refused}).catch(() => {});`, 1, 1],
  'a top-level await': [`await ${refused});`, 1, 1],
  'one that is thrown as an error': [`${refused}).catch((e) => { throw new Error(e); });`, 1, 1],
  'one that is thrown as an object': [`${refused}).catch((e) => { throw JSON.parse(e); });`, 1, 1],
  'one whose sentence is thrown': [
    `${refused}).catch((e) => { throw new Error(JSON.parse(e).message); });`,
    1,
    1,
  ],
  'both callbacks': [`${refused}, () => {}, () => {});`, 1, 1],
  'no failureCallback': [`${refused}, () => {});`, 1, 1],
  'several in several ways': [`${refused}); ${refused}).catch(() => {}); ${refused}, () => {});`, 3, 3],
  'wrong arguments, rejected': [`${wrong});`, 1, 1],
  'wrong arguments, dropped': [`${wrong}, () => {});`, 1, 1],
  'wrong arguments, dealt with': [`${wrong}).catch(() => {}); ${wrong}, () => {}, () => {});`, 2, 0],
  'a process that is ended': [`${refused}); setTimeout(() => process.exit());`, 1, 1],
  'a process that is ended at once': [
    `${wrong}).catch(() => {}); queueMicrotask(() => process.exit());`,
    1,
    0,
  ],
};

const sentence = /may not leave this machine|called with a wrong argument/g;

for (const [what, [script, failed, faults]] of Object.entries(ways)) {
  test(`each refusal is told once, with its reason, and counted once: ${what}`, async (t) => {
    const { code, stdout, stderr } = await runScript(t, script, '--offline');
    const all = stdout + stderr;
    assert.equal(all.match(sentence)?.length, failed, all);
    assert.match(all, new RegExp(`\\ncalls: ${failed}, faults: ${faults}\\n$`));
    assert.equal(code, faults > 0 ? 1 : 0);
    assert.equal(stdout.match(/^kintone\.proxy GET \S+ -> SHIM_\w+/gm).length, failed, stdout);
    const isRefused = script.includes(refused);
    assert.equal(/shim\.upstream, or allow it with network: \['api\.example\.com'\]/.test(stderr), isRefused);
    assert.ok((faults > 0 ? stderr : stdout).search(sentence) >= 0, 'where the fault is told');
  });
}

test('an address that is refused is a fault with its advice, whatever is done with it', async (t) => {
  const script = "kintone.proxy('http://127.0.0.1:9/', 'GET', {}, {}).catch(() => {});";
  const { code, stdout, stderr } = await runScript(t, script);
  assert.equal(code, 1);
  assert.equal((stdout + stderr).match(/leads to 127\.0\.0\.1/g).length, 1);
  assert.match(stderr, /network: \['\*', '127\.0\.0\.1:9'\][^]*\ncalls: 1, faults: 1\n$/);
});

test('routes of --config that were not used, and one whose function throws, are a fault each', async (t) => {
  const [config, script] = await filesOf(t, {
    'config.mjs': `export function setup({ upstream }) {
      upstream.get('https://a.example/').reply(200);
      upstream.get('https://b.example/').reply(200);
      upstream.get('https://c.example/').reply(() => { throw new Error('boom'); });
    }`,
    'customize.js': "kintone.proxy('https://c.example/', 'GET', {}, {}).catch(() => {});",
  });
  const { code, stdout, stderr } = await start(script, '--offline', '--config', config);
  assert.equal(code, 1);
  assert.equal((stdout + stderr).match(/boom/g).length, 1);
  assert.match(
    stderr,
    /GET https:\/\/a\.example\/ [^]*GET https:\/\/b\.example\/ [^]*\ncalls: 1, faults: 3\n$/,
  );
});
