/** The package in a bundle for Node: alone in an empty folder, it calls as it does where it is installed. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

/** What each bundler makes of a module and of a CommonJS script. */
const made = {
  esbuild: ['esm', 'cjs'],
  webpack: ['esm', 'cjs'],
  ncc: ['esm', 'cjs'],
  vite: ['esm', 'cjs'],
};

/** @param {{ project: import('../support/project.js').Project, upstream: object }} setting filled before the tests run */
export function bundles(setting) {
  for (const [bundler, formats] of Object.entries(made)) {
    for (const format of formats) {
      test(`${bundler}, ${format}: a live call and a route, with nothing installed`, async (t) => {
        const folder = await mkdtemp(join(tmpdir(), 'kintone-shim-bundle-'));
        t.after(() => rm(folder, { recursive: true }));
        const { code, output } = await setting.project.node(['bundle/bundle.mjs', bundler, format, folder]);
        assert.equal(code, 0, output);
        const main = join(folder, `main.${format === 'esm' ? 'mjs' : 'cjs'}`);
        const env = { ...process.env, UPSTREAM: setting.upstream.url };
        delete env.NODE_TEST_CONTEXT;
        const { stdout, stderr } = await promisify(execFile)(process.execPath, [main], { cwd: folder, env });
        assert.equal(stdout, '["/bundled 0",201]\n["routed",200]\n["/bundled 3",201]\n', stderr);
        assert.equal(stderr, '');
      });
    }
  }
}
