import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a server in a process of its own, which ends with this one.
 * @param {string} file the program beside this file
 * @param {...string} args its
 * @returns {Promise<{ url: string, ask: (question: unknown) => Promise<unknown>, end: () => void }>} `ask` sends the process a
 *   message and gives its next one
 */
export async function startProcess(file, ...args) {
  const child = fork(new URL(file, import.meta.url), args, { execArgv: [] });
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`the benchmarks' ${file} ended with ${status}`);
  });
  const nextMessage = () => Promise.race([new Promise((resolve) => child.once('message', resolve)), ended]);
  const ask = (question) => {
    child.send(question);
    return nextMessage();
  };
  return { url: await nextMessage(), ask, end: () => child.disconnect() };
}

/**
 * @param {string} [file] the program beside this file
 * @returns {Promise<string>} its URL
 */
export const startServer = async (file = 'server.js') => (await startProcess(file)).url;
