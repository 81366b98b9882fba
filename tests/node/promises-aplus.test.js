import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const suite = fileURLToPath(new URL('../promises-aplus/run.js', import.meta.url));

test('kintone.Promise passes the 872 tests of Promises/A+ (Q01)', { timeout: 120_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--unhandled-rejections=none', suite]);
  assert.deepEqual(JSON.parse(stdout), { passed: 872, failed: 0, pending: 0, failures: [] });
});
