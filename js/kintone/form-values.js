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

/** The place of a cell, as fieldsOf() names it. */
export const cellPlace = (table, row, code) => `${table}[${row}].${code}`;

/** The table that has a column, by the cells of new rows; undefined where none has. */
export const tableOf = (code, rows) => Object.keys(rows).find((table) => Object.hasOwn(rows[table], code));

/** Places of fields once a row of a table is gone: those of later rows are one less. */
export function placesWithoutRow(places, table, gone) {
  const left = new Set();
  for (const each of places) {
    const [, row, cell] = each.startsWith(`${table}[`)
      ? (/^(\d+)\]\.([^]*)$/.exec(each.slice(table.length + 1)) ?? [])
      : [];
    if (row === undefined || Number(row) < gone) left.add(each);
    else if (Number(row) > gone) left.add(cellPlace(table, Number(row) - 1, cell));
  }
  return left;
}

/** The fields of a record, and the cells of its rows: `[code, field, row, isTable, place]`. `place` names it among all. */
export function* fieldsOf(record) {
  for (const [code, field] of Object.entries(record)) {
    const rows = Array.isArray(field?.value) && field.value.every(isRow) ? field.value : [];
    yield [code, field, null, rows.length > 0, code];
    for (const [i, row] of rows.entries()) {
      for (const [cell, one] of Object.entries(row.value)) {
        yield [cell, one, row, false, cellPlace(code, i, cell)];
      }
    }
  }
}

/** What handlers set beside values (E13): what is read back never has it. `disabled`: the places that are. */
export function withoutMarks(record, disabled) {
  for (const [, field, , , place] of fieldsOf(record)) {
    if (typeof field.disabled === 'boolean') disabled[field.disabled ? 'add' : 'delete'](place);
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

/**
 * The fields and cells with other values than before, as fieldsOf() gives them: no tables, and nothing of a row that came or went, which is none
 * of a user's changes (R07).
 */
export function changedFields(before, record) {
  const old = new Map();
  for (const [, field, , , place] of fieldsOf(before)) old.set(place, textOf(field.value));
  return [...fieldsOf(record)].filter(
    ([, field, , isTable, place]) => !isTable && old.has(place) && old.get(place) !== textOf(field.value),
  );
}
