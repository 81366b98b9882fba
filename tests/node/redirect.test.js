/** P27: redirects are answers; with the option they are followed five times, each hop checked like the first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  failureOf,
  get,
  openBoth,
  openShim,
  openUpstream,
  post,
  settled,
  successOf,
  upload,
} from '../support/calls.js';

/** Answers /n by sending on to /n-1; /0 is the end. */
function countdown({ target }) {
  const left = Number(target.slice(1));
  if (left === 0) return { status: 200, body: 'arrived' };
  return { status: 302, fields: [['Location', `/${left - 1}`]], body: 'moved' };
}

test('a redirect is the answer', async (t) => {
  const { upstream, shim } = await openBoth(t);
  for (const status of [301, 302, 303, 307, 308]) {
    upstream.requests.length = 0;
    upstream.answerWith({ status, fields: [['Location', `${upstream.url}/elsewhere`]], body: 'moved' });
    for (const call of [
      get(shim, upstream.url),
      post(shim, upstream.url, 'text'),
      upload(shim, upstream.url, new Blob(['file'])),
    ]) {
      const answer = await successOf(call);
      assert.equal(answer.status, status);
      assert.equal(answer.body, 'moved');
      assert.equal(answer.headers.Location, `${upstream.url}/elsewhere`);
    }
    assert.equal(upstream.requests.length, 3);
  }
});

test("redirect: 'follow' follows five", async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  upstream.answerWith(countdown);
  for (const hops of [0, 1, 5]) {
    upstream.requests.length = 0;
    assert.equal((await successOf(get(shim, `${upstream.url}/${hops}`))).body, 'arrived');
    assert.equal(upstream.requests.length, hops + 1);
  }
});

test('the sixth is a failure, and is not followed', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  upstream.answerWith(countdown);
  await failureOf(get(shim, `${upstream.url}/6`), 'SHIM_TOO_MANY_REDIRECTS');
  assert.equal(upstream.requests.length, 6);
});

test('followed to a host that is not named, the call fails and nothing is sent there', async (t) => {
  const upstream = await openUpstream(t);
  const unnamed = await openUpstream(t);
  const shim = openShim(t, { redirect: 'follow', network: [`127.0.0.1:${upstream.port}`] });
  upstream.answerWith({ status: 302, fields: [['Location', `${unnamed.url}/secret`]] });
  await failureOf(get(shim, upstream.url), 'SHIM_NETWORK_OFFLINE');
  assert.equal(unnamed.connections.length, 0);
  upstream.answerWith({ status: 302, fields: [['Location', 'http://unnamed.example/']] });
  await failureOf(get(shim, upstream.url), 'SHIM_NETWORK_OFFLINE');
});

test('followed to another address of the machine that is not named, the call fails', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow', network: ['127.0.0.1', '*'] });
  const bystander = await openUpstream(t, { host: '127.0.0.2' });
  upstream.answerWith({ status: 302, fields: [['Location', bystander.url]] });
  await failureOf(get(shim, upstream.url), 'SHIM_ADDRESS_REFUSED');
  assert.equal(bystander.requests.length, 0);
});

test('followed to something that is no URL for the proxy, the call fails', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  for (const location of [
    'ftp://127.0.0.1/',
    'file:///etc/hostname',
    'data:text/plain,hi',
    'http://',
    'http://u:p@127.0.0.1/',
  ]) {
    upstream.answerWith({ status: 302, fields: [['Location', location]] });
    const outcome = await settled(get(shim, upstream.url));
    assert.ok('failure' in outcome, `${location}: ${JSON.stringify(outcome.answer)}`);
  }
  assert.equal(upstream.requests.length, 5);
});

test('a redirect without Location is the answer', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  upstream.answerWith({ status: 302, body: 'where to?' });
  const { status, body } = await successOf(get(shim, upstream.url));
  assert.equal(status, 302);
  assert.equal(body, 'where to?');
});

test('307 and 308 keep method and body, for an upload too', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  for (const status of [307, 308]) {
    upstream.requests.length = 0;
    upstream.answerWith(({ target }) =>
      target === '/' ? { status, fields: [['Location', '/there']] } : { status: 200, body: 'arrived' },
    );
    assert.equal((await successOf(post(shim, upstream.url, 'text', { 'X-Own': 'kept' }))).body, 'arrived');
    assert.equal((await successOf(upload(shim, upstream.url, new Blob(['file'])))).body, 'arrived');
    const sent = upstream.requests.map(({ method, target, body }) => [method, target, String(body)]);
    assert.deepEqual(sent, [
      ['POST', '/', 'text'],
      ['POST', '/there', 'text'],
      ['POST', '/', 'file'],
      ['POST', '/there', 'file'],
    ]);
    assert.ok(upstream.requests[1].fields.some(([name, value]) => name === 'X-Own' && value === 'kept'));
  }
});

test('a relative Location is resolved against the URL that sent it', async (t) => {
  const { upstream, shim } = await openBoth(t, { redirect: 'follow' });
  upstream.answerWith(({ target }) =>
    target === '/a/b/c?x=1'
      ? { status: 302, fields: [['Location', '../d?y=2']] }
      : { status: 200, body: target },
  );
  assert.equal((await successOf(get(shim, `${upstream.url}/a/b/c?x=1`))).body, '/a/d?y=2');
});
