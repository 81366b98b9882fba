/** kintone.api: kintone's REST API, as the user who is logged in. The rule that each behaviour comes from stands in brackets: [K01]. */

import type { MethodArgument, ProxyMethod } from './kintone.js';
import type { KintonePromise } from './promise.js';

/** The methods of `kintone.api`, in capitals [K01]. */
export type ApiMethod = ProxyMethod;

/** What `kintone.api` is rejected with: the parsed error object of kintone's REST API [K01], or of the shim [K08]. */
export interface ApiFailure {
  /** Such as `GAIA_RE01`; of the shim `SHIM_…`. */
  code: string;
  /** Of this failure alone. */
  id: string;
  /** For people. */
  message: string;
  /** What is wrong with each parameter. */
  errors?: Record<string, { messages: string[] }>;
}

/** Requests to kintone's REST side at once [K05]. */
export interface ConcurrencyLimit {
  /** As many are answered: 100. */
  limit: number;
  /** As many run; in a served page, those of the page itself. */
  running: number;
}

/** `kintone.api`: calls kintone's REST API, with the session and the request token of the page [K01]. */
export interface KintoneApi {
  /**
   * Promise form.
   *
   * @param pathOrUrl `/k/v1/record`, with or without `.json`, or a URL of `kintone.api.url` or `.urlForGet`
   * @param method `'GET'`, `'POST'`, `'PUT'` or `'DELETE'`
   * @param params the parameters, `{}` for none; those of GET go into the URL, of one that is too long into a POST [K07]
   * @param failureCallback ignored in this form
   * @returns fulfilled with the parsed body; rejected with an {@link ApiFailure}, or a text where the answer is no JSON
   */
  <Method extends string>(
    pathOrUrl: string,
    method: MethodArgument<Method, ApiMethod>,
    params: object,
    successCallback?: null,
    failureCallback?: ((error: any) => void) | null,
  ): KintonePromise<any>;
  /**
   * Callback form: returns nothing. One of the callbacks is called in a task of its own.
   *
   * @param failureCallback without it a failure is printed
   */
  <Method extends string>(
    pathOrUrl: string,
    method: MethodArgument<Method, ApiMethod>,
    params: object,
    successCallback: (body: any) => void,
    failureCallback?: ((error: any) => void) | null,
  ): void;
  /**
   * The absolute URL of a path, with `.json` [K04]; in a served page of the page's own origin.
   *
   * @param isGuestSpace true: of the guest space, where the page is in one
   * @throws TypeError where an argument is wrong
   */
  url(path: string, isGuestSpace?: boolean): string;
  /**
   * The same with parameters in its query, arrays as `fields[0]=` [K04].
   *
   * @throws TypeError where an argument is wrong
   */
  urlForGet(path: string, params: object, isGuestSpace?: boolean): string;
  /** How many requests may run at once, and how many do [K05]. */
  getConcurrencyLimit(): KintonePromise<ConcurrencyLimit>;
}
