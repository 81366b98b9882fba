/**
 * Relay messages bent at random, from a fixed seed. Each gets an answer in JSON with a code; those alone go out that are messages
 * all the same; and nothing that was sent keeps the next from being answered.
 */
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { bentMessage, bentUpload } from '../support/bent-messages.js';
import { internalsOf, openUpstream } from '../support/calls.js';
import { openServer, Page } from '../support/page-client.js';

const rounds = 2_000;

/** What a message says, as anybody would read it who reads JSON: nothing where it is none. */
function readMessage(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function readFrame(bytes) {
  const length = bytes.length < 4 ? -1 : bytes.readUInt32BE();
  return length < 0 || length > bytes.length - 4 ? undefined : readMessage(bytes.subarray(4, 4 + length));
}

/** Whether a message is one that may leave: of this page, to that upstream. Nothing else may. */
function mayLeave(message, { token }, upstream) {
  const isObject = typeof message === 'object' && message !== null && !Array.isArray(message);
  return (
    isObject &&
    Object.hasOwn(message, '__REQUEST_TOKEN__') &&
    message.__REQUEST_TOKEN__ === token &&
    typeof message.url === 'string' &&
    message.url.toLowerCase().startsWith(upstream.url) &&
    ['GET', 'POST', 'PUT', 'DELETE'].includes(message.method)
  );
}

async function open(t) {
  const upstream = await openUpstream(t);
  const server = await openServer(t);
  const page = await Page.load(server);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const message = {
    url: upstream.url,
    method: 'GET',
    headers: { A: 'b' },
    body: 'text',
    __REQUEST_TOKEN__: page.token,
  };
  const send = (url, headers, body, isChunked) =>
    new Promise((resolve, reject) => {
      const frame = isChunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': body.length };
      const outgoing = request(url, { method: 'POST', agent, headers: { ...headers, ...frame } });
      outgoing.on('error', reject).on('response', async (incoming) => {
        resolve({
          status: incoming.statusCode,
          headers: incoming.headers,
          text: (await buffer(incoming)).toString(),
        });
      });
      outgoing.end(body);
    });
  return { upstream, server, page, message, send };
}

/** An answer of the server's own making, and whether it is a success. */
function judge({ status, headers, text }, what) {
  assert.equal(headers['content-type'], 'application/json;charset=utf-8', what);
  const answer = JSON.parse(text);
  if (answer.success === true) {
    assert.equal(status, 200, what);
    return true;
  }
  assert.match(answer.code, /^(SHIM|CB|GAIA)_[A-Z0-9_]+$/, what);
  assert.match(answer.id, /^[A-Za-z0-9]{20}$/, what);
  assert.ok(status >= 400 && status < 600, `${what}: ${status}`);
  return false;
}

for (const [what, bend, read] of [
  ['messages', bentMessage, readMessage],
  ['uploads', bentUpload, readFrame],
]) {
  test(`${rounds} ${what}, bent: all are answered, and only whole ones leave`, async (t) => {
    const { upstream, server, page, message, send } = await open(t);
    const isUpload = what === 'uploads';
    const [url, headers] = isUpload ? [page.uploadUrl, page.uploadHeaders] : [page.callUrl, page.callHeaders];
    const seen = { success: 0, failure: 0 };
    for (let i = 0; i < rounds; i += 1) {
      const bytes = bend(message);
      const shown = `round ${i}: ${bytes.subarray(0, 300).toString('latin1')}`;
      const before = upstream.requests.length;
      const isSuccess = judge(await send(url, headers, bytes, !isUpload && i % 4 === 0), shown);
      const left = upstream.requests.length - before;
      seen[isSuccess ? 'success' : 'failure'] += 1;
      assert.equal(left, isSuccess ? 1 : 0, shown);
      assert.ok(left === 0 || mayLeave(read(bytes), page, upstream), shown);
    }
    t.diagnostic(JSON.stringify(seen));
    assert.ok(seen.success > rounds / 10 && seen.failure > rounds / 3);
    assert.ok((await page.call({ url: upstream.url })).answer.success);
    assert.ok((await page.upload({ url: upstream.url }, Buffer.from('file'))).answer.success);
    assert.equal(internalsOf(server.shim).liveExchanges(), 0);
  });
}
