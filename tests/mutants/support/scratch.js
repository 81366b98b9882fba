/** A copy of what the package is made of but the core, in build/mutants/scratch, in which a test switches rules of js/ and types/ off. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, startCases } from '../../support/conformance/process.js';
import { copy } from './copy.js';
import { edited } from './edit.js';
import { faultOf } from './fault.js';

const scratch = join(root, 'build/mutants/scratch');

export function copySources() {
  for (const name of ['js', 'types', 'scripts', 'package.json']) copy(join(root, name), join(scratch, name));
}

/** The package of the scratch sources, with the Wasm that is built already. */
async function build() {
  const places = ['--wasm', join(root, 'build/wasm'), '--out', join(scratch, 'dist')];
  const fault = await faultOf(process.execPath, [join(scratch, 'scripts/build.mjs'), ...places]);
  if (fault) throw new Error(fault);
}

/**
 * Runs cases with a mutant of js/ or types/; one at a time.
 * @param {import('./edit.js').Edit[]} edits none: the sources as they are
 * @param {string[]} jobs names of cases
 * @returns {Promise<string | null>} the red ones and why; null where all are green
 */
export async function runPackage(edits, jobs) {
  const before = edits.map(({ file }) => [join(scratch, file), readFileSync(join(scratch, file), 'utf8')]);
  for (const [file, text] of edited(scratch, edits)) writeFileSync(join(scratch, file), text);
  try {
    await build();
    const results = await startCases({ package: join(scratch, 'dist/index.js'), root: scratch, jobs }).done;
    const red = [...results].filter(([, fault]) => fault !== null);
    return red.length > 0 ? red.map(([name, fault]) => `${name}: ${fault}`).join('\n') : null;
  } finally {
    for (const [path, text] of before) writeFileSync(path, text);
  }
}
