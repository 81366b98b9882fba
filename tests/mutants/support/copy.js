/** Copies sources for a scratch build. A file that is the same already keeps its time, so that nothing is built twice. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());

/** Writes a file where it is another one. */
export function put(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * @param {string} from a folder or a file
 * @param {string} to
 * @param {(name: string, text: string) => string} [change] what becomes of a file
 */
export function copy(from, to, change = (_name, text) => text) {
  if (statSync(from).isFile()) return put(to, change(from, readFileSync(from, 'utf8')));
  const names = filesBelow(from);
  for (const name of names) put(join(to, name), change(name, readFileSync(join(from, name), 'utf8')));
  for (const name of filesBelow(to)) {
    if (!names.includes(name)) rmSync(join(to, name));
  }
}
