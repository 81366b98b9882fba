/**
 * What handlers did to an event: its differences, which the core judges (E08 to E10), and how those that count are applied. An event is
 * plain data; what in it is no plain object and no array is one value.
 */
import { describe, isPlain } from '../core/describe.js';

const isData = (value) =>
  typeof value === 'object' && value !== null && (Array.isArray(value) || isPlain(value));

/** A member, whatever its name is and whatever somebody gave to the prototype of all objects. */
function put(owner, name, value) {
  if (!(name in Array.prototype)) {
    owner[name] = value;
    return;
  }
  // An assignment would be the prototype's business.
  const how = { configurable: true, enumerable: true, writable: true };
  Object.defineProperty(owner, name, Object.assign(Object.create(null), how, { value }));
}

/** A copy, in which what was one object is one: `changes.field` and the field of the record (E14). */
export function copyOf(value, copies = new Map()) {
  if (!isData(value)) return value;
  if (copies.has(value)) return copies.get(value);
  const copy = Array.isArray(value) ? [] : {};
  copies.set(value, copy);
  for (const name of Object.keys(value)) put(copy, name, copyOf(value[name], copies));
  return copy;
}

function isSame(one, other, seen = new Set()) {
  if (Object.is(one, other)) return true;
  if (!isData(one) || !isData(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  if (seen.has(one)) return true;
  seen.add(one);
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name], seen))
  );
}

const own = (owner, name) => (isData(owner) && Object.hasOwn(owner, name) ? owner[name] : undefined);
const membersOf = (value) => (isData(value) ? Object.entries(value) : []);

/** The rows of a table's value; nothing where it is none. */
function rowsOf(value) {
  const isTable = Array.isArray(value) && value.length > 0 && value.every((row) => isData(own(row, 'value')));
  return isTable ? value : undefined;
}

/** An error that is taken back is none, like one that never was. */
const isSameMember = (name, one, other) =>
  name === 'error' ? isSame(one ?? null, other ?? null) : isSame(one, other);

/** Puts a member of the event's where it belongs in the copy that was kept: on the way there objects are made that were not there. */
function applyAt(kept, places, event) {
  let [from, to] = [event, kept];
  for (const place of places.slice(0, -1)) {
    from = from[place];
    if (!isData(own(to, place))) put(to, place, Array.isArray(from) ? [] : {});
    to = to[place];
    // What a field is, goes with it.
    if (Object.hasOwn(from, 'type') && !Object.hasOwn(to, 'type')) put(to, 'type', from.type);
  }
  const name = places.at(-1);
  put(to, name, copyOf(from[name]));
}

/**
 * @param {object} before The event as it was fired.
 * @param {object} event The same, as the handlers left it.
 * @returns {{ changes: { fact: unknown[], apply: () => void }[], eventError: unknown[], fieldErrors: unknown[][] }} Facts as
 *   wasm/core/page/chain_text.h has them; `apply` changes `before`.
 */
export function changesOf(before, event) {
  const changes = [];
  const fieldErrors = [];
  const add = (path, what, places, field) => {
    const isLookup =
      field !== undefined && (Object.hasOwn(field, 'confirmed') || Object.hasOwn(field, 'recordId'));
    const type = typeof field?.type === 'string' ? field.type : '';
    changes.push({ fact: [path, what, type, isLookup], apply: () => applyAt(before, places, event) });
  };

  function lookAtFields(kept, fields, places, pathOf) {
    for (const [code, field] of membersOf(fields)) {
      if (!isData(field)) continue;
      const then = own(kept, code);
      const here = [...places, code];
      const path = pathOf(code);
      for (const name of ['disabled', 'error', 'lookup']) {
        if (!isSameMember(name, own(then, name), field[name])) {
          add(`record.${path}.${name}`, name, [...here, name], field);
        }
      }
      if (field.error !== undefined) fieldErrors.push([path, describe(field.error)]);
      const [rowsThen, rows] = [rowsOf(own(then, 'value')), rowsOf(field.value)];
      // Rows that have changed places are others: each takes its id along, and its files with it.
      const isOneByOne =
        rows &&
        rowsThen?.length === rows.length &&
        rows.every(({ id }, i) => id === undefined || id === (rowsThen[i].id ?? null));
      if (!isOneByOne && !isSame(own(then, 'value'), field.value)) {
        add(`record.${path}.value`, 'value', [...here, 'value'], field);
      }
      if (!isOneByOne) {
        // Where rows came or went the table is one value; errors of its cells count all the same (E08).
        for (const [i, row] of (Array.isArray(field.value) ? field.value : []).entries()) {
          for (const [cell, { error }] of membersOf(own(row, 'value')).filter(([, one]) => isData(one))) {
            if (error !== undefined) fieldErrors.push([`${path}[${i}].${cell}`, describe(error)]);
          }
        }
        continue;
      }
      for (const [i, row] of rows.entries()) {
        const cells = [...here, 'value', i, 'value'];
        lookAtFields(rowsThen[i].value, row.value, cells, (cell) => `${path}[${i}].${cell}`);
      }
    }
  }

  lookAtFields(own(before, 'record'), event.record, ['record'], (code) => code);
  // A list's records: nothing of an event changes them (E09).
  if (!isSame(own(before, 'records'), event.records)) add('records', 'value', ['records']);
  if (!isSameMember('error', own(before, 'error'), event.error)) add('event.error', 'eventError', ['error']);
  if (!isSame(own(before, 'url'), event.url)) add('event.url', 'url', ['url']);
  return { changes, eventError: describe(event.error), fieldErrors };
}

/** What an event without a handler comes to: it stays as it was, whatever becomes of the form. */
export const unheard = (type, event) => ({
  event: copyOf({ ...event, type }),
  cancelled: false,
  by: null,
  error: null,
  errors: {},
  thrown: null,
});
