/**
 * Writes docs/rules.md, each rule with its source, and docs/coverage.md: which rules the conformance cases cover, where they run,
 * what in them is our assumption, and what a given fetch cannot keep. `--check` writes nothing and fails where a page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createShim } from '../dist/index.js';
import { paths } from '../js/kintone/missing.js';
import { readCases, readData, readGaps } from '../tests/support/conformance/files.js';
import { isOfService } from '../tests/support/conformance/rest-steps.js';

const pageOf = (name) => fileURLToPath(new URL(`../docs/${name}.md`, import.meta.url));

const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** What a letter of a rule's kind means. */
const kinds = {
  D: 'documented by Cybozu',
  R: 'captured from a real kintone',
  O: 'reported by a third party',
  I: 'inferred from a documented or captured rule',
  A: 'our assumption: nobody public says',
};

const cases = readCases();
const rules = readData('rules.json');
const casesOf = ({ id }) => cases.filter(({ rule }) => rule === id);
const counted = (listed, gaps) => listed.filter(({ name }) => !gaps.has(name)).length;
const none = new Map();
const unique = (list) => [...new Set(list)];
/** As Markdown: what `each` puts in is an ellipsis, names of options and fields keep their underscores. */
const readable = (text) =>
  text
    .replace(/\$\{[^}]*\}/g, '…')
    .replace(/__\w+__|NODE_\w+/g, (name) => `\`${name}\``)
    .replaceAll('|', '\\|');

/** How many of these cases run in each place: those of kintone's REST side by `shim.handle`, and over HTTP. */
function placesOf(listed, gaps) {
  const ofService = listed.filter(isOfService);
  const others = listed.filter((one) => !isOfService(one));
  const inPage = ofService.filter(({ slow }) => !slow);
  const chromium = counted(others, gaps.relay) + counted(inPage, gaps.page);
  return [
    counted(listed, gaps.native),
    counted(others, none) + counted(ofService, gaps.handle),
    chromium,
    ofService.length > 0 ? counted(ofService, gaps.http) : '',
    others.length > 0 ? counted(others, gaps.fetch) : '',
  ];
}

function ruleTable(gaps) {
  const rows = rules.map((rule) => {
    const listed = casesOf(rule);
    const run = placesOf(listed, gaps);
    return `| ${rule.id} | ${rule.rule} | ${rule.kind} | ${[listed.length, ...run].join(' | ')} |`;
  });
  return [
    '| rule | what | kind | cases | C++ core | Node | Chromium | HTTP | given fetch |',
    '|---|---|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
  ];
}

/** Rules that nothing keeps yet. */
function missingTable() {
  const rows = readData('gaps-rules.json').map(({ id, rule, instead }) => `| ${id} | ${rule} | ${instead} |`);
  return ['| rule | what | what the shim does instead |', '|---|---|---|', ...rows];
}

function assumptions() {
  return rules.flatMap((rule) => {
    const assumed = casesOf(rule).filter(({ kind }) => kind === 'A');
    const titles = unique(assumed.map(({ group }) => readable(group.slice(rule.id.length + 1))));
    return titles.length > 0 ? [`- **${rule.id}** ${titles.join(' · ')}`] : [];
  });
}

function gapTable(name, gaps) {
  const rows = readData(`gaps-${name}.json`).map(({ reason }) => {
    const listed = cases.filter((one) => gaps[name].get(one.name) === reason);
    const where = unique(listed.map(({ rule }) => rule).sort()).map((id) => {
      const all = cases.filter(({ rule }) => rule === id).length;
      const here = listed.filter(({ rule }) => rule === id).length;
      return `${id} (${here} of ${all})`;
    });
    return `| ${readable(reason)} | ${where.join(', ')} |`;
  });
  return ['| why | rules (cases) |', '|---|---|', ...rows];
}

function emulatorTable() {
  const rows = readData('gaps-emulators.json').map(
    ({ emulator, reason }) => `| ${emulator} ${devDependencies[emulator]} | ${reason} |`,
  );
  return ['| emulator | |', '|---|---|', ...rows];
}

/** These keep what they are told, which the `get…` and `is…` beside them and `shim.dialogs` tell: nothing is seen of it on a page. */
const keepsState =
  /\.(set(FieldShown|FieldStyle|GroupFieldOpen|KeyboardShortcuts|RecordListStyle)|show(?!Confirm)\w+)$/;

/** Each function of kintone's API, and whether the shim has it (K03). */
function memberTable() {
  const { kintone } = createShim();
  const rows = paths.flatMap((path) => {
    const [, ...names] = path.split('.');
    const last = names.pop();
    const owner = names.reduce((object, name) => object[name], kintone);
    if (typeof owner[last] !== 'function') return [];
    const there = keepsState.test(path) ? 'state only' : 'done';
    return [`| \`${path}\` | ${Object.hasOwn(owner, last) ? there : 'throws'} |`];
  });
  const [done, kept] = ['done', 'state only'].map(
    (how) => rows.filter((row) => row.endsWith(` ${how} |`)).length,
  );
  return [
    `Of ${rows.length} members ${done} are done, and ${kept} keep their state only: what a script sets, the \`get…\` and \`is…\``,
    `beside them or \`shim.dialogs\` give back, and a page looks no different. ${rows.length - done - kept} throw.`,
    '',
    '| member | |',
    '|---|---|',
    ...rows,
  ];
}

