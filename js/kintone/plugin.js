/**
 * kintone.plugin.app.getConfig, setConfig, getProxyConfig and setProxyConfig (G02, G03, G07, G08): what they save the core keeps
 * (wasm/core/plugin), and says what is wrong.
 */
import { describeEntries } from '../core/describe.js';
import { printLine, runSoon } from '../core/platform.js';

/**
 * @param {import('../core/world.js').World} world
 * @param {import('../harness/activity.js').Activity} activity What is being saved is on its way.
 * @param {(url: string) => void} leave Told of where kintone would go.
 * @param {(message: object) => Promise<void>} [saveOutside] In a served page: has its server save it.
 */
export function createPlugin(world, activity, leave, saveOutside) {
  function call(member, given) {
    const told = world.pluginMember(member, given.map(describeEntries));
    if (told.message === undefined) return told;
    const { code, message } = told;
    throw Object.assign(new TypeError(message), code && { code });
  }

  /** Those that are being saved. A reset ends them. */
  let running = new Set();

  /** What a server saves it saves in the order of the calls. */
  let last = Promise.resolve();

  /** Saves later, as kintone does; `callback` is the last argument. */
  function save(member, given) {
    const callback = given.at(-1);
    const { saving, leadsTo } = call(member, given);
    const entry = { api: `kintone.plugin.app.${member}`, method: '', url: world.forms.screen().type };
    activity.begin(entry);
    running.add(entry);
    const saved = () => {
      if (!running.delete(entry)) return;
      world.savePlugin(saving);
      if (leadsTo === undefined) activity.run(entry, callback, []);
      else {
        leave(leadsTo);
        activity.end(entry);
      }
    };
    if (saveOutside === undefined) {
      runSoon(saved);
      return;
    }
    const { app, pluginId } = world.forms.screen();
    const token = world.requestToken();
    const message = { __REQUEST_TOKEN__: token, app, pluginId, member, given: given.slice(0, -1) };
    last = last
      .then(() => saveOutside(message))
      .then(
        () => runSoon(saved),
        (error) => {
          if (running.delete(entry)) activity.end(entry);
          printLine(`${entry.api}: ${error.message}`);
        },
      );
  }

  const members = {
    'kintone.plugin.app.getConfig': (pluginId) => call('getConfig', [pluginId]).value,
    'kintone.plugin.app.setConfig'(config, successCallback) {
      save('setConfig', [config, successCallback]);
    },
    'kintone.plugin.app.getProxyConfig': (url, method) => call('getProxyConfig', [url, method]).value,
    'kintone.plugin.app.setProxyConfig'(url, method, headers, data, successCallback) {
      save('setProxyConfig', [url, method, headers, data, successCallback]);
    },
  };
  return {
    members,
    abort() {
      running = new Set();
    },
  };
}
