/**
 * The conformance cases in a page: bundled by cases.js. A job is a case, the numbers it goes by, and how its shims are made:
 * 'relay', by connect() to the page's own server, whose shim has the options of the case; or 'script', by createShim() of the
 * script build with a pretended upstream.
 */
import { runCase } from '../conformance.js';
import { callOf, callPath, pageFields, pagePath } from '../conformance/page-message.js';
import { realize } from '../conformance/values.js';
import { createPagePlatform, watchPage } from './page-platform.js';
import { openPretendedUpstream, pretendedBodyFault } from './pretended-upstream.js';

async function ask(...asked) {
  const answer = await fetch('/ask', { method: 'POST', body: JSON.stringify(asked) });
  return answer.json();
}

/** What a page may leave out of a request, and what it cannot write. */
const credentials = { own: 'same-origin', missing: 'omit' };

/** The page's server, asked by hand (tests/support/conformance/server.js). The cookie is the browser's business. */
function openServer(_shim, upstream) {
  let pageToken;
  return {
    reload: () => ask('reload'),
    advance: (milliseconds) => ask('advance', milliseconds),
    async loadPage() {
      const answer = await fetch(pagePath, { headers: pageFields });
      pageToken = (await answer.json()).requestToken;
      return pageToken;
    },
    async request({ cookie = 'own', ...changes }, token = pageToken) {
      if (!credentials[cookie]) throw new Error(`a page sends no cookie that is ${cookie}`);
      const { fields, text } = callOf(upstream, token, changes);
      const how = { method: 'POST', headers: fields, body: text, credentials: credentials[cookie] };
      const answer = await fetch(callPath, how);
      return { status: answer.status, text: await answer.text() };
    },
    close() {},
  };
}

const settings = {
  relay: (version) => ({
    platform: { ...createPagePlatform(ask, { version }), base: globalThis.origin },
    async openShim(options, { id }) {
      await ask('serve', id, options);
      return kintoneShim.connect();
    },
    turnTo: (number) => ask('turnTo', number),
    openServer,
  }),
  script: (version) => ({
    platform: {
      ...createPagePlatform(ask, { version }),
      openUpstream: openPretendedUpstream,
      bodyFault: pretendedBodyFault,
    },
    openShim: (options, { fetch }) => kintoneShim.createShim({ fetch, ...realize(options, { given: {} }) }),
  }),
};

watchPage();

/** @returns {Promise<string | null>} what is wrong, or null */
globalThis.runJob = async (text) => {
  const { theCase, numbers, mode, version } = JSON.parse(text);
  try {
    await runCase(theCase, { ...settings[mode](version), numbers });
    return null;
  } catch (error) {
    return error?.name === 'Error' && error?.message ? error.message : String(error?.stack ?? error);
  }
};

globalThis.liveExchanges = () => {
  const shim = kintoneShim.createShim();
  return shim[Symbol.for('kintone-shim.internals')].liveExchanges();
};
