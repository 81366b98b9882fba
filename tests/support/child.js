/** Runs a piece of code in a Node of its own: for what concerns a whole process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @param {string} source an ES module; process.argv[1] and on are the arguments
 * @param {{ args?: string[], env?: Record<string, string>, flags?: string[], deadline?: number }} [options]
 *   deadline: milliseconds after which the child is killed
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} code is null where it was killed
 */
export async function runModule(source, { args = [], env = {}, flags = [], deadline = 120_000 } = {}) {
  const child = spawn(process.execPath, [...flags, '--input-type=module', '--eval', source, '--', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: deadline,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}
