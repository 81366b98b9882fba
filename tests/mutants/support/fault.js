import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs a command.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').ExecFileOptions} [options]
 * @returns {Promise<string | null>} what it prints where it fails; null where it does not
 */
export async function faultOf(command, args, options = {}) {
  try {
    await run(command, args, { maxBuffer: 1 << 26, ...options });
    return null;
  } catch (error) {
    const why = error.killed ? `ended after ${options.timeout} ms` : error.message;
    return `${error.stdout ?? ''}${error.stderr ?? ''}` || why;
  }
}
