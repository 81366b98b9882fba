/**
 * Runs scripts as kintone loads them (W07): classic scripts of a window, one after the other, with `kintone.$PLUGIN_ID` set before each.
 * Which files a plug-in has for a screen the core says (wasm/core/page/manifest.h).
 */
import { describe, describeWithMembers } from '../core/describe.js';
import { builtinModule, runSoon } from '../core/platform.js';
import { ownOf } from '../core/own-members.js';

const isError = (thrown) => Object.prototype.toString.call(thrown) === '[object Error]';

/** The line in which the syntax is wrong, as a stack of Node's begins with it. */
const lineOf = ({ stack }) => /^.*:(\d+)$/m.exec(stack)?.[1] ?? '?';

/** What the script's own tasks have to do is done before the next one, as between two elements of a page. */
const tasksDone = () => new Promise((resolve) => runSoon(resolve));

/** A byte order mark is none of the text's. */
const withoutMark = (text) => text.replace(/^\ufeff/, '');

/**
 * @param {import('../core/world.js').World} world
 * @param {object} kintone
 * @param {(name: string, ...facts: unknown[]) => Error} fault
 * @param {{ installed: () => any[] }} windows Those in which the shim is installed, the last first.
 * @param {(html: string) => void} showHtml
 */
export function createScripts(world, kintone, fault, windows, showHtml) {
  const vm = builtinModule('node:vm');
  const { resolve, dirname } = builtinModule('node:path') ?? ownOf();
  const urls = builtinModule('node:url');

  /** Whose script finds what: that of this process, a context, or one with an eval of its own. */
  const kindOf = (window) => {
    if (vm.runInThisContext('globalThis') === window) return 'main';
    if (vm.isContext(window)) return 'context';
    try {
      return window.eval('globalThis') === window ? 'realm' : undefined;
    } catch {
      return undefined;
    }
  };

  function windowFor(called) {
    if (!vm) throw fault('loadNeedsFiles', called);
    const installed = windows.installed().filter((each) => each.kintone === kintone);
    if (installed.length === 0) throw fault('notInstalled', called);
    const window = installed.find(kindOf);
    if (window === undefined) throw fault('windowWithoutScripts', called);
    return window;
  }

  /** The path of a file, which may be told as a URL. */
  const pathOf = (file) =>
    resolve(/^file:/.test(String(file)) || typeof file === 'object' ? urls.fileURLToPath(file) : file);

  function read(called, path) {
    try {
      return withoutMark(builtinModule('node:fs').readFileSync(path, 'utf8'));
    } catch (error) {
      throw fault('fileUnreadable', called, path, error.code);
    }
  }

  /** Its names are of the window, as those of any script element. */
  function compile(window, source, path) {
    const kind = kindOf(window);
    const options = { filename: path };
    if (kind === 'main') options.importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    try {
      const script = new vm.Script(source, options);
      if (kind === 'main') return () => script.runInThisContext();
      if (kind === 'context') return () => script.runInContext(window);
      return () => window.eval(`${source}\n//# sourceURL=${path}`);
    } catch (error) {
      error.message = `${path}:${lineOf(error)}: ${error.message}`;
      throw error;
    }
  }

  async function run(window, { path, source }, pluginId) {
    const start = compile(window, source, path);
    if (pluginId === undefined) delete kintone.$PLUGIN_ID;
    else kintone.$PLUGIN_ID = pluginId;
    try {
      start();
    } catch (thrown) {
      throw isError(thrown)
        ? thrown
        : Object.assign(fault('scriptThrew', path, String(thrown)), { cause: thrown });
    }
    await tasksDone();
  }

  const checked = (told) => {
    if (told.message !== undefined) throw new TypeError(told.message);
    return told;
  };

  /** What is against a text as JSON, in the platform's words. */
  function notJson(text) {
    try {
      JSON.parse(text);
      return '';
    } catch ({ message }) {
      return message;
    }
  }

  /** What a plug-in has for a screen: `{ pluginId, html?, files }`, each file with its `path` and `source`. */
  function readPlugin(called, file, options) {
    checked(world.forms.manifest(describe(file)));
    if (!vm) throw fault('loadNeedsFiles', called);
    const manifest = pathOf(file);
    const text = read(called, manifest);
    const given = ownOf();
    const keep = (name, value) => {
      given[name] = value;
    };
    const described = describeWithMembers(options, { keep, depth: 2 });
    const { pluginId, html, files } = checked(world.forms.manifest(manifest, text, notJson(text), described));
    const map = ownOf(given.map);
    const found = ({ name, isMapped }) => {
      const path = isMapped ? pathOf(map[name]) : resolve(dirname(manifest), name);
      return { path, source: read(called, path) };
    };
    return { pluginId, html: html && found(html), files: files.map(found) };
  }

  return {
    readPlugin,
    async load(file, options) {
      const { pluginId } = checked(world.forms.loadOptions(describe(file), describeWithMembers(options)));
      const window = windowFor('shim.load');
      const path = pathOf(file);
      await run(window, { path, source: read('shim.load', path) }, pluginId);
    },

    async loadPlugin(file, options) {
      const { pluginId, html, files } = readPlugin('shim.loadPlugin', file, options);
      const window = windowFor('shim.loadPlugin');
      if (html) showHtml(html.source);
      for (const each of files) await run(window, each, pluginId);
      return { pluginId, files: files.map(({ path }) => path) };
    },
  };
}
