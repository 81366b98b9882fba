/** Live calls beside tools that stand in for the network, which were there before or came later: what no test mocks is sent. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startEcho } from './support/echo.js';
import { Project } from './support/project.js';

const tools = ['msw-2', 'msw-3', 'nock-14', 'nock-15', 'undici'];
const isElsewhere = process.platform !== 'linux' || process.arch !== 'x64';

// The newer ones need a newer Node than the one that may run this.
describe('beside', { skip: isElsewhere && 'this Node is for Linux on x64' }, () => {
  let upstream;
  let project;

  before(async () => {
    upstream = await startEcho();
    const installed = await Project.create('beside');
    project = installed.on(installed.nodeOf('node-22'));
  });

  after(async () => {
    upstream.close();
    await project?.remove();
  });

  for (const tool of tools) {
    for (const when of ['before', 'after']) {
      test(`${tool}, started ${when} the shim was loaded`, async () => {
        const { stdout, stderr } = await project.node(['call.mjs', tool, when, upstream.url]);
        const calls = ['201 /get 0', '201 /post 7', '201 /upload 3', '201 /by-name 0'];
        assert.equal(stdout, `${JSON.stringify([...calls, 'SHIM_CONNECTION_REFUSED', 201])}\n`, stderr);
      });
    }
  }
});
