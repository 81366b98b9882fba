import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

/** The guides, all of them. */
const guides = readdirSync(new URL('../../../docs/', import.meta.url), { recursive: true })
  .filter((name) => name.includes('.'))
  .map((name) => `docs/${name}`);

/** Everything that is shipped. */
const shipped = [
  ...guides,
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.ja.md',
  'README.md',
  'dist/auto.cjs',
  'dist/auto.js',
  'dist/cli.js',
  'dist/index.cjs',
  'dist/index.js',
  'dist/inspector.css',
  'dist/inspector.html',
  'dist/inspector.js',
  'dist/intercept.cjs',
  'dist/intercept.js',
  'dist/kintone-shim.js',
  'dist/kintone.wasm',
  'dist/server.cjs',
  'dist/server.js',
  'package.json',
  'types/api.d.ts',
  'types/auto.d.cts',
  'types/auto.d.ts',
  'types/event-shapes.d.ts',
  'types/events.d.ts',
  'types/page-members.d.ts',
  'types/page.d.ts',
  'types/plugin.d.ts',
  'types/dialogs.d.ts',
  'types/failure.d.ts',
  'types/globals.cjs',
  'types/globals.d.cts',
  'types/globals.d.ts',
  'types/globals.js',
  'types/index.d.cts',
  'types/index.d.ts',
  'types/intercept.d.cts',
  'types/intercept.d.ts',
  'types/journal.d.ts',
  'types/kintone.d.ts',
  'types/load.d.ts',
  'types/options.d.ts',
  'types/promise.d.ts',
  'types/routes.d.ts',
  'types/server.d.cts',
  'types/server.d.ts',
  'types/service.d.ts',
  'types/users.d.ts',
].sort();

/** @param {{ project: import('../support/project.js').Project }} setting filled before the tests run */
export function tarball(setting) {
  test('holds these files and no others', () => {
    assert.deepEqual(setting.project.packedFiles, shipped);
  });

  test('publint has nothing to say', async () => {
    const { code, output } = await setting.project.tool('publint/src/cli.js', [
      'run',
      setting.project.tarball,
      '--strict',
    ]);
    assert.equal(code, 0, output);
    assert.match(output, /All good!/);
  });

  test('the types resolve by import, by require and in bundlers', async () => {
    const attw = '@arethetypeswrong/cli/dist/index.js';
    const args = [
      setting.project.tarball,
      '--profile',
      'node16',
      '--exclude-entrypoints',
      'kintone.wasm',
      'kintone-shim.js',
    ];
    const { code, output } = await setting.project.tool(attw, [
      ...args,
      '--format',
      'ascii',
      '--no-emoji',
      '--no-color',
    ]);
    assert.equal(code, 0, output);
    assert.match(output, /No problems found/);
  });

  test('a project in TypeScript compiles with the newest compiler', async () => {
    const { code, output } = await setting.project.tool('typescript/bin/tsc', ['-p', 'typescript']);
    assert.equal(code, 0, output);
  });
}
