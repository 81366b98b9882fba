/** The flags about apps, plug-ins and the screen, of both commands. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { internals } from '../core/internals.js';
import { masked } from '../core/mask/mask.js';
import { explain } from './explain.js';
import { wrong } from './flags.js';
import { importModule } from './import-module.js';

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

async function readExport(path) {
  if (!path.endsWith('.json')) return (await importModule(resolve(path))).default;
  return JSON.parse(readFileSync(path, 'utf8'));
}

const isNumber = (text) => /^\d+$/.test(text);

/** An option: what a module exports by default, or what is in a JSON file. */
async function readOption(flag, path, example) {
  if (path === undefined) return undefined;
  let option;
  try {
    option = await readExport(path);
  } catch (error) {
    throw wrong(`${flag} ${path} cannot be loaded: ${masked(explain(error))}`);
  }
  if (option !== undefined) return option;
  throw wrong(`${flag} ${path} has to export ${example}`);
}

/** The option `apps`. A file at --app is taken, too. */
async function readApps({ apps: named, app }) {
  const [path, ...more] = [...named, ...app.filter((each) => !isNumber(each))];
  if (more.length > 0) throw wrong(`--apps takes one file with all apps, given: ${path} ${more.join(' ')}`);
  return readOption('--apps', path, 'apps: export default { 5: { fields: { ... } } };');
}

/** The options `apps`, `users` and `plugins`. */
export const readDeclared = async (values) => ({
  apps: await readApps(values),
  users: await readOption('--users', values.users, "users: export default { alice: { password: '...' } };"),
  plugins: await readOption(
    '--plugins',
    values.plugins,
    'plugins: export default { [pluginId]: { config: { ... } } };',
  ),
});

/** URLs, or other names of a manifest, and the files in their place. */
function readMap(texts) {
  return Object.fromEntries(
    texts.map((text) => {
      // A URL may have = in it, too.
      const at = text.lastIndexOf('=');
      const [name, file] = [text.slice(0, at), text.slice(at + 1)];
      if (at > 0 && isFile(file)) return [name, file];
      throw wrong(`--map takes a URL and a file in its place, with = between them, given: ${text}`);
    }),
  );
}

/**
 * The app and the record of the screen, as shim.open takes them.
 * @param {{ screen?: string, app?: string[], id?: string }} given
 */
function readPlace({ screen, app, id }) {
  const [number, ...more] = app.filter(isNumber);
  if (more.length > 0) throw wrong(`--app takes the number of one app, given: ${number} ${more.join(' ')}`);
  const place = { ...(number !== undefined && { app: number }), ...(id !== undefined && { id }) };
  const [flag] = Object.keys(place);
  if (screen !== undefined || flag === undefined) return place;
  throw wrong(`--${flag} takes --screen beside it, such as --screen app.record.detail`);
}

/**
 * What is to be loaded, and for which screen.
 * @returns {{ manifests: string[], map: Record<string, string>, screen: string | undefined, place: { app?: string, id?: string } }}
 */
export function readPlugins({ plugin, map, screen, ...place }) {
  for (const path of plugin) {
    if (!isFile(path)) throw wrong(`--plugin takes a manifest, and there is no file at ${resolve(path)}`);
  }
  return { manifests: plugin, map: readMap(map), screen, place: readPlace({ screen, ...place }) };
}

/** Plug-ins of one id would run each other's scripts, and share what they save. */
export function needSeveralIds(plugins) {
  for (const [i, { path, pluginId }] of plugins.entries()) {
    const other = plugins.slice(0, i).find((each) => each.pluginId === pluginId);
    if (!other) continue;
    throw wrong(
      `--plugin ${other.path} and --plugin ${path} are one plug-in: their manifests have the same "name", from which ` +
        `its id follows. Give one of them another "name", or name it once`,
    );
  }
}

/** What was saved before is of an id; of which plug-in, only its id says. */
export function needPresetIds(shim, { manifests, map, screen }, presets) {
  if (presets === undefined || manifests.length === 0) return;
  const idOf = (path) => {
    try {
      return shim[internals].readPlugin('--plugin', path, { screen, map }).pluginId;
    } catch {
      // Whoever loads it says why it cannot be read.
      return undefined;
    }
  };
  const ids = manifests.map((path) => [path, idOf(path)]);
  if (ids.some(([, id]) => id === undefined || Object.hasOwn(presets, id))) return;
  const list = ids.map(([path, id]) => `the id of ${path} is ${id}`).join(', ');
  throw wrong(
    `--plugins has nothing of a plug-in that --plugin names, but of ${Object.keys(presets).join(', ') || 'none'}: ${list}`,
  );
}

/** What shim.open is told stands in flags of the same names, but for the type. */
function openScreen(open) {
  try {
    open();
  } catch ({ message }) {
    throw wrong(message.replace('shim.open: ', '--').replace(/^--type/, '--screen'));
  }
}

/** Has pages load the plug-ins, each of which can be read now, and open the screen. */
export async function servePlugins(shim, { manifests, map, screen, place }) {
  if (screen === 'plugin.config') {
    throw wrong(
      'serve has no --screen plugin.config: the settings of each --plugin are a page of their own. Leave --screen out, and open ' +
        'the address that serve prints as "settings of"',
    );
  }
  const { openInPages, servedPlugins, readPlugin } = shim[internals];
  if (screen !== undefined) openScreen(() => openInPages(screen, place));
  for (const path of manifests) {
    const read = (on) => readPlugin('--plugin', path, { screen: on, map });
    servedPlugins.push({ path, pluginId: read(screen).pluginId, read });
  }
  needSeveralIds(servedPlugins);
}
