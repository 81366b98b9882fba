import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts the server, which ends with this process.
 * @returns {Promise<string>} its URL
 */
export async function startServer() {
  const child = fork(new URL('server.js', import.meta.url), { execArgv: [] });
  const [url] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([status]) => {
      throw new Error(`the benchmarks' server ended with ${status}`);
    }),
  ]);
  return url;
}
