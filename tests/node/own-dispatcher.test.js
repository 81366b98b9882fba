import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, openBoth, successOf } from '../support/calls.js';

test('a live call leaves the fetch of the process as it is', async (t) => {
  const dispatcher = Symbol.for('undici.globalDispatcher.1');
  const before = globalThis[dispatcher];
  const { upstream, shim } = await openBoth(t);
  upstream.answerWith({ status: 200, body: 'ok' });
  assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
  assert.equal(globalThis[dispatcher], before);
});
