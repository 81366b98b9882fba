/** Edits of sources, as mutants.json has them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ file: string, find: string, replace: string }} Edit `find` stands in `file` once */

/**
 * @param {string} folder where the sources lie
 * @param {Edit[]} edits
 * @returns {Map<string, string>} what the edited files then hold
 */
export function edited(folder, edits) {
  const texts = new Map();
  for (const { file, find, replace } of edits) {
    const text = texts.get(file) ?? readFileSync(join(folder, file), 'utf8');
    const places = text.split(find).length - 1;
    if (places !== 1) throw new Error(`${file} has ${places} places like: ${find}`);
    texts.set(
      file,
      text.replace(find, () => replace),
    );
  }
  return texts;
}
