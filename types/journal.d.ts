/** What the shim remembers of each call. */

import type { PlatformBlob } from './service.js';
import type { ProxyFailure, ProxyFailureCode, ServerRefusalCode } from './failure.js';

/**
 * The calls of one shim since it was created or reset. Of those that came from a server's pages the last 1,000, and fewer where
 * they have more than 64 Mi characters.
 */
export interface Journal {
  /**
   * The calls that match, oldest first; without a filter all of them.
   *
   * @throws {TypeError} a filter that is neither a function nor an object of these members: the message says what to write
   * @throws what a predicate throws
   */
  calls(filter?: JournalFilter | ((entry: JournalEntry) => boolean)): JournalEntry[];
  /**
   * The first call that matches, made before this or after it, once it has ended.
   *
   * @param filter as of `calls`; a predicate is asked of each call as it ends
   * @returns rejects with a ShimWaitError where none has ended within `timeout`, with a TypeError for an unknown option or a wrong value,
   *   and with what a predicate throws
   */
  waitFor(
    filter?: JournalFilter | ((entry: JournalEntry) => boolean),
    options?: JournalWaitOptions,
  ): Promise<JournalEntry>;
  /**
   * The requests to kintone's own side that were answered or cut off, oldest first, the last 1,000, and fewer where they have more than
   * 64 Mi characters: those of `kintone.api`, of `shim.handle`, of `fetch` and XMLHttpRequest under `intercept`, and of a server's
   * clients. In a served page those of its `kintone.api`. Neither a call of `kintone.proxy` nor what a screen asks for itself is one
   * of them.
   *
   * @throws {TypeError} a filter that is neither a function nor an object of these members: the message says what to write
   * @throws what a predicate throws, such as the `SHIM_BODY_NOT_KEPT` of a `body` that it reads
   */
  requests(filter?: KintoneRequestFilter | ((request: KintoneRequest) => boolean)): KintoneRequest[];
}

/** How long `waitFor` waits. */
export interface JournalWaitOptions {
  /**
   * Milliseconds of real time, whatever the shim's clock and faked timers say.
   *
   * @defaultValue 1000
   */
  timeout?: number | undefined;
}

/** What `settled()` and `journal.waitFor()` reject with. */
export interface ShimWaitError extends Error {
  /** `SHIM_CALL_NOT_SEEN`: no call that matches has ended in time. `SHIM_CLOCK_STANDS`: `advance()` alone ends what runs. */
  code: 'SHIM_CALL_NOT_SEEN' | 'SHIM_CLOCK_STANDS';
}

/** A request to kintone's own side, such as `POST /k/v1/file.json`, and what it was answered. */
export interface KintoneRequest {
  /** The method, as sent. */
  readonly method: string;
  /** The URL, its first 2,000 characters. */
  readonly url: string;
  /** The URL's path, such as `/k/v1/record.json`. */
  readonly path: string;
  /** `'kintone.api'`, which made it; missing where other code did. */
  readonly api?: 'kintone.api';
  /** The parameter `app`, of the body or the URL, however long these are; missing where there is none, as in a `bulkRequest`. */
  readonly app?: string;
  /**
   * What was sent: the value of JSON, else the text, an object of its own each time. Of `kintone.api` the parameters, of a GET too. Missing
   * where there is none, and of an upload. One of more than 262,144 characters is not kept, and not enumerable: JSON, the console and
   * copies of the request leave it out.
   *
   * @throws where it is not kept, an error with the code `SHIM_BODY_NOT_KEPT`, whose message names the limit
   */
  readonly body?: any;
  /** The status of the answer; missing where the request was cut off before. */
  readonly status?: number;
  /** The code of kintone's error, such as `CB_IL02`; missing where there is none. */
  readonly code?: string;
  /**
   * Why it was refused, where kintone's answer does not tell: a sentence in the shim's `locale`. It is in no answer. Where nobody
   * else shows it, the first of each code is printed to stderr, too.
   */
  readonly reason?: string;
  /** The name of the route of `shim.rest` that answered it, such as `GET /k/v1/records.json`; missing where none did. */
  readonly route?: string;
  /** When it began, in ms since the epoch. */
  readonly startedAt: number;
  /** From then to its answer, in ms. */
  readonly duration: number;
}

/** Members that are given must all match. */
export interface JournalFilter {
  /** The function that was called. */
  api?: ProxyApi | undefined;
  /** The method, compared exactly. */
  method?: string | undefined;
  /** A string must equal the URL; a RegExp must match it. */
  url?: string | RegExp | undefined;
}

/** Which requests to kintone's own side are looked for. Members that are given must all match. */
export interface KintoneRequestFilter extends Pick<JournalFilter, 'method' | 'url'> {
  /** Those of `kintone.api` alone. */
  api?: 'kintone.api' | undefined;
  /** A string must equal the path, such as `/k/v1/record.json`; a RegExp must match it. */
  path?: string | RegExp | undefined;
  /** The app's ID, as a number or as text. */
  app?: number | string | undefined;
}

/** The functions whose calls are kept. */
export type ProxyApi =
  'kintone.proxy' | 'kintone.proxy.upload' | 'kintone.plugin.app.proxy' | 'kintone.plugin.app.proxy.upload';

