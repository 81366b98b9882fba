/** The page of a record: what a test does on it, and what it comes to. */

import type { ScreenType, ShimPage } from './plugin.js';

/** The screens of one record. */
export type RecordScreenType = Extract<
  ScreenType,
  `${string}.detail` | `${string}.create` | `${string}.edit` | `${string}.print`
>;

/**
 * A record as a form has it, by field codes: in events, and from `kintone.app.record.get()` [E13]. What a value is depends on the type and the
 * screen: on a new form a text or number that is empty is undefined.
 */
export type FormRecord = Record<string, any>;

/** What an action of a page comes to. Being cancelled never rejects. */
export interface ActionResult {
  /** Whether kintone's REST side has kept it; of `delete`, whether the record is gone. */
  readonly saved: boolean;
  /** Whether a handler has cancelled it [E08]. */
  readonly cancelled: boolean;
  /** What cancelled it: an error of the event, errors of fields, `false`, or that a handler threw. */
  readonly by: 'error' | 'errors' | 'false' | 'thrown' | null;
  /** The error of the event; where the REST side refused the record, its message. */
  readonly error: string | null;
  /** Errors by field codes, of handlers or of the REST side. */
  readonly errors: Readonly<Record<string, string>>;
  /** What a handler threw [E06]. */
  readonly thrown: unknown;
  /** The record's number; null of a new one that was not saved. */
  readonly id: string | null;
  /** Where kintone would go: `event.url` of submit.success, else the record's own page; null where it stays [E16]. */
  readonly url: string | null;
}

/**
 * The page of a record, after its show event. It stays what it is after an action; when another screen is opened it is closed, and its members
 * reject.
 */
export interface RecordPage extends ShimPage {
  /** The form as kintone holds it now. */
  readonly record: FormRecord;
  /** The last event that was fired, with what was applied of its handlers' changes. */
  readonly event: any;
  /** The errors that stand at fields, by their codes. */
  readonly errors: Readonly<Record<string, string>>;
  /**
   * A user's entry: the value goes into the form, and its change event is fired, where the field's type has one [E14]. Change events of what
   * handlers change follow [E15].
   *
   * @param code of a field, or of a cell in a row
   * @param value a string; of a NUMBER a number too; of choices of several, and of users, an array; null empties the field
   * @param options `row`: the place of a table's row, from 0 on
   * @returns rejects with a TypeError where no user can enter it, with a RangeError where there is no such row, and with an Error where change
   *   events follow one another without end
   */
  change(code: string, value: unknown, options?: { row?: number | undefined }): Promise<this>;
  /** Adds a row with the defaults at the end of a table, and fires the table's change event [E14]. */
  addRow(table: string): Promise<this>;
  /** Takes a row out of a table, by its place from 0 on, and fires the table's change event, whose `changes.row` is null [E14]. */
  removeRow(table: string, row: number): Promise<this>;
  /**
   * Fires submit, saves the form by kintone's REST side and fires submit.success [E08, E16]: on create and edit screens.
   */
  submit(): Promise<ActionResult>;
  /** Fires delete.submit and deletes the record: on detail screens. */
  delete(): Promise<ActionResult>;
}

/** `kintone.app.record` and `kintone.mobile.app.record`. */
export interface KintoneRecord {
  /** The record's number on detail, edit and print screens, else null; on screens of the other kind null [W02, W03]. */
  getId(): number | null;
  /** The form, a copy; null on other screens, and while a handler runs [R01, R02]. */
  get(): { record: FormRecord } | null;
  /**
   * Sets fields of the form; on create and edit screens. It never throws: what it refuses a dialog says, `shim.dialogs`; while a handler runs
   * it does nothing [R02–R07].
   */
  set(given: { record: FormRecord }): void;
}

/** `kintone.app` and `kintone.mobile.app`. */
export interface KintoneApp {
  /** The app's number on its screens, else null; on screens of the other kind null [W02, W03]. */
  getId(): number | null;
  /** The record of the screen. */
  record: KintoneRecord;
}

/** What a dialog of kintone's has said. */
export interface ShownDialog {
  /** Its text. */
  readonly text: string;
}
