/** `finishAfterEach` in every runner: of four tests two are wrong by what `finish()` says alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

const right = ['all is well', 'nothing is left of the test before'];
const wrong = ['a route is not used', 'a call is on its way'];
const plain = { CI: 'true', NO_COLOR: '1', FORCE_COLOR: '0', SET_UP: '' };
const inSetUp = { ...plain, SET_UP: '1' };

/** The exit code, and the names of those that passed and of those that did not. */
function assertResults(code, results) {
  const names = (passed) => results.filter(([isPassed]) => isPassed === passed).map(([, name]) => name);
  assert.deepEqual([code, names(true), names(false)], [1, right, wrong]);
}

function assertJson(code, { testResults }) {
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  assertResults(
    code,
    results.map(({ status, title }) => [status === 'passed', title]),
  );
}

function assertTap(code, stdout) {
  const lines = [...stdout.matchAll(/^(not ok|ok) \d+ - (.*)$/gm)];
  assertResults(
    code,
    lines.map(([, is, name]) => [is === 'ok', name]),
  );
}

/** @param {{ project: import('../support/project.js').Project }} setting filled before the tests run */
export function finish(setting) {
  const nodeTests = {
    'node:test, an ES module': [['--test', '--test-reporter=tap', 'finish/node.mjs'], plain],
    'node:test, a CommonJS one that runs by itself': [['--test-reporter=tap', 'finish/node.cjs'], plain],
    'node:test, in what --import names': [
      ['--import', './finish/set-up.mjs', '--test', '--test-reporter=tap', 'finish/node.mjs'],
      inSetUp,
    ],
  };
  for (const [name, [args, env]] of Object.entries(nodeTests)) {
    test(name, async () => {
      const { code, stdout } = await setting.project.node(args, env);
      assertTap(code, stdout);
    });
  }

  const jest = ['--rootDir', 'finish', '--config', 'finish/jest.config.cjs', '--json'];
  for (const [name, more, env] of [
    ['Jest', [], plain],
    ['Jest without globals', ['--injectGlobals=false'], plain],
    ['Jest, in setupFilesAfterEnv', [], inSetUp],
  ]) {
    test(name, async () => {
      const { code, stdout } = await setting.project.tool('jest/bin/jest.js', [...jest, ...more], env);
      assertJson(code, JSON.parse(stdout));
    });
  }

  const vitest = [
    'run',
    '--root',
    'finish',
    '--config',
    'vitest.config.mjs',
    '--reporter',
    'json',
    '--outputFile',
    'report.json',
  ];
  for (const [name, more, env] of [
    ['Vitest, whose afterEach is no global', [], plain],
    ['Vitest with globals', ['--globals'], plain],
    ['Vitest in a vm', ['--pool', 'vmThreads'], plain],
    ['Vitest, in setupFiles', [], inSetUp],
  ]) {
    test(name, async () => {
      const { code } = await setting.project.tool('vitest/vitest.mjs', [...vitest, ...more], env);
      assertJson(code, await setting.project.json('finish/report.json'));
    });
  }

  const mocha = (...args) => setting.project.tool('mocha/bin/mocha.js', [...args, 'finish/mocha.mjs'], plain);

  test('Mocha, which runs nothing after a hook that fails', async () => {
    const { code, stdout } = await mocha();
    assert.equal(code, 1);
    assert.match(stdout, /1\) "after each" hook for "a route is not used":\n[^]*still waits for calls/);
  });

  test('Mocha, where what --require names has no afterEach yet: it is said where it has', async () => {
    const { code, output } = await mocha('--require', './finish/set-up.cjs');
    assert.notEqual(code, 0);
    assert.match(output, /finishAfterEach\(shim\) finds no test runner here: .*Mocha: --file/);
    const { stdout } = await mocha('--file', './finish/set-up.cjs');
    assert.match(stdout, /"after each" hook for "a route is not used"/);
  });
}
