/** What the handlers of each event get: its members, and what a handler may set on it [E09, E12]. `EventOf` is the way in. */

import type { FormRecord } from './page.js';

/** The twins of a type: on the screens of a computer, and on mobile ones. */
type Both<Rest extends string> = Rest | `mobile.${Rest}`;

/** An event without members of its own: of the portals. */
export interface BareEvent<Type extends string> {
  /** The type that was fired [E18]. */
  type: Type;
}

/** An event of a type that kintone has not, or that the compiler does not know. */
export interface GeneralEvent<Type extends string = string> extends BareEvent<Type> {
  /** Anything. */
  [member: string]: any;
}

/** An event of an app. */
export interface AppEvent<Type extends string, Id = number> extends BareEvent<Type> {
  /** The app's number: of index.edit.change and index.edit.submit, and of submit.success on mobile pages, as a string. */
  appId: Id;
}

/** What has a record. */
interface WithRecord<Fields> {
  /** The record's fields by their codes. A handler sets `value`, and `disabled`, `error` and `lookup` where the type takes them [E09]. */
  record: Fields;
}

/** What has a record that is saved. */
interface WithSavedRecord<Fields, Id = number> extends WithRecord<Fields> {
  /** The record's number: in a list, and in submit.success, as a string. */
  recordId: Id;
}

/** What takes an error. */
interface WithError {
  /** Set by a handler: the text that is shown; it cancels the action, or drops what was changed [E08]. */
  error?: string | null;
}

/** What a `change` event has. */
interface WithChanges<Fields, Code extends string> {
  /** What has changed. */
  changes: {
    /** The very object within `record`: the field, the cell or the table [E14]. */
    field: Code extends keyof Fields ? Fields[Code] : any;
    /** The row within `record`; null outside tables, and of a row that was removed. */
    row: EventRow | null;
  };
}

/** A row of a table. */
export interface EventRow {
  /** Null where it is not saved yet. */
  id: string | null;
  /** Its cells by their codes. */
  value: FormRecord;
}

/** index.show of a list. */
export interface ListShowEvent<Type extends string, Fields, View = 'list' | 'custom'> extends AppEvent<Type> {
  /** The view's number. */
  viewId: number;
  /** The view's name. */
  viewName: string;
  /** What kind of view it is: of a calendar the records are by their days. */
  viewType: View;
  /** Those of the page; none in a custom view without pages. */
  records: Fields[];
  /** How many are before them. */
  offset: number;
  /** How many they are. */
  size: number;
  /** Null. */
  date: null;
}

/** index.show of a calendar. */
export interface CalendarShowEvent<Type extends string, Fields> extends Omit<
  ListShowEvent<Type, Fields, 'calendar'>,
  'records' | 'offset' | 'size' | 'date'
> {
  /** By days, such as `2026-04-30`. */
  records: Record<string, Fields[]>;
  /** Null. */
  offset: null;
  /** Null. */
  size: null;
  /** The month, such as `2026-04`. */
  date: string;
}

/** detail.show and print.show: there is nothing to set. */
export interface RecordEvent<Type extends string, Fields> extends AppEvent<Type>, WithSavedRecord<Fields> {}

/** delete.submit: of mobile pages without `error`, which does not stop it there. */
export interface DeleteEvent<Type extends string, Fields> extends RecordEvent<Type, Fields>, WithError {}

/** index.edit.show. */
export interface RowShowEvent<Type extends string, Fields>
  extends BareEvent<Type>, WithSavedRecord<Fields, string> {}

/** index.edit.submit. */
export interface RowEvent<Type extends string, Fields>
  extends AppEvent<Type, string>, WithSavedRecord<Fields, string>, WithError {}

/** index.edit.change. */
export interface RowChangeEvent<Type extends string, Fields, Code extends string>
  extends RowEvent<Type, Fields>, WithChanges<Fields, Code> {}

/** index.edit.finish. */
export interface RowFinishEvent<Type extends string, Fields>
  extends AppEvent<Type>, WithSavedRecord<Fields | null, string> {}

/** create.submit: no record is there yet. */
export interface CreateEvent<Type extends string, Fields>
  extends AppEvent<Type>, WithRecord<Fields>, WithError {}

/** create.show. */
export interface CreateShowEvent<Type extends string, Fields> extends CreateEvent<Type, Fields> {
  /** Whether the form is a copy of a record. */
  reuse: boolean;
}

