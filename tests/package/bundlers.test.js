/** Bundled for Node by what people bundle with: a live call needs nothing beside the bundle. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startEcho } from './support/echo.js';
import { Project } from './support/project.js';

const bundlers = {
  'webpack, target: node': ['webpack-cli/bin/cli.js', ['--config', 'webpack.config.cjs'], 'out/webpack.cjs'],
  ncc: ['@vercel/ncc/dist/ncc/cli.js', ['build', 'entry.mjs', '-o', 'out/ncc'], 'out/ncc/index.mjs'],
  'Vite, for the server, with noExternal': ['vite/bin/vite.js', ['build'], 'out/vite/entry.mjs'],
};

describe('bundles for Node', () => {
  let upstream;
  let project;

  before(async () => {
    upstream = await startEcho();
    project = await Project.create('bundlers');
  });

  after(async () => {
    upstream.close();
    await project?.remove();
  });

  for (const [name, [tool, args, bundle]] of Object.entries(bundlers)) {
    test(name, async () => {
      const { code, output } = await project.tool(tool, args);
      assert.equal(code, 0, output);
      const { stdout, stderr } = await project.apart(bundle, [upstream.url]);
      assert.equal(stdout, '201 /get 0, 201 /upload 3\n', stderr);
    });
  }
});
