import { fieldsOf, headersOf } from './core/fields.js';
import { internals } from './core/internals.js';
import { ownFetch, XMLHttpRequest } from './core/platform.js';
import { makePageWorld } from './core/world.js';
import { interceptInPage } from './intercept/served-page.js';
import { Shim } from './shim.js';
import { createRelayTransport } from './transport/relay.js';

/** What the page's server says of the page: at once, since `kintone` is there before the page's own scripts run. */
function askServer() {
  const request = new XMLHttpRequest();
  request.open('GET', `${globalThis.origin}/_shim/page.json`, false);
  // A header that no page of another origin can send unasked: the answer holds the request token.
  const { pathname = 'page', search = '' } = globalThis.location ?? {};
  request.setRequestHeader('X-Kintone-Shim', pathname + search);
  request.send();
  return request.responseText;
}

/** A request of kintone.api, to the page's server. */
async function askPagesServer({ method, url, fields, body }) {
  const response = await ownFetch(url, {
    method,
    headers: headersOf(fields),
    body,
    credentials: 'same-origin',
  });
  return { status: response.status, fields: fieldsOf(response.headers), text: await response.text() };
}

/** What a settings page saves is its server's. */
async function saveOutside(message) {
  const response = await ownFetch(`${globalThis.origin}/_shim/plugin.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
    body: JSON.stringify(message),
    credentials: 'same-origin',
  });
  if (!response.ok) throw new Error(await response.text());
}

/** When the page's own scripts have run, modules too, and those of the plug-ins behind them. */
const scriptsHaveRun = () =>
  new Promise((resolve) => {
    const { document } = globalThis;
    if (!document || document.readyState === 'complete') return void resolve(undefined);
    // While it is interactive, those that are deferred may still run; or it has been told of already.
    document.addEventListener('DOMContentLoaded', resolve, { once: true });
    globalThis.addEventListener('load', resolve, { once: true });
  });

/** Requests to kintone that stand in the page's scripts: they go to the page's server, as those of the page that was connected last. */
let endIntercepting = () => {};

/**
 * In a page that `kintone-shim serve` or its listener serves: makes the page's kintone, whose calls go to that server, and
 * installs it; `fetch` and `XMLHttpRequest` to kintone's origin go there, too. Synchronous; may be called again, for a fresh one.
 * @returns {import('../types/index.js').Shim} It is `kintoneShim.shim` too. `kintoneShim.opened`: a Promise of the page of the screen that the
 *   server has pages open, which is opened when their scripts have run; of undefined where there is none.
 * @throws {Error} The page's server does not answer, or not as such a server does.
 */
export function connect() {
  const text = askServer();
  const world = makePageWorld(text);
  if (world === undefined) throw new Error(text);
  const shim = new Shim(world, {
    name: 'relay',
    side: { base: globalThis.origin, ask: askPagesServer, save: saveOutside },
    open: (platform) => createRelayTransport(ownFetch, platform),
    reload: () => {
      const answer = askServer();
      if (!world.adopt(answer)) throw new Error(answer);
    },
  });
  shim.install(globalThis);
  endIntercepting();
  endIntercepting = interceptInPage(shim.origin, globalThis);
  const { kintoneShim } = globalThis;
  kintoneShim.shim = shim;
  // A later one opens its own.
  kintoneShim.opened = scriptsHaveRun().then(() =>
    kintoneShim.shim === shim ? shim[internals].openFirst() : undefined,
  );
  return shim;
}
