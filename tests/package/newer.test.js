/** The package on Nodes that are newer than the one that runs this, in what needs them: the next majors of runners and emulators. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { plainNode } from './suites/plain-node.js';
import { runners } from './suites/runners.js';
import { startEcho } from './support/echo.js';
import { Project } from './support/project.js';

const { devDependencies } = JSON.parse(readFileSync(new URL('newer/package.json', import.meta.url)));
const nodes = Object.entries(devDependencies).filter(([name]) => name.startsWith('node-'));
const isElsewhere = process.platform !== 'linux' || process.arch !== 'x64';

describe('on newer platforms', { skip: isElsewhere && 'these Nodes are for Linux on x64' }, () => {
  let upstream;
  let project;

  before(async () => {
    upstream = await startEcho();
    project = await Project.create('project', 'newer');
  });

  after(async () => {
    upstream.close();
    await project?.remove();
  });

  for (const [name, pinned] of nodes) {
    describe(name, () => {
      const setting = {};

      before(() => Object.assign(setting, { upstream, project: project.on(name) }));

      test('is the one that runs', async () => {
        const { stdout } = await setting.project.node(['-p', 'process.version']);
        assert.equal(stdout.trim().slice(1), pinned.split('@').at(-1));
      });

      describe('plain Node', () => plainNode(setting));
      describe('test runners', () => runners(setting));
    });
  }
});
