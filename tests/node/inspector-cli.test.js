/** The inspector of `kintone-shim serve`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServe } from '../support/command.js';
import { Watcher } from '../support/inspector.js';
import { ask } from '../support/page-client.js';
import { until } from '../support/waiting.js';

test('the command line prints its URL, and nothing of what it shows', async (t) => {
  const { url, told, stop } = await startServe(t, []);
  const [, inspectorUrl] = await until(() => /^inspector: (http:\S+)$/m.exec(told.stdout));
  const watcher = await Watcher.open(t, inspectorUrl);
  await ask(`${url}/k/v1/file.json?fileKey=secret`, { headers: { 'X-Cybozu-API-Token': 'secret-token' } });
  assert.equal((await watcher.call()).method, 'GET');
  assert.doesNotMatch(told.stdout, /secret/);
  assert.equal(await stop('SIGTERM'), 0);
});
