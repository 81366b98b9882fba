/**
 * The form of a record's page, and what handlers and kintone.app.record.set() change in it (E11, E14, E15, R03 to R07). What a form takes the
 * core says (wasm/core/page/form_record.h).
 */
import { describe } from '../core/describe.js';
import { printLine } from '../core/platform.js';
import { copyOf } from './event-changes.js';
import { lookUp, marksIn, putFound } from './form-lookups.js';
import {
  changedFields,
  fieldAt,
  nameNewRows,
  setField,
  textOf,
  withoutMarks,
  withUndefined,
} from './form-values.js';

export class RecordForm {
  /** As kintone holds it now. @type {Record<string, any>} */
  record = {};
  /** The last event that a handler has heard. */
  event;
  /** What handlers, or kintone's REST side, say of fields. @type {Record<string, string>} */
  errors = {};
  /** The keys of the fields that handlers have disabled, as fieldsOf() gives them. */
  disabled = new Set();
  /** What the core says of it: see wasm/core/page/record_screen.h. */
  declared;
  #outside;
  /** What the types of its events begin with. */
  #events;
  /** The number of its record, 0 where it has none yet. */
  #id;
  /** What is asked for of lookups, and is not done yet. @type {import('./form-lookups.js').Mark[]} */
  #marked = [];
  /** Types of change events. */
  #toldNever = new Set();
  /** @type {Promise<unknown>} */
  #lookedUp = Promise.resolve();
  /** The codes of the change events that follow one another right now. @type {string[]} */
  #changes = [];

  /**
   * @param {import('./screens.js').Outside & { isHere: () => boolean }} outside `isHere`: its page is the one that is open.
   * @param {string} events
   * @param {number} [id]
   */
  constructor(outside, events, id = 0) {
    this.#outside = outside;
    this.#events = events;
    this.#id = id;
  }

  take(declared) {
    this.declared = declared;
    this.record = withUndefined(declared.record);
  }

  eventOf(type, id, more) {
    return { ...this.#outside.world.forms.eventMembers(type, id), ...more, record: this.record };
  }

  /**
   * What handlers have changed is in the form, where kintone takes it, and a change itself (E11, E15).
   * @param {{ event: any, errors: object }} result
   * @param {object} before A copy of the record as it was fired: kintone.app.record.set() may have changed the form while handlers ran.
   * @param {boolean} [isTold] The test is told of what kintone's dialog says.
   * @returns {string | undefined} What that is, where nothing of the event is taken.
   */
  takeEvent({ event, errors }, before, isTold = false) {
    this.event = event;
    this.errors = errors;
    nameNewRows(event.record, Object.keys(this.declared.rows));
    const dialog = this.#faultOfRows(before, event.record);
    if (dialog !== undefined) {
      this.#outside.show(dialog, isTold);
      return dialog;
    }
    this.#marked.push(...marksIn(event.record));
    const came = withoutMarks(event.record, this.disabled);
    for (const code of Object.keys(this.declared.rows)) {
      if (came[code] && !Array.isArray(came[code].value)) came[code].value = [];
    }
    const now = this.record;
    const isSame = (code) => textOf(came[code]) === textOf(before[code]);
    this.record = Object.fromEntries(
      Object.keys(came).map((code) => [
        code,
        Object.hasOwn(now, code) && isSame(code) ? now[code] : came[code],
      ]),
    );
    this.#takeChanges(now);
    return undefined;
  }

  /** What kintone's dialog says of a new row that lacks something (E11). */
  #faultOfRows(before, record) {
    for (const code of Object.keys(this.declared.rows)) {
      const [old, rows] = [before[code]?.value, record[code]?.value];
      if (!Array.isArray(rows) || textOf(old) === textOf(rows)) continue;
      const ids = new Set(old?.map(({ id }) => id));
      const isNew = (row) => !row?.id || !ids.has(row.id);
      if (!rows.some(isNew)) continue;
      const { dialog } = this.#outside.world.forms.setRecord(textOf({ [code]: record[code] }));
      if (dialog !== undefined) return dialog;
    }
    return undefined;
  }

