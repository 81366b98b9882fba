/** Clients that bend HTTP: requests hidden in requests, heads without end, clients that stop halfway or never read. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { exchangeBytes, openTarget, paths, readAnswer, requestBytes } from '../support/attacks.js';
import { internalsOf, openShim, openUpstream } from '../support/calls.js';
import { runModule } from '../support/child.js';
import { ask, openServer, Page, RawConnection } from '../support/page-client.js';
import { until } from '../support/waiting.js';

const MIB = 1_048_576;
const root = join(import.meta.dirname, '../support/browser/folder');

/**
 * Field lines and bodies that two readers would not take for the same; {inner} is a request that the relay would take, {length}
 * the length of that, {hex} the same in hexadecimal digits.
 */
const framings = [
  ['two lengths', 'Content-Length: 0\r\nContent-Length: {length}', '{inner}'],
  ['two lengths, the other way', 'Content-Length: {length}\r\nContent-Length: 0', '{inner}'],
  ['the same length twice', 'Content-Length: 0\r\nContent-Length: 0', '{inner}'],
  ['a list of lengths', 'Content-Length: 0, 0', '{inner}'],
  ['length and chunks', 'Content-Length: {length}\r\nTransfer-Encoding: chunked', '0\r\n\r\n{inner}'],
  ['chunks and length', 'Transfer-Encoding: chunked\r\nContent-Length: 0', '{hex}\r\n{inner}\r\n0\r\n\r\n'],
  ['an unknown coding', 'Transfer-Encoding: xchunked', '0\r\n\r\n{inner}'],
  ['identity', 'Transfer-Encoding: identity', '{inner}'],
  ['chunked that is not last', 'Transfer-Encoding: chunked, identity', '0\r\n\r\n{inner}'],
  ['chunked in two lines', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', '0\r\n\r\n{inner}'],
  ['a blank before the colon', 'Content-Length : {length}', '{inner}'],
  ['a coding with a blank before the colon', 'Transfer-Encoding : chunked', '0\r\n\r\n{inner}'],
  ['a folded line', 'Content-Length:\r\n 0', '{inner}'],
  ['a folded coding', 'Transfer-Encoding:\r\n chunked', '0\r\n\r\n{inner}'],
  ['a folded first line', ' Content-Length: 0', '{inner}'],
  ['a vertical tab', 'Transfer-Encoding:\x0bchunked', '0\r\n\r\n{inner}'],
  ['a signed length', 'Content-Length: +0', '{inner}'],
  ['a negative length', 'Content-Length: -1', '{inner}'],
  ['a hexadecimal length', 'Content-Length: 0x0', '{inner}'],
  ['a length with a point', 'Content-Length: 0.0', '{inner}'],
  ['a length beyond 64 bits', 'Content-Length: 18446744073709551616', '{inner}'],
  ['bare line feeds', 'A: b\nContent-Length: 0', '{inner}'],
  ['a bare carriage return', 'A: b\rContent-Length: 0', '{inner}'],
  ['a NUL', 'A: \0', '{inner}'],
  ['a field without a name', ': 0', '{inner}'],
  ['a field without a colon', 'Content-Length', '{inner}'],
  ['a chunk beyond 64 bits', 'Transfer-Encoding: chunked', 'fffffffffffffffff\r\n{inner}'],
  ['a negative chunk', 'Transfer-Encoding: chunked', '-1\r\n{inner}'],
  ['a chunk of no size', 'Transfer-Encoding: chunked', '\r\n{inner}'],
  ['a chunk longer than it says', 'Transfer-Encoding: chunked', '1\r\n{inner}\r\n0\r\n\r\n'],
  ['a chunk extension without end', 'Transfer-Encoding: chunked', `0;${'a'.repeat(20_000)}\r\n\r\n{inner}`],
  ['a head without end', `A: ${'a'.repeat(20_000)}`, '{inner}'],
];

test('a request that two readers would read differently is refused, and no second one is found in it', async (t) => {
  const { trap, server, fields, message, host } = await openTarget(t);
  const inner = requestBytes('POST', paths.call, fields(), message).toString('latin1');
  const length = String(inner.length);
  const fill = (text) =>
    text.replace('{inner}', inner).replace('{length}', length).replace('{hex}', inner.length.toString(16));
  for (const [what, lines, body] of framings) {
    for (const start of [`POST ${paths.call}`, 'GET /none', `OPTIONS ${paths.page}`]) {
      const bytes = `${start} HTTP/1.1\r\nHost: ${host}\r\n${fill(lines)}\r\n\r\n${fill(body)}`;
      const received = await exchangeBytes(server.port, Buffer.from(bytes, 'latin1'));
      const statuses = [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
      // A fault in the body is found after the head was answered.
      assert.ok(statuses.length >= 1 && statuses.length <= 2, `${what}: ${received}`);
      assert.ok(
        statuses.every((status) => status >= 400 && status < 500),
        `${what}: ${statuses}`,
      );
      assert.equal(statuses.at(-1) === 400 || lines.includes('chunked'), true, `${what}: ${statuses}`);
    }
  }
  assert.equal(trap.connections, 0);
  const good = await exchangeBytes(server.port, Buffer.from(inner, 'latin1'));
  assert.match(readAnswer(good).text, /"body":"secret"/);
});

test('the body of what is refused, or never read, is no request', async (t) => {
  const { trap, server, fields, message, host } = await openTarget(t, { root });
  const inner = requestBytes('POST', paths.call, fields(), message);
  const size = inner.length.toString(16);
  const chunked = Buffer.concat([Buffer.from(`${size}\r\n`), inner, Buffer.from('\r\n0\r\n\r\n')]);
  const starts = Object.values(paths).flatMap((path) => [`POST ${path}`, `GET ${path}`, `OPTIONS ${path}`]);
  for (const start of [...starts, 'GET /index.html', 'GET /none', 'PUT /', 'GET /k/v1/app.json']) {
    for (const [frame, body] of [
      [`Content-Length: ${inner.length}`, inner],
      ['Transfer-Encoding: chunked', chunked],
    ]) {
      const head = `${start} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${frame}\r\n\r\n`;
      const received = await exchangeBytes(server.port, Buffer.concat([Buffer.from(head), body]));
      assert.equal(received.split('HTTP/1.1 ').length, 2, `${start}: ${received}`);
      assert.ok(!received.includes('"body":"secret"'), start);
    }
  }
  assert.equal(trap.connections, 0);
});

test('a lenient parser of the process is none of the server', async () => {
  const { code, stdout, stderr } = await runModule(
    `import { createShim } from 'kintone-shim';
     import { serve } from 'kintone-shim/server';
     import { connect, createServer } from 'node:net';
     import { text } from 'node:stream/consumers';
     const server = await serve({ shim: createShim() });
     const socket = connect(server.port, '127.0.0.1');
     socket.write('GET / HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Length: 0\\r\\nTransfer-Encoding: chunked\\r\\nConnection: close\\r\\n\\r\\n0\\r\\n\\r\\n');
     console.log((await text(socket)).split('\\r\\n')[0]);
     await server.close();`,
    { flags: ['--insecure-http-parser', '--no-warnings'] },
  );
  assert.equal(stderr, '');
  assert.equal(code, 0);
  assert.equal(stdout, 'HTTP/1.1 400 Bad Request\n');
});

test('a head that comes drop by drop has an end', async (t) => {
  const { serve } = createRequire(import.meta.url)('kintone-shim/server');
  const { createServer } = http;
  let given;
  t.mock.method(http, 'createServer', (options, listener) => {
    given = options;
    // The same, faster.
    const headersTimeout = options.headersTimeout / 20;
    return createServer({ ...options, headersTimeout, connectionsCheckingInterval: 50 }, listener);
  });
  const shim = openShim(t);
  const server = await serve({ shim });
  t.after(() => server.close());
  t.mock.restoreAll();
  assert.ok(given.headersTimeout > 0 && given.headersTimeout <= 60_000);
  const silent = new RawConnection(server.port);
  const begun = new RawConnection(server.port);
  await begun.write('GET / HT');
  const dripping = new RawConnection(server.port);
  await dripping.writeHead('GET /', {});
  await until(() => dripping.received !== '');
  await dripping.write('GET / HTTP/1.1\r\n');
  const drip = setInterval(() => void dripping.write('A: b\r\n'), 20);
  t.after(() => clearInterval(drip));
  await until(() => silent.isClosed && begun.isClosed && dripping.isClosed);
  assert.equal(dripping.received.split('HTTP/1.1 ').length, 3);
});

test('a client that stops anywhere leaves nothing behind', async (t) => {
  const { trap, server, page, fields, message } = await openTarget(t);
  const call = requestBytes('POST', paths.call, fields(), message);
  const upload = requestBytes(
    'POST',
    paths.upload,
    fields(page.uploadHeaders),
    Buffer.concat([page.uploadHead({ url: trap.url }), Buffer.alloc(1_000)]),
  );
  // As far as the JSON in front of the file goes, the call has not begun.
  const beforeFile = upload.length - 1_000;
  for (const bytes of [call, upload.subarray(0, beforeFile)]) {
    for (let length = 0; length < bytes.length; length += 29) {
      for (const end of ['end', 'destroy', 'resetAndDestroy']) {
        const socket = connect(server.port, '127.0.0.1');
        socket.on('error', () => {}).resume();
        await once(socket, 'connect');
        if (length > 0) await new Promise((resolve) => socket.write(bytes.subarray(0, length), resolve));
        socket[end]();
        await once(socket, 'close');
      }
    }
  }
  assert.deepEqual(server.shim.journal.calls(), []);
  assert.equal(trap.connections, 0);

  // One that answers would end the call by itself.
  const held = [];
  const silent = createServer((each) => held.push(each.on('error', () => {}))).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const head = page.uploadHead({ url: `http://127.0.0.1:${silent.address().port}/` });
  const body = Buffer.concat([head, Buffer.alloc(1_000)]);
  const whole = requestBytes('POST', paths.upload, fields(page.uploadHeaders), body);
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(whole.subarray(0, -1));
  await until(() => held.length === 1);
  socket.resetAndDestroy();
  await until(() => internalsOf(server.shim).liveExchanges() === 0);
  assert.equal(server.shim.journal.calls()[0].code, 'SHIM_CALL_ABORTED');
  assert.equal((await ask(`${server.url}${paths.script}`)).status, 200);
});

const openFiles = async () => (await fs.readdir('/proc/self/fd')).length;

test('a client that never reads keeps nobody waiting, and nothing when it goes', async (t) => {
  const folder = await fs.mkdtemp(join(tmpdir(), 'kintone-shim-attack-'));
  t.after(() => fs.rm(folder, { recursive: true }));
  await fs.writeFile(join(folder, 'large.bin'), '');
  await fs.truncate(join(folder, 'large.bin'), 200 * MIB);
  const upstream = await openUpstream(t);
  upstream.answerWith({ status: 200, body: { fill: 'a', length: 10 * MIB } });
  const server = await openServer(t, { root: folder });
  const page = await Page.load(server);
  await page.call({ url: upstream.url });
  const before = await openFiles();
  const bytes = Buffer.from(page.message({ url: upstream.url }));
  const clients = Array.from({ length: 20 }, () => new RawConnection(server.port));
  for (const [i, client] of clients.entries()) {
    client.pause();
    if (i % 2 === 0) await client.writeHead('GET /large.bin', {});
    else {
      await client.writeHead(`POST ${paths.call}`, { ...page.callHeaders, 'Content-Length': bytes.length });
      await client.write(bytes);
    }
  }
  // Of answers that large the journal keeps a few.
  const isIdle = () => server.shim.journal.calls().every(({ state }) => state === 'success');
  await until(() => upstream.requests.length === 11 && isIdle());
  const { answer } = await page.call({ url: upstream.url });
  assert.equal(answer.result.body.length, 10 * MIB);
  for (const client of clients) client.destroy();
  await until(() => server.lines.filter((line) => /large\.bin aborted /.test(line)).length === 10);
  await upstream.close();
  let left;
  do left = await openFiles();
  while (left > before);
  assert.equal(internalsOf(server.shim).liveExchanges(), 0);
});

/** A thousand connections at once, again and again: each is refused, or never comes to a request. */
const flood = `
  import { createShim } from 'kintone-shim';
  import { serve } from 'kintone-shim/server';
  import { connect, createServer } from 'node:net';
  const shim = createShim({ network: 'live' });
  const server = await serve({ shim });
  const { liveExchanges, wasmHeapBytes } = shim[Symbol.for('kintone-shim.internals')];
  const head = (start, ...lines) => [start + ' HTTP/1.1', 'Connection: close', ...lines].join('\\r\\n') + '\\r\\n\\r\\n';
  const host = 'Host: 127.0.0.1:' + server.port;
  const kinds = [
    head('POST /k/api/proxy/call.json', host, 'Origin: http://evil.example', 'Content-Length: 5') + '12345',
    head('POST /k/api/proxy/call.json', host, 'Content-Length: 50000') + '1'.repeat(50000),
    head('POST /k/api/proxy/upload.json', host, 'Transfer-Encoding: chunked') + '5\\r\\n12345\\r\\n0\\r\\n\\r\\n',
    head('POST /k/api/proxy/call.json', 'Host: evil.example'),
    head('GET /_shim/page.json', host),
    head('OPTIONS /_shim/page.json', host, 'Origin: http://evil.example'),
    head('GET /_shim/page.json', host, 'A: ' + 'a'.repeat(20000)),
    head('GET /none', host, 'Upgrade: websocket'),
    'nonsense\\r\\n\\r\\n',
  ];
  const halves = ['', 'POST', head('POST /k/api/proxy/call.json', host, 'Content-Length: 9') + '1'];
  let answers = 0;
  const client = (i) =>
    new Promise((resolve) => {
      const half = halves[i % 20];
      const socket = connect(server.port, '127.0.0.1', () => {
        if (half === undefined) socket.write(kinds[i % kinds.length]);
        else socket.write(half, () => socket.resetAndDestroy());
      });
      socket.once('data', () => (answers += 1));
      socket.on('error', () => {}).on('close', resolve);
    });
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  async function round() {
    await Promise.all(Array.from({ length: 1000 }, (_, i) => client(i)));
    while (sockets() > 0) await new Promise((resolve) => setImmediate(resolve));
    gc();
    return { heap: process.memoryUsage().heapUsed, external: process.memoryUsage().external, wasm: wasmHeapBytes(), handles: process.getActiveResourcesInfo().length };
  }
  const rounds = [];
  for (let i = 0; i < 6; i += 1) rounds.push(await round());
  console.log(JSON.stringify({ answers, rounds, exchanges: liveExchanges(), calls: shim.journal.calls().length }));
  await server.close();
  shim.dispose();
`;

test('six times a thousand refused connections at once leave no handle and no memory behind', async (t) => {
  const { code, stdout, stderr } = await runModule(flood, { flags: ['--expose-gc'] });
  assert.equal(stderr, '');
  // Nothing keeps the process alive.
  assert.equal(code, 0);
  const { answers, rounds, exchanges, calls } = JSON.parse(stdout);
  assert.equal(answers, 6 * 850);
  assert.deepEqual([exchanges, calls], [0, 0]);
  const [early, late] = [rounds[2], rounds[5]];
  t.diagnostic(`heap ${early.heap} to ${late.heap}, Wasm ${early.wasm} to ${late.wasm} bytes`);
  assert.equal(late.handles, early.handles);
  assert.equal(late.wasm, early.wasm);
  // 3,000 connections later. A request has more than 300 bytes, and each ninth a body of 50,000.
  assert.ok(late.heap - early.heap < 900_000, stdout);
  assert.ok(late.external - early.external < 10_000_000, stdout);
});
