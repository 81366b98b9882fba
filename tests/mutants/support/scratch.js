/** A copy of what the package is built of, in build/mutants/scratch, in which a test switches rules off. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, startCases } from '../../support/conformance/process.js';
import { copy } from './copy.js';

const scratch = join(root, 'build/mutants/scratch');
const nativeBuild = join(scratch, 'build/native');
const run = promisify(execFile);
const roomy = { maxBuffer: 1 << 26 };

/** The sources as they are; what was built of them before stays, for the next build to reuse. */
export function copySources() {
  for (const name of [
    'js',
    'wasm',
    'types',
    'scripts',
    'CMakeLists.txt',
    'CMakePresets.json',
    'package.json',
  ]) {
    copy(join(root, name), join(scratch, name));
  }
}

/**
 * Applies a mutant; each of its edits must fit in exactly one place.
 * @param {{ file: string, find: string, replace: string }[]} edits
 * @returns {() => void} takes it back
 */
export function apply(edits) {
  const before = new Map();
  for (const { file, find, replace } of edits) {
    const path = join(scratch, file);
    const text = readFileSync(path, 'utf8');
    if (!before.has(path)) before.set(path, text);
    const places = text.split(find).length - 1;
    if (places !== 1) throw new Error(`${file} has ${places} places like: ${find}`);
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }
  return () => {
    for (const [path, text] of before) writeFileSync(path, text);
  };
}

/** What a command says where it fails; null where it does not. */
async function faultOf(command, args, options = {}) {
  try {
    await run(command, args, { ...roomy, ...options });
    return null;
  } catch (error) {
    return `${error.stdout ?? ''}${error.stderr ?? ''}` || error.message;
  }
}

/** The native conformance runner of the scratch sources. @throws {Error} It does not build. */
export async function buildNative() {
  const places = [
    '-S',
    join(root, 'tests/mutants/native'),
    '-B',
    nativeBuild,
    `-DKINTONE_SCRATCH=${scratch}`,
  ];
  const fault =
    (await faultOf('cmake', ['-G', 'Ninja', '-DCMAKE_CXX_FLAGS=-O0', ...places])) ??
    (await faultOf('cmake', ['--build', nativeBuild, '--target', 'conformance']));
  if (fault) throw new Error(fault);
}

/** @returns {Promise<string | null>} the names of the red cases of a rule, or of all rules; null where all are green */
export async function runNative(rule = '*') {
  const fault = await faultOf(
    join(nativeBuild, 'conformance'),
    [`--gtest_filter=*/${rule}`, '--gtest_brief=1'],
    {
      timeout: 120_000,
    },
  );
  return fault && [...new Set(fault.match(/(?<=: )[A-Z]\d\d .*/g) ?? [fault])].join('\n');
}

/** The package of the scratch sources, with the Wasm that is built already: only js/ differs. */
export async function buildPackage() {
  const places = ['--wasm', join(root, 'build/wasm'), '--out', join(scratch, 'dist')];
  const fault = await faultOf(process.execPath, [join(scratch, 'scripts/build.mjs'), ...places]);
  if (fault) throw new Error(fault);
}

/**
 * @param {string[]} jobs names of cases
 * @returns {Promise<string | null>} as runNative
 */
export async function runPackage(jobs) {
  const results = await startCases({ package: join(scratch, 'dist/index.js'), root: scratch, jobs }).done;
  const red = [...results].filter(([, fault]) => fault !== null);
  return red.length > 0 ? red.map(([name, fault]) => `${name}: ${fault}`).join('\n') : null;
}
