/** A shim with an app of many fields, and what tests of its pages need. */
import assert from 'node:assert/strict';
import { createShim } from 'kintone-shim';

const field = (type, code, more = {}) => ({ type, code, label: code, ...more });
const fields = {
  Name: field('SINGLE_LINE_TEXT', 'Name', { required: true }),
  Price: field('NUMBER', 'Price'),
  Total: field('NUMBER', 'Total'),
  Memo: field('MULTI_LINE_TEXT', 'Memo'),
  Rich: field('RICH_TEXT', 'Rich'),
  Day: field('DATE', 'Day'),
  At: field('TIME', 'At'),
  When: field('DATETIME', 'When'),
  Kind: field('DROP_DOWN', 'Kind', { options: { a: {}, b: {} } }),
  One: field('RADIO_BUTTON', 'One', {
    options: { x: { label: 'x', index: 0 }, y: { label: 'y', index: 1 } },
  }),
  Many: field('CHECK_BOX', 'Many', { options: { p: {}, q: {} } }),
  Who: field('USER_SELECT', 'Who'),
  Files: field('FILE', 'Files'),
  Sum: field('CALC', 'Sum', { expression: 'Price' }),
  Lines: field('SUBTABLE', 'Lines', {
    fields: {
      Item: field('SINGLE_LINE_TEXT', 'Item'),
      Count: field('NUMBER', 'Count', { defaultValue: '1' }),
    },
  }),
};

export function open(t, options = {}) {
  const shim = createShim({ apps: { 5: { fields } }, ...options });
  t.after(() => shim.dispose());
  const heard = [];
  const listen = (type, handler = () => undefined) =>
    shim.kintone.events.on(type, (event) => {
      heard.push(event.type);
      return handler(event);
    });
  return { shim, heard, listen, kintone: shim.kintone };
}

export const create = ({ shim }, options) => shim.open('app.record.create', { app: 5, ...options });
export const valuesOf = (record) =>
  Object.fromEntries(Object.entries(record).map(([code, { value }]) => [code, value]));

export async function saved(around, name = 'first') {
  const page = await create(around);
  await page.change('Name', name);
  const result = await page.submit();
  assert.equal(result.saved, true, JSON.stringify(result));
  return result.id;
}
