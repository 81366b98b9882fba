/** The declarations against the code: what one has, the other has. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import * as shimModule from 'kintone-shim';
import { createAuthority } from '../support/certificates.js';
import { Declarations } from './support/declarations.js';

const require = createRequire(import.meta.url);
const { createShim } = shimModule;
const declared = new Declarations('index.d.ts');
const internals = Symbol.for('kintone-shim.internals');

/** By which Node's console shows an object. */
const inspecting = Symbol.for('nodejs.util.inspect.custom');

/** The names of an object's own and inherited members; a symbol as `@@dispose`. */
function membersAtRunTime(object) {
  const names = new Set();
  for (let at = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) {
      if (key === internals || key === inspecting || key === 'constructor') continue;
      names.add(typeof key === 'symbol' ? key.description.replace(/^Symbol\.|^nodejs\./, '@@') : key);
    }
  }
  return [...names].sort();
}

function withShim(options, use) {
  const shim = createShim(options);
  try {
    return use(shim);
  } finally {
    shim.dispose();
  }
}

describe('what the package exports', () => {
  test('by import', async () => {
    assert.deepEqual(Object.keys(shimModule).sort(), declared.values);
    const auto = await import('kintone-shim/auto');
    assert.deepEqual(Object.keys(auto).sort(), new Declarations('auto.d.ts').values);
    const server = await import('kintone-shim/server');
    assert.deepEqual(Object.keys(server).sort(), new Declarations('server.d.ts').values);
    const intercepting = Object.keys(await import('kintone-shim/intercept'));
    assert.deepEqual(intercepting, new Declarations('intercept.d.ts').values);
    assert.deepEqual(Object.keys(await import('kintone-shim/globals')), []);
  });

  test('by require', () => {
    assert.deepEqual(Object.keys(require('kintone-shim')).sort(), new Declarations('index.d.cts').values);
    assert.deepEqual(Object.keys(require('kintone-shim/auto')).sort(), new Declarations('auto.d.cts').values);
    const server = Object.keys(require('kintone-shim/server'));
    assert.deepEqual(server.sort(), new Declarations('server.d.cts').values);
    const intercepting = Object.keys(require('kintone-shim/intercept'));
    assert.deepEqual(intercepting, new Declarations('intercept.d.cts').values);
    assert.deepEqual(Object.keys(require('kintone-shim/globals')), []);
  });

  test('the declarations for require are those for import', () => {
    assert.deepEqual(new Declarations('index.d.cts').names, declared.names);
    assert.deepEqual(new Declarations('auto.d.cts').names, new Declarations('auto.d.ts').names);
    assert.deepEqual(new Declarations('server.d.cts').names, new Declarations('server.d.ts').names);
  });

  test('each declaration is documented', () => {
    const modules = ['index', 'auto', 'server'].flatMap((name) => [`${name}.d.ts`, `${name}.d.cts`]);
    for (const name of modules) {
      assert.deepEqual(new Declarations(name).undocumented(), [], name);
    }
  });
});

describe('what a shim has', () => {
  test('its own members', () => {
    withShim({}, (shim) => assert.deepEqual(membersAtRunTime(shim), declared.membersOf('Shim')));
  });

  test('kintone', () => {
    withShim({ pluginId: 'abc' }, ({ kintone }) => {
      // What is not here yet is not enumerable: it says so where it is called.
      assert.deepEqual(Object.keys(kintone).sort(), declared.membersOf('Kintone'));
      const ofFunctions = ['length', 'name', 'prototype', 'arguments', 'caller'];
      const own = Reflect.ownKeys(kintone.proxy).filter((key) => !ofFunctions.includes(key));
      assert.deepEqual(own, declared.membersOf('KintoneProxy'));
      assert.deepEqual(Object.keys(kintone.plugin), declared.membersOf('KintonePlugin'));
      assert.deepEqual(Object.keys(kintone.plugin.app).sort(), declared.membersOf('KintonePluginApp'));
    });
  });

  test('kintone.events, and what shim.fire is fulfilled with', async () => {
    const shim = createShim();
    assert.deepEqual(Object.keys(shim.kintone.events).sort(), declared.membersOf('KintoneEvents'));
    shim.kintone.events.on('app.record.edit.submit', (event) => ({ ...event }));
    const result = await shim.fire('app.record.edit.submit');
    assert.deepEqual(Object.keys(result).sort(), declared.membersOf('FireResult'));
    assert.deepEqual(Object.keys(result.warnings[0]).sort(), declared.membersOf('EventWarning'));
    shim.dispose();
  });

  test('kintone.Promise, which is marked as deprecated (Q03)', () => {
    withShim({}, ({ kintone }) => {
      for (const name of declared.membersOf('KintonePromiseConstructor')) {
        assert.ok(name in kintone.Promise, name);
      }
      for (const name of declared.membersOf('KintonePromise')) {
        assert.ok(name in kintone.Promise.prototype, name);
      }
    });
    assert.match(declared.tagOf('Kintone', 'Promise', 'deprecated'), /Cybozu/);
  });

  test('the journal', () => {
    withShim({}, ({ journal }) => assert.deepEqual(membersAtRunTime(journal), declared.membersOf('Journal')));
  });

  test('the request of a call', async () => {
    const shim = createShim();
    await shim.kintone.proxy('nowhere', 'GET', {}, {}).catch(() => {});
    const [{ request }] = shim.journal.calls();
    assert.deepEqual(membersAtRunTime(request), declared.membersOf('JournalRequest'));
    shim.dispose();
  });
});

