/** Holds js/ to its own JSDoc: TypeScript checks each file, but for those that are listed here. */
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Files and folders whose JSDoc is not true yet: the way of a call is being rewritten. An `exclude` of tsconfig.js.json would not do, since
 * TypeScript checks what a file imports too. Once this list is empty, `tsc -p tsconfig.js.json` does all of it.
 */
const unchecked = [
  'js/call/',
  'js/core/exchange.js',
  'js/harness/entry.js',
  'js/harness/journal.js',
  'js/harness/matching.js',
  'js/harness/routes.js',
  'js/kintone/proxy.js',
  'js/transport/blob.js',
  'js/transport/node.js',
  'js/transport/route.js',
];

const project = join(root, 'tsconfig.js.json');
const { config } = ts.readConfigFile(project, ts.sys.readFile);
const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, root, {}, project);
const program = ts.createProgram(fileNames, options);
const found = [...errors, ...ts.getPreEmitDiagnostics(program)].filter(
  ({ file }) => !file || !unchecked.some((path) => relative(root, file.fileName).startsWith(path)),
);
const host = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};
process.stderr.write(ts.formatDiagnostics(found, host));
process.exitCode = found.length > 0 || fileNames.length === 0 ? 1 : 0;
