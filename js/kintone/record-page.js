/**
 * The screens of one record, and what a user does on them (W01, W02, E11 to E16, R01 to R07). What a form holds, what may be put into it
 * and what is saved, the core says (wasm/core/page); handlers run by js/kintone/events.js, requests go to kintone's REST side.
 */
import { describe, describeWithMembers } from '../core/describe.js';
import { ChosenFiles } from './chosen-files.js';
import { copyOf, unheard } from './event-changes.js';
import { cellKey, keysWithoutRow, textOf, withUndefined } from './form-values.js';
import { errorsByField, resultOf, savedOf } from './page-result.js';
import { requestsOf } from './process.js';
import { RecordForm } from './record-form.js';

/** Levels of an entered value that are looked at: a list, its items, their members. */
const entered = { depth: 3 };

/** The page of a record: see types/page.d.ts. */
export class RecordPage {
  #outside;
  #screen;
  /** Whether it is a record of a list (E20). */
  #inList;
  /** What the types of its events begin with. */
  #events;
  #form;
  #files;

  /**
   * @param {import('./screens.js').Outside} outside
   * @param {object} [row] The screen of a list, with the `id` of the record in it that this is.
   */
  constructor(outside, row) {
    this.#outside = outside;
    this.#files = new ChosenFiles((file) => outside.upload(this.#form.declared.path, file));
    this.#inList = row !== undefined;
    this.#screen = Object.freeze(row ?? outside.world.forms.screen());
    this.#events = this.#screen.type + (this.#inList ? '.edit' : '');
    this.#form = new RecordForm(
      { ...outside, isHere: () => outside.isOpen(this) },
      this.#events,
      this.#screen.id,
    );
  }

  get screen() {
    return this.#screen;
  }

  get record() {
    return this.#form.record;
  }

  get event() {
    return this.#form.event;
  }

  get errors() {
    return this.#form.errors;
  }

  /** Loads the record and fires the screen's show event. */
  async load() {
    await this.#read();
    const how = { isTold: false, isOpening: !this.#inList };
    await this.#fire(`${this.#events}.show`, this.#screen.id, {}, how);
    return this;
  }

  async #read() {
    const { world } = this.#outside;
    this.#form.take(world.forms.form());
    const { shape, copied = this.#screen.id } = world.forms.whereabouts();
    if (shape === 'created' && copied === undefined) return;
    this.#form.take(world.forms.form(await this.#stored(copied), this.#inList));
  }

  /** What a user does needs this page to be open. */
  #needOpen() {
    if (!this.#outside.isOpen(this)) throw this.#fault(Error, 'pageClosed', this.#screen.type);
  }

  /** What a user does needs a screen that has it, and what is entered a form that is declared. */
  #needAction(member) {
    this.#needOpen();
    const { [member]: refusal } = this.#form.declared.refuses;
    if (refusal !== undefined) throw new TypeError(refusal);
  }

  async #stored(id) {
    const { app } = this.#screen;
    const { isOk, answer } = await this.#ask('GET', 'record.json', { app, id });
    if (isOk && answer.record) return answer.record;
    // An app that is not declared may have any record.
    if (this.#form.declared.message !== undefined) return {};
    throw Object.assign(new Error(`shim.open: ${answer.message}`), { code: answer.code });
  }

  #ask(method, name, parameters) {
    return this.#outside.ask(method, this.#form.declared.path + name, parameters);
  }

  /** Fires an event of the screen, and takes into the form what the handlers may change of it. */
  async #fire(type, id = 0, more = {}, how = {}) {
    const { fire, hasHandler } = this.#outside;
    this.#needOpen();
    const event = this.#form.eventOf(type, id, more);
    // Of what happens on a screen most has no handler.
    if (!how.isOpening && !hasHandler(type)) return this.#heard(unheard(type, event));
    const before = copyOf(this.record);
    const result = await fire(type, event, how);
    const dialog = this.#form.takeEvent(result, before, how.isTold !== false);
    await this.#form.lookUpAll();
    // What a dialog refuses is not saved without it.
    return dialog === undefined ? result : { ...result, cancelled: true, by: 'error', error: dialog };
  }

  /** Fires an event whose handlers change nothing of the form. */
  async #tell(type, id, record) {
    const { world, fire, hasHandler } = this.#outside;
    const event = { ...world.forms.eventMembers(type, id), record };
    return this.#heard(hasHandler(type) ? await fire(type, event) : unheard(type, event));
  }

  /** It is the last event, whether a handler has heard it or not. */
  #heard(result) {
    this.#form.event = result.event;
    return result;
  }

  /**
   * Goes where the event says, else to `otherwise` (E16, W10): `url`, null where it stays; `wrong`: what a browser would throw.
   * @param {{ event: any }} after
   * @param {string | null} otherwise
   * @returns {{ url: string | null, wrong: TypeError | null }}
   */
  #leaveBy({ event }, otherwise) {
    const { type, url = otherwise } = event;
    const isText = typeof url === 'string';
    if (url === null || (isText && this.#outside.leave(url, this.#form.declared.pages.list))) {
      return { url, wrong: null };
    }
    const wrong = this.#fault(TypeError, 'pageUrl', type, isText ? JSON.stringify(url) : typeof url);
    return { url: null, wrong };
  }

  #fault(Type, name, ...facts) {
    return new Type(this.#outside.world.fault(name, ...facts.map(String)).message);
  }

  /** @throws {TypeError} The form has no such table. */
  #rowsNamed(member, table) {
    const tables = this.#form.declared.rows;
    if (Object.hasOwn(tables, table)) return this.record[table]?.value;
    throw this.#fault(TypeError, 'pageTables', member, table, Object.keys(tables).join(', '));
  }

  #isDisabled(code, row) {
    const { declared, disabled } = this.#form;
    const { rows } = declared;
    const table = Object.keys(rows).find((each) => row !== undefined && Object.hasOwn(rows[each], code));
    const owner = this.record[table]?.value[row];
    return disabled.has(owner ? cellKey(table, owner, row, code) : code);
  }

  /**
   * @param {string} code
   * @param {any} value
   * @param {{ row?: number }} [where]
   */
  async change(code, value, { row } = {}) {
    const { world } = this.#outside;
    this.#needAction('change');
    const inRow = row !== undefined;
    const described = describeWithMembers(value, entered);
    const told = world.forms.enter(String(code), inRow, this.#isDisabled(code, row), described);
    if (told.message !== undefined) throw new TypeError(told.message);
    const owner = inRow ? this.record[told.table]?.value[row] : { value: this.record };
    if (owner === undefined) {
      const rows = this.record[told.table].value;
      throw this.#fault(RangeError, 'pageRows', 'change', told.table, rows.length, row);
    }
    if (told.isFiles) {
      this.#files.choose(
        { code, table: told.table, row: inRow ? Number(row) : undefined, id: owner.id },
        value,
      );
      return this;
    }
    const place = inRow ? [told.table, row, code] : [code];
    Object.assign(owner.value[code], { value: told.value }, told.key);
    if (told.lookup !== undefined) this.#form.mark({ code, place, field: told });
    this.#form.tellChange(code, place);
    await this.#form.lookUpAll();
    return this;
  }

  async addRow(table) {
    this.#needAction('addRow');
    const rows = this.#rowsNamed('addRow', table);
    const row = { id: null, value: withUndefined(copyOf(this.#form.declared.rows[table])) };
    rows.push(row);
    this.#form.tellChange(table, [table], row);
    await this.#form.lookUpAll();
    return this;
  }

  async removeRow(table, place) {
    this.#needAction('removeRow');
    const rows = this.#rowsNamed('removeRow', table);
    if (!rows[place]) throw this.#fault(RangeError, 'pageRows', 'removeRow', table, rows.length, place);
    rows.splice(place, 1);
    this.#files.removeRow(table, place);
    this.#form.disabled = keysWithoutRow(this.#form.disabled, table, place);
    this.#form.tellChange(table, [table], null);
    await this.#form.lookUpAll();
    return this;
  }

  /** What kintone's REST side refuses, by fields. */
  #refused(fired, { message, errors = {} }) {
    this.#form.errors = errorsByField(errors);
    return resultOf(this.#screen, fired, { error: message ?? '', errors: this.errors });
  }

  async submit() {
    this.#needAction('submit');
    const { world } = this.#outside;
    const { app, id, type } = this.#screen;
    await this.#form.lookedUp;
    this.#form.errors = {};
    const fired = await this.#fire(`${this.#events}.submit`, id);
    if (fired.cancelled) return resultOf(this.#screen, fired);
    const toSave = world.forms.recordToSave(textOf(this.record));
    const { record, refusal } = await this.#files.attachedTo(toSave);
    if (refusal) return this.#refused(fired, refusal);
    const { isOk, answer } = await (id === undefined
      ? this.#ask('POST', 'record.json', { app, record })
      : this.#ask('PUT', 'record.json', { app, id, revision: this.record.$revision?.value, record }));
    if (isOk) this.#files.clear();
    const saved = id ?? answer.id;
    // A route may answer what kintone does not.
    if (!isOk || saved === undefined) return this.#refused(fired, answer);
    const stored = await this.#ask('GET', 'record.json', { app, id: saved });
    if (this.record.$revision) this.record.$revision.value = String(answer.revision);
    // Null, too, where its user may not view it (E12).
    const { record: kept } = stored.answer;
    const shown = stored.isOk && kept ? withUndefined(world.forms.form(kept, true).record) : null;
    const after = await this.#tell(`${this.#events}.submit.success`, Number(saved), shown);
    const page = this.#inList ? null : this.#form.declared.pages.record + saved;
    const { url, wrong } = this.#leaveBy(after, page);
    const { refuses } = this.#form.declared;
    if (id === undefined && url !== null) refuses.submit = world.fault('pageLeft', saved, type).message;
    if (this.#inList) await this.#tell(`${this.#events}.finish`, Number(saved), shown);
    const thrown = fired.thrown ?? after.thrown ?? wrong;
    return savedOf(this.#screen, fired, { thrown, id: String(saved), url });
  }

  async delete() {
    const { type, app, id } = this.#screen;
    if (this.#inList) await this.#read();
    this.#needAction('delete');
    const fired = await this.#tell(`${type}.delete.submit`, id, this.record);
    if (fired.cancelled) return resultOf(this.#screen, fired);
    const { isOk, answer } = await this.#ask('DELETE', 'records.json', { app, ids: [id] });
    if (!isOk) return this.#refused(fired, answer);
    const url = this.#inList ? null : this.#form.declared.pages.list;
    if (url !== null) this.#outside.leave(url);
    return savedOf(this.#screen, fired, { url });
  }

  /** E17: what handlers have changed is saved together with the status. */
  async proceed(action, next) {
    this.#needAction('proceed');
    const { world, leave } = this.#outside;
    const { type, id } = this.#screen;
    await this.#form.lookedUp;
    const { message, ...about } = world.forms.processStep(describe(action), textOf(this.record));
    if (message !== undefined) throw new TypeError(message);
    const before = copyOf(this.record);
    const fired = await this.#fire(`${type}.process.proceed`, id, about);
    if (fired.cancelled) return resultOf(this.#screen, fired);
    const records = { before, record: this.record, saved: world.forms.recordToSave(textOf(this.record)) };
    const requests = requestsOf(this.#form.declared.path, this.#screen, records, action, next);
    const { isOk, answer } = await this.#ask('POST', 'bulkRequest.json', { requests });
    if (!isOk) return this.#refused(fired, answer.results?.find(({ code }) => code !== undefined) ?? answer);
    await this.#read();
    const url = this.#form.declared.pages.record + id;
    leave(url);
    return savedOf(this.#screen, fired, { url });
  }

  /** kintone.app.record.get() (R01, R02). */
  get() {
    return { record: copyOf(this.record) };
  }

  /** kintone.app.record.set() (R03 to R07). */
  set(given) {
    this.#form.set(given);
  }
}
