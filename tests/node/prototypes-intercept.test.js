/** Members that somebody gave to the prototype of all objects decide nothing of what `intercept` takes, keeps and hands on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { intercept } from 'kintone-shim/intercept';
import ts from 'typescript';
import { filesBelow, nodesOf } from '../architecture/support/tree.js';

const api = 'https://example.kintone.com/k/v1';

/** Every name that the code of intercept looks up in an object. */
function namesLookedUp() {
  const names = new Set();
  for (const node of [...filesBelow('js/intercept', ['.js']), 'js/intercept.js'].flatMap(nodesOf)) {
    if (ts.isPropertyAccessExpression(node)) names.add(node.name.text);
    if (ts.isBindingElement(node) && !node.dotDotDotToken) names.add((node.propertyName ?? node.name).text);
  }
  return [...names].filter((name) => name !== undefined && !name.startsWith('#')).sort();
}

/** What the platform takes from there: the members of fetch's `init`, which it reads as Web IDL says, and what its streams look up. */
const ofThePlatform = new Set([
  ...['body', 'cache', 'credentials', 'duplex', 'headers', 'integrity', 'keepalive', 'method', 'mode'],
  ...['priority', 'redirect', 'referrer', 'referrerPolicy', 'signal', 'window'],
  ...['done', 'get', 'next', 'prototype', 'return', 'set', 'size', 'then', 'type', 'value', 'writable'],
]);

/** What an intercepted page asks, and what it is told; of what differs from time to time only that it is there. */
async function conversation() {
  const shim = createShim({ seed: 'a' });
  const target = { fetch, FileReader: undefined };
  const told = [];
  const restore = intercept(shim, target);
  const tell = async (response) => {
    const { status, url, type } = response;
    told.push([status, url, type, [...response.headers.keys()].sort(), typeof (await response.text())]);
  };
  const form = () => {
    const made = new FormData();
    made.append('__REQUEST_TOKEN__', shim.kintone.getRequestToken());
    made.append('file', new Blob(['abc']), 'a.txt');
    return made;
  };
  const headers = { 'X-Requested-With': 'XMLHttpRequest' };
  await tell(await target.fetch(`${api}/record.json?app=1&id=1`, { headers }));
  await tell(await target.fetch('/k/v1/file.json', { method: 'POST', headers, body: form() }));
  const xhr = new target.XMLHttpRequest();
  xhr.open('POST', `${api}/file.json`);
  xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  const events = [];
  await new Promise((resolve) => {
    for (const type of ['loadstart', 'readystatechange', 'progress', 'load', 'error', 'abort', 'timeout']) {
      xhr.addEventListener(type, (event) => {
        // Only some have lengths.
        events.push(type === 'readystatechange' ? type : [type, event.loaded]);
      });
    }
    xhr.addEventListener('loadend', resolve);
    xhr.send(form());
  });
  told.push(events, xhr.status, xhr.responseURL, Object.keys(JSON.parse(xhr.responseText)));
  told.push(shim.files.map(({ name, size }) => [name, size]));
  restore();
  told.push(target.fetch === fetch, Object.keys(target));
  shim.dispose();
  return JSON.stringify(told);
}

/** A window's classes are its own. */
const isClass = (name) => /^[A-Z]/.test(name);

const names = namesLookedUp().filter(
  (name) => !(name in Object.prototype) && !ofThePlatform.has(name) && !isClass(name),
);
const hostile = { text: 'y', true: true, function: () => 'y', array: ['y'], object: {} };

test('without anything of the kind files are uploaded', async () => {
  const said = await conversation();
  assert.match(said, /\[\["a\.txt",3\],\["a\.txt",3\]\]/);
  assert.match(said, /"fileKey"/);
  for (const name of ['origin', 'target', 'isOver', 'timeout', 'parts', 'stream', 'loaded']) {
    assert.ok(names.includes(name), name);
  }
});

for (const [kind, value] of Object.entries(hostile)) {
  test(`with ${kind} as any member of Object.prototype all is answered as without`, async () => {
    const expected = await conversation();
    const broken = [];
    for (const name of names) {
      Object.prototype[name] = value;
      let got;
      try {
        got = await conversation();
      } catch (error) {
        got = String(error.stack);
      } finally {
        delete Object.prototype[name];
      }
      if (got !== expected) broken.push(`${name}: ${got.slice(0, 300)}`);
    }
    assert.deepEqual(broken, []);
  });
}
