/** Secrets in what is no JSON: YAML, GraphQL, JavaScript's objects, settings, attributes, fields of a head, parts of a form. */
import { found, hidden, valueAt } from './values.js';

const named =
  /(^|[\s,;{([<&?'"`\\-])([\w$.\u0080-\uffff-]{1,100})(\\{0,15}["'`]?)([ \t]{0,20}[:=]\s{0,20}|\t{1,20}|(?:\\t){1,20})/gm;

/** What may stand before the name in a line of its own. */
const beforeName = /^[ \t]*(?:- +)*["']?$/;
const longestIndent = 200;

/** By how much the line is indented in which a name at `at` stands first; nothing where another thing does. */
function indentAt(text, at) {
  const before = text.slice(Math.max(0, at - longestIndent), at);
  const [, inLine = before] = /(?:[\r\n]|\\[rn])([^\r\n]*?)$/.exec(before) ?? [];
  return beforeName.test(inLine) ? /^[ \t]*/.exec(inLine)[0].length : undefined;
}

/**
 * @param {string} text
 * @param {(name: string) => boolean} isSecret
 * @param {(value: string) => string} hide
 */
export function maskLines(text, isSecret, hide) {
  const places = [];
  named.lastIndex = 0;
  for (let match = named.exec(text); match; match = named.exec(text)) {
    const [all, before, name, quote, sign] = match;
    const at = match.index + before.length;
    const start = match.index + all.length;
    // What ends this one may stand before the next.
    named.lastIndex = at + name.length;
    if (!isSecret(name)) continue;
    const indent = quote === '' || sign.includes(':') ? indentAt(text, at) : undefined;
    const isLine = indent !== undefined && !/["'`]/.test(before);
    // Without a blank it is a parameter.
    if (sign.includes('=') && !isLine && !/\\{0,15}["'`]/y.test(text.slice(start, start + 16))) continue;
    // A tab makes a name of the first word in a line alone; within a string of JSON the line begins behind `\\n`.
    const beginsLine = isLine || (before === '\\' && name.startsWith('n'));
    if (!/[:=]/.test(sign) && !beginsLine) continue;
    if (sign === '=' && !/^\\{0,15}["'`]/.test(text.slice(start, start + 16))) continue;
    const isBroken = /[\r\n]/.test(sign);
    const valueStart = isLine && isBroken ? start - sign.length + sign.search(/[:=]/) + 1 : start;
    const place = valueAt(text, valueStart, isLine ? indent : undefined);
    if (!place) continue;
    places.push(place);
    named.lastIndex = Math.max(place.end, named.lastIndex);
  }
  return hidden(text, places, hide);
}

const part = /form-data;[^\r\n]{0,200}?\bname=\\{0,15}"?([^"\r\n;\\]{1,200})/gi;
const emptyLine = /(?:\r?\n|(?:\\{1,15}r)?\\{1,15}n){2}/g;
const delimiter = /(?:\r?\n|(?:\\{1,15}r)?\\{1,15}n)--/g;

/** Between the name of a part and its content. */
const longestHead = 2_000;

/** The same of the parts of a form. */
export function maskParts(text, isSecret, hide) {
  const places = [];
  part.lastIndex = 0;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    if (!isSecret(match[1])) continue;
    const from = part.lastIndex;
    emptyLine.lastIndex = 0;
    const head = emptyLine.exec(text.slice(from, from + longestHead));
    if (!head) continue;
    const start = from + head.index + head[0].length;
    delimiter.lastIndex = start;
    const end = text.startsWith('--', start) ? start : (delimiter.exec(text)?.index ?? text.length);
    places.push({ start, end });
    part.lastIndex = end;
  }
  return hidden(text, places, hide);
}

const nameOfPair =
  /(?:^|[^\w$])(?:name|key|field|id|param|parameter|header|property|code|label|variable|field_?(?:name|code))(?:\\{0,15}["']?)\s{0,20}[:=]\s{0,20}(\\{0,15}["'])([^"'\\<>{}\r\n]{1,100})\1/gi;
const valueOfPair =
  /(?:[^\w$])(?:values?|val|content|data|text|default(?:_?value)?)(?:\\{0,15}["']?)\s{0,20}[:=]\s{0,20}/gi;

/** Of an array of two texts the first: `['password', 'abc']`, as the entries of headers and of forms are written. */
const entry = /\[\s{0,20}(\\{0,15}["'])([^"'\\<>{}\r\n]{1,100})\1\s{0,20},\s{0,20}(?=\\{0,15}["']|-?[\d.])/gi;
const endOfEntry = /(?:\\{0,15}["'])?\s{0,20}\]/y;

/** Between the name and the value of a pair. */
const longestBetween = 400;
const longestBefore = 4_000;

const sinceBracket = (text) =>
  text.slice(1 + Math.max(...['{', '}', '<', '>'].map((each) => text.lastIndexOf(each))));

/** Where the value of a pair stands in a piece of a text, which begins at `offset`. */
function valueIn(text, piece, offset, isLast) {
  const all = [...piece.matchAll(valueOfPair)];
  const match = all.at(isLast ? -1 : 0);
  return match && valueAt(text, offset + match.index + match[0].length);
}

/** The same of `{ name: 'password', value: 'abc' }` and `['password', 'abc']`, and of attributes in the same way. */
export function maskPairs(text, isSecret, hide) {
  const places = [];
  for (const match of text.matchAll(nameOfPair)) {
    if (!isSecret(match[2])) continue;
    const { index } = match;
    const end = index + match[0].length;
    const behind = /^[^{}<>]*/.exec(text.slice(end, end + longestBetween))[0];
    const before = sinceBracket(text.slice(Math.max(0, index - longestBefore), index + 1));
    const place = valueIn(text, behind, end, false) ?? valueIn(text, before, index + 1 - before.length, true);
    if (place) places.push(place);
  }
  for (const { 0: all, 2: name, index } of text.matchAll(entry)) {
    const place = isSecret(name) ? valueAt(text, index + all.length) : undefined;
    if (place && found(endOfEntry, text, place.end) !== '') places.push(place);
  }
  return hidden(text, places, hide);
}
