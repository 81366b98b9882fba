/** `kintone-shim run`: customization scripts in Node, what they called, and what went wrong. */
import process from 'node:process';
import { internals } from '../core/internals.js';
import { masked, shownUrl } from '../core/mask/mask.js';
import { explain } from './explain.js';
import { Failures } from './failures.js';

/** The exit codes of a process that is told to end. */
const endings = { SIGINT: 130, SIGTERM: 143 };

const inMilliseconds = (duration) => `${Math.round(duration)} ms`;

const describeCall = ({ api, method, url, duration }, outcome) =>
  `${api} ${method} ${shownUrl(url)} -> ${outcome} (${inMilliseconds(duration)})`;

const describeRequest = ({ method, url }, { answer, duration, reason }) =>
  `${method} ${shownUrl(url)} -> ${answer?.status ?? 'aborted'} (${inMilliseconds(duration)})` +
  (reason ? `: ${masked(reason)}` : '');

/**
 * Runs the steps in turn, scripts in the global scope, with `kintone` in it. When nothing is left to do, or the process is ended, tells how it went:
 * with the exit code 1 where something went wrong. A failure is told of once, with its reason: of those that the script deals with in the
 * line of the call.
 * @param {import('../../types/index.js').Shim} shim
 * @param {{ name: string, run: () => Promise<unknown> }[]} steps With their names for people.
 * @param {{ print: (line: string) => void, complain: (line: string) => void, intercept: Function }} how
 */
export function runScripts(shim, steps, { print, complain, intercept }) {
  let running;
  let faults = 0;
  let calls = 0;

  const fail = (what, text, count = 1) => {
    faults += count;
    complain(`\n${what}\n${masked(text)}`);
  };

  const tell = (line) => {
    calls += 1;
    print(line);
  };

  const failures = new Failures((entry, outcome) => print(describeCall(entry, masked(outcome))));
  const failWith = (what, error) => {
    const text = explain(error);
    if (failures.isNew(text)) fail(what, text);
  };

  for (const [signal, code] of Object.entries(endings)) process.once(signal, () => process.exit(code));
  shim.install(globalThis);
  intercept(shim, globalThis);
  shim[internals].watch({
    tellsComplaints: true,
    began: () => {},
    ended: (entry, { complaint }) => {
      if (entry.response) return tell(describeCall(entry, entry.response.status));
      calls += 1;
      return failures.add(entry, complaint);
    },
    asked: () => {},
    answered: (exchange, how) => tell(describeRequest(exchange, how)),
  });
  // It is printed as kintone's console would.
  shim[internals].watchHandlers(() => {
    faults += 1;
  });
  process.on('unhandledRejection', (reason) => failWith('A rejection that nobody handles:', reason));
  process.on('uncaughtException', (error) => failWith('An error that nobody catches:', error));
  // Not where a script ends the process itself.
  let isIdle = false;
  process.once('beforeExit', () => {
    isIdle = true;
  });
  process.once('exit', () => {
    if (running && isIdle) {
      fail(`${running} did not come to its end:`, 'it awaits what never comes');
    }
    const complaints = failures.end();
    const unfinished = shim[internals].unfinished();
    if (complaints.length > 0 || unfinished) {
      const list = complaints.map((each) => `- ${each}\n`).join('');
      const count = complaints.length + (unfinished?.count ?? 0);
      fail('Not everything went well:', `${list}${unfinished?.message ?? ''}`.trimEnd(), count);
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
    for (const { name, run } of steps) {
      running = name;
      try {
        await run();
      } catch (error) {
        failWith(`${name} failed:`, error);
      }
    }
    running = undefined;
  };
  // Not awaited: a script may await what never comes, and the process ends all the same.
  runAll();
}
