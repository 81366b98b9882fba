/**
 * JS converts and moves, C++ decides: a second build, with every limit, code and message of the core altered, is followed by the
 * unchanged js/. And the cases notice: any one of these left as it was turns a case red.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readCases, readData, readGaps } from '../support/conformance/files.js';
import { root, startCases } from '../support/conformance/process.js';
import { namesIn } from '../support/conformance/substitute.js';
import {
  alteredCode,
  alteredMark,
  alteredNumbers,
  alteredText,
  alterMessages,
  changeNumbers,
  enumeratorsIn,
  messagesIn,
  numberFiles,
  numbersIn,
} from './support/alter.js';
import { copy } from './support/copy.js';

const folder = join(root, 'build/mutants/altered');
const dist = join(folder, 'dist/index.js');
const readerIn = (source) => (name) => readFileSync(join(source, name), 'utf8');
/** The tables of texts, and the file with the enumeration that each follows. */
const tables = { errors: 'core/base/error', phrases: 'core/base/phrase', reasons: 'core/rest/reason' };
const numbers = readData('numbers.json');
const everyCase = readCases();
const gaps = readGaps('gaps-handle.json', everyCase);
const cases = everyCase.filter(({ name }) => !gaps.has(name));

const altered = {
  ...alteredNumbers,
  text: alteredText,
  code: Object.fromEntries(Object.entries(numbers.code).map(([name, code]) => [name, alteredCode(code)])),
  mark: alteredMark,
};

/** No rule of the list speaks of these. */
const beyondTheRules = [
  'number.requestFieldLines',
  'number.relayMessage',
  'number.relayHead',
  // 256 MiB: the case of the bound has a smaller one.
  'limit.records',
  'code.recordTooLarge',
  'code.answerTooLarge',
  'code.callAborted',
  'code.disposed',
  'code.invalidOption',
  'code.originRefused',
  'code.relayOff',
  'code.requestMalformed',
  'code.lengthRequired',
  'code.fileNotFound',
  'code.fileNotReadable',
  'code.fileNotKept',
  // Warnings of queries stand in the journal's requests alone.
  'code.warnWordsAtOnce',
  'code.warnQueryOfOpenApp',
  'code.warnEmptyJson',
  'code.warnMethodOverride',
  'code.warnCredentialsUnchecked',
  'code.warnFileName',
  'code.memoryFull',
  'code.bodyNotKept',
  'code.callNotSeen',
  'code.clockStands',
  'code.headTooLarge',
  'code.warnLookupSource',
  // Printed alone, of declarations and of handlers: tests/node/advice-apps.test.js, record-page-habits.test.js.
  'code.warnMemberUnknown',
  'code.warnMemberNotJudged',
  'code.warnEventNever',
];

const alterNumbers = (file, text) => changeNumbers(file, text, (table, name) => alteredNumbers[table][name]);

const alterations = {
  ...Object.fromEntries(numberFiles.map((file) => [file, (text) => alterNumbers(file, text)])),
  'core/base/error.cpp': (text) => alterMessages(text, 'errors'),
  'core/base/phrase.cpp': (text) => alterMessages(text, 'phrases'),
  'core/rest/reason.cpp': (text) => alterMessages(text, 'reasons'),
  'core/proxy/exchange.cpp': (text) =>
    text.replace(numbers.text.unresolvedHostBody, alteredText.unresolvedHostBody),
};

