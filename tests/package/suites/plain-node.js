import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kintoneMembers } from '../../support/kintone-members.js';

const noCode = '--disallow-code-generation-from-strings';

/** @param {{ project: import('../support/project.js').Project, upstream: object }} setting filled before the tests run */
export function plainNode(setting) {
  /** Runs a script of the project; it prints what it saw as JSON. */
  async function seenBy(args) {
    const { code, stdout, stderr } = await setting.project.node(args, { UPSTREAM: setting.upstream.url });
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  }

  for (const script of ['plain/module.mjs', 'plain/common.cjs']) {
    for (const flags of [[], [noCode]]) {
      test(`${[...flags, script].join(' ')}: calls, several shims, no listener, a lazy network`, async () => {
        const seen = await seenBy([...flags, script]);
        assert.deepEqual(seen.answer, ['/orders 7', 201, 'POST']);
        assert.deepEqual(seen.upload, ['/file 3', 201]);
        assert.deepEqual(seen.failure, ['string', 'SHIM_NETWORK_OFFLINE']);
        assert.deepEqual(seen.shims, { tokens: 3, calls: [2, 1, 1], afterDispose: 201 });
        assert.deepEqual(seen.listeners.after, seen.listeners.before);
        assert.deepEqual(seen.network, { beforeFirstLiveCall: [], packages: [] });
      });
    }
  }

  for (const load of ['--import', '--require']) {
    for (const flags of [[], [noCode]]) {
      test(`node ${[...flags, load].join(' ')} kintone-shim/auto: one kintone, offline`, async () => {
        const seen = await seenBy([...flags, load, 'kintone-shim/auto', 'plain/global.mjs']);
        assert.deepEqual(seen, {
          members: kintoneMembers.toSorted(),
          sameByImport: true,
          sameByRequire: true,
          failure: 'SHIM_NETWORK_OFFLINE',
        });
      });
    }
  }

  for (const script of ['plain/serve.mjs', 'plain/serve.cjs']) {
    test(`${script}: a server for pages, which ends`, async () => {
      assert.deepEqual(await seenBy([script]), { connects: true, token: 36 });
    });
  }

  test('the command is installed', async () => {
    const { code, stdout } = await setting.project.tool('.bin/kintone-shim', ['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: kintone-shim serve/);
  });

  test('a worker has a shim of its own', async () => {
    assert.deepEqual(await seenBy(['plain/worker.mjs']), {
      answer: ['/from-a-worker 0', 201],
      sameToken: false,
    });
  });

  test('a process ends by itself after a live call, without dispose()', async () => {
    // The server would keep the connection for ten minutes.
    assert.deepEqual(await seenBy(['plain/one-call.mjs']), ['/one 0', 201]);
  });
}
