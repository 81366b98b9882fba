/** The declarations of the journal against what it keeps. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { startUpstream } from '../support/upstream.js';
import { Declarations } from './support/declarations.js';

const declared = new Declarations('index.d.ts');

describe('what the journal keeps', () => {
  const known = declared.membersOf('JournalEntry');
  const always = declared.requiredMembersOf('JournalEntry');

  function assertEntry(entry) {
    const found = Object.keys(entry).sort();
    assert.deepEqual(
      found.filter((name) => !known.includes(name)),
      [],
    );
    assert.deepEqual(
      always.filter((name) => !found.includes(name)),
      [],
    );
    assert.ok(declared.literalsOf('JournalEntry', 'state').includes(entry.state), entry.state);
    assert.ok(declared.literalsOf('JournalEntry', 'api').includes(entry.api), entry.api);
  }

  test('of a success, pending first', async (t) => {
    const upstream = await startUpstream();
    t.after(() => upstream.close());
    const shim = createShim({ network: ['127.0.0.1'] });
    t.after(() => shim.dispose());
    const call = shim.kintone.proxy(upstream.url, 'POST', { 'X-Gone': undefined }, 'text');
    const [pending] = shim.journal.calls();
    assert.equal(pending.state, 'pending');
    assertEntry(pending);
    await call;
    const [done] = shim.journal.calls();
    assert.equal(done.state, 'success');
    assertEntry(done);
    assert.deepEqual(Object.keys(done.response).sort(), declared.membersOf('JournalResponse'));
    assert.deepEqual(Object.keys(done.warnings[0]).sort(), declared.membersOf('JournalWarning'));
    assert.ok(declared.literalsOf('JournalEntry', 'transport').includes(done.transport), done.transport);
  });

  test('of a failure', async (t) => {
    const shim = createShim();
    t.after(() => shim.dispose());
    const failure = JSON.parse(await shim.kintone.proxy('nowhere', 'GET', {}, {}).catch((error) => error));
    assert.deepEqual(Object.keys(failure).sort(), declared.membersOf('ProxyFailure'));
    const [entry] = shim.journal.calls();
    assert.equal(entry.state, 'failure');
    assertEntry(entry);
    assert.equal(entry.code, failure.code);
  });
});
