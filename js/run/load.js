/** Loads a customization script as a page of kintone would: a classic script of the global scope, unless it is none. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const opening = '(async () => {';

const compile = (source, filename, columnOffset = 0) =>
  new vm.Script(source, {
    filename,
    columnOffset,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });

/** A script, or one that awaits at its top; nothing where the source is neither. */
function compileClassic(source, filename) {
  try {
    const script = compile(source, filename);
    // What it ends with, perhaps a Promise, is nobody's.
    return () => void script.runInThisContext();
  } catch {
    try {
      const script = compile(`${opening}${source}\n})`, filename, -opening.length);
      return () => script.runInThisContext()();
    } catch {
      return undefined;
    }
  }
}

/**
 * @param {string} path Absolute.
 * @returns {Promise<void>} When its top level has come to its end.
 * @throws What the script throws, and SyntaxErrors.
 */
export async function load(path) {
  const source = readFileSync(path, 'utf8');
  if (extname(path) === '.cjs') {
    createRequire(path)(path);
    return;
  }
  const run = extname(path) === '.mjs' ? undefined : compileClassic(source, path);
  if (run) await run();
  else await import(pathToFileURL(path).href);
}
