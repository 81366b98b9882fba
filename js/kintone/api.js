/**
 * kintone.api and what belongs to it (K01 to K08). Which request it makes the core says (wasm/core/page/api_call.h); who answers it, `ask`
 * knows: kintone's REST side in the process, or the server of a served page.
 */
import { attempt, describe } from '../core/describe.js';
import { needStackForEntries } from '../core/guard.js';
import { jsonText } from '../core/json-text.js';
import { KintonePromise } from '../core/kintone-promise.js';
import { printLine, runSoon } from '../core/platform.js';

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
 * @param {import('./side.js').Side} side
 */
export function createApi(world, activity, side) {
  const { base } = side;

  function api(pathOrUrl, method, params, ok, failed) {
    const { described, text } = textOf(params);
    needStackForEntries();
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
    const ended = side.send({ ...request, about: { api: entry.api, params: text } });
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
      if (!isOk) drop(entry, value);
    });
    return undefined;
  }

  /** A failure that no code is told of. */
  function drop({ api: called, method, url }, value) {
    const { message } = world.fault('failureDropped', called, method, url, JSON.stringify(value));
    world.note(message);
    printLine(message);
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
    'kintone.api.getConcurrencyLimit': () => KintonePromise.resolve(world.api.concurrency(side.running)),
  };
}
