/** The package as users get it. One installation serves all suites. */
import { after, before, describe } from 'node:test';
import { finish } from './suites/finish.js';
import { plainNode } from './suites/plain-node.js';
import { runners } from './suites/runners.js';
import { tarball } from './suites/tarball.js';
import { startEcho } from './support/echo.js';
import { Project } from './support/project.js';

describe('the packed package, installed in an empty folder', () => {
  const setting = {};

  before(async () => {
    setting.upstream = await startEcho();
    setting.project = await Project.create('project');
  });

  after(async () => {
    setting.upstream.close();
    await setting.project?.remove();
  });

  describe('the tarball', () => tarball(setting));
  describe('plain Node', () => plainNode(setting));
  describe('test runners', () => runners(setting));
  describe('finishAfterEach', () => finish(setting));
});
