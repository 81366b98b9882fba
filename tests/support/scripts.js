/** Scripts for `kintone-shim run`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command.js';

/** `kintone-shim run`, to its end. */
export const start = (...args) => runCommand('run', ...args);

/** Files in a folder of their own; their paths. */
export async function filesOf(t, files) {
  const folder = await mkdtemp(join(tmpdir(), 'kintone-shim-run-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return Object.keys(files).map((name) => join(folder, name));
}

/** A script of this content, run to its end. */
export async function runScript(t, content, ...args) {
  const [path] = await filesOf(t, { 'customize.js': content });
  return start(path, ...args);
}
