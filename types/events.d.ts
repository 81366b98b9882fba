/** `kintone.events`, and what `shim.fire` makes of an event's handlers. The rule that each behaviour comes from stands in brackets: [E04]. */

import type { EventOf } from './event-shapes.js';
import type { FormRecord } from './page.js';

/** The pages of a form, on the screens of a computer and of mobile ones. */
type Form = 'create' | 'edit';

/** Types in which a Promise is an error: it is not awaited, and nothing of it is applied [E07]. `…` is the code of the field that changes. */
export type PromiselessEventType =
  | `app.record.${Form}.change.${string}`
  | `app.record.index.edit.change.${string}`
  | `mobile.app.record.${Form}.change.${string}`
  | 'app.record.index.edit.submit.success';

/** Types whose action a handler can cancel: by `event.error`, by the `error` of a field, by `false`, or by throwing [E06, E08]. */
export type CancellableEventType =
  | `app.record.${Form | 'index.edit'}.submit`
  | `app.record.${'index' | 'detail'}.delete.submit`
  | 'app.record.detail.process.proceed'
  | `mobile.app.record.${Form}.submit`
  | 'mobile.app.record.detail.delete.submit'
  | 'mobile.app.record.detail.process.proceed';

/** The types of the events that kintone fires. */
export type EventType =
  | PromiselessEventType
  | CancellableEventType
  | `app.record.${Form | 'index' | 'index.edit' | 'detail' | 'print'}.show`
  | `app.record.${Form}.submit.success`
  | 'app.record.index.edit.finish'
  | 'app.report.show'
  | 'portal.show'
  | 'space.portal.show'
  | `mobile.app.record.${Form | 'index' | 'detail'}.show`
  | `mobile.app.record.${Form}.submit.success`
  | 'mobile.app.report.show'
  | 'mobile.portal.show'
  | 'mobile.space.portal.show';

/** An event's type as an argument: kintone's own are offered, others are accepted as kintone accepts them [E01]. */
export type EventTypeArgument = EventType | (string & Record<never, never>);

/** Anything but a Promise. */
type NoPromise =
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | void
  | { then?: never; [member: string]: any };

/** What a handler may return: the event to have its changes applied, `false` to cancel, anything to hand it on [E04, E05]; no Promise where none is taken [E07]. */
export type HandlerReturn<Type extends string> = [Extract<Type, PromiselessEventType>] extends [never]
  ? unknown
  : NoPromise;

/**
 * A handler of events of `Type`.
 *
 * @param event the event. Where another handler ran before: what it returned, or was fulfilled with, if that is not undefined [E04]
 */
export type EventHandler<Type extends string = string, Fields extends object = FormRecord> = (
  event: EventOf<Type, Fields>,
) => HandlerReturn<Type>;

/** `kintone.events`. */
export interface KintoneEvents {
  /**
   * Adds a handler; one that is there already is added again [E01]. Handlers outlive `shim.reset()` and `shim.finish()`; `shim.reload()` drops
   * them [W09].
   *
   * @typeParam Fields what `event.record` is: it follows from a handler that says so of its event
   * @param type an event's type, or several
   * @throws TypeError an argument is wrong: the message names it
   */
  on<const Type extends EventTypeArgument, Fields extends object = FormRecord>(
    type: Type | readonly Type[],
    handler: EventHandler<Type, Fields>,
  ): void;
  /**
   * Removes a handler of these types.
   *
   * @param type an event's type, or several
   * @param handler what was given to `on`; without it all handlers of these types go
   * @returns whether at least one was there [E02]
   * @throws TypeError an argument is wrong, or is given as `undefined`
   */
  off(type: EventTypeArgument | readonly EventTypeArgument[], handler?: (event: any) => unknown): boolean;
  /** Removes all handlers [E02]. */
  off(): boolean;
}

/** What the handlers of an event came to [E05–E10]. */
export interface FireResult<Type extends string = string, Fields extends object = FormRecord> {
  /** The event as kintone takes it: a copy of what was fired, to which the changes that count are applied. It has the members that it was fired with. */
  readonly event: EventOf<Type, Fields>;
  /** Whether the action, such as saving, is cancelled [E08]. */
  readonly cancelled: boolean;
  /** What cancelled it: the member that says more, or a handler that returned `false`. `null` where it goes on. */
  readonly by: 'error' | 'errors' | 'false' | 'thrown' | null;
  /** The text of `event.error`. */
  readonly error: string | null;
  /** The texts of fields' errors, by field code; of a cell `Table[0].Code`. */
  readonly errors: Record<string, string>;
  /** What a handler threw, or its Promise was rejected with [E06]; an Error of the shim's with a code where that was `undefined` or `null`, or a Promise was returned that the type does not take [E07]. */
  readonly thrown: any;
  /** What was accepted here, and lost or ignored as kintone would; each is printed too, once. */
  readonly warnings: readonly EventWarning[];
}

/** Something that a handler did in vain. */
export interface EventWarning {
  /** Stable name of the kind. */
  readonly code: EventWarningCode;
  /** For people, in the shim's `locale`: the event's type, the handler, and what to write instead. */
  readonly message: string;
}

/** The kinds of warnings of `shim.fire`. */
export type EventWarningCode =
  /** No handler is registered for the type; for a screen that is opened, for none of its events [W09]. */
  | 'SHIM_WARN_EVENT_UNHEARD'
  /** kintone fires no event of this type [E01]. */
  | 'SHIM_WARN_EVENT_UNKNOWN'
  /** A Promise was awaited, of which no page says that kintone awaits it [E07]. */
  | 'SHIM_WARN_EVENT_PROMISE'
  /** Handlers changed the event, and the last did not return it [E05]. */
  | 'SHIM_WARN_EVENT_LOST'
  /** Something was changed that the type does not take [E09]. */
  | 'SHIM_WARN_EVENT_CHANGE'
  /** A value was changed that no event can change [E10]. */
  | 'SHIM_WARN_EVENT_VALUE';

/** The codes of errors in `thrown` that are the shim's own. */
export type EventErrorCode =
  /** A Promise in a type that takes none [E07]. */
  | 'SHIM_EVENT_PROMISE'
  /** A handler threw `undefined` or `null` [E06]. */
  | 'SHIM_EVENT_HANDLER_THREW';
