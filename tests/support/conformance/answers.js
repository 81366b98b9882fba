/** What kintone's REST side must answer, and what its files and records must be. Nothing here needs Node or a test runner. */
import { check, checkFailure, equal } from './check.js';
import { bytesOf } from './form.js';

const decoder = new TextDecoder();

/** Values that stand for many (tests/conformance/README.md). */
const kinds = {
  any: (actual) => actual !== undefined && actual !== null,
  otherThan: (actual, { value }) => actual !== undefined && actual !== value,
  text: (actual, { of }) => actual === String(of),
  items: (actual, { count }) => Array.isArray(actual) && actual.length === count,
  matches: (actual, { pattern, length }) =>
    typeof actual === 'string' &&
    new RegExp(pattern).test(actual) &&
    (length === undefined || actual.length === length),
};

function isLike(actual, expected) {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof expected.$ === 'string') return kinds[expected.$](actual, expected);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(expected)) {
    return false;
  }
  const names = Object.keys(expected);
  return (
    names.length === Object.keys(actual).length &&
    names.every((name) => Object.hasOwn(actual, name) && isLike(actual[name], expected[name]))
  );
}

function checkLike(actual, expected, what) {
  const shown = (value) => JSON.stringify(value)?.slice(0, 600);
  check(isLike(actual, expected), `${what}: ${shown(actual)}, expected ${shown(expected)}`);
}

function checkBytes(actual, expected, what) {
  const isSame = actual.length === expected.length && actual.every((byte, i) => byte === expected[i]);
  check(isSame, `${what}: ${actual.length} bytes, expected ${expected.length}, or others`);
}

/** The JSON of an answer; undefined where it is none. */
export function jsonOf({ bytes }) {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * @param {{ status: number, fields: [string, string][], bytes: Uint8Array }} answer
 * @param {{ status, code?, mentions?, errors?, locale?, json?, body?, has?, lacks? }} expected
 */
export function checkReply(answer, expected, context) {
  const { status, fields, bytes } = answer;
  const valuesOf = (name) =>
    fields.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  equal(status, expected.status, `status of ${decoder.decode(bytes.subarray(0, 400))}`);
  if (expected.code) {
    const { locale = context.locale } = expected;
    checkFailure(decoder.decode(bytes), expected, { ...context, locale });
  }
  if (expected.json) checkLike(jsonOf(answer), expected.json, 'answer');
  if (expected.body !== undefined) checkBytes(bytes, bytesOf(expected.body), 'answer');
  for (const [name, value] of Object.entries(expected.has ?? {})) {
    checkLike(valuesOf(name), [typeof value === 'object' ? value : String(value)], `field ${name}`);
  }
  for (const name of expected.lacks ?? []) equal(valuesOf(name), [], `field ${name}`);
}

async function checkFile(file, { content, ...expected }) {
  for (const [name, value] of Object.entries(expected)) checkLike(file[name], value, `${name} of a file`);
  if (content === undefined) return;
  const blob = await file.blob();
  checkBytes(new Uint8Array(await blob.arrayBuffer()), bytesOf(content), `bytes of ${file.name}`);
}

/** What a shim shows of its files, of each the members that `expected` has; of its records; and its disk usage. */
export async function checkViews(shim, { files, records, diskUsage }) {
  if (files) {
    const shown = [...shim.files];
    equal(shown.length, files.length, `files (${shown.map(({ name }) => name)})`);
    for (const [i, expected] of files.entries()) await checkFile(shown[i], expected);
  }
  if (records) checkLike(shim.records, records, 'records');
  if (diskUsage !== undefined) equal(shim.diskUsage, diskUsage, 'disk usage');
}

/** What `keep` names in an answer: `{ name: 'record.Files.value.0.fileKey' }`. */
export function keptOf(answer, keep = {}) {
  const json = jsonOf(answer);
  const at = (path) => path.split('.').reduce((value, name) => value?.[name], json);
  return Object.fromEntries(Object.entries(keep).map(([name, path]) => [name, at(path)]));
}
