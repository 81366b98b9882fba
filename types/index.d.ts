/// <reference lib="esnext.disposable" />

import type { EventTypeArgument, FireResult } from './events.js';
import type { GivenEvent } from './event-shapes.js';
import type {
  KeptApp,
  KeptFile,
  KeptRecord,
  PlatformResponse,
  RequestLike,
  ShimSnapshot,
} from './service.js';
import type { Journal } from './journal.js';
import type { Kintone } from './kintone.js';
import type { ShimOptions } from './options.js';
import type { ShownDialogs } from './dialogs.js';
import type { FormRecord, ListPage, ListScreenType, RecordPage, RecordScreenType } from './page.js';
import type { FileUrl, LoadedPlugin, LoadOptions, LoadPluginOptions } from './load.js';
import type { OpenOptions, ScreenType, ShimPage, ShimScreen, ShownPlugin } from './plugin.js';
import type { RestRoutes, Upstream } from './routes.js';

export type * from './api.js';
export type * from './events.js';
export type * from './event-shapes.js';
export type * from './dialogs.js';
export type * from './failure.js';
export type * from './service.js';
export type * from './journal.js';
export type * from './kintone.js';
export type * from './load.js';
export type * from './options.js';
export type * from './users.js';
export type * from './page.js';
export type * from './page-members.js';
export type * from './plugin.js';
export type * from './promise.js';
export type * from './routes.js';

/**
 * Creates an independent kintone: its own token, journal and limits. Synchronous; the network is loaded with the first
 * call that leaves.
 *
 * @throws TypeError for an unknown option or a wrong value, naming it
 */
export declare function createShim(options?: ShimOptions): Shim;

