/** kintone.plugin: the proxy of plug-ins, and what they save. The rule that each behaviour comes from stands in brackets: [G01]. */

import type { EventOf } from './event-shapes.js';
import type { EventType } from './events.js';
import type {
  MethodArgument,
  ProxyData,
  ProxyFailureCallback,
  ProxyHeaders,
  ProxyIgnoredData,
  ProxyMethod,
  ProxyResult,
  ProxySuccessCallback,
  UploadData,
  UploadMethod,
} from './kintone.js';
import type { KintonePromise } from './promise.js';

/** A value of saved data, which is flat [G02]. */
export type SavedValue = string | number | boolean | null;

/** What was saved for a URL and a method [G03]. */
export interface SavedProxyConfig {
  /** Header names and values. */
  headers: Record<string, string>;
  /** Names and values, with their JSON types. */
  data: Record<string, SavedValue>;
}

/** `kintone.plugin.app.proxy`: as `kintone.proxy`, with what the plug-in has saved [G01, G04, G05]. */
export interface KintonePluginProxy {
  /**
   * GET or DELETE in Promise form; they send no data [G05].
   *
   * @param pluginId what `kintone.$PLUGIN_ID` is while the plug-in's script is loaded
   */
  (
    pluginId: string,
    url: string,
    method: 'GET' | 'DELETE',
    headers: ProxyHeaders,
    data?: ProxyIgnoredData,
    successCallback?: null,
    failureCallback?: ProxyFailureCallback | null,
  ): KintonePromise<ProxyResult>;
  /** GET or DELETE in callback form. */
  (
    pluginId: string,
    url: string,
    method: 'GET' | 'DELETE',
    headers: ProxyHeaders,
    data: ProxyIgnoredData,
    successCallback: ProxySuccessCallback,
    failureCallback?: ProxyFailureCallback | null,
  ): void;
  /**
   * Promise form. Saved headers win over `headers`, saved data over the members of `data` where that is an object [G05].
   *
   * @returns as `kintone.proxy`; rejected with `SHIM_WRONG_SCREEN` on a screen that it is not for [G01]
   */
  <Method extends string>(
    pluginId: string,
    url: string,
    method: MethodArgument<Method, ProxyMethod>,
    headers: ProxyHeaders,
    data: ProxyData,
    successCallback?: null,
    failureCallback?: ProxyFailureCallback | null,
  ): KintonePromise<ProxyResult>;
  /** Callback form. */
  <Method extends string>(
    pluginId: string,
    url: string,
    method: MethodArgument<Method, ProxyMethod>,
    headers: ProxyHeaders,
    data: ProxyData,
    successCallback: ProxySuccessCallback,
    failureCallback?: ProxyFailureCallback | null,
  ): void;
  /** Sends one file as the request body. */
  upload: KintonePluginProxyUpload;
}

/** `kintone.plugin.app.proxy.upload`: as `kintone.proxy.upload`, with saved headers [G01, G05]. */
export interface KintonePluginProxyUpload {
  /** Promise form. */
  <Method extends string>(
    pluginId: string,
    url: string,
    method: MethodArgument<Method, UploadMethod>,
    headers: ProxyHeaders,
    data: UploadData,
    successCallback?: null,
    failureCallback?: ProxyFailureCallback | null,
  ): KintonePromise<ProxyResult>;
  /** Callback form. */
  <Method extends string>(
    pluginId: string,
    url: string,
    method: MethodArgument<Method, UploadMethod>,
    headers: ProxyHeaders,
    data: UploadData,
    successCallback: ProxySuccessCallback,
    failureCallback?: ProxyFailureCallback | null,
  ): void;
}

/** `kintone.plugin.app`. */
export interface KintonePluginApp {
  /** Sends HTTP requests with what the plug-in has saved. */
  proxy: KintonePluginProxy;
  /**
   * The settings that a plug-in has saved in this app [G07].
   *
   * @returns `{}` where it has saved nothing; null on a screen that it is not for
   * @throws TypeError where `pluginId` is no id
   */
  getConfig(pluginId: string): Record<string, string> | null;
  /**
   * Saves the settings of the plug-in whose settings screen is open, in the place of all before, a task later [G08].
   *
   * @param config ASCII keys, values of at most 65,535 characters, 256 KB (262,144 bytes) in all
   * @param successCallback called without arguments; where there is none, `shim.navigation` gets where kintone would go
   * @throws TypeError where `config` is wrong, or with the code `SHIM_WRONG_SCREEN`
   */
  setConfig(config: Readonly<Record<string, string>>, successCallback?: (() => void) | null): void;
  /**
   * What was saved for exactly this URL and method, by the plug-in whose settings screen is open [G03].
   *
   * @throws TypeError where an argument is wrong, or with the code `SHIM_WRONG_SCREEN`
   */
  getProxyConfig<Method extends string>(
    url: string,
    method: MethodArgument<Method, ProxyMethod>,
  ): SavedProxyConfig | null;
  /**
   * Saves headers and data for requests whose method is this and whose URL begins so, a task later [G02, G04].
   *
   * @param headers values become strings
   * @param data flat; `{}` for both deletes what was saved
   * @param successCallback as of `setConfig`
   * @throws TypeError where an argument is wrong, or with the code `SHIM_WRONG_SCREEN`, or `SHIM_CONFIG_LOCKED` with the quirk
   *   `setProxyConfigLock` [G09]
   */
  setProxyConfig<Method extends string>(
    url: string,
    method: MethodArgument<Method, ProxyMethod>,
    headers: Readonly<Record<string, string | number | boolean>>,
    data: Readonly<Record<string, SavedValue>>,
    successCallback?: (() => void) | null,
  ): void;
}

