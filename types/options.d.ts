/** The options of `createShim`. An unknown option or a wrong value is a TypeError that names it. */

import type { PluginPreset } from './plugin.js';
import type { ApiTokenDeclaration, UserDeclaration } from './users.js';

/** Every option may be left out; `undefined` counts as left out. */
export interface ShimOptions {
  /**
   * kintone's own origin, scheme and host. `shim.handle` answers for it, and for a call of `kintone.proxy` to it, which never
   * leaves the machine [P31].
   *
   * @defaultValue 'https://example.kintone.com'
   */
  origin?: string | undefined;
  /**
   * The language of messages.
   *
   * @defaultValue 'en'
   */
  locale?: 'en' | 'ja' | undefined;
  /**
   * Which hosts calls may reach [P32]: `'offline'` none, `'live'` every public address, or the hosts in a list. An entry is
   * a host name or an IP literal (`'api.example.com'`, `'127.0.0.1'`, `'[::1]'`), with or without `':port'`, or `'*'` for any
   * host. Loopback, private, link-local and metadata addresses are reached only where the list names the address itself
   * (`'localhost'` names loopback): else `SHIM_ADDRESS_REFUSED`. What may not leave is `SHIM_NETWORK_OFFLINE`.
   *
   * @defaultValue 'offline'
   */
  network?: 'offline' | 'live' | readonly string[] | undefined;
  /**
   * A WHATWG fetch to use instead of the built-in transport, so that tools which intercept fetch see the calls. A fetch
   * hides what some rules need; the documentation lists them.
   */
  fetch?: FetchLike | undefined;
  /**
   * A safe integer or a string: makes ids and the request token reproducible, hence guessable [T06].
   *
   * @defaultValue none: the platform's entropy
   */
  seed?: number | string | undefined;
  /**
   * The shim's clock, by which request tokens grow old [T02] and temporary files die [F12]. `'real'`: the platform's time and what `advance()` added.
   * `'manual'`: it stands still but for `advance()`; the delays of routes and the time limit of calls [P18] go by it as well.
   *
   * @defaultValue 'real'
   */
  clock?: 'real' | 'manual' | undefined;
  /** Replaces kintone's limits, to test their edges cheaply. */
  limits?: ShimLimits | undefined;
  /**
   * `'manual'`: a 3xx is the answer. `'follow'`: at most 5 redirects, each hop checked like the first, then
   * `SHIM_TOO_MANY_REDIRECTS` [P27].
   *
   * @defaultValue 'manual'
   */
  redirect?: 'manual' | 'follow' | undefined;
  /**
   * When a call returns a Promise [P14]. `'success'`: where `successCallback` is missing, as kintone's Japanese page says.
   * `'either'`: where either callback is missing, as the English page says; the one that is there runs too. The types
   * describe `'success'`.
   *
   * @defaultValue 'success'
   */
  promiseWhen?: 'success' | 'either' | undefined;
  /**
   * A host name that does not resolve [P17]. `'success'`: status 503 with the body `DNS Cache Missing`. `'reject'`:
   * `SHIM_HOST_NOT_FOUND`.
   *
   * @defaultValue 'success'
   */
  unresolvedHost?: 'success' | 'reject' | undefined;
  /**
   * A body that is no text [P22]. `'decode'`: damaged bytes become U+FFFD and the journal says `binary`. `'reject'`:
   * `SHIM_RESPONSE_NOT_TEXT`.
   *
   * @defaultValue 'decode'
   */
  binaryResponse?: 'decode' | 'reject' | undefined;
  /**
   * What `{}` as `data` of POST and PUT sends [P07]: `'empty'` an empty body, `'json'` the two bytes `{}`.
   *
   * @defaultValue 'empty'
   */
  emptyObjectBody?: 'empty' | 'json' | undefined;
  /**
   * Login names and their passwords for `X-Cybozu-Authorization` [F09, F10], or what else is known of a user. The first is who is logged
   * in, unless `session` names another [W05].
   *
   * @defaultValue none: where there is neither this nor `apiTokens`, any well-formed credential is accepted, with a warning [S03]
   */
  users?: Readonly<Record<string, string | UserDeclaration>> | undefined;
  /**
   * API tokens for `X-Cybozu-API-Token`, and the number of each one's app, with rights or without [F09, F10, Y07].
   *
   * @defaultValue none: where there is neither this nor `users`, any well-formed credential is accepted, with a warning [S03]
   */
  apiTokens?: Readonly<Record<string, number | string | ApiTokenDeclaration>> | undefined;
  /**
   * The time zone of users who have none of their own, and of API tokens [L23]: a name that the platform knows, as `'Asia/Tokyo'`.
   *
   * @defaultValue 'UTC'
   */
  timeZone?: string | undefined;
  /**
   * The numbers of the guest spaces that there are; a path of another is `SHIM_GUEST_SPACE_NOT_FOUND` [F11].
   *
   * @defaultValue none
   */
  guestSpaces?: readonly (number | string)[] | undefined;
  /**
   * Apps by their numbers, each with its form, its records and the guest space that it is in [Y30]. A form has kintone's system fields,
   * whether they are declared or not [D01], and values are judged by it [D12].
   *
   * @defaultValue none. An app that is not declared is open: it takes every field, and a value `[{ fileKey }]` makes a file field [D31]
   */
  apps?: Readonly<Record<string, AppDeclaration>> | undefined;
  /**
   * What plug-ins have saved, by their ids: presets of every app, until its settings screen saves something. Saved headers and data
   * are secrets: they are shown nowhere [G06].
   *
   * @defaultValue none
   */
  plugins?: Readonly<Record<string, PluginPreset>> | undefined;
  /**
   * What `kintone.$PLUGIN_ID` is from the beginning on.
   *
   * @defaultValue none: it is undefined
   */
  pluginId?: string | undefined;
  /**
   * Members of `kintone` by their whole names, `{ 'kintone.user.getGroups': () => [] }`: what kintone has and the shim has not, or what a test
   * wants instead of ours. They are there from the beginning on, and come back with `shim.reset()` [K03]. A page that a server serves has
   * none of them.
   *
   * @defaultValue none
   */
  extend?: Readonly<Record<`kintone.${string}`, (...args: any[]) => any>> | undefined;
  /**
   * Odd behaviours of kintone that are off otherwise. `'setProxyConfigLock'`: while a `setProxyConfig` is being saved another one
   * fails [G09].
   *
   * @defaultValue none
   */
  quirks?: readonly 'setProxyConfigLock'[] | undefined;
  /**
   * Whether a request in the process (`shim.handle`) comes with the login user's session [S01]. A login name of `users`: with the
   * session of this user.
   *
   * @defaultValue true: of the first of `users`
   */
  session?: boolean | string | undefined;
  /** Certificates in PEM form, trusted in addition to the system's roots [P26]. */
  ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
}

