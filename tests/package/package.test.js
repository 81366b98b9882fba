/**
 * The package as users get it, on the Node that runs this and on newer ones. Two installations serve all suites: what runs on
 * every Node that the package runs on, and the next majors of runners and emulators, which need a newer one.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { bundles } from './suites/bundles.js';
import { finish } from './suites/finish.js';
import { plainNode } from './suites/plain-node.js';
import { pasted, typed } from './suites/readme.js';
import { runners } from './suites/runners.js';
import { tarball } from './suites/tarball.js';
import { startEcho } from './support/echo.js';
import { Project } from './support/project.js';

const { devDependencies } = JSON.parse(readFileSync(new URL('newer/package.json', import.meta.url)));
const nodes = Object.entries(devDependencies).filter(([name]) => name.startsWith('node-'));
const isElsewhere = process.platform !== 'linux' || process.arch !== 'x64';

describe('the packed package, installed in an empty folder', () => {
  const setting = {};
  let newer;

  before(async () => {
    setting.upstream = await startEcho();
    setting.project = await Project.create('project');
    if (!isElsewhere) newer = await Project.create('project', 'newer');
  });

  after(async () => {
    setting.upstream.close();
    await setting.project?.remove();
    await newer?.remove();
  });

  describe('the tarball', () => tarball(setting));
  describe('bundled for Node', () => bundles(setting));
  describe('plain Node', () => plainNode(setting));
  describe('test runners', () => runners(setting));
  describe('finishAfterEach', () => finish(setting));
  describe('its README', () => {
    pasted(setting, ['node', 'vitest', 'jest', 'mocha']);
    typed(setting);
  });

  for (const [name, pinned] of nodes) {
    describe(name, { skip: isElsewhere && 'these Nodes are for Linux on x64' }, () => {
      const same = {};
      const next = {};

      before(() => {
        const { upstream, project } = setting;
        const node = newer.nodeOf(name);
        Object.assign(same, { upstream, project: project.on(node) });
        Object.assign(next, { upstream, project: newer.on(node) });
      });

      test('is the one that runs', async () => {
        const { stdout } = await next.project.node(['-p', 'process.version']);
        assert.equal(stdout.trim().slice(1), pinned.split('@').at(-1));
      });

      describe('plain Node', () => plainNode(same));
      describe('test runners, the next majors', () => runners(next));
      describe('its README', () => {
        pasted(same, ['node', 'vitest', 'jest', 'mocha']);
        typed(same);
      });
      describe('its README, the next majors of runners', () => pasted(next, ['vitest']));
    });
  }
});
