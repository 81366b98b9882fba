/** What pages show over themselves, and what a test says that its user answers (R04, W08). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';

function openShim(t, options) {
  const shim = createShim(options);
  t.after(() => shim.dispose());
  return shim;
}

test('dialogs are answered in turn by what the test has said', async (t) => {
  const shim = openShim(t);
  const { kintone } = shim;
  shim.dialogs.answer('OK');
  shim.dialogs.answer('CLOSE');
  assert.equal(await kintone.showConfirmDialog({ title: 'Save?', body: 'All of it.' }), 'OK');
  assert.equal(await kintone.showConfirmDialog({}), 'CLOSE');
  await kintone.showNotification('ERROR', 'No.');
  await kintone.showLoading('VISIBLE');
  assert.deepEqual(shim.dialogs, [
    { kind: 'confirm', text: 'All of it.', title: 'Save?', answer: 'OK' },
    { kind: 'confirm', text: '', title: '', answer: 'CLOSE' },
    { kind: 'notification', text: 'No.', type: 'ERROR' },
    { kind: 'loading', text: '', state: 'VISIBLE' },
  ]);
  assert.ok(Object.isFrozen(shim.dialogs) && shim.dialogs.every(Object.isFrozen));
  shim.dialogs.answer('OK');
  shim.reset();
  assert.deepEqual(shim.dialogs, []);
  await assert.rejects(kintone.showConfirmDialog({}), { code: 'SHIM_DIALOG_UNANSWERED' });
});

test('a dialog that nobody answers says how to, and the advice works', async (t) => {
  for (const locale of ['en', 'ja']) {
    const shim = openShim(t, { locale });
    const { message } = await shim.kintone.showConfirmDialog({ title: 'Save?' }).catch((error) => error);
    assert.match(message, /kintone\.showConfirmDialog/);
    assert.match(message, /Save\?/);
    const [, advice] = /(shim\.dialogs\.answer\('OK'\);)/.exec(message);
    // eslint-disable-next-line no-new-func -- What a message says is to be written.
    new Function('shim', advice)(shim);
    assert.equal(await shim.kintone.showConfirmDialog({ title: 'Save?' }), 'OK');
    assert.equal(shim.dialogs[0].answer, undefined);
  }
});

test('an answer that is none of a confirm dialog counts for that one alone', async (t) => {
  const shim = openShim(t);
  shim.dialogs.answer('FUNCTION');
  shim.dialogs.answer('OK');
  await assert.rejects(shim.kintone.showConfirmDialog({}), { code: 'SHIM_DIALOG_UNANSWERED' });
  assert.equal(await shim.kintone.showConfirmDialog({}), 'OK');
});

test('an answer that nobody can give is refused', (t) => {
  const shim = openShim(t);
  for (const wrong of ['ok', 'YES', '', undefined, null, 1, ['OK']]) {
    assert.throws(() => shim.dialogs.answer(wrong), {
      name: 'TypeError',
      message: /dialogs\.answer.*'OK' \| 'CANCEL' \| 'CLOSE' \| 'FUNCTION'/,
    });
  }
});

test('createDialog: shown by show(), kept open by beforeClose, ended by close()', async (t) => {
  const shim = openShim(t);
  const asked = [];
  const body = { nodeType: 1 };
  const dialog = await shim.kintone.createDialog({
    title: 'Wait',
    body,
    beforeClose: async (action) => {
      asked.push(action);
      return action !== 'CANCEL';
    },
  });
  assert.deepEqual(shim.dialogs, []);
  shim.dialogs.answer('CANCEL');
  shim.dialogs.answer('OK');
  assert.equal(await dialog.show(), 'OK');
  assert.deepEqual(asked, ['CANCEL', 'OK']);
  assert.equal(shim.dialogs[0].body, body);
  assert.equal(shim.dialogs[0].title, 'Wait');
  await assert.rejects(dialog.show(), { code: 'SHIM_DIALOG_UNANSWERED', message: /createDialog/ });
  shim.dialogs.answer('FUNCTION');
  const waiting = dialog.show();
  dialog.close();
  assert.equal(await waiting, 'FUNCTION');
  assert.deepEqual(asked, ['CANCEL', 'OK'], 'close() asks nobody');
});

test('what the REST side refuses, a member of the app is rejected with', async (t) => {
  const shim = openShim(t, { apps: { 5: { fields: { Name: 'SINGLE_LINE_TEXT' } } } });
  await shim.open('app.record.index', { app: 5 });
  const { app } = shim.kintone;
  assert.deepEqual(Object.keys(await app.getFormFields()).includes('Name'), true);
  assert.equal((await app.getFormLayout())[0].fields[0].code, 'Name');
  const { id, code, spaceId, numberPrecision, enableComments } = await app.get();
  assert.deepEqual([id, code, spaceId, enableComments], ['5', null, null, true]);
  assert.equal(typeof numberPrecision.digits, 'number');
  shim.rest.get('/k/v1/app/form/fields').fail({ status: 403, code: 'CB_NO02', message: 'No privilege.' });
  await assert.rejects(app.getFormFields(), { code: 'CB_NO02' });
});

test('an app of a guest space is asked there', async (t) => {
  const shim = openShim(t, {
    guestSpaces: [3],
    apps: { 5: { fields: { Name: 'SINGLE_LINE_TEXT' }, guestSpace: 3 } },
  });
  await shim.open('app.record.index', { app: 5 });
  assert.ok('Name' in (await shim.kintone.app.getFormFields()));
});
