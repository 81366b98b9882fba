/** `kintone-shim` in a process of its own; `serve` on a free port. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { until } from './waiting.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const command = join(root, manifest.bin['kintone-shim']);

/** The command in a process of its own. */
export const startCommand = (args) =>
  spawn(process.execPath, [command, ...args], { cwd: root, timeout: 120_000 });

/** The same, run to its end. */
export async function runCommand(...args) {
  const child = startCommand(args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, wrap?: string[], before?: string, timeout?: number }} [options] before: what a shell runs
 *   first, such as `ulimit -n 60`; wrap: what runs that shell. timeout: milliseconds after which the process is ended.
 */
export async function startServe(
  t,
  args,
  { cwd = root, env = {}, wrap = [], before = ':', timeout = 120_000 } = {},
) {
  const shell = ['sh', '-c', `${before} && exec "$0" "$@"`];
  const [first, ...rest] = [...wrap, ...shell, process.execPath, command, 'serve', '--port', '0', ...args];
  const child = spawn(first, rest, { cwd, timeout, env: { ...process.env, ...env } });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (told[name] += chunk));
  const closed = once(child, 'close');
  t.after(() => child.kill('SIGKILL'));
  const found = await until(
    () => /at (https?:\S+)\/\n/.exec(told.stdout) ?? (child.exitCode !== null && [told.stderr]),
  );
  assert.ok(found[1], found[0]);
  const port = Number(found[1].split(':').at(-1));
  const stop = async (signal) => {
    child.kill(signal);
    const [code, by] = await closed;
    return by ?? code;
  };
  return { url: `${found[1].split(':')[0]}://127.0.0.1:${port}`, port, told, child, stop };
}
