/** Of kintone's API what the shim has not says so where it is called, until a test gives it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { openShim } from '../support/calls.js';

const all = ['proxy', 'plugin', 'app', 'mobile', 'events', 'getRequestToken', 'Promise'];
const open = (t, options) => openShim(t, options).kintone;

const calls = {
  'kintone.app.getQuery': (kintone) => kintone.app.getQuery(),
  'kintone.app.record.getSpaceElement': (kintone) => kintone.app.record.getSpaceElement('s'),
  'kintone.api': (kintone) => kintone.api('/k/v1/record.json', 'GET', { app: 1, id: 1 }),
  'kintone.api.url': ({ api }) => api.url('/k/v1/record.json'),
  'kintone.user.getIcons': ({ user }) => user.getIcons([]),
  'kintone.mobile.space.portal.getContentSpaceElement': ({ mobile: { space } }) =>
    space.portal.getContentSpaceElement(),
  'kintone.portal.getContentSpaceElement': ({ portal }) => portal.getContentSpaceElement(),
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name}() is a TypeError that says what is missing and how to add it, until it is there`, (t) => {
    const kintone = open(t);
    let advice;
    assert.throws(
      () => call(kintone),
      (error) => {
        assert.ok(error instanceof TypeError);
        assert.match(
          error.stack.split('\n').find((line) => /^ +at /.test(line)),
          /missing-members\.test\.js/,
        );
        assert.ok(error.message.startsWith(`${name} is not there: `), error.message);
        assert.match(
          error.message,
          /has kintone\.proxy, kintone\.proxy\.upload, kintone\.plugin\.app\.proxy, kintone\.plugin\.app\.proxy\.upload, kintone\.plugin\.app\.getConfig, kintone\.plugin\.app\.setConfig, kintone\.plugin\.app\.getProxyConfig, kintone\.plugin\.app\.setProxyConfig, kintone\.app\.getId, kintone\.app\.record\.getId, kintone\.app\.record\.get, kintone\.app\.record\.set, kintone\.mobile\.app\.getId, kintone\.mobile\.app\.record\.getId, kintone\.mobile\.app\.record\.get, kintone\.mobile\.app\.record\.set, kintone\.events\.on, kintone\.events\.off, kintone\.getRequestToken, kintone\.Promise\./,
        );
        [, advice] = / needs: (.+?) = \(\.\.\.args\) => \{ … \};/.exec(error.message);
        return true;
      },
    );
    // What the message says, done.
    const path = advice.split('.').slice(1);
    const owner = path.slice(0, -1).reduce((object, member) => object[member], kintone);
    owner[path.at(-1)] = () => 'added';
    assert.equal(call(kintone), 'added');
    assert.throws(() => call(open(t)), TypeError, 'of another shim it is missing still');
  });
}

test('in Japanese', (t) => {
  assert.throws(
    () => open(t, { locale: 'ja' }).app.getQuery(),
    /^TypeError: kintone\.app\.getQueryはありません。/,
  );
});

test('it is no member that is listed, copied or compared', (t) => {
  const kintone = open(t);
  assert.deepEqual(Object.keys(kintone), all);
  assert.deepEqual(Object.keys({ ...kintone }), all);
  assert.doesNotMatch(inspect(kintone), /portal|getQuery|missing/i);
  assert.equal(kintone.constructor, Object);
  const listed = [];
  for (const name in kintone) listed.push(name);
  assert.deepEqual(listed, all);
  assert.deepEqual(inspect(kintone.user), '{}');
  assert.equal(kintone.nowhere, undefined);
  assert.equal(kintone.app.nowhere, undefined);
  assert.equal('nowhere' in kintone, false);
});

test('code that asks whether it is there takes the way that it takes in kintone', (t) => {
  const kintone = open(t);
  assert.ok(kintone.app && 'app' in kintone && typeof kintone.app.getQuery === 'function');
  assert.throws(() => kintone.app?.getQuery?.(), /kintone\.app\.getQuery is not there/);
});

test('an assignment gives it, to one shim, and a member of its own', (t) => {
  const kintone = open(t);
  const portal = { getId: () => 'id' };
  kintone.portal = portal;
  assert.equal(kintone.portal, portal);
  assert.deepEqual(Object.keys(kintone), [...all, 'portal']);
  assert.equal(kintone.portal.getContentSpaceElement, undefined, "what is there is the test's own");
  kintone.user.getIcons = () => 5;
  assert.equal(kintone.user.getIcons(), 5);
  assert.throws(() => kintone.app.getQuery(), /kintone\.app\.getQuery is not there/);
  assert.deepEqual(Object.keys(kintone.user), ['getIcons']);
  Object.defineProperty(kintone, 'api', { value: () => 'api' });
  assert.equal(kintone.api(), 'api');
  const inherits = Object.create(kintone);
  inherits.space = 'mine';
  assert.notEqual(kintone.space, 'mine');
});

test("a runner's spy gives it, and takes it back", (t) => {
  const kintone = open(t);
  const spy = t.mock.method(kintone.app, 'getQuery', () => 'spied');
  assert.equal(kintone.app.getQuery(), 'spied');
  spy.mock.restore();
  assert.throws(() => kintone.app.getQuery(), TypeError);
});