test('the files and records that kintone keeps, and its refusals', async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  const requested = { 'X-Requested-With': 'XMLHttpRequest' };
  const ask = async (path, body) => {
    const headers =
      body instanceof FormData ? requested : { ...requested, 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: body instanceof FormData ? body : JSON.stringify(body) };
    return (await shim.handle(new Request(`https://example.kintone.com/k/v1/${path}`, init))).json();
  };
  const __REQUEST_TOKEN__ = shim.kintone.getRequestToken();
  const form = new FormData();
  form.append('__REQUEST_TOKEN__', __REQUEST_TOKEN__);
  form.append('file', new Blob(['abc']), 'a.txt');
  await ask('file.json', form);
  const { fileKey } = await ask('file.json', form);
  await ask('record.json', { app: 1, record: { Files: { value: [{ fileKey }] } }, __REQUEST_TOKEN__ });
  const states = shim.files.map((file) => {
    const names = Object.keys(file);
    assert.deepEqual(
      declared.requiredMembersOf('KeptFile').filter((name) => !names.includes(name)),
      [],
    );
    assert.deepEqual(
      names.filter((name) => !declared.membersOf('KeptFile').includes(name)),
      [],
    );
    return file.state;
  });
  assert.deepEqual(states.sort(), declared.literalsOf('KeptFile', 'state').sort());
  assert.deepEqual(Object.keys(shim.records[0]).sort(), declared.requiredMembersOf('KeptRecord'));
  const refusal = await ask('record.json', { __REQUEST_TOKEN__ });
  assert.deepEqual(Object.keys(refusal).sort(), declared.membersOf('RestFailure'));
  assert.ok(declared.literalsOf('RestFailureCode').includes(refusal.code));
});

test('the codes of failures, warnings and verify() are those of the error table', () => {
  withShim({}, (shim) => {
    const codes = shim[internals].errorTable().map(({ code }) => code);
    // Of no call of kintone.proxy: thrown, or printed alone (S03, F06, L21, D29, D31, D32, Y30, R02, V02, V04, W06).
    const others = [
      ...['SHIM_VERIFICATION_FAILED', 'SHIM_INVALID_OPTION', 'SHIM_BODY_NOT_KEPT', 'SHIM_CONFIG_LOCKED'],
      'SHIM_WARN_CREDENTIALS_UNCHECKED',
      'SHIM_WARN_FILE_NAME',
      'SHIM_WARN_WORDS_AT_ONCE',
      'SHIM_WARN_QUERY_OF_OPEN_APP',
      ...['SHIM_WARN_LOOKUP_SOURCE', 'SHIM_WARN_MEMBER_UNKNOWN', 'SHIM_WARN_MEMBER_NOT_JUDGED'],
      ...['SHIM_WARN_PAGE_MEMBER', 'SHIM_WARN_IN_HANDLER', 'SHIM_WARN_EVENT_NEVER'],
      'SHIM_DIALOG_UNANSWERED',
    ];
    const types = ['ProxyFailureCode', 'ServerRefusalCode', 'RestFailureCode', 'JournalWarningCode'];
    const ofEvents = ['EventWarningCode', 'EventErrorCode'];
    const all = [
      ...[...types, ...ofEvents].flatMap((name) => declared.literalsOf(name)),
      ...declared.literalsOf('ShimWaitError', 'code'),
    ];
    assert.deepEqual(codes.sort(), [...all, ...others].sort());
  });
});

test('what verify() throws', async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  shim.verify();
  await assert.rejects(shim.kintone.proxy('https://api.example.com/', 'GET', {}, {}));
  assert.throws(
    () => shim.verify(),
    (error) => error instanceof Error && error.code === 'SHIM_VERIFICATION_FAILED',
  );
});

