/** kintone's REST side in the process: what it is asked and answers, the files that it keeps, and the records that they are in. */

import type { ServerRefusalCode } from './failure.js';

/** The JSON body of an answer that is a refusal: `(await response.json()) as RestFailure`. */
export interface RestFailure {
  /** Stable name of the failure, in the header `X-Cybozu-Error` too [F20]. */
  code: RestFailureCode | ServerRefusalCode | 'SHIM_CALL_ABORTED' | 'SHIM_DISPOSED' | 'SHIM_MEMORY_FULL';
  /** 20 characters of `[A-Za-z0-9]`, different for each failure. */
  id: string;
  /** For people, in the language of the user or of the request [F21]; not stable. */
  message: string;
  /** Path of a parameter, such as `record.Files.value`, → what is wrong with it. Only with `CB_VA01`. */
  errors?: Record<string, { messages: string[] }>;
}

/** The codes of kintone's REST side, beside those of {@link ServerRefusalCode}. Other than `SHIM_…` they are kintone's own. */
export type RestFailureCode =
  /** 401: a wrong password, or an `X-Cybozu-Authorization` that is no base64 of `login:password` [F10]. */
  | 'CB_WA01'
  /** 400: an API token that is not declared, or another app's [F10]. */
  | 'GAIA_IA02'
  /** 400: two API tokens of one app [F10]. */
  | 'GAIA_DA03'
  /** 401: a bad OAuth token [F10]. */
  | 'CB_OA01'
  /** 400: no usable part named `file`, or two [F04, F05]; more than 9 API tokens [F10]; GET with a Content-Type and no body [F22]. */
  | 'CB_IL02'
  /** 400: no multipart/form-data, or one that is broken [F03], or whose parts are too many or too large [F07]. */
  | 'GAIA_HM02'
  /** 413: the file is over 1 GB (1,073,741,824 bytes) [F07]. */
  | 'SHIM_FILE_TOO_LARGE'
  /** 507: the file's bytes could not be kept, or the names of all files have more than 32 MiB; the message says why. */
  | 'SHIM_FILE_NOT_KEPT'
  /** 404: an upload key that is used, dead, unknown or of another place [F18]; of a download no download key [F16]. */
  | 'GAIA_BL01'
  /** 400: a parameter is missing or wrong: `errors` names it. */
  | 'CB_VA01'
  /** 400: the body is no JSON object. */
  | 'CB_IJ01'
  /** 404: no such record. */
  | 'GAIA_RE01'
  /** 404: a cursor that is unknown, has ended or is another user's [Y20]. */
  | 'GAIA_CN01'
  /** 429: ten cursors are open [Y20]. */
  | 'GAIA_TM12'
  /** 400: no such comment [Y22]. */
  | 'GAIA_RE02'
  /** 403: a comment of somebody else [Y22]. */
  | 'GAIA_RE03'
  /** 400: the record's status has no such action [Y23]. */
  | 'GAIA_IL03'
  /** 400: the next status wants an assignee [Y23]. */
  | 'GAIA_SA01'
  /** 400: the next status has its own assignees [Y23]. */
  | 'GAIA_SA04'
  /** 403: who asks is no assignee [Y23]. */
  | 'GAIA_NT01'
  /** 400: several assignees of a first or last status [Y23]. */
  | 'GAIA_TO02'
  /** 403: an API token cannot ask for this [Y27], or has not the right in its app [Y07]. */
  | 'GAIA_NO01'
  /** 400: what bulkRequest does not take [Y24]. */
  | 'SHIM_BULK_API_NOT_ALLOWED'
  /** 409: the given `revision` is not the record's. */
  | 'GAIA_CO02'
  /** 403: who made a record, and when, is given without the right to manage the app [D08]. */
  | 'GAIA_BF02'
  /** 400: a field that kintone sets itself cannot be updated [D07]. */
  | 'GAIA_UN10'
  /** 400: the same of CATEGORY [D07]. */
  | 'GA_UO01'
  /** 400: the field of `updateKey` does not prohibit duplicates, or has a type that cannot be a key [Y13]. */
  | 'GAIA_IQ27'
  /** 404: no record has the value of `updateKey` [Y13]. */
  | 'GAIA_RE20'
  /** 400: no record of the source app has the lookup's value [D30]. */
  | 'GAIA_LO04'
  /** 400: the lookup's key field does not prohibit duplicates in the source app [D30]. */
  | 'GAIA_LO03'
  /** 400: an app of a guest space by the ordinary path [Y06]. */
  | 'GAIA_IL23'
  /** 403: a guest space's path for an app that is not in it [Y06]; or a user has not the right in the app [Y07]. */
  | 'CB_NO02'
  /** 404: the path names a guest space that is not declared [F11]. */
  | 'SHIM_GUEST_SPACE_NOT_FOUND'
  /** 429: the 101st request at once [F20]. */
  | 'GAIA_TO04'
  /** 400: kintone has this parameter, and the shim has not [F14]. */
  | 'SHIM_PARAMETER_NOT_SUPPORTED'
  /** 413: the values of all records together are more than the shim keeps, see `limits.records`. */
  | 'SHIM_RECORDS_TOO_LARGE'
  /** 413: one record's values are more than 8 MiB. */
  | 'SHIM_RECORD_TOO_LARGE'
  /** 413: the answer has more than 64 MiB. */
  | 'SHIM_ANSWER_TOO_LARGE'
  /** 400: the query names a field that the app has not [L08]. */
  | 'GAIA_IQ11'
  /** 400: the query has `a.b`, and `a` is no Related Records field [L09]. */
  | 'GAIA_IR02'
  /** 400: the query asks about the records of a Related Records field, which is not simulated [L09]. */
  | 'SHIM_QUERY_NOT_SUPPORTED'
  /** 400: the field's type does not take the operator, or the function [L10, L25]. */
  | 'GAIA_IQ03'
  /** 400: `=` or `!=` of a field in a table [L11]. */
  | 'GAIA_IQ07'
  /** 400: the query names an option that the field has not [L12]. */
  | 'GAIA_IQ10'
  /** 400: the query asks about a status or assignees while the process management is off [L13]. */
  | 'GAIA_ST02'
  /** 400: the query, or a value, names a user who is not declared [L13, D25]. */
  | 'GAIA_IL26'
  /** 400: the day of THIS_MONTH() and its like is none of 1 to 31 [L25]. */
  | 'GAIA_IQ23'
  /** 400: the unit of FROM_TODAY() is none [L25]. */
  | 'GAIA_IQ25'
  /** 400: a function of the query has another number of arguments [L25]. */
  | 'GAIA_IL08'
  /** 400: the query's `limit` is over 500 [L26]. */
  | 'GAIA_QU01'
  /** 400: the query's `offset` is over 10,000 [L26]. */
  | 'GAIA_QU02'
  /** 400: records cannot be sorted by the field [L28]. */
  | 'SHIM_FIELD_NOT_SORTABLE'
  /** 431: the URL and the header fields of a request have more than 1,048,576 characters. */
  | 'SHIM_HEAD_TOO_LARGE';

