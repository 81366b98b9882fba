/**
 * Another kintone: every limit, code and message of the core replaced. Works on the text of wasm/core, mechanically, and tells
 * what it met, so that a test can say that nothing was missed.
 */

const limits = 'core/base/limits.h';

/** Where the numbers of tests/conformance/numbers.json stand. */
const tables = [
  { table: 'limit', file: limits, begin: 'struct limits {', end: '\n};' },
  { table: 'greyZone', file: limits, begin: 'namespace grey_zone {', end: '\n}' },
  { table: 'number', file: limits, begin: '}  // namespace grey_zone', end: '}  // namespace kintone' },
  {
    table: 'form',
    file: 'core/multipart/form_limits.h',
    begin: 'namespace kintone::multipart {',
    end: '}  // namespace kintone::multipart',
  },
];

/** The files in which they stand. */
export const numberFiles = [...new Set(tables.map(({ file }) => file))];

/** Each as unlike kintone's as the cases can bear; in the order of their sizes. */
export const alteredNumbers = {
  limit: {
    timeout: 5_000,
    responseBody: 1_234_567,
    responseHeaderLines: 37,
    responseHeaderLine: 5_003,
    uploadResponseHeaderLine: 4_999,
    upload: 60_000_011,
    records: 100_663_319,
  },
  greyZone: { responseBody: 1_200_003, responseHeaderLine: 4_987, upload: 55_000_003 },
  number: {
    redirects: 3,
    requestFieldLines: 701,
    relayMessage: 134_217_727,
    relayHead: 4_194_303,
    requestTokenLife: 43_200_001,
    fileSize: 41_943_083,
    fileLife: 129_600_001,
    downloadKeyLength: 52,
    apiTokens: 7,
    requestsAtOnce: 61,
    recordsAtOnce: 83,
    recordsShown: 71,
    fieldsAtOnce: 907,
    bulkRequests: 17,
    cursorsOpen: 7,
    cursorLife: 420_001,
    cursorSize: 467,
    appsAtOnce: 89,
    appName: 53,
    commentsShown: 9,
    commentText: 50_021,
    commentMentions: 8,
    assigneesAtOnce: 90,
    queryLimit: 431,
    queryOffset: 8_747,
    queryNesting: 53,
    appFields: 307,
    recordMessage: 3_145_727,
    apiUrlLength: 3_011,
    changeEvents: 83,
    pluginConfigValue: 40_009,
    pluginConfig: 160_040,
    errorIdLength: 27,
    unresolvedHostStatus: 566,
  },
  form: { partHeader: 12_301, text: 43_003, parts: 701, boundaryLength: 51 },
};

export const alteredText = { unresolvedHostBody: 'No Such Host Cached' };
/** What every message begins with. */
export const alteredMark = { en: 'ALTERED ', ja: '変更済み ' };
export const alteredCode = (code) => `OTHER_${code}`;

const camelCase = (name) => name.replace(/_(\w)/g, (_match, letter) => letter.toUpperCase());

/**
 * @param {string} name one of numberFiles
 * @param {string} source what is in it
 * @param {(table: string, name: string, value: number) => number} change
 * @returns {string}
 */
export function changeNumbers(name, source, change) {
  let changed = source;
  for (const { table, begin, end } of tables.filter(({ file }) => file === name)) {
    const from = changed.indexOf(begin);
    const to = changed.indexOf(end, from + begin.length);
    if (from < 0 || to < 0) throw new Error(`${name} has no ${begin}`);
    const part = changed.slice(from, to).replace(/(\w+) = ([\d']+);/g, (_match, word, digits) => {
      const value = change(table, camelCase(word), Number(digits.replaceAll("'", '')));
      return `${word} = ${value};`;
    });
    changed = changed.slice(0, from) + part + changed.slice(to);
  }
  return changed;
}

/** Every number, as numbers.json has them. `read` gives the text of a file. */
export function numbersIn(read) {
  const found = Object.fromEntries(tables.map(({ table }) => [table, {}]));
  for (const file of numberFiles) {
    changeNumbers(file, read(file), (table, name, value) => {
      found[table][name] = value;
      return value;
    });
  }
  return found;
}

/** String literals, names, and the marks between them. */
const token = /"(?:\\.|[^"\\])*"|\w+|[{},]|\/\/[^\n]*|\s+/gy;

/** The tokens of the table `name = {{ … }};`, with their places. */
function tokensOf(source, name) {
  const begin = source.indexOf(`${name} = {{`);
  if (begin < 0) throw new Error(`there is no table ${name}`);
  const tokens = [];
  token.lastIndex = begin + `${name} = {{`.length;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    if (match[0] === '}' && source[token.lastIndex] === '}') return tokens;
    if (!/^(\s|\/\/)/.test(match[0])) tokens.push({ text: match[0], at: match.index });
  }
  throw new Error(`the table ${name} does not end`);
}

/** The entries of a table, each a list of fields, each a list of tokens: adjacent literals are one field. */
function entriesOf(source, name) {
  const entries = [];
  for (const one of tokensOf(source, name)) {
    const entry = entries.at(-1);
    if (one.text === '{') entries.push([[]]);
    else if (one.text === ',' && entry && !entry.isClosed) entry.push([]);
    else if (one.text === '}') entry.isClosed = true;
    else if (one.text !== ',') entry.at(-1).push(one);
  }
  return entries.map((fields) => fields.filter((field) => field.length > 0));
}

const literal = (field) => field.map(({ text }) => JSON.parse(text)).join('');

/** The fields of each entry, of the table of errors (base/error.cpp) or of phrases (base/phrase.cpp). */
function fieldsIn(source, table) {
  return entriesOf(source, table).map(([[{ text: id }], ...rest]) => {
    const [ja, en, code] = rest.reverse();
    return { id, ...(table === 'errors' && { code }), en, ja };
  });
}

/** `[{ id, code?, en, ja }]`, in order. */
export function messagesIn(source, table) {
  return fieldsIn(source, table).map(({ id, ...fields }) => ({
    id: camelCase(id),
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, literal(field)])),
  }));
}

/** @returns {string} the source with every code and every message altered */
export function alterMessages(source, table) {
  const edits = fieldsIn(source, table).flatMap(({ code, en, ja }) => [
    ...(code ? [{ at: code[0].at + 1, put: alteredCode('') }] : []),
    { at: en[0].at + 1, put: alteredMark.en },
    { at: ja[0].at + 1, put: alteredMark.ja },
  ]);
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, put }) => text.slice(0, at) + put + text.slice(at), source);
}

/** The names of an enumeration, the count at its end left out. */
export function enumeratorsIn(source, name) {
  const body = new RegExp(`enum class ${name} [^{]*\\{([^}]*)\\}`).exec(source)[1];
  const names = body.replace(/\/\/[^\n]*/g, '').match(/\w+/g);
  return names.filter((one) => !one.endsWith('_count')).map(camelCase);
}