describe('the options', () => {
  const certificate = createAuthority().ca;
  /** Values of each option that createShim takes, and some that it does not. */
  const values = {
    origin: { right: ['https://example.cybozu.com'], wrong: ['example.cybozu.com', 1, null] },
    locale: { wrong: ['fr', 1, null] },
    network: {
      right: [[], ['a.example.com', '127.0.0.1:80', '[::1]', '*']],
      wrong: ['online', [1], 1, null],
    },
    fetch: { right: [fetch], wrong: ['fetch', {}, null] },
    seed: { right: [0, 42, -1, 'text', ''], wrong: [1.5, Number.NaN, {}, null] },
    limits: { right: [{}, { timeout: 1 }, { timeout: undefined }], wrong: [{ body: 1 }, 1, null] },
    redirect: { wrong: ['error', true, null] },
    promiseWhen: { wrong: ['never', true, null] },
    unresolvedHost: { wrong: ['throw', true, null] },
    binaryResponse: { wrong: ['text', true, null] },
    emptyObjectBody: { wrong: ['{}', true, null] },
    clock: { wrong: ['slow', 0, null] },
    session: { right: [true, false], wrong: ['yes', 0, null] },
    users: {
      right: [{}, { alice: 'secret', bob: { password: '', locale: 'ja', rights: { 5: ['add'] } } }],
      wrong: [[], { 'a:b': 'secret' }, { alice: 1 }, { alice: { password: 'a', locale: 'fr' } }, 'alice'],
    },
    apiTokens: { right: [{}, { a: 1, b: { app: '2' } }], wrong: [{ token: 0 }, { 'a,b': 1 }, ['token'], 1] },
    timeZone: { right: ['Asia/Tokyo'], wrong: ['Asia/Nowhere', '', 9] },
    guestSpaces: { right: [[], [1, '2']], wrong: [[0], [true], 1, { 1: 1 }] },
    apps: {
      right: [{}, { 5: { fields: { Files: 'FILE', Other: { type: 'NUMBER', code: 'Other' } } } }],
      wrong: [[], { x: {} }, { 5: {} }, { 5: { fields: { Files: () => 1 } } }, { 5: { guestSpace: 0 } }, 5],
    },
    plugins: {
      right: [
        {},
        { abc: {} },
        { abc: { config: { a: '1' }, proxyConfig: [{ url: 'https://a.example', method: 'GET' }] } },
      ],
      wrong: [[], { abc: 1 }, { abc: { config: { a: 1 } } }, { abc: { proxyConfig: [{ url: 'a' }] } }, null],
    },
    pluginId: { right: ['abc'], wrong: ['', 1, null] },
    extend: {
      right: [{}, { 'kintone.app.getQuery': () => '' }],
      wrong: [[], 5, { getQuery: () => '' }, { 'kintone.app.getQuery': 5 }],
    },
    quirks: { right: [[], ['setProxyConfigLock']], wrong: [['lock'], 'setProxyConfigLock', null] },
    ca: { right: [certificate, Buffer.from(certificate), [certificate], []], wrong: [1, [1], {}, null] },
  };

  test('are the declared ones', () => {
    assert.deepEqual(Object.keys(values).sort(), declared.membersOf('ShimOptions'));
    assert.throws(
      () => createShim({ unknown: 1 }),
      ({ message }) => {
        const known = message.slice(message.lastIndexOf(':') + 1).split(',');
        assert.deepEqual(known.map((name) => name.trim()).sort(), declared.membersOf('ShimOptions'));
        return true;
      },
    );
  });

  for (const [name, { right = [], wrong }] of Object.entries(values)) {
    test(`${name}: takes each declared value, refuses others by a TypeError that names it`, () => {
      const literals = right.length > 0 && name !== 'network' ? [] : declared.literalsOf('ShimOptions', name);
      const taken = [...right, ...literals, undefined];
      assert.ok(taken.length > 1);
      for (const value of taken) withShim({ [name]: value }, (shim) => assert.ok(shim.kintone));
      for (const value of wrong) {
        assert.throws(
          () => createShim({ [name]: value }),
          (error) => error instanceof TypeError && error.message.includes(name),
          `${name}: ${JSON.stringify(value)}`,
        );
      }
    });
  }

  test('an unknown option is a TypeError that names it', () => {
    for (const name of ['timeout', 'Origin', 'user', 'constructor', '__proto__']) {
      const options = JSON.parse(`{ ${JSON.stringify(name)}: 1 }`);
      assert.throws(
        () => createShim(options),
        (error) => error instanceof TypeError && error.message.includes(name),
        name,
      );
    }
  });

  test('the limits are those of the core, and their documented defaults its numbers', () => {
    withShim({}, (shim) => {
      const numbers = shim[internals].limits();
      for (const name of declared.membersOf('ShimLimits')) {
        assert.equal(String(numbers[name]), declared.tagOf('ShimLimits', name, 'defaultValue'), name);
        withShim({ limits: { [name]: 7 } }, (other) => assert.ok(other.kintone));
        for (const value of [0, -1, 1.5, '7', Number.NaN, Infinity, null]) {
          assert.throws(
            () => createShim({ limits: { [name]: value } }),
            (error) => error instanceof TypeError && error.message.includes(name),
            `${name}: ${value}`,
          );
        }
      }
    });
  });
});
