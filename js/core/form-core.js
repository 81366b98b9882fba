/** The core's side of screens and of a record's form: see wasm/core/page/form_record.h and record_screen.h. */
import { parsed } from './own-members.js';

export class FormCore {
  #handle;

  constructor(handle) {
    this.#handle = handle;
  }

  /** Which app and record the getId() of kintone.app, kintone.app.record and their mobile twins give: see wasm/core/page/record_screen.h. */
  whereabouts() {
    return JSON.parse(this.#handle.whereabouts());
  }

  /** The form of the screen, of a record that Get Record gave, or of a new one. `isEdited`: as it is edited, whatever the screen is. */
  form(stored, isEdited = false) {
    return parsed(this.#handle.form(stored === undefined ? '' : JSON.stringify(stored), isEdited));
  }

  /** The list of the screen, with the answers of kintone's REST side so far: see wasm/core/page/list_screen.h. */
  list(answers = []) {
    return parsed(this.#handle.list(JSON.stringify(answers)));
  }

  /** What a member of kintone.app and its like comes to, by its described arguments: see wasm/core/page/page_members.h. */
  pageMember(called) {
    return parsed(this.#handle.pageMember(JSON.stringify(called)));
  }

  /** What a user's entry comes to; the value is described. */
  enter(code, inRow, isDisabled, value) {
    return parsed(this.#handle.enter(JSON.stringify([code, inRow, isDisabled, value])));
  }

  /** Whether kintone.app.record.get or set, by its name below kintone, reaches the form: `{ reaches, warning }`. */
  access(name, inHandler) {
    return parsed(this.#handle.recordAccess(name, inHandler));
  }

  /** What `field.lookup` of the key of a lookup comes to: see wasm/core/page/form_lookup.h. */
  lookUp(code, key, answer) {
    return parsed(this.#handle.lookUp(JSON.stringify([code, key, answer])));
  }

  /** What kintone.app.record.set() takes. */
  setRecord(record) {
    return parsed(this.#handle.setRecord(record));
  }

  recordToSave(form) {
    return JSON.parse(this.#handle.recordToSave(form));
  }

  /** An action of the process management of a form's record, described: what its event has of it, or the `message` that there is none. */
  processStep(action, record) {
    return parsed(this.#handle.processStep(JSON.stringify(action), record));
  }

  /** What an event of the screen says beside its type and record. `record`: its number, 0 where it has none yet. */
  eventMembers(type, record) {
    return JSON.parse(this.#handle.eventMembers(type, record));
  }

  /** What a form has of a value that was given to a field of this type, described: `{ isEmpty, isOld, text }`. */
  taken(type, value) {
    return parsed(this.#handle.takenValue(JSON.stringify([type, value])));
  }

  changesFault(count, codes) {
    return this.#handle.changesFault(count, codes);
  }

  /** Goes to a screen, by the described arguments of shim.open: `{ message }` where one is wrong. `inPages`: served pages open it, too. */
  open(type, options, inPages = false) {
    return parsed(this.#handle.openScreen(JSON.stringify([type, options, inPages])));
  }

  /** What shim.load runs a file with, and what a plug-in's manifest says: see wasm/core/page/manifest.h. */
  loadOptions(file, options) {
    return parsed(this.#handle.loadOptions(JSON.stringify([file, options])));
  }

  manifest(...given) {
    return parsed(this.#handle.manifest(JSON.stringify(given)));
  }

  /** The screen that is open: `{ type, app, id, pluginId }`, as far as it has them. */
  screen() {
    return JSON.parse(this.#handle.screen());
  }
}
