/** The case files of tests/conformance, read. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expand } from './substitute.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../conformance');

/** @returns {unknown} the content of a JSON file of tests/conformance */
export function readData(name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** Files that hold no cases: these, and the lists of gaps. */
const others = ['numbers.json', 'rules.json', 'sources.json'];

/** @returns {object[]} every case, expanded, in the order of the files */
export function readCases() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('gaps-') && !others.includes(name))
    .sort()
    .flatMap((name) => expand(readData(name)));
}

/**
 * A list of gaps, `[{ "reason", "cases": [name or group] }]`, as the names of cases.
 * @returns {Map<string, string>} name to reason
 */
export function readGaps(name, cases) {
  const gaps = new Map();
  for (const { reason, cases: listed } of readData(name)) {
    for (const title of listed) {
      const named = cases.filter((one) => one.name === title || one.group === title);
      if (named.length === 0) throw new Error(`${name}: no such case: ${title}`);
      for (const one of named) {
        if (gaps.has(one.name)) throw new Error(`${name}: listed twice: ${one.name}`);
        gaps.set(one.name, reason);
      }
    }
  }
  return gaps;
}
