/** Calls of served pages are taken by the routes of the server's shim. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openServer, Page } from '../support/page-client.js';

const api = 'https://api.example.com';

test("a page's calls are answered by routes, offline", async (t) => {
  const server = await openServer(t, {}, { network: 'offline' });
  const { upstream } = server.shim;
  const page = await Page.load(server);
  upstream.post(`${api}/v1`).reply(({ body, headers }) => ({ status: 201, body: headers['X-A'] + body }));
  upstream.post(`${api}/v1`).fail('truncated');
  upstream.put(`${api}/file`).reply(async ({ api: name, body }) => ({
    status: 200,
    body: [name, body.size, await body.text()],
  }));
  upstream.put(`${api}/file`).reply(200, 'unread');
  const call = { url: `${api}/v1`, method: 'POST', headers: { 'X-A': 'a' }, body: 'text' };
  const { result } = (await page.call(call)).answer;
  assert.deepEqual(result, { body: 'atext', status: 201, headers: {} });
  assert.equal((await page.call(call)).answer.code, 'SHIM_RESPONSE_TRUNCATED');
  const file = { url: `${api}/file`, method: 'PUT' };
  const uploaded = await page.upload(file, Buffer.from('bytes'));
  assert.deepEqual(JSON.parse(uploaded.answer.result.body), ['kintone.proxy.upload', 5, 'bytes']);
  const unread = await page.upload(file, Buffer.alloc(3_000_000));
  assert.equal(unread.answer.result.body, 'unread');
  const calls = server.shim.journal.calls();
  assert.deepEqual(new Set(calls.map(({ transport }) => transport)), new Set(['route']));
  server.shim.verify();
  assert.match(
    (await page.call(call)).answer.message,
    /The route POST https:\/\/api\.example\.com\/v1 is used up/,
  );
});
