/** Which files of this repository are C++ sources: for the formatter and the linters. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['wasm', 'tests/native', 'tests/fuzz', 'tests/conformance', 'benchmarks'];

/**
 * Paths from the repository's root, of the whole tree or below one folder of it.
 * @param {string | null} [below]
 * @param {...string} endings
 * @returns {string[]}
 */
export function cppFiles(below = null, ...endings) {
  const wanted = endings.length > 0 ? endings : ['.cpp', '.h'];
  return (below ? [below] : folders)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .filter((name) => wanted.some((ending) => name.endsWith(ending)))
    .sort();
}
