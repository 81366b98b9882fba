// Runs one example with its own view of the journal and compares what came back with what the example says.
import { isDeepStrictEqual } from 'node:util';

/**
 * @typedef {object} Example
 * @property {string} name its folder
 * @property {string} title
 * @property {(upstream: import('./upstream.js').Upstream) => unknown} run what the customization is asked to do
 * @property {string[]} calls 'api method path: status or error code', in the order of the calls
 * @property {unknown} returns what the customization made of the answers
 */

/**
 * @typedef {object} Outcome
 * @property {Example} example
 * @property {object[]} calls the journal's entries of this example
 * @property {unknown} returned
 * @property {string[]} differences empty: everything came back as expected
 */

/**
 * A call and its end in one line.
 * @param {{ api: string, method: string, url: string, response?: { status: number }, code?: string }} call
 * @returns {string}
 */
export function describeCall({ api, method, url, response, code }) {
  return `${api} ${method} ${decodeURI(new URL(url).pathname)}: ${response?.status ?? code}`;
}

function show(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function difference(what, actual, expected) {
  return isDeepStrictEqual(actual, expected)
    ? []
    : [`${what}: expected ${show(expected)}, got ${show(actual)}`];
}

/**
 * @param {import('kintone-shim').Shim} shim whose kintone is the global one
 * @param {Example} example
 * @param {import('./upstream.js').Upstream} upstream
 * @returns {Promise<Outcome>}
 */
export async function runExample(shim, example, upstream) {
  const callsBefore = shim.journal.calls().length;
  let returned;
  const differences = [];
  try {
    returned = await example.run(upstream);
    differences.push(...difference('returned', returned, example.returns));
  } catch (error) {
    differences.push(`threw ${error}`);
  }
  const calls = shim.journal.calls().slice(callsBefore);
  differences.push(...difference('calls', calls.map(describeCall), example.calls));
  return { example, calls, returned, differences };
}