function build() {
  copy(join(root, 'wasm'), join(folder, 'wasm'), (name, text) => alterations[name]?.(text) ?? text);
  const places = ['--source', 'wasm', '--wasm', 'build', '--out', 'dist'];
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/build.mjs'), ...places.map((word, i) => (i % 2 ? join(folder, word) : word))],
    { cwd: root, encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
}

before(build);

test('numbers.json names every number of the core, and each is altered', () => {
  const { limit, greyZone, number, form } = numbers;
  assert.deepEqual(numbersIn(readerIn(join(root, 'wasm'))), { limit, greyZone, number, form });
  const changed = numbersIn(readerIn(join(folder, 'wasm')));
  assert.deepEqual(changed, alteredNumbers);
  for (const [table, values] of Object.entries(changed)) {
    for (const [name, value] of Object.entries(values)) assert.notEqual(value, numbers[table][name], name);
  }
});

test('numbers.json names every code of the table, and each code and message is altered', () => {
  for (const [table, file] of Object.entries(tables)) {
    const enumeration = file.split('/').at(-1);
    const plain = messagesIn(readFileSync(join(root, 'wasm', `${file}.cpp`), 'utf8'), table);
    const names = enumeratorsIn(readFileSync(join(root, 'wasm', `${file}.h`), 'utf8'), enumeration);
    assert.deepEqual(
      plain.map(({ id }) => id),
      names,
    );
    if (table === 'errors') {
      assert.deepEqual(Object.fromEntries(plain.map(({ id, code }) => [id, code])), numbers.code);
    }
    const changed = messagesIn(readFileSync(join(folder, 'wasm', `${file}.cpp`), 'utf8'), table);
    for (const [i, { id, code, en, ja }] of plain.entries()) {
      const expected = {
        id,
        ...(code && { code: alteredCode(code) }),
        en: alteredMark.en + en,
        ja: alteredMark.ja + ja,
      };
      assert.deepEqual(changed[i], expected);
    }
  }
});

test('the altered build says so itself', async () => {
  const { createShim } = await import(pathToFileURL(dist).href);
  const inside = createShim()[Symbol.for('kintone-shim.internals')];
  const { redirects, ...limit } = inside.limits();
  assert.deepEqual({ ...limit, redirects }, { ...altered.limit, redirects: altered.number.redirects });
  const table = inside.errorTable();
  assert.deepEqual(table.map(({ code }) => code).sort(), Object.values(altered.code).sort());
  for (const { en, ja } of table) assert.ok(en.startsWith(alteredMark.en) && ja.startsWith(alteredMark.ja));
});

test('every case holds with the altered numbers, codes and messages', async () => {
  const jobs = cases.map(({ name }) => ({ name, numbers: altered }));
  const faults = [...(await startCases({ package: dist, jobs }).done)].filter(([, fault]) => fault !== null);
  assert.deepEqual(faults, []);
});

/** The cases that tell whether `name` is altered: those that speak of it, a few. */
function casesAbout(name) {
  const [table] = name.split('.');
  // Every failure has a message.
  const asked = table === 'mark' ? `code.${name === 'mark.ja' ? 'connectionReset' : 'networkOffline'}` : name;
  const locale = name === 'mark.ja' ? 'ja' : undefined;
  return cases
    .filter((one) => namesIn(one).has(asked) && (!locale || one.given?.options?.locale === locale))
    .slice(0, 6);
}

/** The altered numbers but for one, which is kintone's; for a mark, another. */
function butFor(name) {
  const [table, member] = name.split('.');
  const other = table === 'mark' ? 'ANOTHER ' : numbers[table][member];
  return { ...altered, [table]: { ...altered[table], [member]: other } };
}

const names = Object.entries(numbers).flatMap(([table, values]) =>
  Object.keys(values).map((name) => `${table}.${name}`),
);

test('each number, code and message turns a case red where it is left as it was', async () => {
  const jobs = names.flatMap((name) =>
    casesAbout(name).map((one) => ({ name: one.name, numbers: butFor(name), id: `${name}: ${one.name}` })),
  );
  const results = await startCases({ package: dist, jobs }).done;
  const isRed = (name) => [...results].some(([id, fault]) => id.startsWith(`${name}: `) && fault !== null);
  assert.deepEqual(names.filter((name) => !isRed(name)).sort(), beyondTheRules.toSorted());
});

test('with the numbers of kintone the altered build is red', async () => {
  const jobs = cases.filter(({ slow }) => !slow).map(({ name }) => name);
  const results = [...(await startCases({ package: dist, jobs }).done)];
  const red = results.filter(([, fault]) => fault !== null);
  assert.ok(red.length > results.length / 4, `${red.length} of ${results.length}`);
});
