/** Members that somebody gave to the prototype of all objects decide nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import ts from 'typescript';
import { filesBelow, nodesOf, read } from '../architecture/support/tree.js';
import { internalsOf, settled } from '../support/calls.js';

const api = 'https://api.example.com';
const origin = 'https://example.kintone.com';

/** What carries a call that stays in the process. */
const inProcess =
  /^js\/(shim\.js|call\/.*|core\/.*|harness\/.*|kintone\/.*|rest\/.*|transport\/(own|route|blob)\.js)$/;

/** Every name that our code looks up in an object, or that the core writes into one. */
function namesLookedUp() {
  const names = new Set();
  for (const node of filesBelow('js', ['.js'])
    .filter((file) => inProcess.test(file))
    .flatMap(nodesOf)) {
    if (ts.isPropertyAccessExpression(node)) names.add(node.name.text);
    if (ts.isBindingElement(node) && !node.dotDotDotToken) names.add((node.propertyName ?? node.name).text);
  }
  for (const file of filesBelow('wasm', ['.h', '.cpp'])) {
    for (const [, name] of read(file).matchAll(/\.name\("(\w+)"\)/g)) names.add(name);
  }
  // A private name and a pattern are none.
  return [...names].filter((name) => name !== undefined && !name.startsWith('#')).sort();
}

/** What the language itself, Node's streams and its assert take from there: nothing works any more with it. */
const ofThePlatform = new Set(['get', 'set', 'then', 'done', 'value', 'writable', 'return', 'prototype']);

/** One of everything that stays in the process; what is random or the time's is left out. */
async function conversation() {
  const shim = createShim({ seed: 'a', redirect: 'follow', users: { a: 'b' } });
  const told = [];
  const { upstream, kintone } = shim;
  const tell = async (call) => {
    const came = await settled(call);
    told.push(Object.hasOwn(came, 'failure') ? came.failure : came.answer);
  };
  const outcomes = [];
  internalsOf(shim).watch({
    began: (entry, { ignoresBody }) => outcomes.push([entry.transport, ignoresBody]),
    ended: (entry, { success, code, end, dropped, unmatched }) =>
      outcomes.push([success, code, end, dropped, unmatched]),
    asked: () => {},
    answered: () => {},
  });
  upstream
    .get(api)
    .reply(200, { a: [1] })
    .reply(302, '', { Location: '/b' })
    .fail('reset');
  upstream.intercept({ url: `${api}/b` }).reply((request) => ({ status: 201, body: request.url }));
  upstream
    .at(api)
    .post('/file')
    .reply(async ({ body }) => ({ status: 200, body: await body.text() }));
  upstream.get(`${api}/pending`).reply(200);
  for (let i = 0; i < 3; i += 1) await tell(kintone.proxy(api, 'GET', {}, {}));
  const value = new Blob(['abc']);
  await tell(kintone.proxy.upload(`${api}/file`, 'POST', {}, { format: 'RAW', value }));
  await tell(kintone.proxy(`${api}/c`, 'POST', { A: 'a' }, { a: 1 }));
  await tell(kintone.proxy(api, 'PATCH', {}, {}));
  await tell(kintone.proxy(`${origin}/k/v1/file.json?fileKey=a`, 'GET', {}, {}));
  await tell(kintone.proxy.upload(`${origin}/k/v1/file.json`, 'POST', {}, { format: 'RAW', value }));
  upstream.get(api).reply(200, 'called back');
  await tell(
    new Promise((resolve, reject) => kintone.proxy(api, 'GET', {}, {}, (...all) => resolve(all), reject)),
  );
  for (const misuse of [
    () => upstream.get(5),
    () => upstream.intercept({ a: 1 }),
    () => upstream.get(api).reply(200, null),
    () => createShim({ a: 1 }),
    () => shim.verify(),
  ]) {
    assert.throws(misuse, (error) => Boolean(told.push(String(error))));
  }
  const seen = ({ startedAt, duration, ...entry }) => [typeof startedAt, typeof duration, entry];
  told.push(shim.journal.calls().map(seen), shim.journal.calls({ method: 'POST' }).length);
  told.push(upstream.pending(), shim.files.length, shim.records, shim.diskUsage, kintone.getRequestToken());
  shim.advance(1);
  shim.reload();
  shim.reset();
  shim.dispose();
  await tell(kintone.proxy(api, 'GET', {}, {}));
  return JSON.stringify([told, outcomes]);
}

const names = namesLookedUp().filter((name) => !(name in Object.prototype) && !ofThePlatform.has(name));

test('there are names to look up', () => {
  for (const name of ['own', 'route', 'next', 'fault', 'end', 'depth']) assert.ok(names.includes(name), name);
});

for (const [kind, hostile] of Object.entries({
  text: 'y',
  true: true,
  function: () => 'y',
  array: ['y'],
  object: {},
})) {
  test(`with ${kind} as any member of Object.prototype every call ends as without`, async () => {
    const expected = await conversation();
    const broken = [];
    for (const name of names) {
      Object.prototype[name] = hostile;
      let got;
      try {
        got = await conversation();
      } catch (error) {
        got = error.stack;
      } finally {
        delete Object.prototype[name];
      }
      if (got !== expected) broken.push(name, got);
    }
    assert.deepEqual(
      broken.filter((each, i) => i % 2 === 0),
      [],
    );
  });
}