/**
 * An app, as the option `apps` declares it: one member at least. Answers of kintone's REST API are taken as they are, from JSON files
 * too.
 */
export interface AppDeclaration {
  /** What Get Form Fields answers. A member that a field lacks has kintone's default. */
  readonly properties?: Readonly<Record<string, FieldDeclaration>> | undefined;
  /** The same in short, instead of `properties`: a type alone is a field of its defaults. */
  readonly fields?: Readonly<Record<string, string | FieldDeclaration>> | undefined;
  /** Of the form: what Get Form Fields answers [Y25]. */
  readonly revision?: number | string | undefined;
  /** What Get Form Layout answers [Y26]. */
  readonly layout?: object | undefined;
  /** What Get Views answers [Y26]. */
  readonly views?: object | undefined;
  /** What Get Process Management Settings answers [Y26]. */
  readonly status?: object | undefined;
  /** What Get General Settings answers [Y26]; its `numberPrecision` counts for every NUMBER [D18, D19]. */
  readonly settings?: object | undefined;
  /** What Get App answers [Y26]; its `code` stands in record numbers [D05]. */
  readonly app?: object | undefined;
  /** What Get Customization answers [Y26]. */
  readonly customize?: object | undefined;
  /**
   * Records that are there from the beginning, and again after `reset()`, as Get Records answers them. One with an `$id` keeps it.
   * They are not judged: they may lack what became required later [Y30].
   */
  readonly records?: readonly Readonly<Record<string, { readonly value: unknown }>>[] | undefined;
  /** The number of its guest space, which is one of the option `guestSpaces`. */
  readonly guestSpace?: number | string | undefined;
}

