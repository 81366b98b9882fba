/** The server's declarations against the code: what one has, the other has. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { requestListener, serve } from 'kintone-shim/server';
import { selfSigned } from '../support/certificates.js';
import { Declarations } from './support/declarations.js';

const declared = new Declarations('server.d.ts');
const shims = { module: createShim(), commonJs: createRequire(import.meta.url)('kintone-shim').createShim() };

const dataFolder = mkdtempSync(join(tmpdir(), 'kintone-shim-'));
after(() => rmSync(dataFolder, { recursive: true, force: true }));

/** Values of each option that are taken, and some that are not. */
const values = {
  port: { right: [0], wrong: ['8000', -1, 65_536, 1.5, Number.NaN, null] },
  host: { right: ['127.0.0.1', 'localhost', '::1', '[::1]'], wrong: ['', 1, 'a/b', 'a b', null] },
  root: { right: ['.'], wrong: ['', 1, null] },
  data: { right: [dataFolder], wrong: ['', 1, null] },
  tls: { right: [selfSigned()], wrong: [true, {}, { key: 'a', cert: 'b' }, null] },
  shim: { right: Object.values(shims), wrong: [{}, 1, null, shims.module.kintone] },
  inject: { right: [true, false], wrong: ['true', 1, null] },
  relay: { right: [true, false], wrong: ['true', 1, null] },
  log: { right: [() => {}], wrong: ['log', {}, null] },
};

/** The names that a message lists behind its last colon. */
const listed = (message) =>
  message
    .slice(message.lastIndexOf(':') + 1)
    .split(',')
    .map((name) => name.trim())
    .sort();

const isFaultOf = (name) => (error) => error instanceof TypeError && error.message.includes(name);

describe('serve', () => {
  test('has the declared options, and lists them where one is unknown', async () => {
    assert.deepEqual(Object.keys(values).sort(), declared.membersOf('ServeOptions'));
    await assert.rejects(serve({ unknown: 1 }), (error) => {
      assert.ok(error instanceof TypeError);
      assert.deepEqual(listed(error.message), declared.membersOf('ServeOptions'));
      return true;
    });
  });

  for (const [name, { right, wrong }] of Object.entries(values)) {
    test(`${name}: takes each declared value, refuses others by a TypeError that names it`, async () => {
      for (const value of [...right, undefined]) await (await serve({ [name]: value })).close();
      for (const value of wrong) {
        await assert.rejects(serve({ [name]: value }), isFaultOf(name), String(value));
      }
    });
  }

  test('options that are no object are a TypeError', async () => {
    for (const options of [null, 1, 'public', []]) await assert.rejects(serve(options), TypeError);
  });

  test('gives the declared members', async () => {
    const server = await serve();
    const names = Reflect.ownKeys(server).map((key) =>
      typeof key === 'symbol' ? key.description.replace(/^Symbol\.|^nodejs\./, '@@') : key,
    );
    assert.deepEqual(names.sort(), declared.membersOf('Server'));
    assert.equal(server.url, `http://127.0.0.1:${server.port}`);
    await server.close();
  });
});

describe('requestListener', () => {
  const own = declared.membersOf('RequestListenerOptions');

  test('has the declared options, and lists them where one is unknown', () => {
    for (const name of ['port', 'root', 'inject', 'unknown']) {
      assert.throws(
        () => requestListener(shims.module, { [name]: values[name]?.right[0] }),
        (error) => {
          assert.ok(error instanceof TypeError);
          assert.deepEqual(listed(error.message), [...own, 'shim'].sort());
          return true;
        },
        name,
      );
    }
  });

  for (const name of own) {
    test(`${name}: takes each declared value, refuses others by a TypeError that names it`, () => {
      const { right, wrong } = values[name];
      for (const value of [...right, undefined]) {
        assert.equal(typeof requestListener(shims.module, { [name]: value }), 'function');
      }
      for (const value of wrong) {
        assert.throws(() => requestListener(shims.module, { [name]: value }), isFaultOf(name), String(value));
      }
    });
  }

  test('takes a shim of either build, and nothing else', () => {
    for (const shim of Object.values(shims)) assert.equal(typeof requestListener(shim), 'function');
    for (const shim of [undefined, ...values.shim.wrong]) {
      assert.throws(() => requestListener(shim), isFaultOf('shim'), String(shim));
    }
  });

  test('options that are no object are a TypeError', () => {
    for (const options of [null, 1, 'public']) {
      assert.throws(() => requestListener(shims.module, options), TypeError);
    }
  });
});
