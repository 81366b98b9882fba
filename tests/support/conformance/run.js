/**
 * Runs conformance cases in a process of their own, which alone can watch what nobody catches and what is printed. Prints a
 * line of JSON for each: `{ name, fault }`, null where the case holds. Started by conformance/process.js.
 *
 *     node run.js '{ "package": "…/dist/index.js", "root": "…", "transport": "fetch", "through": "http", "jobs": [{ "name", "numbers"? }] }'
 *
 * `numbers` of a job take the place of tests/conformance/numbers.json. The argument may be `@file`.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isAlone, runCase } from '../conformance.js';
import { readCases, readData } from './files.js';
import { openServer } from './server.js';
import { realize } from './values.js';

// Node's own fetch, before a library of the realms that cases ask for (jsdom) puts another engine under it.
await fetch('data:,');
const { senders } = await import('./intercepted.js');
const { closeRealms, createNodePlatform, watchProcess } = await import('./node-platform.js');

const [argument] = process.argv.slice(2);
const asked = JSON.parse(argument.startsWith('@') ? readFileSync(argument.slice(1), 'utf8') : argument);
const { createShim } = await import(pathToFileURL(asked.package).href);
const { requestListener } = await import(new URL('server.js', pathToFileURL(asked.package)).href);
const { intercept } = await import(new URL('intercept.js', pathToFileURL(asked.package)).href);

/** Bodies of 10 MB and 200 MB: more at once would only take memory. */
const together = 4;

const cases = new Map(readCases().map((one) => [one.name, one]));
const platform = createNodePlatform({ root: asked.root });
const transportOptions = asked.transport === 'fetch' ? { fetch: globalThis.fetch } : {};
const setting = {
  platform,
  through: asked.through ?? 'handle',
  senderOf: senders(intercept)[asked.through],
  openServer: (shim, upstream) => openServer(requestListener, shim, upstream),
  openShim: (options, { ca }) =>
    createShim({ ...transportOptions, ...realize(options, { realms: platform.realms, given: { ca } }) }),
};
const ownNumbers = readData('numbers.json');

async function run({ name, numbers = ownNumbers, id = name }) {
  let fault = null;
  const theCase = cases.get(name);
  try {
    await runCase(theCase, { ...setting, numbers });
  } catch (error) {
    fault = error?.name === 'Error' && error?.message ? error.message : String(error?.stack ?? error);
  }
  process.stdout.write(`${JSON.stringify({ id, fault })}\n`);
}

async function runAll(jobs) {
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await run(job);
  };
  await Promise.all(Array.from({ length: together }, worker));
}

watchProcess();
const alone = asked.jobs.filter(({ name }) => isAlone(cases.get(name)));
await runAll(asked.jobs.filter((job) => !alone.includes(job)));
for (const job of alone) await run(job);

const shim = createShim();
const live = shim[Symbol.for('kintone-shim.internals')].liveExchanges();
process.stdout.write(
  `${JSON.stringify({ id: 'no exchange stays alive', fault: live === 0 ? null : `${live}` })}\n`,
);
await closeRealms();
process.exit(0);
