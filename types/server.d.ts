/// <reference lib="esnext.disposable" />

import type { Shim } from './index.js';

/**
 * Starts a server for pages in a browser: it serves a folder's files, gives pages their `kintone`, and sends their calls of
 * `kintone.proxy` and `kintone.proxy.upload` on, so that CORS stands in no call's way. A page loads kintone by
 * `<script src="/_shim/kintone.js"></script>`, before its own scripts.
 *
 * For any client it is kintone's REST side as well: files, records, apps and forms below `/k/v1/`, and the same
 * below `/k/guest/{guestSpaceId}/`, with the users, API tokens, guest spaces and apps of the shim [F01–F23]. Larger files are kept
 * in the system's folder for temporary ones (`os.tmpdir()`) for as long as the shim has them, under no name, so that nothing stays
 * behind; where there is no room for one, its upload is answered with 507 `SHIM_FILE_NOT_KEPT`.
 *
 * @throws TypeError for an unknown option or a wrong value, naming it
 * @throws Error where `root` is no folder, or `port` or `host` cannot be listened on, with Node's `code`, such as `ENOENT` or
 *   `EADDRINUSE`
 */
export declare function serve(options?: ServeOptions): Promise<Server>;

/**
 * The same for a server of your own: Vite, webpack, express, node:http. What it answers are the paths below `/_shim/` and `/k/`;
 * the page loads kintone by `<script src="/_shim/kintone.js"></script>`. Put it in front of anything that reads request bodies.
 *
 * @throws TypeError for an unknown option or a wrong value, naming it
 */
export declare function requestListener(shim: Shim, options?: RequestListenerOptions): RequestListener;

/** Every option may be left out; `undefined` counts as left out. */
export interface RequestListenerOptions {
  /**
   * The host name or address under which pages reach the server, beside `localhost`, `127.0.0.1` and `[::1]`: requests that name
   * another host are refused with 403 `SHIM_HOST_REFUSED`.
   */
  host?: string | undefined;
  /**
   * Whether calls are relayed. Whoever can reach the server and load a page of it can then send requests from this machine, as
   * far as the shim's `network` lets them.
   *
   * @defaultValue true for connections to a loopback address, unless `host` is beyond loopback
   */
  relay?: boolean | undefined;
  /**
   * Told of each request as it ends, one line: time, method, path, status and milliseconds; of a relayed call the upstream's
   * method, URL and status or error code too; of a refusal of kintone's side why, where its answer does not say it. Never queries,
   * headers or bodies, where secrets may be.
   */
  log?: ((line: string) => void) | undefined;
}

/** Every option may be left out; `undefined` counts as left out. */
export interface ServeOptions extends RequestListenerOptions {
  /**
   * The port to listen on, 0 to 65,535; 0 for any free one.
   *
   * @defaultValue 0
   */
  port?: number | undefined;
  /**
   * The address to listen on, or a name that resolves to it; requests may name it as their host.
   *
   * @defaultValue '127.0.0.1'
   */
  host?: string | undefined;
  /**
   * A private key and its certificate, both PEM, as `readFileSync` gives them: the server then speaks HTTPS, on which some clients of
   * kintone insist. They have to trust the certificate.
   *
   * @defaultValue none: HTTP
   */
  tls?: { key: string | Uint8Array; cert: string | Uint8Array } | undefined;
  /**
   * A folder that keeps apps, records and files beyond the life of the server: what was answered is there at the next start, even after
   * `kill -9`. It is made where it is not there. The apps of the shim have the declarations that they have now;
   * `serve` rejects where one lacks a field with stored values. What cannot be written,
   * as on a full disk, is answered with 507 `SHIM_FILE_NOT_KEPT`, and nothing has changed. `serve` rejects where what is in it cannot be
   * read: the message names the file, which is left as it is. One server at a time: `serve`
   * rejects where another has it. It is not served where it is in `root`.
   *
   * @defaultValue none: memory
   */
  data?: string | undefined;
  /**
   * The folder whose files are served; a folder in it by its `index.html`, or by a list of its pages. No dotfiles, and no link that
   * leads out of it.
   *
   * @defaultValue none: no files
   */
  root?: string | undefined;
  /**
   * The shim whose kintone the pages have: its `network` says what their calls may reach, its `journal` keeps them.
   *
   * @defaultValue one of the server's own, with `network: 'live'`, which ends with the server
   */
  shim?: Shim | undefined;
  /**
   * Puts `<script src="/_shim/kintone.js"></script>` into every HTML page that does not name it itself.
   *
   * @defaultValue false
   */
  inject?: boolean | undefined;
}

/** A server that listens. */
export interface Server {
  /** Its origin, such as `http://127.0.0.1:8000`, without a slash at the end; `https://…` with `tls`. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /**
   * The inspector: a page that shows each call, its request and response, warnings and files as they come. It has an origin of its
   * own, on loopback whatever `host` is, and a path that cannot be guessed, so that no page of `url` can read it: treat the URL
   * as a password. It keeps the last 1,000 calls, while it is open 10,000, and fewer where they have more than 32 Mi characters.
   * Authorization headers, cookies, API tokens, passwords and the like are masked before they leave the server.
   */
  readonly inspectorUrl: string;
  /** The shim whose kintone its pages have. */
  readonly shim: Shim;
  /**
   * Stops: nothing listens any more, calls on their way are aborted, every connection is closed, uploads and downloads on it with
   * it. Files that were uploaded stay the shim's.
   */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** For `node:http`'s `createServer`, and for `use` of connect, express and Vite: `next` is called for what is not the shim's. */
export interface RequestListener {
  /** Answers a request, or calls `next`. */
  (request: any, response: any, next?: (error?: any) => void): void;
  /**
   * Opens the inspector of the shim, as a server of `serve` has one: it shows what happens from then on. Called again it gives the
   * same one, until that is closed. It does not keep the process alive.
   *
   * @throws Error where no port of loopback can be listened on
   */
  openInspector(): Promise<Inspector>;
}

/** A page that shows each call, its request and response, warnings and files as they come: see `Server.inspectorUrl`. */
export interface Inspector {
  /** Its URL, which is to be treated as a password. */
  readonly url: string;
  /** Stops it: nothing listens any more. */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
