/**
 * The native conformance runner with a rule of the core switched off. The core is compiled once; a mutant compiles its own file anew and is
 * linked before the library of all others, so that several can be tried at the same time.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../support/conformance/process.js';
import { edited } from './edit.js';
import { faultOf } from './fault.js';

const build = join(root, 'build/mutants/native');
const runner = join(build, 'conformance');

/** @returns {Promise<void>} once the runner of the sources as they are is built; rejects with what the compiler says */
export async function buildNative() {
  const places = ['-S', join(root, 'tests/mutants/native'), '-B', build];
  const fault =
    (await faultOf('cmake', ['-G', 'Ninja', '-DCMAKE_CXX_FLAGS=-O0', ...places])) ??
    (await faultOf('cmake', ['--build', build, '--target', 'conformance']));
  if (fault) throw new Error(fault);
}

/** The words of the command that compiles a file of the core, but for the names of the file and of its object. */
function compileWords(file) {
  const commands = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));
  const { command } = commands.find((one) => one.file === join(root, file));
  const words = command.replaceAll('\\"', '"').split(' ');
  return words.slice(0, words.indexOf('-o'));
}

/** The words of the command that links the runner, but for its name. */
function linkWords() {
  const commands = execFileSync('ninja', ['-C', build, '-t', 'commands', 'conformance'], {
    encoding: 'utf8',
  });
  const words = commands.trim().split('\n').at(-1).split(/\s+/);
  return words
    .slice(words.indexOf('&&') + 1, -2)
    .filter((word, i, all) => word !== '-o' && all[i - 1] !== '-o');
}

async function must(words) {
  const [command, ...args] = words;
  const fault = await faultOf(command, args, { cwd: build });
  if (fault) throw new Error(fault);
}

/** The runner with edited files, in a folder of its own. */
async function linkMutant(folder, edits) {
  const objects = [];
  for (const [file, text] of edited(root, edits)) {
    const source = join(folder, `${objects.length}-${basename(file)}`);
    writeFileSync(source, text);
    objects.push(`${source}.o`);
    await must([...compileWords(file), '-o', `${source}.o`, '-c', source]);
  }
  const [linker, ...words] = linkWords();
  const program = join(folder, 'conformance');
  await must([linker, ...objects, ...words, '-o', program]);
  return program;
}

/** Milliseconds after which a runner is taken to hang, as a mutant may: with the cases of one rule, and with all on a busy machine. */
const patience = { rule: 120_000, all: 900_000 };

/** @returns {Promise<string | null>} the names of the red cases of a rule; null where all are green */
async function redOf(program, rule, timeout) {
  const filter = [`--gtest_filter=*/${rule}`, '--gtest_brief=1'];
  const fault = await faultOf(program, filter, { timeout });
  if (fault?.startsWith('ended after')) throw new Error(fault);
  return fault && [...new Set(fault.match(/(?<=: )[A-Z]\d\d .*/g) ?? [fault])].join('\n');
}

/**
 * @param {import('./edit.js').Edit[]} edits none: the sources as they are
 * @param {string} [rule] whose cases are run; all, where it is missing
 * @returns {Promise<string | null>} the names of the red cases; null where all are green
 */
export async function runNative(edits, rule = '*') {
  if (edits.length === 0) return redOf(runner, rule, patience.all);
  mkdirSync(join(build, 'mutants'), { recursive: true });
  const folder = mkdtempSync(join(build, 'mutants/'));
  try {
    return await redOf(await linkMutant(folder, edits), rule, patience.rule);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
