import assert from 'node:assert/strict';
import { test } from 'node:test';

/** @param {{ project: import('../support/project.js').Project, upstream: object }} setting filled before the tests run */
export function runners(setting) {
  const env = () => ({ UPSTREAM: setting.upstream.url, CI: 'true', NO_COLOR: '1', FORCE_COLOR: '0' });

  for (const environment of ['node', 'jsdom']) {
    test(`Jest (CommonJS) with the environment ${environment}`, async () => {
      const args = ['--config', 'jest/jest.config.cjs', '--env', environment, '--json'];
      const { code, stdout, stderr } = await setting.project.tool('jest/bin/jest.js', args, env());
      assert.equal(code, 0, stderr);
      const { numPassedTests, numTotalTests } = JSON.parse(stdout);
      assert.deepEqual({ numPassedTests, numTotalTests }, { numPassedTests: 7, numTotalTests: 7 });
      assert.doesNotMatch(stderr, /did not exit|worker process has failed to exit|open handle/i);
    });

    test(`Vitest with the environment ${environment}`, async () => {
      const args = ['run', '--root', 'vitest', '--environment', environment, '--reporter', 'json'];
      const { code, stdout, stderr } = await setting.project.tool('vitest/vitest.mjs', args, env());
      assert.equal(code, 0, `${stdout}${stderr}`);
      const { numPassedTests, numTotalTests } = JSON.parse(stdout);
      assert.deepEqual({ numPassedTests, numTotalTests }, { numPassedTests: 6, numTotalTests: 6 });
      assert.doesNotMatch(stderr, /hanging-process|something prevents/i);
    });
  }
}