/** A WHATWG Request of any realm: known by what it has, not by its class. */
export interface RequestLike {
  /** Absolute. */
  readonly url: string;
  /** `'GET'`, `'POST'`, `'PUT'` or another: the answer says so. */
  readonly method: string;
  /** A `Headers`. */
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
  /** A ReadableStream of Uint8Arrays, or null. Where it is undefined, `arrayBuffer()` is asked. */
  readonly body?: any;
  /** Where there is no `body`: all of it, read into memory. */
  arrayBuffer?(): Promise<ArrayBuffer>;
  /** `'omit'`: without the login user's session [S01]. */
  readonly credentials?: string;
  /** An AbortSignal. */
  readonly signal?: any;
}

/** The platform's Response, where its types are known. */
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : any;

/** The platform's Blob, where its types are known. */
export type PlatformBlob = typeof globalThis extends { Blob: { prototype: infer T } } ? T : any;

/** A file that was uploaded by `/k/v1/file.json` and is not dead [F12, F13]. */
export interface KeptFile {
  /** The file's name without a path [F06]. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** By the name's extension, without parameters [F17]. */
  readonly contentType: string;
  /** The key that is good now: of a temporary file its upload key, of an attached one its download key [F12, F15]. */
  readonly fileKey: string;
  /** `'temporary'` until a record takes it. */
  readonly state: 'temporary' | 'attached';
  /** Of a temporary file: when it dies, in milliseconds since the epoch, by the shim's clock. */
  readonly expires?: number;
  /** Where it was uploaded to one [F11]. */
  readonly guestSpace?: number;
  /**
   * Its bytes: of a file that `intercept` took from a form the very Blob or File that was in it, with its type. A Blob that was given
   * lives on when the file is gone.
   */
  blob(): Promise<PlatformBlob>;
}

/** What `snapshot()` gives: JSON. */
export interface ShimSnapshot {
  /** Of this form. */
  version: 1;
  /** Every app that is declared or was written to: its declaration as the option `apps` has it, and the numbers that come next. */
  apps: SnapshotApp[];
  /** The files, without `blob()`, and with their bytes as Base64. */
  files: (Omit<KeptFile, 'blob'> & { readonly content: string })[];
  /** The records as `shim.records` shows them, and the comments on them. */
  records: (KeptRecord & { readonly comments?: object })[];
}

/** An app of a snapshot. */
export interface SnapshotApp {
  /** Its number. */
  readonly app: string;
  /** Of an app in one. */
  readonly guestSpace?: string;
  /** The id of the next record. */
  readonly nextRecord: string;
  /** The id of the next row of a table. */
  readonly nextRow: string;
  /** Of an app that takes every field: those that it knows, a list of which nothing is known without a type. */
  readonly learned?: { readonly code: string; readonly type?: string }[];
  /** Of a declared app. */
  readonly declaration?: object;
}

/** One app. */
export interface KeptApp {
  /**
   * Its records, as Get Records shows them: a new list each time.
   *
   * @param query in kintone's query language, asked by the login user [L01–L28]; without `limit` all that fit
   * @throws TypeError where the app's number or the query is of a wrong type, and an Error with kintone's `code` where kintone would refuse
   *   the query
   */
  records(
    query?: string,
  ): readonly Readonly<Record<string, { readonly type: string; readonly value: any }>>[];
}

/** A record, as Get Record shows it [F15]. */
export interface KeptRecord {
  /** The app's number. */
  readonly app: string;
  /** Of an app in one. */
  readonly guestSpace?: string;
  /** Type and value of each field, by its code; `$id` and `$revision` too. */
  readonly record: Readonly<Record<string, { readonly type: string; readonly value: any }>>;
}
