// The CommonJS twin: the same declarations, loaded by require().
import type { Shim } from './index.js' with { 'resolution-mode': 'import' };
import type { RequestListener, RequestListenerOptions, ServeOptions, Server } from './server.js' with {
  'resolution-mode': 'import',
};

export type * from './server.js' with { 'resolution-mode': 'import' };

/**
 * Starts a server for pages in a browser: it serves a folder's files, gives pages their `kintone`, and sends their calls of
 * `kintone.proxy` and `kintone.proxy.upload` on, so that CORS stands in no call's way.
 *
 * @throws TypeError for an unknown option or a wrong value, naming it
 * @throws Error where `root` is no folder, or `port` or `host` cannot be listened on, with Node's `code`
 */
export declare function serve(options?: ServeOptions): Promise<Server>;

/**
 * The same for a server of your own: Vite, webpack, express, node:http. Put it in front of anything that reads request bodies.
 *
 * @throws TypeError for an unknown option or a wrong value, naming it
 */
export declare function requestListener(shim: Shim, options?: RequestListenerOptions): RequestListener;
