/**
 * A list of records, and what a user does on it (W04, E12, E20): see types/page.d.ts. What it shows the core says
 * (wasm/core/page/list_screen.h).
 */
import { RecordPage } from './record-page.js';
import { withUndefined } from './form-values.js';

export class ListPage {
  #outside;
  #screen;
  #event;
  #shown = [];
  /** The record that is edited. */
  #row;

  /** @param {import('./record-page.js').Outside & { showHtml: (html: string) => void, forgetRow: (id: string) => void }} outside */
  constructor(outside) {
    this.#outside = { ...outside, isOpen: () => outside.isOpen(this) };
    this.#screen = Object.freeze(outside.world.forms.screen());
  }

  get screen() {
    return this.#screen;
  }

  get event() {
    return this.#row?.event ?? this.#event;
  }

  get records() {
    return this.#event.records;
  }

  /** The records by which elements are made (V01). */
  get shown() {
    return this.#shown;
  }

  get record() {
    return this.#row?.record;
  }

  get errors() {
    return this.#row?.errors ?? {};
  }

  /** Reads the records and fires the list's show event. */
  async load() {
    const { world, hasHandler, fire, showHtml } = this.#outside;
    const { message, code, event, shown, html } = world.forms.list();
    if (message !== undefined) {
      throw Object.assign(new TypeError(`shim.open: ${message}`), code !== undefined && { code });
    }
    const all = Array.isArray(event.records) ? [event.records] : Object.values(event.records);
    for (const records of [...all, shown]) records.forEach(withUndefined);
    this.#shown = shown;
    if (html !== undefined) showHtml(html);
    const type = `${this.#screen.type}.show`;
    this.#event = hasHandler(type) ? (await fire(type, event)).event : { ...event, type };
    return this;
  }

  /** The page of one record of the list. */
  #rowOf(id) {
    return new RecordPage(this.#outside, { ...this.#screen, id: Number(id) });
  }

  #edited(member) {
    if (this.#row) return this.#row;
    throw new Error(this.#outside.world.fault('pageNotEditing', member).message);
  }

  async edit(id) {
    const row = this.#rowOf(id);
    await row.load();
    this.#row = row;
    return this;
  }

  async change(code, value, where) {
    await this.#edited('change').change(code, value, where);
    return this;
  }

  async save() {
    const result = await this.#edited('save').submit();
    if (result.saved) this.#readAgain(result.id);
    return result;
  }

  async delete(id) {
    const row = this.#rowOf(id);
    const result = await row.delete();
    if (result.saved) this.#readAgain(result.id);
    return result;
  }

  /** The record of this id has changed, or is gone. */
  #readAgain(id) {
    if (this.#row?.screen.id === Number(id)) this.#row = undefined;
    // A handler may have opened another screen.
    if (!this.#outside.isOpen()) return;
    this.#outside.forgetRow(id);
    const { event, shown } = this.#outside.world.forms.list();
    shown.forEach(withUndefined);
    this.#shown = shown;
    this.#event = { ...this.#event, records: event.records, size: event.size };
  }
}
