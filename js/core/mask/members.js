/** Secrets among the members of JSON, also of JSON within a string of JSON, whole or cut off anywhere. */

import { errors, found } from './values.js';

/** Characters of a name; a longer one is none of a secret. */
const longestName = 200;

const colon = /\s{0,20}:\s{0,20}/y;
const bare = /[^\s",{}[\]\\]+/y;

/** What tells nothing. */
const plain = /^(?:null|true|false)$/;

/** The characters of a name: `\u0070assword` is one as well. */
const unescaped = (name) =>
  name.replace(/\\{1,16}u([\da-f]{4})/gi, (all, code) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * Each quotation mark of a text with the backslashes before it, and how deep the string is that it begins or ends: 0 in JSON,
 * 1 in JSON that is a string of it, and so on. Each depth doubles the backslashes: the ends have 0, 1, 3, 7 of them, and
 * within a string any number that is a backslash of its own beside.
 */
export function quotesOf(text) {
  const quotes = [];
  // A run is taken whole, whatever follows.
  for (const { 0: found, index } of text.matchAll(/\\+"?|"/g)) {
    if (!found.endsWith('"')) continue;
    const escaped = found.length;
    quotes.push({ at: index, end: index + escaped, depth: 31 - Math.clz32(escaped & -escaped) });
  }
  return quotes;
}

/** Of each quotation mark the one that ends the string which it begins: the next that is no deeper. Where it is cut off, nothing. */
export function endsOf(quotes) {
  const ends = new Array(quotes.length).fill(undefined);
  const open = [];
  for (let i = 0; i < quotes.length; i += 1) {
    while (open.length > 0 && quotes[open.at(-1)].depth >= quotes[i].depth) ends[open.pop()] = i;
    open.push(i);
  }
  return ends;
}

/** Where the list or object ends that begins at `start`; `i` is the first quotation mark in it. */
function endOfNested(text, start, { quotes, ends }, i, depth) {
  let open = 0;
  let at = start;
  for (let next = i; ;) {
    const stop = next === undefined || next >= quotes.length ? text.length : quotes[next].at;
    for (; at < stop; at += 1) {
      if (text[at] === '[' || text[at] === '{') open += 1;
      else if (text[at] === ']' || text[at] === '}') open -= 1;
      if (open === 0) return at + 1;
    }
    // The string around it ends, or all does.
    if (stop === text.length || quotes[next].depth < depth) return stop;
    let last = ends.at(next);
    while (last !== undefined && quotes[last].depth > depth) last = ends.at(last);
    if (last === undefined) return text.length;
    at = quotes[last].end;
    next = last + 1;
  }
}

/**
 * @param {string} text
 * @param {(name: string) => boolean} isSecret
 * @param {(value: string) => string} hide Given each secret as it stands there, without its quotation marks; gives what stands for it.
 * @returns {string}
 */
export function maskMembers(text, isSecret, hide) {
  const quotes = quotesOf(text);
  const ends = endsOf(quotes);
  let shown = '';
  let done = 0;
  const put = (start, end, value, quote) => {
    shown += `${text.slice(done, start)}${quote}${value}${quote}`;
    done = end;
  };
  const match = (pattern, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
  };
  for (let i = 0; i < quotes.length; i += 1) {
    const { at, end, depth } = quotes[i];
    const last = ends[i];
    if (at < done || last === undefined || quotes[last].depth !== depth) continue;
    if (quotes[last].at > end + longestName) continue;
    const between = match(colon, quotes[last].end);
    if (between === '' || !isSecret(unescaped(text.slice(end, quotes[last].at)))) continue;
    const start = quotes[last].end + between.length;
    const quote = text.slice(quotes[last].end - 2 ** depth, quotes[last].end);
    const opening = quotes.at(last + 1);
    if (opening?.at === start && opening.depth === depth) {
      const ending = quotes.at(ends.at(last + 1) ?? quotes.length);
      // Of a string that is cut off a last backslash is half a character.
      const stop = ending
        ? ending.end - (ending.depth === depth ? 2 ** depth : ending.end - ending.at)
        : text.length;
      const isWhole = ending?.depth === depth;
      put(start, isWhole ? ending.end : stop, hide(text.slice(opening.end, stop)), quote);
    } else if (found(errors, text, start) !== '') {
      // What is said of a member of this name is not its value.
      continue;
    } else if (text[start] === '[' || text[start] === '{') {
      const stop = endOfNested(text, start, { quotes, ends }, last + 1, depth);
      for (const [, value] of text.slice(start, stop).matchAll(/"([^"\\]{8,500})\\{0,15}"(?!\s{0,20}:)/g)) {
        hide(value);
      }
      put(start, stop, hide(text.slice(start, stop)), quote);
    } else {
      const value = match(bare, start);
      if (value !== '' && !plain.test(value)) put(start, start + value.length, hide(value), quote);
    }
  }
  return shown + text.slice(done);
}
