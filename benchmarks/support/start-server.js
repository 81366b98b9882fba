import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a server in a process of its own, which ends with this one.
 * @param {string} [file] the program beside this file
 * @returns {Promise<string>} its URL
 */
export async function startServer(file = 'server.js') {
  const child = fork(new URL(file, import.meta.url), { execArgv: [] });
  const [url] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([status]) => {
      throw new Error(`the benchmarks' ${file} ended with ${status}`);
    }),
  ]);
  return url;
}
