/**
 * The screens of one record, and what a user does on them (W01, W02, E11 to E16, R01 to R07). What a form holds, what may be put into it
 * and what is saved, the core says (wasm/core/page); handlers run by js/kintone/events.js, requests go to kintone's REST side.
 */
import { describeWithMembers } from '../core/describe.js';
import { copyOf } from './event-changes.js';
import { fieldsOf, textOf, withUndefined } from './form-values.js';

/** Levels of an entered value that are looked at: a list, its items, their members. */
const entered = { depth: 3 };

/**
 * @typedef {object} Outside
 * @property {import('../core/world.js').World} world
 * @property {(type: string, event: object) => Promise<any>} fire
 * @property {(method: string, path: string, parameters: object) => Promise<{ isOk: boolean, answer: any }>} ask Of kintone's REST side.
 * @property {(path: string) => void} leave Told of where kintone would go.
 * @property {(type: string) => boolean} hasHandler
 * @property {(page: object) => boolean} [isOpen] Whether no other screen was opened after it.
 * @property {(text: string) => void} show Told of what a dialog of kintone's says.
 */

/** What an event without a handler comes to. */
const unheard = (event) => ({ event, cancelled: false, by: null, error: null, errors: {}, thrown: null });

/** The page of a record: see types/page.d.ts. */
export class RecordPage {
  #outside;
  #screen;
  #form;
  #record;
  #event;
  /** @type {Record<string, string>} */
  #errors = {};
  #disabled = new Set();
  #changes = 0;

  /** @param {Outside} outside */
  constructor(outside) {
    this.#outside = outside;
    this.#screen = Object.freeze(outside.world.forms.screen());
  }

  get screen() {
    return this.#screen;
  }

  get record() {
    return this.#record;
  }

  get event() {
    return this.#event;
  }

  get errors() {
    return this.#errors;
  }

  /** Loads the record and fires the screen's show event. */
  async load() {
    const { world } = this.#outside;
    this.#take(world.forms.form());
    if (world.forms.whereabouts().shape !== 'created') {
      this.#take(world.forms.form(await this.#stored(this.#screen.id)));
    }
    await this.#fire(`${this.#screen.type}.show`, this.#screen.id);
    return this;
  }

