/**
 * kintone.api and what belongs to it (K01 to K08). Which request it makes the core says (wasm/core/page/api_call.h); who answers it, `ask`
 * knows: kintone's REST side in the process, or the server of a served page.
 */
import { attempt, describe } from '../core/describe.js';
import { needStackForMore } from '../core/guard.js';
import { jsonText } from '../core/json-text.js';
import { KintonePromise } from '../core/kintone-promise.js';
import { printLine, runSoon } from '../core/platform.js';

/** The JSON of an answer, or its text where it is none. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Parameters, described, and their JSON text. */
function textOf(params) {
  let text = '';
  const described = attempt(() => {
    const description = describe(params);
    if (description[0] === 'object') text = jsonText(params);
    return description;
  });
  return { described, text };
}

/**
 * @param {import('../core/world.js').World} world
 * @param {import('../harness/activity.js').Activity} activity
 * @param {{ base: string, ask: (request: { method: string, url: string, fields: string[], body?: string }) => Promise<{ status: number, text: string }> }} side
 *   The page's origin, and who answers.
 */
export function createApi(world, activity, { base, ask }) {
  let running = 0;

  /**
   * How it ends: `{ isOk, value }`.
   * @param {{ error?: string, method: string, url: string, fields: string[], body?: string }} made
   */
  async function outcomeOf({ error, ...request }) {
    if (error !== undefined) return { isOk: false, value: read(error) };
    running += 1;
    try {
      const { status, text } = await ask(request);
      return { isOk: status >= 200 && status < 300, value: read(text) };
    } catch (fault) {
      // A reset has ended it, or the page's server does not answer.
      return {
        isOk: false,
        value: { ...world.fault('callAborted', 'kintone.api', request.url), cause: fault },
      };
    } finally {
      running -= 1;
    }
  }

  function api(pathOrUrl, method, params, ok, failed) {
    const { described, text } = textOf(params);
    needStackForMore();
    const { returnsPromise, ...request } = world.api.call({
      base,
      path: describe(pathOrUrl),
      method: describe(method),
      params: described,
      text,
      ok: describe(ok),
      failed: describe(failed),
    });
    const entry = { api: 'kintone.api', method: String(request.method), url: String(request.url) };
    activity.begin(entry);
    const ended = outcomeOf(request);
    if (returnsPromise) {
      return new KintonePromise((resolve, reject) => {
        ended.then(({ isOk, value }) => {
          activity.end(entry);
          (isOk ? resolve : reject)(value);
        });
      });
    }
    ended.then(({ isOk, value }) => {
      const callback = isOk ? ok : failed;
      if (typeof callback === 'function') {
        runSoon(() => activity.run(entry, callback, [value]));
        return;
      }
      activity.end(entry);
      if (!isOk) printLine(`kintone.api: ${JSON.stringify(value)}`);
    });
    return undefined;
  }

  function urlOf(called) {
    const { url, message } = world.api.url({ base, ...called });
    if (message !== undefined) throw new TypeError(message);
    return url;
  }

  return {
    'kintone.api': api,
    'kintone.api.url': (path, isGuestSpace) => urlOf({ path: describe(path), guest: describe(isGuestSpace) }),
    'kintone.api.urlForGet'(path, params, isGuestSpace) {
      const { described, text } = textOf(params);
      return urlOf({ path: describe(path), params: described, text, guest: describe(isGuestSpace) });
    },
    'kintone.api.getConcurrencyLimit': () => KintonePromise.resolve(world.api.concurrency(running)),
  };
}