/** A field of a form, as Get Form Fields answers it. What the shim does not judge (`label`, `noLabel`, …) is answered as it is. */
export interface FieldDeclaration {
  /** As kintone names it: `'SINGLE_LINE_TEXT'`. */
  readonly type: string;
  /** Of a choice, where it is required: its options; `index` is the place [D21]. */
  readonly options?:
    Readonly<Record<string, { readonly label?: string; readonly index?: number | string }>> | undefined;
  /** Of a table, where it is required: its fields [D27]. */
  readonly fields?: Readonly<Record<string, string | FieldDeclaration>> | undefined;
  /** It takes no empty value [D12]. */
  readonly required?: boolean | undefined;
  /** Two records do not have one value [D14]. */
  readonly unique?: boolean | undefined;
  /** In UTF-16 units [D15]. */
  readonly minLength?: number | string | undefined;
  /** In UTF-16 units [D15]. */
  readonly maxLength?: number | string | undefined;
  /** Of a NUMBER [D20]. */
  readonly minValue?: number | string | undefined;
  /** Of a NUMBER [D20]. */
  readonly maxValue?: number | string | undefined;
  /** As a request gives it: for what is added without a value [D09]. */
  readonly defaultValue?: unknown;
  /** Of a date or a time: what is added without a value has the present moment [D10]. */
  readonly defaultNowValue?: boolean | undefined;
  /** Of a LINK [D23]. */
  readonly protocol?: 'WEB' | 'MAIL' | 'CALL' | undefined;
  /** Of STATUS and STATUS_ASSIGNEE: the process management is on [L13]. */
  readonly enabled?: boolean | undefined;
  /** Of a lookup: `relatedApp.app`, `relatedKeyField` and `fieldMappings` count [D29]. */
  readonly lookup?: object | null | undefined;
  /** What else Get Form Fields says. */
  readonly [member: string]: unknown;
}

/** Positive integers; one left out keeps kintone's number. */
export interface ShimLimits {
  /**
   * From the last byte of the request to the last byte of the answer, in ms: over it `GAIA_PR03` [P18].
   *
   * @defaultValue 30000
   */
  timeout?: number | undefined;
  /**
   * The response body after content decoding, in bytes: over it `SHIM_RESPONSE_BODY_TOO_LARGE` [P19].
   *
   * @defaultValue 10485760
   */
  responseBody?: number | undefined;
  /**
   * Response field lines: over it `SHIM_RESPONSE_TOO_MANY_HEADER_LINES` [P20].
   *
   * @defaultValue 100
   */
  responseHeaderLines?: number | undefined;
  /**
   * One response field line for `kintone.proxy`, name, `: ` and value, in bytes: over it
   * `SHIM_RESPONSE_HEADER_LINE_TOO_LONG` [P21].
   *
   * @defaultValue 8192
   */
  responseHeaderLine?: number | undefined;
  /**
   * One response field line for `kintone.proxy.upload`, in bytes: over it `SHIM_RESPONSE_HEADER_LINE_TOO_LONG` [P21].
   *
   * @defaultValue 8180
   */
  uploadResponseHeaderLine?: number | undefined;
  /**
   * The Blob of `kintone.proxy.upload`, in bytes: over it `SHIM_UPLOAD_TOO_LARGE` [U04].
   *
   * @defaultValue 209715200
   */
  upload?: number | undefined;
  /**
   * The values of all records in bytes, with what the shim keeps beside each: over it `SHIM_RECORDS_TOO_LARGE`.
   *
   * @defaultValue 268435456
   */
  records?: number | undefined;
}

/** The shape of a WHATWG fetch, written without the DOM's types so that none are needed. */
export type FetchLike = (url: string, init: FetchLikeInit) => PromiseLike<FetchLikeResponse>;

/** What the shim passes to a given fetch. */
export interface FetchLikeInit {
  /** `'GET'`, `'POST'`, `'PUT'` or `'DELETE'`. */
  method: string;
  /** Name and value of each field line, in order. */
  headers: [string, string][];
  /** A string, bytes, the caller's Blob, or nothing. */
  body?: any;
  /** An AbortSignal: aborted at a limit, `reset()` and `dispose()`. */
  signal: any;
  /** Redirects are the shim's to follow [P27]. */
  redirect: 'manual';
  /** No cookie jar [P25]. */
  credentials?: 'omit';
}

/** What the shim reads of a given fetch's Response. */
export interface FetchLikeResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The fields, iterable as `[name, value]`. */
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
  /** The body as a stream of byte chunks, or nothing. */
  readonly body?: any;
}
