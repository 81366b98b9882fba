/** What is said of the option apps: what is wrong with it, and what of it has no effect; the advice, followed, works. */
import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { createShim } from 'kintone-shim';

/** What createShim prints with these options. */
function printedBy(t, options) {
  const lines = [];
  const { mock } = t.mock.method(process.stderr, 'write', (line) => lines.push(line.trimEnd()));
  const shim = createShim(options);
  mock.restore();
  t.after(() => shim.dispose());
  return { lines, shim };
}

function messageOf(options) {
  let message = '';
  assert.throws(
    () => createShim(options),
    (error) => {
      ({ message } = error);
      return error instanceof TypeError;
    },
  );
  return message;
}

const formOf = (fields) => ({ apps: { 5: { fields } } });

const spaces = [
  ['en', [], /^createShim: the option apps\.5\.guestSpace must be one of guestSpaces: .*; given: 3$/],
  ['ja', [], /^createShim：オプションapps\.5\.guestSpaceの値が正しくありません。.*指定された値：3$/],
  ['en', [4, 6], /write guestSpaces: \[4, 6, 3\] beside apps/],
];
for (const [locale, guestSpaces, expected] of spaces) {
  test(`a guest space that is not there, ${locale}, beside ${guestSpaces.length}`, (t) => {
    const given = { locale, apps: { 5: { guestSpace: 3 } } };
    const message = messageOf({ ...given, guestSpaces });
    assert.match(message, expected);
    const [, advice] = /guestSpaces: (\[.*?\])/.exec(message);
    printedBy(t, { ...given, guestSpaces: runInThisContext(advice) });
  });
}

const table = { type: 'SUBTABLE', fields: { Day: 'DATE' } };
/** The field, a seed's, where it is wrong, how it was given, and what stands there instead of it. */
const seeds = [
  ['SINGLE_LINE_TEXT', 5, '', '5'],
  ['SINGLE_LINE_TEXT', { value: { a: 1 } }, '.value', 'object'],
  ['USER_SELECT', { value: 'alice' }, '.value', '"alice"'],
  ['DATE', { value: '2026-13-01' }, '.value', '"2026-13-01"'],
  ['TIME', { value: '9' }, '.value', '"9"'],
  ['DATETIME', { value: '2026-01-31' }, '.value', '"2026-01-31"'],
  ['CREATOR', { value: 'alice' }, '.value', '"alice"'],
  ['CREATED_TIME', { value: 5 }, '.value', '5'],
  ['FILE', { value: [{ name: 'a.txt' }] }, '.value', 'array'],
  [table, { value: [5] }, '.value[0]', '5'],
  [table, { value: [{ value: { Day: { value: 'x' } } }] }, '.value[0].value.Day.value', '"x"'],
];
for (const locale of ['en', 'ja']) {
  for (const [type, given, where, shown] of seeds) {
    test(`a seed of ${type.type ?? type} that would be lost, ${locale}: ${JSON.stringify(given)}`, (t) => {
      const optionsOf = (A) => ({ locale, apps: { 5: { fields: { A: type }, records: [{ A }] } } });
      const message = messageOf(optionsOf(given));
      assert.ok(
        message.includes(`apps.5.records[0].A${where}${locale === 'en' ? ' must' : 'の値'}`),
        message,
      );
      assert.ok(message.endsWith(`${locale === 'en' ? '; given: ' : '指定された値：'}${shown}`), message);
      const [, advice] = (locale === 'en' ? /such as (.*); given/ : /（(.*)など）/).exec(message);
      const right = runInThisContext(`(${advice})`);
      if (where === '') printedBy(t, optionsOf(right));
      if (where === '.value') printedBy(t, optionsOf({ value: right }));
    });
  }
}

test('a seed is not judged otherwise, and what the form has not may stand in it', (t) => {
  const fields = {
    A: { type: 'SINGLE_LINE_TEXT', maxLength: 1 },
    N: 'NUMBER',
    R: { type: 'LINK', required: true },
  };
  const records = [
    { $id: { value: '7' }, A: { value: 'long' }, N: { value: 'x' }, Gone: { value: { a: 1 } } },
  ];
  const { shim, lines } = printedBy(t, { apps: { 5: { fields, records } } });
  const [{ $id, A, N }] = shim.app(5).records();
  assert.deepEqual([$id.value, A.value, N.value, lines.length], ['7', 'long', '', 0]);
});

