/** kintone.events in the package's other build, and in the other language. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openShim } from '../support/calls.js';

const submit = 'app.record.create.submit';

test('in CommonJS too', async (t) => {
  const { createShim } = createRequire(import.meta.url)('kintone-shim');
  const shim = createShim();
  t.after(() => shim.dispose());
  shim.kintone.events.on(submit, (event) => Object.assign(event, { error: 'no' }));
  const { cancelled, by, error } = await shim.fire(submit);
  assert.deepEqual([cancelled, by, error], [true, 'error', 'no']);
});

test('in Japanese', async (t) => {
  t.mock.method(process.stderr, 'write', () => true);
  const shim = openShim(t, { network: 'offline', locale: 'ja' });
  const { events } = shim.kintone;
  assert.throws(() => events.on(submit), /^TypeError: kintone\.events\.on: handlerの値が正しくありません。/);
  const { warnings } = await shim.fire(submit);
  assert.match(warnings[0].message, /ハンドラーがありません/);
});
