/** intercept(shim) beside MSW 3, begun in either order and ended in either; MSW 3 wants Node 22. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Project } from './support/project.js';

const isElsewhere = process.platform !== 'linux' || process.arch !== 'x64';

describe('beside MSW 3', { skip: isElsewhere && 'this Node is for Linux on x64' }, () => {
  let project;

  before(async () => {
    project = await Project.create('msw');
  });

  after(() => project?.remove());

  for (const place of ['node', 'jsdom']) {
    for (const first of ['msw', 'shim']) {
      for (const last of ['msw', 'shim']) {
        test(`${place}: ${first} begins first, ${last} is ended last`, async () => {
          const args = ['beside.mjs', place, first, last];
          const { code, stdout, stderr } = await project.on(project.nodeOf('node-22')).node(args);
          assert.equal(code, 0, stderr);
          const { together, files, isRestored, afterwards } = JSON.parse(stdout);
          const ways = ['fetch', 'Request', 'XMLHttpRequest'];
          // In plain Node the XMLHttpRequest is the shim's, and of a mock of MSW's it knows nothing.
          const others = place === 'node' ? ways.slice(0, 2) : ways;
          const expected = {};
          for (const way of ways) {
            expected[`${way} relative`] = 'kept';
            expected[`${way} absolute`] = 'kept';
            expected[`${way} mocked`] = others.includes(way) ? '200 mocked 3' : '0 ';
            expected[`${way} real`] = others.includes(way) ? '200 real' : '0 ';
          }
          assert.deepEqual(together, expected);
          assert.deepEqual(files, Array(6).fill('領収書.txt 100000'));
          // Whoever began last is to be ended first: else what the other had wrapped is put back, which passes everything on.
          if (first === last) assert.ok(isRestored);
          for (const way of others) {
            assert.notEqual(afterwards[`${way} absolute`], 'kept');
            assert.notEqual(afterwards[`${way} relative`], 'kept');
            assert.equal(afterwards[`${way} real`], '200 real');
          }
        });
      }
    }
  }
});