/** create.change. */
export interface CreateChangeEvent<Type extends string, Fields, Code extends string>
  extends CreateEvent<Type, Fields>, WithChanges<Fields, Code> {}

/** edit.show and edit.submit. */
export interface EditEvent<Type extends string, Fields> extends RecordEvent<Type, Fields>, WithError {}

/** edit.change. */
export interface EditChangeEvent<Type extends string, Fields, Code extends string>
  extends EditEvent<Type, Fields>, WithChanges<Fields, Code> {}

/** submit.success: the record is null where its user may not view it. */
export interface SavedEvent<Type extends string, Fields, AppId = number>
  extends AppEvent<Type, AppId>, WithSavedRecord<Fields | null, string> {
  /** Set by a handler: where the page goes; null: it stays [E16]. */
  url?: string | null;
}

/** process.proceed on mobile pages: an error of the event does not stop it there. */
export interface MobileProceedEvent<Type extends string, Fields> extends BareEvent<Type>, WithRecord<Fields> {
  /** The action that the user has chosen. */
  action: { value: string };
  /** The record's status. */
  status: { value: string };
  /** The status that it gets. */
  nextStatus: { value: string };
}

/** process.proceed: it has no numbers of app and record [E17]. */
export interface ProceedEvent<Type extends string, Fields>
  extends MobileProceedEvent<Type, Fields>, WithError {}

/**
 * The event of a type, as its handlers get it; of several types the union, which `event.type` tells apart.
 *
 * @typeParam Type such as `'app.record.edit.submit'`; a type that is none of kintone's gives a {@link GeneralEvent}
 * @typeParam Fields what `record` is, such as an interface that `@kintone/dts-gen` has written
 */
export type EventOf<Type extends string, Fields extends object = FormRecord> =
  // prettier-ignore
  Type extends Both<'app.record.index.show'> ? ListShowEvent<Type, Fields> | CalendarShowEvent<Type, Fields>
  : Type extends 'app.record.index.edit.show' ? RowShowEvent<Type, Fields>
  : Type extends `app.record.index.edit.change.${infer Code}` ? RowChangeEvent<Type, Fields, Code>
  : Type extends 'app.record.index.edit.submit' ? RowEvent<Type, Fields>
  : Type extends 'app.record.index.edit.finish' ? RowFinishEvent<Type, Fields>
  : Type extends `app.record.${'index' | 'detail'}.delete.submit` ? DeleteEvent<Type, Fields>
  : Type extends 'mobile.app.record.detail.delete.submit' ? RecordEvent<Type, Fields>
  : Type extends Both<'app.record.detail.show'> | 'app.record.print.show' ? RecordEvent<Type, Fields>
  : Type extends 'app.record.detail.process.proceed' ? ProceedEvent<Type, Fields>
  : Type extends 'mobile.app.record.detail.process.proceed' ? MobileProceedEvent<Type, Fields>
  : Type extends Both<'app.record.create.show'> ? CreateShowEvent<Type, Fields>
  : Type extends Both<`app.record.create.change.${infer Code}`> ? CreateChangeEvent<Type, Fields, Code>
  : Type extends Both<'app.record.create.submit'> ? CreateEvent<Type, Fields>
  : Type extends Both<`app.record.edit.change.${infer Code}`> ? EditChangeEvent<Type, Fields, Code>
  : Type extends Both<`app.record.edit.${'show' | 'submit'}`> ? EditEvent<Type, Fields>
  : Type extends `app.record.${'create' | 'edit' | 'index.edit'}.submit.success` ? SavedEvent<Type, Fields>
  : Type extends `mobile.app.record.${'create' | 'edit'}.submit.success` ? SavedEvent<Type, Fields, string>
  : Type extends Both<'app.report.show'> ? AppEvent<Type>
  : Type extends Both<'portal.show' | 'space.portal.show'> ? BareEvent<Type>
  : GeneralEvent<Type>;

/** What `shim.fire` is given of an event: any of its members, for `type` is set; of a type that kintone has not, anything. */
export type GivenEvent<Type extends string, Fields extends object = FormRecord> =
  EventOf<Type, Fields> extends infer Event
    ? Event extends unknown
      ? object & Partial<Omit<Event, 'type'>>
      : never
    : never;
