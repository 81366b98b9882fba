/** Loads a module; of one that is none it says where. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/**
 * Whether the loader found it, and not what runs.
 * @param {Error} error
 */
const isOfLoader = ({ stack }) => /^SyntaxError: .*\n +at .*\bnode:internal\/modules\/esm\//.test(stack);

/**
 * Where the syntax of a file is wrong, in lines as Node shows them to whoever starts it: an `import` does not say. Nothing of the file runs.
 * @returns {string} Nothing, where the file is right: then it is one that it imports.
 */
function placeIn(path) {
  const { stderr } = spawnSync(process.execPath, ['--check', path], { encoding: 'utf8' });
  return /^([^]*?\n)SyntaxError: /.exec(stderr ?? '')?.[1] ?? '';
}

/**
 * @param {string} path Absolute.
 * @returns {Promise<object>} What it exports.
 * @throws What it throws, and SyntaxErrors that begin with their place.
 */
export async function importModule(path) {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (error instanceof SyntaxError && isOfLoader(error)) {
      const place = placeIn(path);
      error.stack = place === '' ? `${error.stack}\n(in a module that it imports)` : place + error.stack;
    }
    throw error;
  }
}