test('a member that a field has not is told once a kind, with those that its type takes', (t) => {
  const fields = {
    Price: { type: 'NUMBER', maxvalue: 5 },
    Cost: { type: 'NUMBER', maxvalue: 5 },
    Name: { type: 'SINGLE_LINE_TEXT', requird: true },
  };
  const { lines } = printedBy(t, formOf(fields));
  assert.equal(lines.length, 2, lines.join('\n'));
  const [price, name] = lines;
  assert.match(price, /^createShim: the option apps\.5\.fields\.Price\.maxvalue has no effect: NUMBER /);
  assert.match(price, /\[SHIM_WARN_MEMBER_UNKNOWN\]$/);
  assert.match(name, /apps\.5\.fields\.Name\.requird/);
  const right = /takes .*\b(maxValue)\b/.exec(price)[1];
  assert.deepEqual(printedBy(t, formOf({ Price: { type: 'NUMBER', [right]: 5 } })).lines, []);
  const ja = printedBy(t, { locale: 'ja', ...formOf(fields) }).lines[0];
  assert.match(ja, /^createShim：オプションapps\.5\.fields\.Price\.maxvalueは無視されます。.*maxValue/);
});

test('what is answered and not judged is told once, where it says something', (t) => {
  const calc = { type: 'CALC', expression: 'A * 2' };
  const { lines } = printedBy(t, { apps: { 5: { properties: { A: 'NUMBER', B: calc, C: calc } } } });
  assert.equal(lines.length, 1);
  assert.match(lines[0], /apps\.5\.properties\.B\.expression .* \[SHIM_WARN_MEMBER_NOT_JUDGED\]$/);
  assert.match(
    printedBy(t, { locale: 'ja', ...formOf({ B: calc }) }).lines[0],
    /expressionはシミュレートされていません/,
  );
});

test('an answer of Get Form Fields as it is prints nothing', (t) => {
  const one = (type, members = {}) => ({ type, label: type, noLabel: false, required: false, ...members });
  const options = { a: { label: 'a', index: '0' } };
  const system = (type) => ({ type, label: type, noLabel: false });
  const person = { defaultValue: [], entities: [] };
  const lookup = {
    relatedApp: { app: '6', code: '' },
    ...{
      relatedKeyField: 'Key',
      fieldMappings: [],
      lookupPickerFields: ['Key'],
      filterCond: '',
      sort: '$id desc',
    },
  };
  const shown = { displayScale: '', unit: 'kg', unitPosition: 'BEFORE' };
  const text = { unique: false, maxLength: '', minLength: '', defaultValue: '' };
  const withOptions = { options, defaultValue: [] };
  const properties = {
    ...{ No: system('RECORD_NUMBER'), By: system('CREATOR'), At: system('CREATED_TIME') },
    ...{ Changer: system('MODIFIER'), Changed: system('UPDATED_TIME') },
    State: { type: 'STATUS', code: 'State', label: 'State', enabled: false },
    Assignee: { type: 'STATUS_ASSIGNEE', label: 'Assignee', enabled: false },
    Category: { type: 'CATEGORY', label: 'Category', enabled: false },
    Text: one('SINGLE_LINE_TEXT', { ...text, expression: '', hideExpression: false }),
    Long: one('MULTI_LINE_TEXT', { defaultValue: '' }),
    Rich: one('RICH_TEXT', { defaultValue: '' }),
    Number: one('NUMBER', {
      ...shown,
      ...text,
      minLength: undefined,
      maxValue: '',
      minValue: '',
      digit: true,
    }),
    Calc: one('CALC', { ...shown, expression: '', hideExpression: true, format: 'NUMBER' }),
    Radio: one('RADIO_BUTTON', { required: true, options, defaultValue: 'a', align: 'HORIZONTAL' }),
    Check: one('CHECK_BOX', { ...withOptions, align: 'HORIZONTAL' }),
    Multi: one('MULTI_SELECT', withOptions),
    Drop: one('DROP_DOWN', { options, defaultValue: '' }),
    Date: one('DATE', { unique: false, defaultValue: '', defaultNowValue: true }),
    Time: one('TIME', { defaultValue: '', defaultNowValue: true }),
    DateTime: one('DATETIME', { unique: false, defaultValue: '', defaultNowValue: true }),
    Link: one('LINK', { ...text, protocol: 'WEB' }),
    File: one('FILE', { thumbnailSize: '150' }),
    User: one('USER_SELECT', person),
    Organization: one('ORGANIZATION_SELECT', person),
    Group: one('GROUP_SELECT', person),
    Lookup: one('NUMBER', { lookup }),
    Table: { ...system('SUBTABLE'), fields: { Cell: { ...one('DATE'), code: 'Cell' } } },
    Related: { ...system('REFERENCE_TABLE'), referenceTable: { relatedApp: { app: '6', code: '' } } },
    Box: { ...system('GROUP'), openGroup: true },
  };
  assert.deepEqual(printedBy(t, { apps: { 5: { properties, revision: '3' } } }).lines, []);
});
