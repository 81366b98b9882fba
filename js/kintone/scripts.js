/**
 * Runs scripts as kintone loads them (W07): classic scripts of the global scope, `$PLUGIN_ID` set before each. Which files a plug-in has for a
 * screen, its manifest says, which the core reads (wasm/core/page/manifest.h).
 */
import { describe, describeWithMembers } from '../core/describe.js';
import { scripts } from '../core/platform.js';

/**
 * @param {import('../core/world.js').World} world
 * @param {object} kintone
 * @param {(name: string, ...facts: unknown[]) => Error} fault
 */
export function createScripts(world, kintone, fault) {
  function run(path, pluginId) {
    // A script finds the global kintone, in a task of its own too.
    if (!scripts || scripts.globalKintone() !== kintone) throw fault('notInstalled', path);
    if (pluginId === undefined) delete kintone.$PLUGIN_ID;
    else kintone.$PLUGIN_ID = pluginId;
    scripts.run(scripts.read(path), path);
  }

  return {
    async load(file, options) {
      const { pluginId } = Object(options);
      const { message } = world.checkLoad(describe(file), describeWithMembers(options));
      if (message !== undefined) throw new TypeError(message);
      if (!scripts) throw fault('notInstalled', file);
      run(scripts.resolve('.', file), pluginId);
    },

    async loadPlugin(file, options) {
      if (!scripts) throw fault('notInstalled', String(file));
      const path = scripts.resolve('.', String(file));
      const told = world.manifest(scripts.read(path), describeWithMembers(options, { depth: 2 }));
      if (told.message !== undefined) throw new TypeError(told.message);
      for (const { path: name, isMapped } of told.files) {
        run(
          isMapped ? scripts.resolve('.', name) : scripts.resolve(scripts.dirname(path), name),
          told.pluginId,
        );
      }
      return told.pluginId;
    },
  };
}
