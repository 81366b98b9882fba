/** Starts conformance/run.js and tells what became of each case. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('run.js', import.meta.url));
/** The repository, and the package in it. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The last line that a run reports: about the process as a whole. */
export const afterwards = 'no exchange stays alive';

/** Milliseconds without a report after which the process is taken to hang, and is ended. No case takes so long. */
const patience = 180_000;

let count = 0;

/**
 * @param {object} asked see run.js; `jobs` are names, or objects with `name`, `id` and `numbers`
 * @returns {{ results: Map<string, Promise<string | null>>, done: Promise<Map<string, string | null>> }} by id: what is
 *   wrong, or null
 */
export function startCases({ jobs, ...asked }) {
  const file = join(tmpdir(), `kintone-shim-cases-${process.pid}-${(count += 1)}.json`);
  const list = jobs.map((job) => (typeof job === 'string' ? { name: job } : job));
  writeFileSync(file, JSON.stringify({ package: join(root, 'dist/index.js'), root, ...asked, jobs: list }));

  const child = spawn(process.execPath, [program, `@${file}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stderr.on('data', (chunk) => said.push(chunk));
  const waiting = new Map();
  const results = new Map();
  for (const { name, id = name } of [...list, { name: afterwards }]) {
    results.set(id, new Promise((resolve) => waiting.set(id, resolve)));
  }
  const hangs = setTimeout(() => {
    said.push(`no report for ${patience} ms`);
    child.kill('SIGKILL');
  }, patience);
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    hangs.refresh();
    const { id, fault } = JSON.parse(line);
    waiting.get(id)(fault);
  });
  // What was not reported is told of how the process ended; promises that are settled do not mind.
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(([[code, signal]]) => {
    clearTimeout(hangs);
    rmSync(file);
    const fault = `the process ended with ${code ?? signal}: ${said.join('')}`;
    for (const resolve of waiting.values()) resolve(fault);
  });
  const done = ended.then(async () => {
    const settled = [...results].map(async ([id, result]) => [id, await result]);
    return new Map(await Promise.all(settled));
  });
  return { results, done };
}
