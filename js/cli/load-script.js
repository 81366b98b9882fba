/** Loads a customization script as a page of kintone would: a classic script of the global scope, unless it is none. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import vm from 'node:vm';
import { importModule } from './import-module.js';

const opening = '(async () => {\n';

const compile = (source, filename, lineOffset = 0) =>
  new vm.Script(source, {
    filename,
    lineOffset,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });

/** Not hidden by what a script is wrapped in: kintone's pages refuse it. */
const isReturn = ({ message }) => message === 'Illegal return statement';

/** Said of what is right here: an `await` at the top. */
const isOfAwait = ({ message }) => /^await |reserved word/.test(message);

/** The line in which the syntax is wrong. */
const lineOf = ({ stack }) => Number(/^.*:(\d+)$/m.exec(stack)?.[1]);

/** What is wrong with a script that awaits at its top and does not end where it should: nothing behind it ends it. */
function faultWithoutEnd(inner, filename) {
  try {
    compile(`[async () => {\n${inner}`, filename, -1);
  } catch (fault) {
    return fault;
  }
  return undefined;
}

/** A script, or one that awaits at its top: how to run it, or what is wrong with its syntax, which may be a module's. */
function compileClassic(source, filename) {
  // A first line for a shell may stand at the very beginning alone.
  const inner = source.replace(/^#!/, '//');
  let asScript;
  try {
    const script = compile(source, filename);
    // What it ends with, perhaps a Promise, is nobody's.
    return { run: () => void script.runInThisContext() };
  } catch (fault) {
    if (isReturn(fault)) return { fault };
    asScript = fault;
  }
  try {
    const script = compile(`${opening}${inner}\n})`, filename, -1);
    return { run: () => script.runInThisContext()() };
  } catch (fault) {
    if (!(lineOf(fault) > source.split('\n').length)) return { fault };
  }
  // Behind the script's last line stands what it is wrapped in, of which nobody knows.
  return { fault: isOfAwait(asScript) ? faultWithoutEnd(inner, filename) : asScript };
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
  if (fault && !isOfModules(fault)) throw fault;
  if (run) await run();
  else await importModule(path);
}
