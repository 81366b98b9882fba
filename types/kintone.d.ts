/**
 * The part of kintone's JavaScript API that customization code sees. Types only; the objects come from `createShim()`.
 * The rule that each behaviour comes from stands in brackets: [P14].
 */

import type { KintoneApi } from './api.js';
import type { KintoneEvents } from './events.js';
import type { ProxyFailure } from './failure.js';
import type { KintoneBottomSheets, KintoneDialogs } from './dialogs.js';
import type { KintoneApp, KintonePortal, LoginUser, PageElement } from './page.js';
import type {
  AppAnswers,
  KintonePageAnswers,
  MobileAppDisplayMembers,
  PcAppDisplayMembers,
  PcRecordDisplayMembers,
  RecordAnswers,
} from './page-members.js';
import type { KintonePlugin } from './plugin.js';
import type { KintonePromise, KintonePromiseConstructor } from './promise.js';

/** `[body, status, headers]`: what a successful `kintone.proxy` or `kintone.proxy.upload` is fulfilled with [P14]. */
export type ProxyResult = [
  /** The whole body as text, decoded by the charset of its Content-Type, else UTF-8 [P22]; an empty body is `''`. */
  body: string,
  /** The HTTP status. 4xx and 5xx are successes too [P15]; 503 also stands for a host name that does not resolve [P17]. */
  status: number,
  /** Field name as received → value; repetitions are joined by `', '` under the first name's case [P24]. */
  headers: Record<string, string>,
];

/**
 * Called once with the answer, after `kintone.proxy` has returned [P13, P30]. What it throws is an uncaught error.
 *
 * @param body the whole body as text [P22]
 * @param status the HTTP status, 4xx and 5xx included [P15]
 * @param headers field name as received → value [P24]
 */
export type ProxySuccessCallback = (body: string, status: number, headers: Record<string, string>) => void;

/**
 * Called once when the proxy itself fails, after `kintone.proxy` has returned [P13, P30].
 *
 * @param error the JSON text of a {@link ProxyFailure}: a string, never an Error [P16]
 */
export type ProxyFailureCallback = (error: string) => void;

/** The methods of `kintone.proxy`, in capitals [P02]. */
export type ProxyMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The methods of `kintone.proxy.upload`, in capitals [U01]. */
export type UploadMethod = 'POST' | 'PUT';

/**
 * `Method` as the type of an argument: a literal must be one of `Allowed`; a value known only as `string` compiles and is
 * judged when the call runs [P02, U01].
 */
export type MethodArgument<Method extends string, Allowed extends string> = string extends Method
  ? string
  : Method extends Allowed
    ? Method
    : Allowed;

/**
 * Request headers: a plain object, `{}` for none. Numbers and booleans are sent as text; `undefined` is dropped with a
 * warning; a `Headers` or `Map` is refused [P09].
 */
export type ProxyHeaders = { readonly [fieldName: string]: string | number | boolean | undefined };

/**
 * An object or array that is sent as its JSON text [P06]. Functions, Blobs, FormData, URLSearchParams, Headers, Map, Set,
 * ArrayBuffer and typed arrays are refused [P08], here by members that only they have.
 */
export type ProxyJsonData =
  readonly unknown[] | (NotForeign & { readonly [key: string]: unknown }) | (NotForeign & object);

/** What marks an object as no JSON data. */
interface NotForeign {
  /** Functions have it. */
  readonly [Symbol.hasInstance]?: never;
  /** FormData, URLSearchParams, Headers, Map, Set and typed arrays have it. */
  readonly [Symbol.iterator]?: never;
  /** ArrayBuffer, Map, Set and Promise have it. */
  readonly [Symbol.toStringTag]?: never;
  /** Blob and File have it. */
  readonly arrayBuffer?: never;
}

/**
 * The request body of POST and PUT: a string is sent as its UTF-8 bytes [P05], an object or array as its JSON text [P06],
 * `{}` as an empty body [P07].
 */
export type ProxyData = string | ProxyJsonData;

/** GET and DELETE ignore it, whatever it is; a function is refused, as a callback one place too early [P04]. */
export type ProxyIgnoredData =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly [Symbol.hasInstance]?: never; readonly [key: string]: unknown }
  | (object & { readonly [Symbol.hasInstance]?: never });

/** A Blob or File of any realm (Node, browser, jsdom, happy-dom): known by what it has, not by its class [U03]. */
export interface BlobLike {
  /** In bytes. */
  readonly size: number;
  /** The media type; it is not sent [U06]. */
  readonly type: string;
  /** A part of the Blob; `start` and `end` in bytes. */
  slice(start?: number, end?: number, contentType?: string): BlobLike;
}

/** The `data` argument of `kintone.proxy.upload` [U02, U03]. */
export interface UploadData {
  /** The only format there is [U02]. */
  readonly format: 'RAW';
  /** The file, at most 200 MB (209,715,200 bytes) [U04]; its bytes are the request body, unchanged [U05]. */
  readonly value: BlobLike;
}

/**
 * `kintone.proxy`: sends an HTTP request from kintone's side of the network.
 *
 * With a `successCallback` the call returns nothing; without one it returns a Promise [P13, P14]. A bad argument is a
 * failure of the call, never a synchronous throw [P01]. Failures are strings: see {@link ProxyFailure} [P16].
 * These are the types of the default `promiseWhen: 'success'`.
 */
