/** Bundled for Node: the transport is in the bundle, and a live call needs nothing beside it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { openUpstream } from '../support/calls.js';
import { folderOf } from '../support/folder.js';

const contents = `
  import { createShim } from 'kintone-shim';
  const { kintone } = createShim({ network: ['127.0.0.1'] });
  const url = process.argv[2];
  const file = { format: 'RAW', value: new Blob(['file']) };
  kintone.proxy(url, 'GET', {}, {})
    .then(([body]) => kintone.proxy.upload(url, 'POST', {}, file).then(([second]) => console.log(body, second)))
    .catch(console.log);`;
const resolveDir = fileURLToPath(new URL('../../', import.meta.url));

for (const [format, extension] of [
  ['esm', 'mjs'],
  ['cjs', 'cjs'],
]) {
  for (const minify of [false, true]) {
    test(`esbuild --platform=node --format=${format}${minify ? ' --minify' : ''}`, async (t) => {
      const upstream = await openUpstream(t);
      upstream.answerWith({ status: 200, body: 'compressed', coding: 'gzip' });
      const outfile = join(await folderOf(t), `bundle.${extension}`);
      const stdin = { contents, resolveDir, loader: 'js' };
      const { warnings } = await build({ stdin, bundle: true, platform: 'node', format, minify, outfile });
      assert.deepEqual(warnings, []);
      // Far from any node_modules.
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [outfile, upstream.url]);
      assert.equal(stdout, 'compressed compressed\n', stderr);
    });
  }
}
