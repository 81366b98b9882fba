/** The core's side of screens and of a record's form: see wasm/core/page/form_record.h and record_screen.h. */
import { told } from './told.js';

export class FormCore {
  #handle;

  constructor(handle) {
    this.#handle = handle;
  }

  /** Which app and record the getId() of kintone.app, kintone.app.record and their mobile twins give: see wasm/core/page/record_screen.h. */
  whereabouts() {
    return JSON.parse(this.#handle.whereabouts());
  }

  /** The form of the screen, of a record that Get Record gave, or of a new one. */
  form(stored) {
    return told(this.#handle.form(stored === undefined ? '' : JSON.stringify(stored)));
  }

  /** What a user's entry comes to; the value is described. */
  enter(code, inRow, isDisabled, value) {
    return told(this.#handle.enter(JSON.stringify([code, inRow, isDisabled, value])));
  }

  /** What kintone.app.record.set() takes. */
  setRecord(record) {
    return told(this.#handle.setRecord(record));
  }

  recordToSave(form) {
    return JSON.parse(this.#handle.recordToSave(form));
  }

  /** What an event of the screen says beside its type and record. `record`: its number, 0 where it has none yet. */
  eventMembers(type, record) {
    return JSON.parse(this.#handle.eventMembers(type, record));
  }

  changesFault(count, codes) {
    return this.#handle.changesFault(count, codes);
  }

  /** Goes to a screen, by the described arguments of shim.open: `{ message }` where one is wrong. */
  open(type, options) {
    return told(this.#handle.openScreen(JSON.stringify([type, options])));
  }

  /** The screen that is open: `{ type, app, id, pluginId }`, as far as it has them. */
  screen() {
    return JSON.parse(this.#handle.screen());
  }
}
