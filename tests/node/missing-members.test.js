/** Of kintone's API what the shim has not says so where it is called, until a test gives it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createShim } from 'kintone-shim';
import { openShim } from '../support/calls.js';
import { kintoneMembers as all } from '../support/kintone-members.js';

const open = (t, options) => openShim(t, options).kintone;

const calls = {
  'kintone.app.getIcons': (kintone) => kintone.app.getIcons([]),
  'kintone.app.record.getActions': (kintone) => kintone.app.record.getActions(),
  'kintone.user.getIcons': ({ user }) => user.getIcons([]),
  'kintone.license.isTrial': ({ license }) => license.isTrial(),
  'kintone.system.getPermissions': ({ system }) => system.getPermissions(),
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name}() is a TypeError that says what is missing and how to add it, until it is there`, (t) => {
    const kintone = open(t);
    let advice;
    let extended;
    assert.throws(
      () => call(kintone),
      (error) => {
        assert.ok(error instanceof TypeError);
        assert.match(
          error.stack.split('\n').find((line) => /^ +at /.test(line)),
          /missing-members\.test\.js/,
        );
        assert.ok(error.message.startsWith(`${name} is not there yet: `), error.message);
        assert.match(error.message, /docs\/coverage\.md/);
        [, advice, extended] = / by (\S+) = \(\.\.\.args\) => \{ … \}, .* extend: \{ '(\S+)': /.exec(
          error.message,
        );
        return true;
      },
    );
    // What the message says, done.
    const path = advice.split('.').slice(1);
    const owner = path.slice(0, -1).reduce((object, member) => object[member], kintone);
    owner[path.at(-1)] = () => 'added';
    assert.equal(call(kintone), 'added');
    assert.equal(call(open(t, { extend: { [extended]: () => 'extended' } })), 'extended');
    assert.throws(() => call(open(t)), TypeError, 'of another shim it is missing still');
  });
}

test('in Japanese', (t) => {
  assert.throws(
    () => open(t, { locale: 'ja' }).app.getIcons(),
    /^TypeError: kintone\.app\.getIconsはまだありません。/,
  );
});

test('it is no member that is listed, copied or compared', (t) => {
  const kintone = open(t);
  assert.deepEqual(Object.keys(kintone), all);
  assert.deepEqual(Object.keys({ ...kintone }), all);
  assert.doesNotMatch(inspect(kintone), /system|getIcons|missing/i);
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
  assert.ok(kintone.app && 'app' in kintone && typeof kintone.app.getIcons === 'function');
  assert.throws(() => kintone.app?.getIcons?.(), /kintone\.app\.getIcons is not there yet/);
});

test('an assignment gives it, to one shim, and a member of its own', (t) => {
  const kintone = open(t);
  const system = { getId: () => 'id' };
  kintone.system = system;
  assert.equal(kintone.system, system);
  assert.deepEqual(Object.keys(kintone), [...all, 'system']);
  assert.equal(kintone.system.getPermissions, undefined, "what is there is the test's own");
  kintone.user.getIcons = () => 5;
  assert.equal(kintone.user.getIcons(), 5);
  assert.throws(() => kintone.app.getIcons(), /kintone\.app\.getIcons is not there yet/);
  assert.deepEqual(Object.keys(kintone.user), ['getIcons']);
  Object.defineProperty(kintone, 'getUserPreference', { value: () => 'mine' });
  assert.equal(kintone.getUserPreference(), 'mine');
  const inherits = Object.create(kintone);
  inherits.license = 'mine';
  assert.notEqual(kintone.license, 'mine');
});

test("a runner's spy gives it, and takes it back", (t) => {
  const kintone = open(t);
  const spy = t.mock.method(kintone.app, 'getIcons', () => 'spied');
  assert.equal(kintone.app.getIcons(), 'spied');
  spy.mock.restore();
  assert.throws(() => kintone.app.getIcons(), TypeError);
});

const members = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| `(kintone\.\S+)` \| (\S.*) \|$/.exec(line)?.slice(1) ?? [])
  .flatMap((text, i, list) => (i % 2 === 0 ? [[text, list[i + 1]]] : []));
const parts = (name) => {
  const [, ...path] = name.split('.');
  return { path: path.slice(0, -1), last: path.at(-1) };
};
const ownerOf = (kintone, path) => path.reduce((object, each) => object[each], kintone);

test('each name of kintone is a function, which can be spied on and replaced, and reset() restores it (K03)', (t) => {
  assert.equal(members.length, 167);
  const shim = openShim(t);
  const { kintone } = shim;
  for (const [name, state] of members) {
    const { path, last } = parts(name);
    const owner = ownerOf(kintone, path);
    const before = owner[last];
    assert.equal(typeof before, 'function', name);
    if (state === 'throws') assert.throws(before, { name: 'TypeError', message: new RegExp(`^${name} is`) });
    const spy = t.mock.method(owner, last, () => 'spied');
    assert.equal(owner[last](), 'spied', name);
    spy.mock.restore();
    assert.equal(owner[last], before, name);
  }
  for (const [name] of members.toReversed()) {
    const { path, last } = parts(name);
    ownerOf(kintone, path)[last] = () => 'assigned';
  }
  shim.reset();
  const fresh = openShim(t).kintone;
  for (const [name, state] of members) {
    const { path, last } = parts(name);
    const found = ownerOf(kintone, path)[last];
    assert.equal(found.name, ownerOf(fresh, path)[last].name, name);
    if (state === 'throws') assert.throws(found, { message: new RegExp(`^${name} is not there yet`) });
  }
});

test('extend adds members, and has its own in the place of ours with all below it; reset() brings them back (K03)', (t) => {
  const calls = [];
  const extend = {
    'kintone.proxy': (...given) => calls.push(given),
    'kintone.app.getQuery': () => 'limit 20',
    'kintone.brand.new': () => 'new',
  };
  const shim = openShim(t, { extend });
  const { kintone } = shim;
  kintone.proxy('a', 1);
  assert.deepEqual(calls, [['a', 1]]);
  assert.equal(kintone.proxy.upload, undefined);
  assert.deepEqual(Object.keys(extend['kintone.proxy']), []);
  assert.equal(kintone.app.getQuery(), 'limit 20');
  assert.equal(kintone.brand.new(), 'new');
  kintone.app.getQuery = () => 'replaced';
  kintone.brand = undefined;
  shim.reset();
  assert.equal(kintone.app.getQuery(), 'limit 20');
  assert.equal(kintone.brand.new(), 'new');
  assert.equal(typeof kintone.app.getId, 'function');
});

for (const [what, extend] of Object.entries({
  'no object': () => {},
  'no whole name': { getQuery: () => {} },
  'no function': { 'kintone.app.getQuery': 5 },
  'no name at its end': { 'kintone.app.': () => {} },
  'a way out of kintone': { 'kintone.app.__proto__.polluted': () => {} },
  'another way': { 'kintone.proxy.constructor.prototype.polluted': () => {} },
})) {
  test(`extend with ${what} is refused by name`, () => {
    assert.throws(() => createShim({ extend }), {
      name: 'TypeError',
      message: /extend.*kintone\.app\.getQuery/,
    });
    assert.equal({}.polluted, undefined);
  });
}

test('extend reaches nothing beyond this shim, and keeps what a function of it has', (t) => {
  for (const name of ['kintone.Promise.all', 'kintone.$PLUGIN_ID.x']) {
    assert.throws(() => createShim({ extend: { [name]: () => {} } }), {
      name: 'TypeError',
      message: /extend/,
    });
  }
  const user = Object.assign(() => {}, { getGroups: () => 'mine' });
  const shim = openShim(t, {
    extend: { 'kintone.user': user, 'kintone.toString.x': () => 'x', 'kintone.proxy.name': () => 'n' },
  });
  assert.equal(Object.prototype.toString.x, undefined);
  assert.equal(shim.kintone.toString.x(), 'x');
  assert.equal(shim.kintone.proxy.name(), 'n');
  shim.reset();
  assert.equal(shim.kintone.user.getGroups(), 'mine');
});
