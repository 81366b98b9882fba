/** Compiles sample programs as a user's project would: by the package's name, through its "exports". */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const samples = fileURLToPath(new URL('../', import.meta.url));

const { ModuleKind, ModuleResolutionKind, ScriptTarget } = ts;

/**
 * How a project can resolve packages. A `cjs` one sees each sample as a `.cts` file.
 * @type {Record<string, { cjs?: boolean, options: ts.CompilerOptions }>}
 */
export const resolutions = {
  'node16, ESM': { options: { module: ModuleKind.Node16, moduleResolution: ModuleResolutionKind.Node16 } },
  'node16, CommonJS': {
    cjs: true,
    options: { module: ModuleKind.Node16, moduleResolution: ModuleResolutionKind.Node16 },
  },
  bundler: { options: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler } },
};

const parsed = new Map();

function createHost(options, cjs) {
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  const real = (name) => (cjs && name.startsWith(samples) ? name.replace(/\.cts$/, '.ts') : name);
  host.readFile = (name) => readFile(real(name));
  host.fileExists = (name) => fileExists(real(name));
  host.getSourceFile = (name, version, ...rest) => {
    const key = JSON.stringify([name, version]);
    if (!parsed.has(key)) parsed.set(key, getSourceFile(name, version, ...rest));
    return parsed.get(key);
  };
  return host;
}

/**
 * @param {string[]} files absolute names of `.ts` samples
 * @param {{ resolution?: string, options?: ts.CompilerOptions }} [project]
 * @returns {ts.Program}
 */
export function programOf(files, { resolution = 'node16, ESM', options = {} } = {}) {
  const { cjs = false, options: resolving } = resolutions[resolution];
  const all = {
    target: ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    ...resolving,
    ...options,
  };
  const names = cjs ? files.map((name) => name.replace(/\.ts$/, '.cts')) : files;
  return ts.createProgram(names, all, createHost(all, cjs));
}

/**
 * What the compiler objects to.
 * @param {ts.Program} program
 * @returns {{ where: string, text: string }[]} where: `<file>:<line> TS<code>`, by the sample's own name
 */
export function errorsOf(program) {
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (!file) return { where: `TS${code}`, text };
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    const name = relative(root, file.fileName).replace(/\.cts$/, '.ts');
    return { where: `${name}:${line} TS${code}`, text };
  });
}

/**
 * What a wrong program says itself: lines end with `// TS2345`, or with several codes.
 * @param {string} file
 * @returns {string[]} as `where` above
 */
export function announcedErrors(file) {
  const name = relative(root, file);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const codes = /\/\/((?: TS\d+)+)$/.exec(line)?.[1].trim().split(' ') ?? [];
    return codes.map((code) => `${name}:${index + 1} ${code}`);
  });
}
