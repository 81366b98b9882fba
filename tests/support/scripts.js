/** Scripts for `kintone-shim run`. */
import { join } from 'node:path';
import { runCommand } from './command.js';
import { folderOf } from './folder.js';

/** `kintone-shim run`, to its end. */
export const start = (...args) => runCommand('run', ...args);

/** Files in a folder of their own; their paths. */
export async function filesOf(t, files) {
  const folder = await folderOf(t, files);
  return Object.keys(files).map((name) => join(folder, name));
}

/** A script of this content, run to its end. */
export async function runScript(t, content, ...args) {
  const [path] = await filesOf(t, { 'customize.js': content });
  return start(path, ...args);
}
