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

/** Not hidden by what a script is wrapped in: kintone's pages refuse it. */
const isReturn = ({ message }) => message === 'Illegal return statement';

/** A script, or one that awaits at its top: how to run it, or what is wrong with its syntax, which may be a module's. */
function compileClassic(source, filename) {
  try {
    const script = compile(source, filename);
    // What it ends with, perhaps a Promise, is nobody's.
    return { run: () => void script.runInThisContext() };
  } catch (fault) {
    if (isReturn(fault)) return { fault };
  }
  try {
    // A first line for a shell may stand at the very beginning alone.
    const inner = source.replace(/^#!/, '//');
    const script = compile(`${opening}${inner}\n})`, filename, -opening.length);
    return { run: () => script.runInThisContext()() };
  } catch (fault) {
    return { fault };
  }
}

const isOfModules = ({ message }) => /import|export/.test(message);

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
  const { run, fault } = extname(path) === '.mjs' ? {} : compileClassic(source, path);
  // Node's loader does not say where the syntax of a module is wrong.
  if (fault && !isOfModules(fault)) throw fault;
  if (run) await run();
  else await import(pathToFileURL(path).href);
}
