/** Runs conformance cases in Chromium, in several pages at a time. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { isAlone } from '../conformance.js';
import { readCases, readData } from '../conformance/files.js';
import { launchBrowser } from '../browser.js';
import { CasePage, root } from './case-page.js';

/** Each runs one case at a time, most of which is waiting. */
const pagesAtATime = 3;

/** The last result: about the pages as a whole. */
export const afterwards = 'no exchange stays alive';

async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['tests/support/browser/page-main.js'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

/** The shims of the servers print their warnings here, and Node what it thinks of a case's environment. */
async function quietly(run) {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    await run();
  } finally {
    process.stderr.write = write;
  }
}

async function runAll({ jobs, mode, dist, numbers, tell }) {
  const cases = new Map(readCases().map((one) => [one.name, one]));
  const browser = await launchBrowser();
  try {
    const program = await bundle();
    const pages = await Promise.all(
      Array.from({ length: pagesAtATime }, () => CasePage.open(browser, program, dist)),
    );
    const runIn = async (page, queue) => {
      for (let name = queue.shift(); name; name = queue.shift()) {
        tell(name, await page.run(cases.get(name), numbers, mode));
      }
    };
    const alone = jobs.filter((name) => isAlone(cases.get(name)));
    const others = jobs.filter((name) => !alone.includes(name));
    await Promise.all(pages.map((page) => runIn(page, others)));
    await runIn(pages[0], alone);
    const live = await Promise.all(pages.map((page) => page.liveExchanges()));
    tell(afterwards, live.every((count) => count === 0) ? null : `${live}`);
    await Promise.all(pages.map((page) => page.close()));
  } finally {
    await browser.close();
  }
}

/**
 * @param {{ jobs: string[], mode: 'relay' | 'script', dist?: string, numbers?: object }} asked `jobs` are names of cases
 * @returns {Map<string, Promise<string | null>>} by name: what is wrong, or null
 */
export function startBrowserCases({ jobs, ...asked }) {
  const waiting = new Map();
  const results = new Map(
    [...jobs, afterwards].map((name) => [name, new Promise((resolve) => waiting.set(name, resolve))]),
  );
  const tell = (name, fault) => waiting.get(name)(fault);
  const setting = { dist: join(root, 'dist'), numbers: readData('numbers.json'), ...asked, jobs, tell };
  quietly(() => runAll(setting)).catch((error) => {
    // Where a result is there already this changes nothing.
    for (const name of waiting.keys()) tell(name, String(error?.stack ?? error));
  });
  return results;
}
