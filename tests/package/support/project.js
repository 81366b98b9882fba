/** The package as users get it: packed, and installed in an empty folder beside what it is used with. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const template = fileURLToPath(new URL('../project/', import.meta.url));
const MINUTES = 60_000;

/** npm's settings of the run that this is part of are not the project's. */
function cleanEnvironment() {
  const entries = Object.entries(process.env);
  const ours = /^(npm_(package|lifecycle|command|execpath|config_local_prefix)|NODE_TEST_CONTEXT$|INIT_CWD$)/;
  return Object.fromEntries(entries.filter(([name]) => !ours.test(name)));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string> }} options
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string, output: string }>}
 */
function execute(command, args, { cwd, env = {} }) {
  const options = {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    maxBuffer: 1 << 26,
    timeout: 5 * MINUTES,
  };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? null) : 0, stdout, stderr, output: `${stdout}${stderr}` });
    });
  });
}

async function mustExecute(...args) {
  const { code, stdout, output } = await execute(...args);
  if (code !== 0) throw new Error(`${args[0]} ${args[1].join(' ')}: ${code}\n${output}`);
  return stdout;
}

export class Project {
  #folder;
  #packed;

  constructor(folder, packed) {
    this.#folder = folder;
    this.#packed = packed;
  }

  /** Packs what was built (a build is not this test's business) and installs it. */
  static async create() {
    const folder = await mkdtemp(join(tmpdir(), 'kintone-shim-package-'));
    try {
      const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
      const [packed] = JSON.parse(await mustExecute('npm', pack, { cwd: root }));
      await cp(template, folder, { recursive: true });
      await mustExecute('npm', ['install', `./${packed.filename}`, '--no-audit', '--no-fund'], {
        cwd: folder,
      });
      return new Project(folder, packed);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Paths of the packed files, sorted. */
  get packedFiles() {
    return this.#packed.files.map(({ path }) => path).sort();
  }

  /** The tarball's name in the folder. */
  get tarball() {
    return this.#packed.filename;
  }

  /** Node with these arguments, in the project's folder. */
  node(args, env) {
    return execute(process.execPath, args, { cwd: this.#folder, env });
  }

  /** The program of an installed package, by its file. */
  tool(file, args, env) {
    return this.node([join('node_modules', file), ...args], env);
  }

  remove() {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
