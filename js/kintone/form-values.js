/** Records of a form, as kintone's JavaScript API shows them. */
import { jsonText } from '../core/json-text.js';
import { copyOf } from './event-changes.js';

/** A record of the core's: where kintone has undefined, `value` is left out. */
export function withUndefined(record) {
  for (const field of Object.values(record)) {
    if (!Object.hasOwn(field, 'value')) field.value = undefined;
    if (!Array.isArray(field.value)) continue;
    for (const row of field.value) {
      if (row?.value !== undefined && Object.hasOwn(row, 'id')) withUndefined(row.value);
    }
  }
  return record;
}

const isRow = (value) => typeof value === 'object' && value !== null && 'value' in value && 'id' in value;

/** What a text of JSON tells apart; undefined is null (R06). */
export const textOf = (value) => jsonText(value, null);

/** The fields of a record, and the cells of its rows: `[code, field, row, isTable, place]`. `place` names it among all. */
export function* fieldsOf(record) {
  for (const [code, field] of Object.entries(record)) {
    const rows = Array.isArray(field?.value) && field.value.every(isRow) ? field.value : [];
    yield [code, field, null, rows.length > 0, code];
    for (const [i, row] of rows.entries()) {
      for (const [cell, one] of Object.entries(row.value)) {
        yield [cell, one, row, false, `${code}[${i}].${cell}`];
      }
    }
  }
}

/** What handlers set beside values (E13): what is read back never has it. `disabled`: the codes that are. */
export function withoutMarks(record, disabled) {
  for (const [code, field] of fieldsOf(record)) {
    if (typeof field.disabled === 'boolean') disabled[field.disabled ? 'add' : 'delete'](code);
    for (const mark of ['disabled', 'error', 'lookup']) delete field[mark];
  }
  return record;
}

/** Puts a value that kintone.app.record.set() was given into a field: rows keep their ids by their places (R06). */
export function setField(field, { value }) {
  if (!Array.isArray(value) || !value.every((row) => row?.value !== undefined)) {
    field.value = value === null ? undefined : copyOf(value);
    return;
  }
  const old = field.value;
  field.value = value.map((row, i) => ({ id: row.id ?? old[i]?.id ?? null, value: copyOf(row.value) }));
}

/** What kintone's REST side says of a record, by the codes of its fields: a number's place is written in another way (D16). */
export function errorsByField(errors) {
  const codeOf = (place) => /^record(?:\.(.+?)|\[(.+?)\])\.values?\b/.exec(place)?.slice(1).join('') ?? place;
  const textOfEach = (each) => [each?.messages ?? each].flat().join('\n');
  return Object.fromEntries(Object.entries(errors).map(([place, each]) => [codeOf(place), textOfEach(each)]));
}
