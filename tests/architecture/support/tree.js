// The files of this repository, and what a JavaScript file says, read by TypeScript's parser rather than by patterns.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const up = (path, floors) => (floors === 0 ? path : up(dirname(path), floors - 1));

/** The repository's root. */
export const root = up(fileURLToPath(import.meta.url), 4);

/**
 * @param {string} folder from the root
 * @param {string[]} extensions with their dot
 * @returns {string[]} paths from the root, with forward slashes
 */
export function filesBelow(folder, extensions) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => extensions.includes(extname(name)) && !name.includes('node_modules/'))
    .sort();
}

/**
 * @param {string} path from the root
 * @returns {string}
 */
export function read(path) {
  return readFileSync(join(root, path), 'utf8');
}

/**
 * @param {string} path from the root
 * @returns {ts.Node[]} every node of the file's syntax tree
 */
export function nodesOf(path) {
  const nodes = [];
  const visit = (node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return nodes;
}

/**
 * @param {ts.Node[]} nodes
 * @returns {string[]} what is imported, re-exported, imported dynamically or required, where it is a literal
 */
export function specifiersOf(nodes) {
  return nodes.flatMap((node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
    if (!ts.isCallExpression(node)) return [];
    const dynamic =
      node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.text === 'require';
    return dynamic ? textOf(node.arguments[0]) : [];
  });
}

/**
 * @param {ts.Node | undefined} node
 * @returns {string[]} the value of a string literal, in an array
 */
export function textOf(node) {
  return node && ts.isStringLiteralLike(node) ? [node.text] : [];
}

/**
 * C++ without its comments; string literals stay.
 * @param {string} source
 * @returns {string}
 */
export function withoutComments(source) {
  return source.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part[0] === '"' ? part : ' ',
  );
}
