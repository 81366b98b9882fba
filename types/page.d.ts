/** The page of a record: what a test does on it, and what it comes to. */

import type { EventOf } from './event-shapes.js';
import type { AppDisplayMembers, RecordDisplayMembers } from './page-members.js';
import type { EventTypeOf, ScreenType, ShimPage } from './plugin.js';

/** An element of the window in which the shim is installed: any where no types of a DOM are there. */
export type PageElement = typeof globalThis extends { HTMLElement: { prototype: infer Element } }
  ? Element
  : any;

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
  /** What a handler threw [E06]; a TypeError where `event.url` is neither a URL nor null: the page stays. */
  readonly thrown: unknown;
  /** The record's number; null of a new one that was not saved. */
  readonly id: string | null;
  /**
   * Where kintone would go: `event.url` of submit.success, else the record's own page, of `delete` its app's list; null where it stays [E16].
   * The screen stays open, and `shim.navigation` has the whole URL [W10].
   */
  readonly url: string | null;
}

/**
 * The page of a record, after its show event. It stays what it is after an action; when another screen is opened it is closed, and its members
 * reject.
 *
 * @typeParam Type of the screen
 * @typeParam Fields what the record is
 */
export interface RecordPage<
  Type extends RecordScreenType = RecordScreenType,
  Fields extends object = FormRecord,
> extends Pick<ShimPage, 'screen' | 'thrown'> {
  /** The form as kintone holds it now. */
  readonly record: Fields;
  /** The last event that was fired, with what was applied of its handlers' changes: `event.type` says which. */
  readonly event: EventOf<EventTypeOf<Type>, Fields>;
  /** The errors that stand at fields, by their codes. */
  readonly errors: Readonly<Record<string, string>>;
  /**
   * A user's entry: the value goes into the form, and its change event is fired, where the field's type has one [E14]. Change events of what
   * handlers change follow [E15]. The key of a lookup is looked up: what it fills changes, too.
   *
   * @param code of a field, or of a cell in a row
   * @param value a string; of a NUMBER a number too; of choices of several, and of users, an array; of a FILE, also in a row, an array of
   *   Files or Blobs, which stands for what the field had and is uploaded by `submit` [E19]; null empties the field
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
  /**
   * Fires process.proceed and runs an action of the process management, together with what the handlers have changed [E17, Y23]: on detail
   * screens.
   *
   * @param action the name of one that leads on from the record's status
   * @param options `assignee`: the login name of the next assignee, where one is chosen
   * @returns rejects with a TypeError where there is no such action
   */
  proceed(action: string, options?: { assignee?: string | undefined }): Promise<ActionResult>;
}

/** The screens of a list. */
export type ListScreenType = Extract<ScreenType, `${string}.index`>;

/**
 * The page of a list, after its show event. When another screen is opened it is closed, and its members reject.
 *
 * @typeParam Type of the screen
 * @typeParam Fields what a record is
 */
export interface ListPage<
  Type extends ListScreenType = ListScreenType,
  Fields extends object = FormRecord,
> extends Pick<ShimPage, 'screen' | 'thrown'> {
  /** The records of the show event: of a calendar by their days [E12]. */
  readonly records: Fields[] | Record<string, Fields[]>;
  /** The last event that was fired: `event.type` says which. */
  readonly event: EventOf<EventTypeOf<Type>, Fields>;
  /** The record that is edited; undefined where none is. */
  readonly record: Fields | undefined;
  /** The errors that stand at its fields, by their codes. */
  readonly errors: Readonly<Record<string, string>>;
  /** Begins to edit a record in the list, and fires index.edit.show [E20]. */
  edit(id: number | string): Promise<this>;
  /** As of a record's page, in the record that is edited: fires index.edit.change. Rejects where none is. */
  change(code: string, value: unknown, options?: { row?: number | undefined }): Promise<this>;
  /** Fires index.edit.submit, saves the record, and fires index.edit.submit.success and index.edit.finish [E20]. Rejects where none is edited. */
  save(): Promise<ActionResult>;
  /** Fires index.delete.submit and deletes a record of the list [E20]. */
  delete(id: number | string): Promise<ActionResult>;
}

/** What a script asks of the fields and spaces of a form: the same on PC and mobile screens [V01, V02, V05]. */
export interface KintoneFormElements {
  /** The element of a field, on detail and print screens; null elsewhere and of what has none [V01]. */
  getFieldElement(code: string): PageElement | null;
  /** The element of a space of the app's layout, by its element id; null elsewhere [V02]. */
  getSpaceElement(id: string): PageElement | null;
  /** Shows or hides a field, or a space by its element id; what is not known does nothing [V05]. */
  setFieldShown(codeOrElementId: string, isShown: boolean): void;
  /** Opens or closes a group; what is not known does nothing [V05]. */
  setGroupFieldOpen(code: string, isOpen: boolean): void;
  /** Whether a field is shown; rejects with `SHIM_WRONG_SCREEN` where no form is [V05]. */
  isFieldVisible(code: string): Promise<boolean>;
  /** Whether a group is open; rejects with `SHIM_WRONG_SCREEN` where no form is [V05]. */
  isGroupFieldOpen(code: string): Promise<boolean>;
}

/** What `kintone.getLoginUser` gives [W05]. */
export interface LoginUser {
  /** The place in the option `users`, from 1 on. */
  id: string;
  /** The login name: of whom the option `session` names, else of the first of the option `users`, else Administrator. */
  code: string;
  /** As it is declared, else the login name. */
  name: string;
  /** As it is declared; else of a guest the login name, of others empty. */
  email: string;
  /** As it is declared, else empty. */
  url: string;
  /** As it is declared, else empty. */
  employeeNumber: string;
  /** As it is declared, else empty. */
  phone: string;
  /** As it is declared, else empty. */
  mobilePhone: string;
  /** As it is declared, else empty. */
  extensionNumber: string;
  /** The user's `timeZone`, else the option `timeZone`, else UTC. */
  timezone: string;
  /** As it is declared, else false. */
  isGuest: boolean;
  /** The user's `language`, else what `locale` says, the user's or the shim's: en or ja. */
  language: string;
}

/** `kintone.portal`, `kintone.space.portal` and their mobile twins. */
export interface KintonePortal {
  /** The element below the header; null on other screens [V03]. */
  getContentSpaceElement(): PageElement | null;
}

/** `kintone.app.record` and `kintone.mobile.app.record`. */
export interface KintoneRecord extends KintoneFormElements, RecordDisplayMembers {
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
export interface KintoneApp extends AppDisplayMembers {
  /** The app's number on its screens, else null; on screens of the other kind null [W02, W03]. */
  getId(): number | null;
  /** The query of a list, with `order by`, `limit` and `offset`; of a report its condition; else null [W04]. */
  getQuery(): string | null;
  /** The condition of a list or a report, `''` where it has none; else null [W04]. */
  getQueryCondition(): string | null;
  /** The elements of a field in a list, one a record; null elsewhere and of what the view does not show [V01]. */
  getFieldElements(code: string): PageElement[] | null;
  /** The element below the header: of lists and reports, on mobile pages of lists and records [V03]. */
  getHeaderSpaceElement(): PageElement | null;
  /** The app to which a lookup refers; null of another field [W06]. */
  getLookupTargetAppId(code: string): string | null;
  /** The app to which a list of related records refers; null of another field [W06]. */
  getRelatedRecordsTargetAppId(code: string): string | null;
  /** The record of the screen. */
  record: KintoneRecord;
}