  #take(form) {
    this.#form = form;
    this.#record = withUndefined(form.record);
  }

  /** What a user does needs a form that is declared. */
  #needForm() {
    if (this.#form.message !== undefined) throw new TypeError(this.#form.message);
  }

  async #stored(id) {
    const { app } = this.#screen;
    const { isOk, answer } = await this.#ask('GET', 'record.json', { app, id });
    if (isOk) return answer.record;
    // An app that is not declared may have any record.
    if (this.#form.message !== undefined) return {};
    throw Object.assign(new Error(`shim.open: ${answer.message}`), { code: answer.code });
  }

  #ask(method, name, parameters) {
    return this.#outside.ask(method, this.#form.path + name, parameters);
  }

  /** Fires an event of the screen, and takes into the form what the handlers may change of it. */
  async #fire(type, id = 0, more = {}) {
    const { world, fire, hasHandler, isOpen } = this.#outside;
    if (!isOpen(this)) {
      throw new Error(`the page of ${this.#screen.type} is closed, as another screen is open`);
    }
    const event = { ...world.forms.eventMembers(type, id), ...more, record: this.#record };
    // A test means the screen that it opens; of what happens there most has no handler.
    if (!type.endsWith('.show') && !hasHandler(type)) return unheard({ ...event, type });
    const before = copyOf(this.#record);
    const result = await fire(type, event);
    this.#event = result.event;
    this.#record = this.#withoutMarks(result.event.record);
    this.#errors = result.errors;
    await this.#tellChanges(before);
    return result;
  }

  /** Fires an event whose handlers change nothing of the form. */
  #tell(type, id, record) {
    const { world, fire, hasHandler } = this.#outside;
    const event = { ...world.forms.eventMembers(type, id), record };
    return hasHandler(type) ? fire(type, event) : unheard({ ...event, type });
  }

  /** What handlers set beside values (E13): what is read back never has it. */
  #withoutMarks(record) {
    for (const [code, field] of fieldsOf(record)) {
      if (field.disabled === true) this.#disabled.add(code);
      if (field.disabled === false) this.#disabled.delete(code);
      for (const mark of ['disabled', 'error', 'lookup']) delete field[mark];
    }
    return record;
  }

  /** E15: what handlers, or record.set(), have changed is a change, too. */
  async #tellChanges(before) {
    const old = new Map();
    for (const [, field, , , place] of fieldsOf(before)) old.set(place, textOf(field.value));
    // A row that came or went is none of a user's (R07).
    const changed = [...fieldsOf(this.#record)].filter(
      ([, field, , isTable, place]) => !isTable && old.has(place) && old.get(place) !== textOf(field.value),
    );
    for (const [code, field, row] of changed) await this.#fireChange(code, field, row);
  }

  async #fireChange(code, field, row) {
    if (!this.#form.fires.includes(code)) return;
    this.#changes += 1;
    try {
      const fault = this.#outside.world.forms.changesFault(this.#changes, code);
      if (fault !== '') throw new Error(fault);
      const type = `${this.#screen.type}.change.${code}`;
      await this.#fire(type, this.#screen.id, { changes: { field, row } });
    } finally {
      this.#changes -= 1;
    }
  }

  #rowsOf(table) {
    return this.#record[table]?.value;
  }

  /**
   * @param {string} code
   * @param {unknown} value
   * @param {{ row?: number }} [where]
   */
  async change(code, value, { row } = {}) {
    const { world } = this.#outside;
    this.#needForm();
    const inRow = row !== undefined;
    const described = describeWithMembers(value, entered);
    const told = world.forms.enter(String(code), inRow, this.#disabled.has(code), described);
    if (told.message !== undefined) throw new TypeError(told.message);
    const owner = inRow ? this.#rowsOf(told.table)[row] : { value: this.#record };
    if (owner === undefined) {
      throw new RangeError(`page.change: ${told.table} has ${this.#rowsOf(told.table).length} rows`);
    }
    const field = owner.value[code];
    field.value = told.value;
    await this.#fireChange(code, field, inRow ? owner : null);
    return this;
  }

  async addRow(table) {
    this.#needForm();
    const cells = this.#form.rows[table];
    if (!cells) throw new TypeError(`page.addRow: the tables are ${Object.keys(this.#form.rows).join(', ')}`);
    const row = { id: null, value: withUndefined(copyOf(cells)) };
    this.#rowsOf(table).push(row);
    await this.#fireChange(table, this.#record[table], row);
    return this;
  }

  async removeRow(table, place) {
    const rows = this.#form.rows[table] && this.#rowsOf(table);
    if (!rows?.[place]) throw new RangeError(`page.removeRow: ${table} has ${rows?.length ?? 'no'} rows`);
    rows.splice(place, 1);
    await this.#fireChange(table, this.#record[table], null);
    return this;
  }

  #outcome(fired, more = {}) {
    const { cancelled, by, error, errors, thrown } = fired;
    const id = this.#screen.id === undefined ? null : String(this.#screen.id);
    return { saved: false, cancelled, by, error, errors, thrown, id, url: null, ...more };
  }

  /** What kintone's REST side refuses, by fields. */
  #refused(fired, { message, errors = {} }) {
    const texts = Object.entries(errors).map(([place, { messages }]) => [
      /^record\.(.+?)\.values?\b/.exec(place)?.[1] ?? place,
      messages.join('\n'),
    ]);
    this.#errors = Object.fromEntries(texts);
    return this.#outcome(fired, { error: message, errors: this.#errors });
  }

  async submit() {
    this.#needForm();
    const { world, leave } = this.#outside;
    const { type, app, id } = this.#screen;
    const fired = await this.#fire(`${type}.submit`, id);
    if (fired.cancelled) return this.#outcome(fired);
    const record = world.forms.recordToSave(textOf(this.#record));
    const revision = this.#record.$revision?.value;
    const isNew = id === undefined;
    const { isOk, answer } = isNew
      ? await this.#ask('POST', 'record.json', { app, record })
      : await this.#ask('PUT', 'record.json', { app, id, revision, record });
    if (!isOk) return this.#refused(fired, answer);
    const saved = isNew ? answer.id : String(id);
    const stored = await this.#stored(saved);
    const shown = withUndefined(world.forms.form(stored).record);
    const after = await this.#tell(`${type}.submit.success`, Number(saved), shown);
    this.#event = after.event;
    const { url = `/k/${app}/show#record=${saved}` } = after.event;
    if (url !== null) leave(url);
    const thrown = fired.thrown ?? after.thrown;
    return { ...this.#outcome(fired), saved: true, cancelled: false, by: null, thrown, id: saved, url };
  }

  async delete() {
    const { type, app, id } = this.#screen;
    const fired = await this.#tell(`${type}.delete.submit`, id, this.#record);
    if (fired.cancelled) return this.#outcome(fired);
    const { isOk, answer } = await this.#ask('DELETE', 'records.json', { app, ids: [id] });
    if (!isOk) return this.#refused(fired, answer);
    const url = `/k/${app}/`;
    this.#outside.leave(url);
    return { ...this.#outcome(fired), saved: true, cancelled: false, by: null, url };
  }

  /** kintone.app.record.get() (R01, R02). */
  get() {
    return { record: copyOf(this.#record) };
  }

  /**
   * kintone.app.record.set() (R03 to R07).
   * @param {{ record?: object }} [given]
   */
  set({ record } = {}) {
    const { world, show } = this.#outside;
    const { dialog, codes } = world.forms.setRecord(textOf(record ?? {}));
    if (dialog !== undefined) {
      show(dialog);
      return;
    }
    const before = copyOf(this.#record);
    for (const code of codes) this.#setField(this.#record[code], record[code]);
    this.#tellChanges(before).catch((error) => show(error.message));
  }

  #setField(field, { value }) {
    if (!Array.isArray(value) || !value.every((row) => row?.value !== undefined)) {
      field.value = value === null ? undefined : copyOf(value);
      return;
    }
    const old = field.value;
    field.value = value.map((row, i) => ({ id: row.id ?? old[i]?.id ?? null, value: copyOf(row.value) }));
  }
}
