import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as samples from '../../support/browser/upload-samples.js';

/** @param {{ project: import('../support/project.js').Project, upstream: object }} setting filled before the tests run */
export function runners(setting) {
  // Of kintone's samples and the tests beside them: where there is XMLHttpRequest, 3 and 4; else 2 and 2.
  const sampled = (environment) => (environment === 'node' ? 4 : 7);
  const counted = (tests) => ({ numPassedTests: tests, numTotalTests: tests });
  const env = () => ({
    SAMPLES: JSON.stringify(samples),
    UPSTREAM: setting.upstream.url,
    CI: 'true',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  });

  for (const environment of ['node', 'jsdom']) {
    test(`Jest (CommonJS) with the environment ${environment}`, async () => {
      const args = ['--config', 'jest/jest.config.cjs', '--env', environment, '--json'];
      const { code, stdout, stderr } = await setting.project.tool('jest/bin/jest.js', args, env());
      assert.equal(code, 0, stderr);
      const { numPassedTests, numTotalTests } = JSON.parse(stdout);
      assert.deepEqual({ numPassedTests, numTotalTests }, counted(15 + sampled(environment)));
      assert.doesNotMatch(stderr, /did not exit|worker process has failed to exit|open handle/i);
    });
  }

  for (const environment of ['node', 'jsdom', 'happy-dom']) {
    test(`Vitest with the environment ${environment}`, async () => {
      const report = ['--reporter', 'json', '--outputFile', 'report.json'];
      const args = ['run', '--root', 'vitest', '--environment', environment, ...report];
      const { code, stdout, stderr } = await setting.project.tool('vitest/vitest.mjs', args, env());
      assert.equal(code, 0, `${stdout}${stderr}`);
      const { numPassedTests, numTotalTests } = await setting.project.json('vitest/report.json');
      assert.deepEqual({ numPassedTests, numTotalTests }, counted(14 + sampled(environment)));
      assert.doesNotMatch(stderr, /hanging-process|something prevents/i);
    });
  }
}
