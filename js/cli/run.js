/** `kintone-shim run`: customization scripts in Node, what they called, and what went wrong. */
import { relative } from 'node:path';
import process from 'node:process';
import { internals } from '../core/internals.js';
import { explain } from './explain.js';
import { load } from './load-script.js';
import { masked, shownUrl } from '../core/mask/mask.js';

/** The exit codes of a process that is told to end. */
const endings = { SIGINT: 130, SIGTERM: 143 };

const inMilliseconds = (duration) => `${Math.round(duration)} ms`;

/** The status, or the failure's code and message. */
function outcomeOf({ response, code, error }) {
  if (response) return response.status;
  try {
    return masked(`${code}: ${JSON.parse(error).message}`);
  } catch {
    return error;
  }
}

const describeCall = (entry) =>
  `${entry.api} ${entry.method} ${shownUrl(entry.url)} -> ${outcomeOf(entry)} (${inMilliseconds(entry.duration)})`;

const describeRequest = ({ method, url }, { answer, duration, reason }) =>
  `${method} ${shownUrl(url)} -> ${answer?.status ?? 'aborted'} (${inMilliseconds(duration)})` +
  (reason ? `: ${masked(reason)}` : '');

/**
 * Runs the scripts in turn, in the global scope, with `kintone` in it. When nothing is left to do, or the process is ended, tells how it went:
 * with the exit code 1 where something went wrong.
 * @param {import('../../types/index.js').Shim} shim
 * @param {string[]} paths Absolute.
 * @param {{ print: (line: string) => void, complain: (line: string) => void, intercept: Function }} how
 */
export function runScripts(shim, paths, { print, complain, intercept }) {
  // By where the command was started, wherever a script goes.
  const names = new Map(paths.map((path) => [path, relative('.', path)]));
  let running;
  let faults = 0;
  let calls = 0;

  const fail = (what, error) => {
    faults += 1;
    complain(`\n${what}\n${masked(explain(error))}`);
  };

  const tell = (line) => {
    calls += 1;
    print(line);
  };

  for (const [signal, code] of Object.entries(endings)) process.once(signal, () => process.exit(code));
  shim.install(globalThis);
  intercept(shim, globalThis);
  shim[internals].watch({
    began: () => {},
    ended: (entry) => tell(describeCall(entry)),
    asked: () => {},
    answered: (exchange, how) => tell(describeRequest(exchange, how)),
  });
  process.on('unhandledRejection', (reason) => fail('A rejection that nobody handles:', reason));
  process.on('uncaughtException', (error) => fail('An error that nobody catches:', error));
  // Not where a script ends the process itself.
  let isIdle = false;
  process.once('beforeExit', () => {
    isIdle = true;
  });
  process.once('exit', () => {
    if (running && isIdle) {
      fail(`${names.get(running)} did not come to its end:`, 'it awaits what never comes');
    }
    try {
      shim.verify();
    } catch (error) {
      fail('Not everything went well:', error.message);
    }
    const summary = `\ncalls: ${calls}, faults: ${faults}`;
    if (faults === 0) {
      print(summary);
      return;
    }
    complain(summary);
    process.exitCode = 1;
  });

  const runAll = async () => {
    for (const path of paths) {
      running = path;
      try {
        await load(path);
      } catch (error) {
        fail(`${names.get(path)} failed:`, error);
      }
    }
    running = undefined;
  };
  // Not awaited: a script may await what never comes, and the process ends all the same.
  runAll();
}
