/** The warnings of calls that the inspector shows: of its shim's own calls, and of those of served pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, openUpstream } from '../support/calls.js';
import { Watcher } from '../support/inspector.js';
import { openServer, Page } from '../support/page-client.js';

const open = async (t) => {
  const server = await openServer(t);
  return { server, shim: server.shim, watcher: await Watcher.open(t, server.inspectorUrl) };
};

test('warnings: damaged binary, dropped failure, ignored body, grey zone', async (t) => {
  const { shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  upstream.answerWith({ status: 200, body: { base64: 'iVD//gE=' } });
  await get(shim, `${upstream.url}/damaged`);
  upstream.answerWith({ status: 200, body: 'ok' });
  await shim.kintone.proxy(`${upstream.url}/object`, 'GET', {}, { a: 1 });
  await shim.kintone.proxy(`${upstream.url}/text`, 'DELETE', {}, 'a=1');
  await shim.kintone.proxy(`${upstream.url}/form`, 'DELETE', {}, new FormData());
  const nothings = [{}, '', null, undefined, Object.create(null)];
  for (const [i, nothing] of nothings.entries()) {
    await shim.kintone.proxy(`${upstream.url}/nothing-${i}`, 'GET', {}, nothing);
  }
  const hidden = new Proxy({}, { ownKeys: () => assert.fail('not to be looked at') });
  await shim.kintone.proxy(`${upstream.url}/hidden`, 'GET', {}, hidden);
  await shim.kintone.proxy(`${upstream.url}/grey`, 'POST', { 'X-A': undefined }, 'a=1');
  shim.kintone.proxy('http://127.0.0.1:1/dropped', 'GET', {}, {}, () => {});
  const kinds = async (path) => {
    const { id } = await watcher.call(({ url }) => url.endsWith(path));
    return (await watcher.whole(id)).warnings.map(({ kind, code = '' }) => `${kind}${code && ` ${code}`}`);
  };
  assert.deepEqual(await kinds('/damaged'), ['rule SHIM_WARN_BINARY']);
  assert.deepEqual(await kinds('/object'), ['ignoredBody']);
  assert.deepEqual(await kinds('/text'), ['ignoredBody']);
  for (const i of nothings.keys()) assert.deepEqual(await kinds(`/nothing-${i}`), []);
  assert.deepEqual(await kinds('/form'), ['ignoredBody']);
  assert.deepEqual(await kinds('/hidden'), ['ignoredBody']);
  assert.deepEqual(await kinds('/grey'), ['rule SHIM_WARN_HEADER_DROPPED']);
  assert.deepEqual(await kinds('/dropped'), ['dropped']);
});

test("warnings that a served page alone can know are told by it, and not counted by the server's shim", async (t) => {
  const { server, shim, watcher } = await open(t);
  const upstream = await openUpstream(t);
  const page = await Page.load(server);
  const warningsOf = async (path) => (await watcher.call(({ url }) => url.endsWith(path))).warnings;
  const both = { ignoresBody: true, dropsFailure: true };
  await page.call({ url: `${upstream.url}/answered`, shim: both });
  assert.deepEqual(await warningsOf('/answered'), ['ignoredBody']);
  const { answer } = await page.call({ url: 'http://127.0.0.1:1/both', shim: both });
  assert.deepEqual(answer.shim, { binary: false, warnings: [] });
  assert.deepEqual(await warningsOf('/both'), ['ignoredBody', 'dropped']);
  await page.upload({ url: 'http://127.0.0.1:1/upload', shim: { dropsFailure: true } }, Buffer.alloc(3));
  assert.deepEqual(await warningsOf('/upload'), ['dropped']);
  // A message that was written by hand, with a body that no page of ours sends.
  await page.call({ url: `${upstream.url}/by-hand`, body: 'a=1' });
  assert.deepEqual(await warningsOf('/by-hand'), ['ignoredBody']);
  const lies = [undefined, null, true, 'x', [both], {}, { ignoresBody: 'true', dropsFailure: 1 }];
  for (const [i, told] of lies.entries()) {
    await page.call({ url: `http://127.0.0.1:1/lie-${i}`, shim: told });
    assert.deepEqual(await warningsOf(`/lie-${i}`), []);
  }
  shim.verify();
});
