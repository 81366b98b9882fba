/** What somebody has added to every object changes nothing: neither the first live call, nor what a step or a descriptor says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModule } from '../support/child.js';
import { openUpstream } from '../support/calls.js';

const source = `
  import { createShim } from 'kintone-shim';
  const [, url, name, isEarly] = process.argv;
  const pollute = () => { Object.prototype[name] = 'y'; };
  const file = new Blob(['file']);
  if (isEarly === 'true') pollute();
  const shim = createShim({ network: ['127.0.0.1'] });
  if (isEarly === 'false') pollute();
  const { kintone } = shim;
  const told = [];
  const call = async (promise) => told.push(await promise.then(([body]) => body, String));
  await call(kintone.proxy(url, 'GET', {}, {}));
  await call(kintone.proxy(url, 'POST', {}, { a: 1 }));
  // Node itself cannot slice its Blobs while all objects have an accessor.
  const isSliced = name !== 'get' && name !== 'set';
  if (isSliced) await call(kintone.proxy.upload(url, 'PUT', {}, { format: 'RAW', value: file }));
  shim.upstream.get('https://api.example.com/').reply(200, 'routed');
  await call(kintone.proxy('https://api.example.com/', 'GET', {}, {}));
  const target = { kintone: 'mine' };
  shim.install(target)();
  told.push(target.kintone);
  delete Object.prototype[name];
  console.log(JSON.stringify(told));
  shim.dispose();`;

const members = [
  'x',
  'own',
  'route',
  'relay',
  'nearest',
  'get',
  'set',
  'enumerable',
  'all',
  'host',
  'text',
  'slices',
];

for (const name of members) {
  test(`Object.prototype.${name} from the start`, async (t) => {
    const upstream = await openUpstream(t);
    upstream.answerWith({ status: 200, body: 'x'.repeat(100), coding: 'gzip' });
    const { stdout, stderr } = await runModule(source, { args: [upstream.url, name, 'true'] });
    const bodies = Array(/^[gs]et$/.test(name) ? 2 : 3).fill('x'.repeat(100));
    assert.equal(stdout, `${JSON.stringify([...bodies, 'routed', 'mine'])}\n`, stderr);
  });
}

// Node itself cannot load some of its modules while all objects have these: so not before there is a shim.
for (const name of ['value', 'writable']) {
  test(`Object.prototype.${name} before the first live call`, async (t) => {
    const upstream = await openUpstream(t);
    const { stdout, stderr } = await runModule(source, { args: [upstream.url, name, 'false'] });
    assert.equal(stdout, `${JSON.stringify(['ok', 'ok', 'ok', 'routed', 'mine'])}\n`, stderr);
  });
}
