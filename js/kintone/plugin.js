/**
 * kintone.plugin.app.getConfig, setConfig, getProxyConfig and setProxyConfig (G02, G03, G07, G08): what they save the core keeps
 * (wasm/core/plugin), and says what is wrong.
 */
import { describe, describeWithMembers } from '../core/describe.js';
import { runSoon } from '../core/platform.js';

/** Entries of one `headers`, `data` or `config` are members; everything else is described as it is. */
const described = (value) => (typeof value === 'object' ? describeWithMembers(value) : describe(value));

/**
 * @param {import('../core/world.js').World} world
 * @param {import('../harness/activity.js').Activity} activity What is being saved is on its way.
 * @param {(url: string) => void} leave Told of where kintone would go.
 */
export function createPlugin(world, activity, leave) {
  function call(member, given) {
    const told = world.pluginMember(member, given.map(described));
    if (told.message === undefined) return told;
    const { code, message } = told;
    throw Object.assign(new TypeError(message), code && { code });
  }

  /** Those that are being saved. A reset ends them. */
  let running = new Set();

  /** Saves later, as kintone does; `callback` is the last argument. */
  function save(member, given) {
    const callback = given.at(-1);
    const { saving, leadsTo } = call(member, given);
    const entry = { api: `kintone.plugin.app.${member}`, method: '', url: world.forms.screen().type };
    activity.begin(entry);
    running.add(entry);
    runSoon(() => {
      if (!running.delete(entry)) return;
      world.savePlugin(saving);
      if (leadsTo === undefined) activity.run(entry, callback, []);
      else {
        leave(leadsTo);
        activity.end(entry);
      }
    });
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
