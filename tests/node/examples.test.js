import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createShim } from 'kintone-shim';
import { examples } from '../../examples/support/examples.js';
import { cellCount, createReport, wantsColor, wrap } from '../../examples/support/report.js';
import { describeCall, runExample } from '../../examples/support/run-example.js';
import { startUpstream } from '../../examples/support/upstream.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs Node as a user would: not as a child of this test run, and without a terminal. */
function runNode(args) {
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}

describe('the examples', () => {
  let upstream;
  let shim;
  let uninstall;

  before(async () => {
    upstream = await startUpstream();
    shim = createShim({ network: ['127.0.0.1'] });
    uninstall = shim.install(globalThis);
  });

  after(async () => {
    uninstall();
    shim.dispose();
    await upstream.close();
  });

  for (const example of examples) {
    test(`${example.name}: ${example.title}`, async () => {
      const { calls, returned, differences } = await runExample(shim, example, upstream);
      assert.deepEqual(returned, example.returns);
      assert.deepEqual(calls.map(describeCall), example.calls);
      assert.deepEqual(differences, []);
      shim.verify();
    });
  }

  test('every folder is an example that is run', async () => {
    const folders = (await readdir(new URL('../../examples/', import.meta.url), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const run = examples.map(({ name }) => name);
    // Run by tests/browser, tests/node/run.test.js and below.
    const others = ['browser-customization', 'command-line', 'file-upload', 'plugin', 'support', 'unit-test'];
    assert.deepEqual(folders.sort(), [...run, ...others].sort());
  });

  test('an answer other than the expected one is a difference', async () => {
    const [example] = examples;
    const otherText = await runExample(shim, { ...example, returns: '0 円' }, upstream);
    assert.equal(otherText.differences.length, 1);
    const otherCalls = await runExample(shim, { ...example, calls: [] }, upstream);
    assert.equal(otherCalls.differences.length, 1);
    const thrown = await runExample(
      shim,
      { ...example, run: () => Promise.reject(new Error('no')) },
      upstream,
    );
    assert.match(thrown.differences[0], /no/);
  });
});

test('npm start shows each call and what came back, 80 cells wide, without colour in a pipe', async () => {
  const { status, output } = await runNode(['examples/start.js']);
  assert.equal(status, 0, output);
  for (const example of examples) {
    assert.ok(output.includes(example.title), example.title);
  }
  assert.match(output, /→ kintone\.proxy POST :\d+\/orders +93 B\n +Content-Type: application\/json\n/);
  assert.match(output, /\n +← 201 application\/json; charset=utf-8 +152 B +[\d.]+ ms\n +{"id":1042,/);
  assert.match(output, /→ kintone\.proxy\.upload PUT .*領収書 4月\.pdf +3,000,000 B/);
  assert.match(output, /← failure SHIM_CONNECTION_REFUSED/);
  assert.match(
    output,
    /6 examples, 8 calls, \d+ ms: all came back as expected\.\n.*npm run example:browser.*\n$/,
  );
  assert.ok(!output.includes('\u001b'));
  for (const line of output.split('\n')) {
    assert.ok(cellCount(line) <= 80, line);
  }
});

test('npm start ends with 1 where something came back different', async () => {
  const breaksOneExample = 'data:text/javascript,Math.round = () => 0';
  const { status, output } = await runNode(['--import', breaksOneExample, 'examples/start.js']);
  assert.equal(status, 1, output);
  assert.match(output, /returned: expected 1200 USD = 179424 円.*\n? *.*got 1200 USD = 0 円/);
  assert.match(output, /: 1 came back different \(get-json\)\.\n/);
});

test('the report names what came back different', () => {
  const outcome = {
    example: examples[0],
    calls: [],
    returned: '0 円',
    differences: ['returned: expected 1'],
  };
  const report = createReport({ color: false });
  assert.match(report.block(outcome, 1), /^✗ {2}1 {2}GET, JSON back.*\n.*0 円\n.*returned: expected 1/);
  assert.match(report.foot([outcome], 5), /1 came back different \(get-json\)/);
});

test('colour only on a terminal, and not where NO_COLOR is set', () => {
  assert.equal(wantsColor({ isTTY: true }, { TERM: 'xterm' }), true);
  assert.equal(wantsColor({ isTTY: true }, { TERM: 'xterm', NO_COLOR: '1' }), false);
  assert.equal(wantsColor({ isTTY: true }, { TERM: 'dumb' }), false);
  assert.equal(wantsColor({ isTTY: false }, { TERM: 'xterm' }), false);
  assert.ok(createReport({ color: true }).foot([], 0).includes('\u001b[32m'));
});

test('wraps by cells: a Japanese character takes two', () => {
  assert.deepEqual(wrap('あいう', 4, 2), ['あい', 'う']);
  assert.deepEqual(wrap('あいうえお', 4, 2), ['あい', 'う…']);
  assert.deepEqual(wrap('abcd', 4, 1), ['abcd']);
  assert.deepEqual(wrap('abcde', 4, 1), ['abc…']);
});

test("the plug-in's test passes", async () => {
  const { status, output } = await runNode(['--test', 'examples/plugin/plugin.test.js']);
  assert.equal(status, 0, output);
  assert.match(output, /pass 4\b/);
});

test('the unit test passes', async () => {
  const { status, output } = await runNode(['--test', 'examples/unit-test/address.test.js']);
  assert.equal(status, 0, output);
  assert.match(output, /pass 3\b/);
});

test('the life of an attached file: what is answered, and what is kept', async () => {
  const { status, output } = await runNode(['examples/file-upload/start.js']);
  assert.equal(status, 0, output);
  // Why kintone's side said no is told beside, once per code.
  const reasons = /^POST \S+ -> 404 GAIA_BL01: .+\n/gm;
  assert.equal(output.match(reasons)?.length, 1);
  const steps = output.replace(reasons, '').trim().split('\n\n');
  const told = steps.map((step) => {
    const [call, answer, ...kept] = step.split('\n  ');
    return [call, /^{"(code":"\w+|\w+)/.exec(answer)?.[1] ?? answer, ...kept];
  });
  const april = (state) => `kept: 領収書 4月.txt, 15 bytes, ${state}`;
  const may = (state) => `kept: 領収書 5月.txt, 13 bytes, ${state}`;
  assert.deepEqual(told, [
    ['POST file.json → 200', 'fileKey', april('temporary')],
    ['POST record.json → 200', 'id', april('attached')],
    ['POST record.json → 404', 'code":"GAIA_BL01', april('attached')],
    ['GET record.json?… → 200', 'record', april('attached')],
    ['GET file.json?… → 200', '合計 1,200円', april('attached')],
    ['POST file.json → 200', 'fileKey', april('attached'), may('temporary')],
    ['PUT record.json → 200', 'revision', april('attached'), may('attached')],
    [
      'POST file.json → 200',
      'fileKey',
      april('attached'),
      may('attached'),
      'kept: 下書き.txt, 3 bytes, temporary',
    ],
    ['PUT record.json → 404', 'code":"GAIA_BL01', april('attached'), may('attached')],
  ]);
});