export interface KintoneProxy {
  /** GET or DELETE in Promise form: `data` is ignored and may be missing [P04]. */
  (
    url: string,
    method: 'GET' | 'DELETE',
    headers: ProxyHeaders,
    data?: ProxyIgnoredData,
    successCallback?: null,
    failureCallback?: ProxyFailureCallback | null,
  ): KintonePromise<ProxyResult>;
  /** GET or DELETE in callback form: `data` is ignored [P04]. */
  (
    url: string,
    method: 'GET' | 'DELETE',
    headers: ProxyHeaders,
    data: ProxyIgnoredData,
    successCallback: ProxySuccessCallback,
    failureCallback?: ProxyFailureCallback | null,
  ): void;
  /**
   * Promise form.
   *
   * @param url an absolute `http:` or `https:` URL [P03]
   * @param method `'GET'`, `'POST'`, `'PUT'` or `'DELETE'` [P02]
   * @param headers request headers; `{}` for none [P09]
   * @param data the request body [P05, P06]
   * @param failureCallback ignored in this form, with a warning [P14]
   * @returns fulfilled with `[body, status, headers]`, rejected with the failure string [P14, P16]
   */
  <Method extends string>(
    url: string,
    method: MethodArgument<Method, ProxyMethod>,
    headers: ProxyHeaders,
    data: ProxyData,
    successCallback?: null,
    failureCallback?: ProxyFailureCallback | null,
  ): KintonePromise<ProxyResult>;
  /**
   * Callback form: returns nothing [P13].
   *
   * @param failureCallback without it a failure is printed to stderr and counted by `shim.verify()` [P13]
   */
  <Method extends string>(
    url: string,
    method: MethodArgument<Method, ProxyMethod>,
    headers: ProxyHeaders,
    data: ProxyData,
    successCallback: ProxySuccessCallback,
    failureCallback?: ProxyFailureCallback | null,
  ): void;
  /** Sends one file as the request body. */
  upload: KintoneProxyUpload;
}

/** `kintone.proxy.upload`: as `kintone.proxy`, with a Blob as the request body [U01–U07]. */
export interface KintoneProxyUpload {
  /**
   * Promise form.
   *
   * @param url an absolute `http:` or `https:` URL [P03]
   * @param method `'POST'` or `'PUT'` [U01]
   * @param headers request headers; no Content-Type is added [U06]
   * @param data `{ format: 'RAW', value: blob }` [U02, U03]
   * @param failureCallback ignored in this form, with a warning [P14]
   * @returns fulfilled with `[body, status, headers]`, rejected with the failure string [P14, P16]
   */
  <Method extends string>(
    url: string,
    method: MethodArgument<Method, UploadMethod>,
    headers: ProxyHeaders,
    data: UploadData,
    successCallback?: null,
    failureCallback?: ProxyFailureCallback | null,
  ): KintonePromise<ProxyResult>;
  /**
   * Callback form: returns nothing [P13].
   *
   * @param failureCallback without it a failure is printed to stderr and counted by `shim.verify()` [P13]
   */
  <Method extends string>(
    url: string,
    method: MethodArgument<Method, UploadMethod>,
    headers: ProxyHeaders,
    data: UploadData,
    successCallback: ProxySuccessCallback,
    failureCallback?: ProxyFailureCallback | null,
  ): void;
}

/** The global `kintone`: kintone's surface and nothing else. Members can be replaced and spied on. */
export interface Kintone extends KintonePageAnswers, KintoneDialogs {
  /** Sends HTTP requests from kintone's side of the network [P01–P32]; `proxy.upload` sends a file [U01–U07]. */
  proxy: KintoneProxy;
  /** kintone's REST API [K01–K08]. */
  api: KintoneApi;
  /** The proxy of plug-ins, and what they save [G01–G09]. */
  plugin: KintonePlugin;
  /** What scripts ask of the app that is open. */
  app: KintoneApp &
    PcAppDisplayMembers &
    AppAnswers & {
      /** The element beside the menu of a list or a report [V03]. */
      getHeaderMenuSpaceElement(): PageElement | null;
      /** The record of the screen. */
      record: PcRecordDisplayMembers &
        RecordAnswers & {
          /** The element above a record on its detail screen [V03]. */
          getHeaderMenuSpaceElement(): PageElement | null;
        };
    };
  /** The same on mobile pages. */
  mobile: KintoneBottomSheets & {
    /** What scripts ask of the app that is open. */
    app: KintoneApp & MobileAppDisplayMembers;
    /** The portal of kintone. */
    portal: KintonePortal;
    /** Spaces. */
    space: {
      /** The portal of a space. */
      portal: KintonePortal;
    };
  };
  /** The portal of kintone. */
  portal: KintonePortal;
  /** Spaces. */
  space: {
    /** The portal of a space. */
    portal: KintonePortal;
  };
  /** The login user, on every screen [W05]. */
  getLoginUser(): LoginUser;
  /** The version of kintone's design: 2 [W06]. */
  getUiVersion(): 1 | 2;
  /** The id of the plug-in whose script is loaded, at first what the option `pluginId` says; in an app's own scripts it is not there [W07]. */
  $PLUGIN_ID: string;
  /** Handlers of events, which `shim.fire` runs [E01–E10, E18]. */
  events: KintoneEvents;
  /**
   * The page's request token: a string in UUID shape, the same until `shim.reload()` [T01].
   *
   * @returns unguessable unless `seed` is given [T06]
   */
  getRequestToken(): string;
  /**
   * kintone's Promise class.
   *
   * @deprecated Cybozu advises against `kintone.Promise`: use the native Promise [Q03].
   */
  Promise: KintonePromiseConstructor;
}

// Without it every declaration above would be exported.
export {};
