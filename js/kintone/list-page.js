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
  /** The page of the record that had the last event, where it was not the list's own. */
  #latest;
  #shown = [];
  /** The record that is edited. */
  #row;

  /** @param {import('./screens.js').Outside & { showHtml: (html: string) => void, forgetRow: (id: string) => void }} outside */
  constructor(outside) {
    this.#outside = { ...outside, isOpen: () => outside.isOpen(this) };
    this.#screen = Object.freeze(outside.world.forms.screen());
  }

  get screen() {
    return this.#screen;
  }

  get event() {
    return this.#latest?.event ?? this.#event;
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
    const { fire, showHtml } = this.#outside;
    const { message, code, event, html } = await this.#read();
    if (message !== undefined) {
      throw Object.assign(new TypeError(`shim.open: ${message}`), code !== undefined && { code });
    }
    if (html !== undefined) showHtml(html);
    const type = `${this.#screen.type}.show`;
    this.#event = (await fire(type, event, { isTold: false, isOpening: true })).event;
    return this;
  }

  /** What the core says of the list; its records are those that are shown now. */
  async #read() {
    const { world, ask } = this.#outside;
    const answers = [];
    let list = world.forms.list();
    while (list.asks) {
      const { isOk, answer } = await ask('GET', list.asks.path, list.asks.params);
      if (!isOk) return answer;
      answers.push(answer);
      list = world.forms.list(answers);
    }
    if (list.message !== undefined) return list;
    const { records } = list.event;
    const all = Array.isArray(records) ? [records] : Object.values(records);
    for (const some of [...all, list.shown]) some.forEach(withUndefined);
    this.#shown = list.shown;
    return list;
  }

  /** The page of one record of the list. */
  #rowOf(id) {
    return new RecordPage(this.#outside, { ...this.#screen, id: Number(id) });
  }

  #edited(member) {
    if (this.#row) return (this.#latest = this.#row);
    throw new Error(this.#outside.world.fault('pageNotEditing', member).message);
  }

  /** A record of this id can be worked on in the list (E20). */
  #needRow(member, id) {
    const fault = (name, ...facts) => this.#outside.world.fault(name, member, ...facts).message;
    const { type } = this.#screen;
    const { viewType } = this.#event;
    if (viewType !== 'list' || type !== 'app.record.index') {
      throw new Error(fault('pageListFixed', type, viewType));
    }
    const ids = this.#shown.map((record) => record.$id.value);
    if (!ids.includes(String(id))) {
      throw new RangeError(fault('pageRecordMissing', String(id), ids.join(', ')));
    }
  }

  async edit(id) {
    this.#needRow('edit', id);
    const row = this.#rowOf(id);
    await row.load();
    this.#latest = this.#row = row;
    return this;
  }

  async change(code, value, where) {
    await this.#edited('change').change(code, value, where);
    return this;
  }

  async save() {
    const row = this.#edited('save');
    const result = await row.submit();
    if (result.saved) await this.#readAgain(result.id);
    return result;
  }

  async delete(id) {
    this.#needRow('delete', id);
    const row = this.#rowOf(id);
    this.#latest = row;
    const result = await row.delete();
    if (result.saved) await this.#readAgain(result.id);
    return result;
  }

  /** The record of this id has changed, or is gone. */
  async #readAgain(id) {
    if (this.#row?.screen.id === Number(id)) this.#row = undefined;
    // A handler may have opened another screen.
    if (!this.#outside.isOpen()) return;
    this.#outside.forgetRow(id);
    const { event } = await this.#read();
    if (event) this.#event = { ...this.#event, records: event.records, size: event.size };
  }
}
