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

/** A new row of these tables that a handler has put there may have no id: it is null (E11, E13). */
export function nameNewRows(record, tables) {
  for (const code of tables) {
    const rows = record?.[code]?.value;
    for (const row of Array.isArray(rows) ? rows : []) {
      if (typeof row?.value === 'object') row.id ??= null;
    }
  }
}

const isRow = (value) => typeof value === 'object' && value !== null && 'value' in value && 'id' in value;

/** What a text of JSON tells apart; undefined is null (R06), and NaN a text that is no number (E11). */
export const textOf = (value) =>
  jsonText(value, null, (number) => (Number.isFinite(number) ? number : String(number)));

/** What names a cell among all fields of a record. */
export const cellKey = (table, { id }, i, code) => `${table}[${id ?? `new ${i}`}].${code}`;

/** Names of fields once a row of a table is gone: new rows behind it move up. */
export function keysWithoutRow(keys, table, gone) {
  const begin = `${table}[new `;
  const rowOf = (key) => (key.startsWith(begin) ? Number.parseInt(key.slice(begin.length), 10) : -1);
  const moved = (key) => `${begin}${rowOf(key) - 1}${key.slice(key.indexOf(']', begin.length))}`;
  const left = [...keys].filter((key) => rowOf(key) !== gone);
  return new Set(left.map((key) => (rowOf(key) > gone ? moved(key) : key)));
}

/**
 * The fields of a record, and the cells of its rows: `[code, field, place, key]`. `place` is where it is, such as `['Price']` or
 * `['Lines', 0, 'Count']`; `key` names it among all, though rows before it come and go.
 */
export function* fieldsOf(record) {
  for (const [code, field] of Object.entries(record)) {
    const rows = Array.isArray(field?.value) && field.value.every(isRow) ? field.value : [];
    yield [code, field, [code], code];
    for (const [i, row] of rows.entries()) {
      for (const [cell, one] of Object.entries(row.value)) {
        yield [cell, one, [code, i, cell], cellKey(code, row, i, cell)];
      }
    }
  }
}

/** What is at a place of a record: `{ field, row }`, `row` null outside of tables; undefined where it is gone. */
export function fieldAt(record, [code, i, cell]) {
  const field = record[code];
  if (cell === undefined) return field && { field, row: null };
  const row = field?.value?.[i];
  return row?.value?.[cell] && { field: row.value[cell], row };
}

/** What handlers set beside values (E13): what is read back never has it. `disabled`: the keys of those that are. */
export function withoutMarks(record, disabled) {
  for (const [, field, , key] of fieldsOf(record)) {
    if (typeof field.disabled === 'boolean') disabled[field.disabled ? 'add' : 'delete'](key);
    for (const mark of ['disabled', 'error', 'lookup']) delete field[mark];
  }
  return record;
}

/**
 * Puts a value that kintone.app.record.set() was given into a field (R05, R06). Rows keep their ids by their places; of their cells those of
 * these codes are taken.
 * @param {object} field
 * @param {{ value: any }} given
 * @param {string[]} [cells] Of a table.
 * @param {object} [blank] The cells of a new row.
 */
export function setField(field, { value }, cells, blank) {
  if (!cells || !Array.isArray(value)) {
    field.value = cells ? [] : copyOf(value);
    return;
  }
  const old = field.value ?? [];
  const given = new Set(value.map(({ id }) => id));
  // What has the place of a row without an id, unless another row names it; null as an id is a new row's.
  const atPlace = (row, i) => (old[i]?.id && (row.id === null || given.has(old[i].id)) ? undefined : old[i]);
  field.value = value.map((row, i) => {
    const before = row.id ? old.find(({ id }) => id === row.id) : atPlace(row, i);
    const kept = { id: row.id ?? before?.id ?? null, value: copyOf(before?.value ?? blank) };
    for (const code of cells) kept.value[code].value = copyOf(row.value[code].value);
    return kept;
  });
}

const isTable = ({ type }) => type === 'SUBTABLE';

/**
 * The fields and cells with other values than before, but tables: `[code, field, place, old]`. `old` is the field as it was, undefined in a new row.
 */
export function changedFields(before, record) {
  const known = new Map();
  for (const [, field, , key] of fieldsOf(before)) known.set(key, field);
  return [...fieldsOf(record)].flatMap(([code, field, place, key]) => {
    const old = known.get(key);
    const isChanged = !isTable(field) && (!old || textOf(old.value) !== textOf(field.value));
    return isChanged ? [[code, field, place, old]] : [];
  });
}