/** `kintone.plugin`. */
export interface KintonePlugin {
  /** The members for plug-ins of apps. */
  app: KintonePluginApp;
}

/** What the option `plugins` presets of one plug-in, in every app. */
export interface PluginPreset {
  /** What `getConfig` gives [G08]. */
  readonly config?: Readonly<Record<string, string>> | undefined;
  /** What `setProxyConfig` would have saved [G02]. */
  readonly proxyConfig?:
    | readonly {
        readonly url: string;
        readonly method: ProxyMethod;
        readonly headers?: Readonly<Record<string, string | number | boolean>> | undefined;
        readonly data?: Readonly<Record<string, SavedValue>> | undefined;
      }[]
    | undefined;
}

/** What a plug-in has saved, as `shim.plugins` shows it: of headers and data the names alone, each value is `'***'` [G06]. */
export interface ShownPlugin {
  /** Its settings. */
  readonly config: Readonly<Record<string, string>>;
  /** What is added to its requests. */
  readonly proxyConfig: readonly {
    readonly url: string;
    readonly method: ProxyMethod;
    readonly headers: Readonly<Record<string, '***'>>;
    readonly data: Readonly<Record<string, '***'>>;
  }[];
}

/** The screens of kintone, as their event types name them, and the settings of a plug-in [W01]. */
export type ScreenType =
  | 'app.record.index'
  | 'app.record.detail'
  | 'app.record.create'
  | 'app.record.edit'
  | 'app.record.print'
  | 'app.report'
  | 'portal'
  | 'space.portal'
  | 'mobile.app.record.index'
  | 'mobile.app.record.detail'
  | 'mobile.app.record.create'
  | 'mobile.app.record.edit'
  | 'mobile.app.report'
  | 'mobile.portal'
  | 'mobile.space.portal'
  | 'plugin.config';

/** Where a shim is [W01]. */
export interface ShimScreen {
  /** Which screen. */
  readonly type: ScreenType;
  /** Of which app, where it is of one. */
  readonly app?: number;
  /** Of which record, where it is of one. */
  readonly id?: number;
  /** Of `plugin.config`: of which plug-in. */
  readonly pluginId?: string;
}

/** What `shim.open` is told. */
export interface OpenOptions {
  /**
   * The app's number.
   *
   * @defaultValue the first app of the option `apps`, else 1
   */
  readonly app?: number | string | undefined;
  /** The record's number: detail, edit and print need it. */
  readonly id?: number | string | undefined;
  /**
   * Of `plugin.config`: the plug-in.
   *
   * @defaultValue the option `pluginId`
   */
  readonly pluginId?: string | undefined;
  /**
   * Of a list: its view, by its id or name.
   *
   * @defaultValue the first declared view, else the one of all records, whose id is 20
   */
  readonly view?: number | string | undefined;
  /** Of a list or a report: the query by which a user has narrowed it [W04]. It stands for the view's condition and order. */
  readonly query?: string | undefined;
  /**
   * Of a calendar: the month, as in `2026-04`.
   *
   * @defaultValue the present month
   */
  readonly date?: string | undefined;
  /**
   * Of a new record: it is a copy of another, `event.reuse`. With `id` the form has the values of that record, but its files; without, the defaults.
   *
   * @defaultValue false
   */
  readonly reuse?: boolean | undefined;
}

/** The types of the events of a screen. */
export type EventTypeOf<Screen extends ScreenType> = Extract<EventType, `${Screen}.${string}`>;

/** A screen that was opened. */
export interface ShimPage<Type extends ScreenType = ScreenType> {
  /** Where it is. */
  readonly screen: ShimScreen;
  /** The show event, with what was applied of its handlers' changes; undefined where the screen has none, or nobody listened. */
  readonly event?: EventOf<EventTypeOf<Type>> | undefined;
  /**
   * What handlers threw, or their Promises were rejected with, since the screen was opened, in turn, the last 1,000 [E06]. What a test has read here
   * `verify()` does not tell of.
   */
  readonly thrown: readonly unknown[];
}