/** One call with its outcome: a record, which nobody can change. What the caller got are objects of its own. */
export interface JournalEntry {
  /** The function that was called. */
  readonly api: ProxyApi;
  /** The method as given by the caller. */
  readonly method: string;
  /** The URL as given by the caller. */
  readonly url: string;
  /** The headers as given by the caller. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request body, in bytes; 0 for none. */
  readonly bodyLength: number;
  /** What was sent. */
  readonly request: JournalRequest;
  /** `'pending'` until the answer or the failure. */
  readonly state: 'pending' | 'success' | 'failure';
  /** How it ended: `response`, or the failure that `error` is the text of; `undefined` while pending. */
  readonly outcome: JournalResponse | Readonly<ProxyFailure> | undefined;
  /** The answer; only where `state` is `'success'`. */
  readonly response?: JournalResponse;
  /** The string that the caller got: JSON of a `ProxyFailure` [P16]; only where `state` is `'failure'`. */
  readonly error?: string;
  /** The failure's code; only where `state` is `'failure'`. */
  readonly code?: ProxyFailureCode | ServerRefusalCode;
  /** The platform's own error behind the failure, where there is one. */
  readonly cause?: unknown;
  /** Whether bytes of the body were no text and became U+FFFD [P22]. */
  readonly binary: boolean;
  /** When the call was made, in ms since the epoch. */
  readonly startedAt: number;
  /** From the call to its outcome, in ms; while pending, until now. */
  readonly duration: number;
  /** What carried the call: in a served page `'relay'`, the page's server; `'own'`: kintone's own side, for a call to `origin` [P31];
   * `'route'`: a route of `shim.upstream`; `null` where it went nowhere. */
  readonly transport: 'node' | 'fetch' | 'relay' | 'own' | 'route' | null;
  /** The name of the route that served it, such as `GET https://api.example.com/`; `null` where none did. */
  readonly route: string | null;
  /** What passed but lies in a grey zone, such as a body of 10,000,001 to 10,485,760 bytes. */
  readonly warnings: readonly JournalWarning[];
}

/**
 * The body of a call, as it was sent; of a call that nobody was sent, none. Up to 262,144 characters are kept, of a Blob bytes: reading a
 * longer one throws an error with the code `SHIM_BODY_NOT_KEPT`, whose message names the limit. A route's function gets it whole.
 */
export interface JournalRequest {
  /**
   * The text; `''` for none.
   *
   * @throws of a Blob, or of a text that is too long
   */
  text(): string;
  /**
   * What the text parses to.
   *
   * @throws as `text`, and SyntaxError where it is no JSON
   */
  json(): any;
  /**
   * The Blob or File of an upload, the caller's own; a text as a new one.
   *
   * @throws where it is too long
   */
  blob(): PlatformBlob;
  /**
   * What was given as data and not sent, as it is with GET and DELETE [P04], as it was then: of plain objects and
   * arrays a frozen copy, anything else the caller's own. `undefined` where that says nothing.
   */
  readonly dropped: unknown;
}

/** The answer as the caller got it. */
export interface JournalResponse {
  /** The whole body as text [P22]. */
  readonly body: string;
  /** The HTTP status. */
  readonly status: number;
  /** Field name as received → value [P24]. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A warning, also printed to stderr, by each shim once per kind. */
export interface JournalWarning {
  /** Stable name of the kind. */
  readonly code: JournalWarningCode;
  /** For people, in the shim's `locale`. */
  readonly message: string;
}

/** The kinds of warnings: the call passed, but on the real kintone it may not. */
export type JournalWarningCode =
  /** A body of 10,000,001 to 10,485,760 bytes: "10 MB" can mean either [P19]. */
  | 'SHIM_WARN_RESPONSE_BODY'
  /** A response field line of 8,181 to 8,192 bytes for `kintone.proxy`: kintone's pages differ [P21]. */
  | 'SHIM_WARN_RESPONSE_HEADER_LINE'
  /** A Blob of 200,000,001 to 209,715,200 bytes: "200 MB" can mean either [U04]. */
  | 'SHIM_WARN_UPLOAD'
  /** A response in another charset than UTF-8 [P22]. */
  | 'SHIM_WARN_CHARSET'
  /** A body that is no text: damaged bytes became U+FFFD [P22]. */
  | 'SHIM_WARN_BINARY'
  /** A URL with characters outside ASCII: they were percent-encoded [P03]. */
  | 'SHIM_WARN_URL_NOT_ASCII'
  /** A header whose value is `undefined`: it was not sent [P09]. */
  | 'SHIM_WARN_HEADER_DROPPED'
  /** An object as `data`, sent as JSON, with the Content-Type of a form. */
  | 'SHIM_WARN_FORM_OBJECT'
  /** `{}` as `data`, which is an empty body [P07], with the Content-Type of JSON. */
  | 'SHIM_WARN_EMPTY_JSON'
  /** `X-HTTP-Method-Override`, on which the proxy does not act. */
  | 'SHIM_WARN_METHOD_OVERRIDE'
  /** A call to kintone's own origin [P31]. */
  | 'SHIM_WARN_OWN_ORIGIN'
  /** A `failureCallback` without a `successCallback`: it is ignored [P14]. */
  | 'SHIM_WARN_FAILURE_CALLBACK_IGNORED'
  /** The URL with which a plug-in has saved secrets ends within a host name [G04]. */
  | 'SHIM_WARN_CONFIG_PREFIX'
  /** A plug-in has saved data, and `data` is no object, to which it could be added [G05]. */
  | 'SHIM_WARN_SAVED_DATA_DROPPED';
