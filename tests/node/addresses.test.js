/** P32: every address is judged before a connection is made, and the socket is held to it. */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import net from 'node:net';
import { test } from 'node:test';
import { failureOf, get, openShim, openUpstream, successOf } from '../support/calls.js';
import { startUpstream } from '../support/upstream.js';

const NAME = 'api.example.com';

/** A resolver that gives these addresses for each name. */
function resolveTo(t, ...addresses) {
  t.mock.method(dns, 'lookup', (host, options, done) =>
    process.nextTick(
      done,
      null,
      addresses.map((address) => ({ address, family: net.isIP(address) })),
    ),
  );
}

async function closedPort() {
  const upstream = await startUpstream();
  const { port } = upstream;
  await upstream.close();
  return port;
}

test("with network: 'live' an open and a closed port of the machine are refused alike, and neither is asked", async (t) => {
  const upstream = await openUpstream(t);
  const ports = [upstream.port, await closedPort()];
  const connect = t.mock.method(net.Socket.prototype, 'connect');
  const shim = openShim(t, { network: 'live' });
  resolveTo(t, '127.0.0.1', '::1');
  const messages = [];
  for (const port of ports) {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', NAME]) {
      const { message } = await failureOf(get(shim, `http://${host}:${port}/`), 'SHIM_ADDRESS_REFUSED');
      messages.push(message.replaceAll(String(port), 'PORT'));
    }
  }
  assert.deepEqual(messages.slice(4), messages.slice(0, 4));
  assert.equal(connect.mock.callCount(), 0);
  assert.equal(upstream.connections.length, 0);
});

test('of several addresses those that are allowed are tried, until one takes the connection', async (t) => {
  const upstream = await openUpstream(t);
  // The first is not named, at the second nobody listens.
  resolveTo(t, '10.0.0.1', '127.0.0.2', '127.0.0.1');
  const shim = openShim(t, { network: [NAME, '127.0.0.1', '127.0.0.2'] });
  assert.equal((await successOf(get(shim, `http://${NAME}:${upstream.port}/`))).body, 'ok');
  assert.equal(upstream.requests[0].fields[0][1], `${NAME}:${upstream.port}`);
});

test('where none takes it, the call is refused', async (t) => {
  const port = await closedPort();
  resolveTo(t, '127.0.0.1', '127.0.0.2');
  const shim = openShim(t, { network: [NAME, '127.0.0.1', '127.0.0.2'] });
  await failureOf(get(shim, `http://${NAME}:${port}/`), 'SHIM_CONNECTION_REFUSED');
});

/** Makes each socket that is connected tell another address as its other end. */
function pretend(t, remoteAddress) {
  const { connect } = net.Socket.prototype;
  t.mock.method(net.Socket.prototype, 'connect', function (...args) {
    Object.defineProperty(this, 'remoteAddress', { value: remoteAddress });
    return connect.apply(this, args);
  });
}

test('a socket that names another address is refused, and nothing is sent', async (t) => {
  const upstream = await openUpstream(t);
  const shim = openShim(t);
  pretend(t, '127.0.0.2');
  const { message } = await failureOf(get(shim, upstream.url), 'SHIM_ADDRESS_REFUSED');
  assert.ok(message.includes('127.0.0.2'), message);
  assert.equal(upstream.requests.length, 0);
});

test('one that names none passes, and so does the same address in another spelling', async (t) => {
  const upstream = await openUpstream(t);
  for (const address of [undefined, '::ffff:127.0.0.1']) {
    const shim = openShim(t);
    pretend(t, address);
    assert.equal((await successOf(get(shim, upstream.url))).body, 'ok');
    t.mock.restoreAll();
  }
});

test('a tool that says "connected" before it knows does not end a call to a host with two addresses', async (t) => {
  const upstream = await openUpstream(t);
  resolveTo(t, '127.0.0.2', '127.0.0.1');
  const { connect } = net.Socket.prototype;
  t.mock.method(net.Socket.prototype, 'connect', function (...args) {
    this.connecting = true;
    process.nextTick(() => this.emit('connect'));
    setImmediate(() => connect.apply(this, args));
    return this;
  });
  const shim = openShim(t, { network: [NAME, '127.0.0.1', '127.0.0.2'] });
  assert.equal((await successOf(get(shim, `http://${NAME}:${upstream.port}/`))).body, 'ok');
});
