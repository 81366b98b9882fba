// The set-up on a machine where it can install nothing, and on this one, where nothing is missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { packages } from '../../scripts/setup.mjs';
import { root } from './support/tree.js';

const setUp = (env) =>
  spawnSync(process.execPath, ['scripts/setup.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

test('names each package that it cannot install', () => {
  const nothing = mkdtempSync(join(tmpdir(), 'kintone-shim-setup-'));
  const { status, stderr } = setUp({ PATH: nothing });
  rmSync(nothing, { recursive: true });
  assert.equal(status, 1);
  for (const { name, commands } of packages) assert.ok(!commands || stderr.includes(name), name);
});

test('says nothing where nothing is missing', () => {
  const { status, stdout, stderr } = setUp({});
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
});