/** One simulated kintone page. */
export interface Shim {
  /** kintone's own origin, as the option says: `https://example.kintone.com` by default. */
  readonly origin: string;
  /** What customization code sees. A function of kintone's that is not here throws a TypeError where it is called, until one is assigned. */
  readonly kintone: Kintone;
  /** What the outside answers: routes, which take calls before they leave. */
  readonly upstream: Upstream;
  /** What kintone's own side answers before it is asked: routes, which take requests by their paths. */
  readonly rest: RestRoutes;
  /** The calls made so far. */
  readonly journal: Journal;
  /**
   * Defines `kintone` on `target`. Where it is a window, elements of kintone's pages are made in its document [V04].
   *
   * @param target where to, `globalThis` by default
   * @returns puts back what was there before
   */
  install(target?: object): () => void;
  /**
   * kintone's REST side, in the process: files, records, apps and forms below `/k/v1/` and `/k/guest/{guestSpaceId}/v1/`
   * [F01, F14, F16, Y01]. The login user's session comes with it, unless the request says
   * `credentials: 'omit'` or the option `session` is false [S01]. Refusals are answers too, of kintone's form. A stream is
   * read as it comes and copied at most once [F08].
   *
   * @param request a WHATWG Request for the option `origin`; for another: 403 `SHIM_HOST_REFUSED`
   * @returns rejects with a TypeError where it is no Request, with what its body throws, with its signal's reason, and with a
   *   DOMException named `AbortError` where `reset()` or `dispose()` ends it; then nothing of it stays, and its body is cancelled
   */
  handle(request: RequestLike): Promise<PlatformResponse>;
  /**
   * Goes to a screen [W01], and fires its show event. A record is loaded from kintone's REST side; a new one has the defaults of the app's fields.
   * What a user does needs an app whose fields are declared.
   *
   * @returns the page, after the event; rejects with a TypeError where an argument is wrong, and with an Error whose `code` is kintone's where
   *   a declared app has no such record
   */
  open<Type extends RecordScreenType, Fields extends object = FormRecord>(
    type: Type,
    options?: OpenOptions,
  ): Promise<RecordPage<Type, Fields>>;
  /**
   * Goes to a list [W01], reads its records and fires its show event [E12].
   *
   * @returns the page, after the event; rejects with a TypeError where an argument is wrong, the view is not declared or the query is none
   */
  open<Type extends ListScreenType, Fields extends object = FormRecord>(
    type: Type,
    options?: OpenOptions,
  ): Promise<ListPage<Type, Fields>>;
  /**
   * Goes to another screen [W01], and fires its show event where somebody listens.
   *
   * @returns rejects with a TypeError where an argument is wrong
   */
  open<Type extends ScreenType>(type: Type, options?: OpenOptions): Promise<ShimPage<Type>>;
  /**
   * Runs a file as a page of kintone loads a script [W07]: a classic one, whose names are of the window in which the shim is installed. Its
   * micro-tasks have run when this is fulfilled. Node alone.
   *
   * @param file its path, below the working directory, or its URL
   * @returns rejects with what the script throws, with a SyntaxError that begins with file and line, and with an Error where the shim is in
   *   no window that runs scripts
   */
  load(file: FileUrl, options?: LoadOptions): Promise<void>;
  /**
   * Runs the scripts of a plug-in that kintone loads on a screen, one after the other, `kintone.$PLUGIN_ID` set before each [W07]. On the settings
   * screen the plug-in's HTML is in the document before. Node alone.
   *
   * @param manifest the path or URL of its manifest.json
   * @returns rejects as `load` does, with the first error; with a TypeError where the manifest is wrong, or has a URL that `map` has not
   */
  loadPlugin(manifest: FileUrl, options?: LoadPluginOptions): Promise<LoadedPlugin>;
  /** Where it is: at first the list of the first declared app [W01]. */
  readonly screen: ShimScreen;
  /** What kintone's page has shown over itself, the oldest first [R04, W08]; `dialogs.answer('OK')` says what ends the next dialog. */
  readonly dialogs: ShownDialogs;
  /** The URLs to which kintone would have gone, the oldest first. */
  readonly navigation: readonly string[];
  /** What plug-ins have saved in the app of the screen, by their ids: secrets masked [G06]. */
  readonly plugins: Readonly<Record<string, ShownPlugin>>;
  /** The files that were uploaded and are not dead, the oldest first: a new list each time. */
  readonly files: readonly KeptFile[];
  /** The records that are there: a new list each time. */
  readonly records: readonly KeptRecord[];
  /**
   * What there is of one app, for a test to look at.
   *
   * @param id the app's number
   */
  app(id: number | string): KeptApp;
  /**
   * All that kintone's side keeps, for `restore` of this shim or another, and for a file: it is JSON. The apps with their declarations, their
   * records, revisions and comments, the numbers that come next, and the files with their bytes as Base64. Upload and download keys are in
   * it as they are; users, tokens, what plug-ins have saved, cursors and routes are not.
   */
  snapshot(): Promise<ShimSnapshot>;
  /**
   * What a snapshot has takes the place of every app, record and file; requests that are not answered end as with `reset()`.
   *
   * @param snapshot of `snapshot()`, also through JSON
   * @throws TypeError where it is none: the message names what is wrong; on a server with `data` Node's error where it cannot be stored. Nothing
   *   has changed then
   */
  restore(snapshot: ShimSnapshot): void;
  /** Bytes of all files, temporary and attached [F13]. */
  readonly diskUsage: number;
  /**
   * Fires an event at the handlers of `kintone.events`, one after the other, without a screen: the bare chain [E03–E10]. Handlers get a copy
   * of `event`. Without Promises all of them have run when this returns.
   *
   * @param type of the event
   * @typeParam Fields what `event.record` is
   * @param event its members, such as `{ appId, record }`; `type` is set [E18]
   * @returns never rejected for what handlers do, being cancelled included; pending while a handler's Promise is. Rejects with a TypeError
   *   where an argument is wrong, with a RangeError where the stack ends, and with an Error whose `code` is `SHIM_CALL_ABORTED` where
   *   `reset()` or `dispose()` ends it
   */
  fire<const Type extends EventTypeArgument, Fields extends object = FormRecord>(
    type: Type,
    event?: GivenEvent<Type, Fields>,
  ): Promise<FireResult<Type, Fields>>;
  /**
   * Checks that nothing went wrong unseen.
   *
   * @throws ShimVerifyError where a failure had no `failureCallback` [P13], a call was refused because nothing may
   *   answer it [P32], a call, `open` or what is done on a page is still on its way, or a callback has yet to run, a route was not used as often
   *   as it says, a function of one threw, a handler of a show or change event did, or kintone would show an error that nobody has read in `dialogs`
   */
  verify(): void;
  /**
   * Resolves when no call is on its way any more and no callback runs, those included that callbacks start. Callbacks that are async functions are
   * waited for to their end, and so are requests of `handle`.
   *
   * @returns rejects with a ShimWaitError where with `clock: 'manual'` every call that runs waits for a delay, which `advance()` alone ends
   */
  settled(): Promise<void>;
  /**
   * `verify()`, and then `reset()`, even if it throws: the one line of a teardown. `finishAfterEach` of `kintone-shim/auto` has a test runner
   * do it.
   *
   * @throws ShimVerifyError as `verify()` does
   */
  finish(): void;
  /**
   * Moves the shim's clock on, by which request tokens grow old [T02] and temporary files die [F12]. With `clock: 'manual'` the delays of routes
   * and the time limit of calls [P18] go by it as well, from the call itself; with `'real'` they go by real time.
   *
   * @param milliseconds a whole number, 0 or more
   * @throws TypeError for anything else
   */
  advance(milliseconds: number): void;
  /** A new page load: `getRequestToken()` gives a new token [T01], and the handlers of `kintone.events` are gone [W09]. */
  reload(): void;
  /**
   * Everything as created, without routes and files, and with the records that the option `apps` has; calls in flight fail with `SHIM_CALL_ABORTED`, requests to `handle` with an
   * `AbortError`, and those of a server are cut off. Handlers of `kintone.events` stay [W09]. What stood in the place of a member of kintone's goes [K03]; what was added under names that kintone has not stays.
   */
  reset(): void;
  /** Gives everything back; what is in flight ends as with `reset()`, later calls fail with `SHIM_DISPOSED`. */
  dispose(): void;
  /** The same as `dispose()`, for `using`. */
  [Symbol.dispose](): void;
}

/** What `verify()` throws. */
export interface ShimVerifyError extends Error {
  /** Stable; the message lists what was found. */
  code: 'SHIM_VERIFICATION_FAILED';
}