  /** Values become what a form has of them (E11, R06); those that are others then are changes (E15). */
  #takeChanges(before) {
    const changed = changedFields(before, this.record);
    for (const [, field, , old] of changed) {
      const { isEmpty, isOld, text } = this.#outside.world.forms.taken(field.type, describe(field.value));
      if (isEmpty) field.value = undefined;
      if (isOld) field.value = old?.value;
      if (text !== undefined) field.value = text;
    }
    // Nothing of a row that came or went is one of a user's changes (R07).
    const told = changed.filter(([, field, , old]) => old && textOf(old.value) !== textOf(field.value));
    for (const [code, , place] of told) this.tellChange(code, place);
  }

  /** E14: `row` is new, or null where one is gone; else it is that of the place. */
  tellChange(code, place, row) {
    const { world, fireNow, hasHandler, isHere } = this.#outside;
    const type = `${this.#events}.change.${code}`;
    // A handler may have opened another screen.
    if (!isHere() || !hasHandler(type)) return;
    const found = fieldAt(this.record, place);
    if (!this.declared.fires.includes(code)) {
      this.#tellNever(type, found);
      return;
    }
    // Handlers of another change may have removed its row.
    if (!found) return;
    this.#changes.push(code);
    try {
      const codes = [...new Set(this.#changes)].join(', ');
      const fault = world.forms.changesFault(this.#changes.length, codes);
      if (fault !== '') throw new Error(fault);
      const changes = row === undefined ? found : { field: found.field, row };
      const before = copyOf(this.record);
      this.takeEvent(fireNow(type, this.eventOf(type, this.#id, { changes })), before);
    } finally {
      this.#changes.pop();
    }
  }

  /** Tells once of handlers that kintone never calls (E14). */
  #tellNever(type, found) {
    if (!found || this.#toldNever.has(type)) return;
    this.#toldNever.add(type);
    const { message, code } = this.#outside.world.fault('eventNever', type, found.field.type);
    printLine(`${message} [${code}]`);
  }

  /** A user has entered the key of a lookup. @param {import('./form-lookups.js').Mark} mark */
  mark(mark) {
    this.#marked.push(mark);
  }

  /** Settled once all lookups that were begun have come to an end. */
  get lookedUp() {
    return this.#lookedUp;
  }

  /** What `field.lookup` of handlers (E09), or the entry of a key, asks for: it is a change, too. */
  lookUpAll() {
    const run = this.#lookUpMarked();
    this.#lookedUp = Promise.allSettled([this.#lookedUp, run]);
    return run;
  }

  async #lookUpMarked() {
    const { world, ask } = this.#outside;
    let rounds = 0;
    for (let mark = this.#marked.shift(); mark; mark = this.#marked.shift()) {
      rounds += 1;
      const fault = world.forms.changesFault(rounds, mark.code);
      if (fault !== '') {
        this.#marked = [];
        throw new Error(fault);
      }
      const found = await lookUp(world.forms, ask, mark);
      const before = copyOf(this.record);
      if (putFound(this.record, mark, found)) this.#takeChanges(before);
    }
  }

  set(given) {
    const { world, show } = this.#outside;
    try {
      const record = Object(Object(given).record);
      const { dialog, codes, cells } = world.forms.setRecord(textOf(record));
      if (dialog !== undefined) return void show(dialog);
      const before = copyOf(this.record);
      const { rows } = this.declared;
      const ofTable = (all, code) => (Object.hasOwn(cells, code) ? all[code] : undefined);
      for (const code of codes) {
        setField(this.record[code], record[code], ofTable(cells, code), ofTable(rows, code));
      }
      this.#takeChanges(before);
      this.lookUpAll().catch((error) => show(error.message));
    } catch (error) {
      show(error.message);
    }
  }
}
