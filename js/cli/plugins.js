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

/** The options `apps` and `users`. */
export const readDeclared = async ({ app, users }) => [
  await readOption('--app', app, 'apps: export default { 5: { fields: { ... } } };'),
  await readOption('--users', users, "users: export default { alice: { password: '...' } };"),
];

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
 * What is to be loaded, and for which screen.
 * @returns {{ manifests: string[], map: Record<string, string>, screen: string | undefined }}
 */
export function readPlugins({ plugin, map, screen }) {
  for (const path of plugin) {
    if (!isFile(path)) throw wrong(`--plugin takes a manifest, and there is no file at ${resolve(path)}`);
  }
  return { manifests: plugin, map: readMap(map), screen };
}

/** Has pages load the plug-ins, each of which can be read now. */
export async function servePlugins(shim, { manifests, map, screen }) {
  if (screen !== undefined) await shim.open(screen);
  const { servedPlugins, readPlugin } = shim[internals];
  for (const path of manifests) {
    const read = (on) => readPlugin('--plugin', path, { screen: on, map });
    servedPlugins.push({ path, pluginId: read(screen).pluginId, read });
  }
}