/** The whole page. */
export function coverage() {
  const names = ['native', 'relay', 'script', 'fetch', 'handle', 'intercepted', 'xhr', 'page', 'http'];
  const gaps = Object.fromEntries(names.map((name) => [name, readGaps(`gaps-${name}.json`, cases)]));
  const assumed = cases.filter(({ kind }) => kind === 'A').length;
  return `${[
    '# Coverage',
    '',
    '<!-- Written by scripts/coverage.mjs from tests/conformance: change those. -->',
    '',
    `${rules.length} rules, ${cases.length} cases; ${assumed} of them rest on an assumption. Kinds: ${Object.entries(
      kinds,
    )
      .map(([letter, text]) => `**${letter}** ${text}`)
      .join(', ')}.`,
    'Each case runs through the public API on real sockets, in Node and from a page in Chromium by the relay of the server',
    'that serves it; those that concern the C++ core run against it alone too, and all of them once more with the `fetch` of',
    "Node in the place of the built-in transport. Those of kintone's REST side run by `shim.handle` in Node and in a page, by the",
    '`fetch` and the XMLHttpRequest of `intercept`, and over HTTP against the server. A file of 1 GB is tried in Node and over HTTP, not in a page.',
    '',
    ...ruleTable(gaps),
    '',
    '`kintone.Promise` (Q01) also passes the 872 tests of Promises/A+. Cybozu deprecates it (Q03): use the native Promise.',
    '',
    '## Rules that are not built',
    '',
    ...missingTable(),
    '',
    '## What a given fetch cannot keep',
    '',
    'With `createShim({ fetch })` the transport is what the given fetch is. Of the `fetch` of Node:',
    '',
    ...gapTable('fetch', gaps),
    '',
    '## What does not run in Chromium',
    '',
    ...gapTable('relay', gaps),
    '',
    'The page needs its server for the network alone. Of the rules on arguments, settling, Promise and the token the script',
    'build also runs without one, with a `fetch` that only pretends, all cases but these:',
    '',
    ...gapTable('script', gaps),
    '',
    "## Of kintone's REST side",
    '',
    'By `shim.handle` in Node:',
    '',
    ...gapTable('handle', gaps),
    '',
    'By the `fetch` of `intercept`:',
    '',
    ...gapTable('intercepted', gaps),
    '',
    'By the XMLHttpRequest of `intercept`, in jsdom:',
    '',
    ...gapTable('xhr', gaps),
    '',
    'By `shim.handle` in a page:',
    '',
    ...gapTable('page', gaps),
    '',
    'Over HTTP:',
    '',
    ...gapTable('http', gaps),
    '',
    '## What emulators of a page break by themselves',
    '',
    ...emulatorTable(),
    '',
    '## What does not run against the core alone',
    '',
    ...gapTable('native', gaps),
    '',
    "## The members of kintone's JavaScript API",
    '',
    'What the shim has not throws where it is called, and names itself; a test gives it by assignment, or by the option `extend`.',
    ...memberTable(),
    '',
    '## Assumptions',
    '',
    'Nobody public says what kintone does here.',
    '',
    ...assumptions(),
  ].join('\n')}\n`;
}

/** The rules with their kinds and sources, and what the sources are. */
export function rulesPage() {
  const sources = readData('sources.json');
  const described = ({ key, what, url }) => `| ${key} | ${url ? `[${what}](${url})` : what} |`;
  return `${[
    '# Rules',
    '',
    '<!-- Written by scripts/coverage.mjs from tests/conformance/rules.json and sources.json: change those. -->',
    '',
    'Each behaviour of the shim is a rule with a number, a kind and a source. The code, the cases and the messages name a rule by',
    'its number. [coverage.md](coverage.md) lists the cases of each rule and every assumption.',
    '',
    '| kind | |',
    '|---|---|',
    ...Object.entries(kinds).map(([letter, text]) => `| ${letter} | ${text} |`),
    '',
    '| rule | what | kind | source |',
    '|---|---|---|---|',
    ...rules.map(({ id, rule, kind, source }) => `| ${id} | ${rule} | ${kind} | ${source} |`),
    '',
    '## Sources',
    '',
    '| source | what |',
    '|---|---|',
    ...sources.map(described),
  ].join('\n')}\n`;
}

const pages = { coverage, rules: rulesPage };

/** The names of the pages that do not say what tests/conformance says. */
export const outdated = () =>
  Object.keys(pages).filter((name) => readFileSync(pageOf(name), 'utf8') !== pages[name]());

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) {
    for (const [name, write] of Object.entries(pages)) writeFileSync(pageOf(name), write());
  } else if (outdated().length > 0) {
    console.error(`out of date in docs/: ${outdated().join(', ')}: node scripts/coverage.mjs`);
    process.exitCode = 1;
  }
}
