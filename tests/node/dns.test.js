/** P17 and P32: names that do not resolve, and names that resolve to where no call may go. */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { test } from 'node:test';
import {
  failureOf,
  get,
  lastCall,
  openShim,
  openUpstream,
  post,
  successOf,
  upload,
} from '../support/calls.js';

const NAME = 'api.example.com';

/** Replaces Node's resolver for the length of the test. */
function lookupWith(t, resolve) {
  return t.mock.method(dns, 'lookup', (host, options, callback) => {
    const { error: code, address } = resolve(host);
    const error = code ? Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }) : null;
    process.nextTick(() => {
      if (options.all) callback(error, error ? undefined : [{ address, family: 4 }]);
      else callback(error, address, 4);
    });
  });
}

for (const error of ['ENOTFOUND', 'EAI_AGAIN']) {
  test(`${error}: a success with 503 DNS Cache Missing`, async (t) => {
    const lookup = lookupWith(t, () => ({ error }));
    const shim = openShim(t, { network: [NAME] });
    for (const call of [
      get(shim, `http://${NAME}/`),
      get(shim, `https://${NAME}:8443/path`),
      post(shim, `http://${NAME}/`, 'text'),
      upload(shim, `http://${NAME}/`, new Blob(['file'])),
    ]) {
      assert.deepEqual(await successOf(call), { body: 'DNS Cache Missing', status: 503, headers: {} });
    }
    assert.equal(lookup.mock.callCount(), 4);
    assert.equal(lastCall(shim).state, 'success');
  });

  test(`${error} with unresolvedHost: 'reject': a failure`, async (t) => {
    lookupWith(t, () => ({ error }));
    const shim = openShim(t, { network: [NAME], unresolvedHost: 'reject' });
    await failureOf(get(shim, `http://${NAME}/`), 'SHIM_HOST_NOT_FOUND');
    await failureOf(upload(shim, `http://${NAME}/`, new Blob(['file'])), 'SHIM_HOST_NOT_FOUND');
  });
}

test('the answer for an unresolved name has an ordinary, empty headers object of its own', async (t) => {
  lookupWith(t, () => ({ error: 'ENOTFOUND' }));
  const shim = openShim(t, { network: ['*'] });
  const [first, second] = [
    await successOf(get(shim, `http://${NAME}/`)),
    await successOf(get(shim, `http://${NAME}/`)),
  ];
  assert.equal(Object.getPrototypeOf(first.headers), Object.prototype);
  assert.notEqual(first.headers, second.headers);
});

test('a name that is not named is not even looked up', async (t) => {
  const lookup = lookupWith(t, () => ({ address: '127.0.0.1' }));
  for (const network of ['offline', ['other.example.com'], ['example.com'], [`${NAME}:81`], []]) {
    await failureOf(get(openShim(t, { network }), `http://${NAME}/`), 'SHIM_NETWORK_OFFLINE');
  }
  assert.equal(lookup.mock.callCount(), 0);
});

test('a name that resolves to loopback is refused by its address, and nothing is sent', async (t) => {
  const upstream = await openUpstream(t);
  lookupWith(t, () => ({ address: '127.0.0.1' }));
  for (const network of [[NAME], ['*'], 'live']) {
    const shim = openShim(t, { network });
    await failureOf(get(shim, `http://${NAME}:${upstream.port}/`), 'SHIM_ADDRESS_REFUSED');
    await failureOf(post(shim, `http://${NAME}:${upstream.port}/`, 'secret'), 'SHIM_ADDRESS_REFUSED');
  }
  assert.equal(upstream.requests.length, 0);
});

test('a name that resolves to loopback is reached where both are named', async (t) => {
  const upstream = await openUpstream(t);
  lookupWith(t, () => ({ address: '127.0.0.1' }));
  const shim = openShim(t, { network: [NAME, '127.0.0.1'] });
  assert.equal((await successOf(get(shim, `http://${NAME}:${upstream.port}/`))).body, 'ok');
  assert.equal(upstream.requests[0].fields[0][1], `${NAME}:${upstream.port}`);
});

test('loopback in each of its spellings is refused where it is not named', async (t) => {
  const upstream = await openUpstream(t);
  const shim = openShim(t, { network: 'live', limits: { timeout: 2_000 } });
  const spellings = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    'localhost',
    'LOCALHOST',
    '0.0.0.0',
  ];
  for (const host of [...spellings, '[::ffff:127.0.0.1]', '[::ffff:7f00:1]']) {
    await failureOf(get(shim, `http://${host}:${upstream.port}/`), 'SHIM_ADDRESS_REFUSED');
  }
  assert.equal(upstream.requests.length, 0);
});

test("'localhost' in the list names loopback", async (t) => {
  const upstream = await openUpstream(t);
  const shim = openShim(t, { network: ['localhost'] });
  assert.equal((await successOf(get(shim, `http://localhost:${upstream.port}/`))).body, 'ok');
});

test('a call to the own origin never leaves the machine', async (t) => {
  const upstream = await openUpstream(t);
  const lookup = lookupWith(t, () => ({ address: '127.0.0.1' }));
  const shim = openShim(t, { network: ['*', '127.0.0.1'], origin: upstream.url });
  await get(shim, `${upstream.url}/k/v1/file.json`).then(
    () => {},
    () => {},
  );
  assert.equal(upstream.connections.length, 0);
  assert.equal(lookup.mock.callCount(), 0);
});
