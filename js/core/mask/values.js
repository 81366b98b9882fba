/** Where a value stands in a text of any notation, and what is put into its place. */

const opening = /\\{0,15}(?:"""|'''|["'`])/y;
const word = /(?:(?:Bearer|Basic|Digest|Token)\s{1,20})?[^\s,;&)}\]<>"'`\\]*/iy;
const line = /(?:[^\r\n\\]|\\(?![rn]))*/y;
/** A line's end, also one within a string. */
const lineEnd = /\r?\n|(?:\\{1,15}r)?\\{1,15}n/y;
const blanks = /[ \t]*/y;

/** What tells nothing: no value, a variable, the type of one. */
const plain =
  /^(?:null|true|false|undefined|none|nil|~|\$\w*|\$\{.*|\[?(?:string|int|id|boolean|number)!?\]?!?|\**|)$/i;

/** As kintone tells what is wrong with a parameter: `"password": { "messages": [...] }`. */
export const errors = /\{\s{0,20}\\{0,15}"messages\\{0,15}"/y;

/** What stands before a secret and is none. */
export const scheme = /^(?:Bearer|Basic|Digest|Token)(?:\s+|$)/i;

/** @returns {string} What a pattern that is sticky finds at a place. */
export function found(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** The end of a string that began with `quote`; the text's own where it is cut off. */
function endOfString(text, start, quote) {
  for (let at = start; ;) {
    const end = text.indexOf(quote, at);
    if (end < 0) return text.length;
    let escapes = 0;
    while (quote.length === 1 && end - escapes > start && text[end - escapes - 1] === '\\') escapes += 1;
    const isTwice = quote === "'" && text[end + 1] === "'";
    if (escapes % 2 === 0 && !isTwice) return end;
    at = end + (isTwice ? 2 : 1);
  }
}

function endOfBrackets(text, start) {
  let open = 0;
  for (let at = start; at < text.length; at += 1) {
    if ('[{('.includes(text[at])) open += 1;
    else if (']})'.includes(text[at])) open -= 1;
    if (open === 0) return at + 1;
  }
  return text.length;
}

/** The end of the lines that stand deeper than one that is indented by `indent`: YAML's lists, objects and long texts. */
function endOfBlock(text, start, indent) {
  let end = start;
  for (;;) {
    const after = end + found(lineEnd, text, end).length;
    if (after === end) return end;
    const depth = found(blanks, text, after).length;
    const isItem = depth === indent && text.startsWith('- ', after + depth);
    const isBlank = found(line, text, after + depth) === '';
    if (after === text.length || (depth <= indent && !isItem && !isBlank)) return end;
    end = after + depth + found(line, text, after + depth).length;
  }
}

/**
 * The value that begins at a place, without its quotation marks.
 * @param {string} text
 * @param {number} start
 * @param {number} [indent] Where it stands in a line of its own, by how much that is indented: it ends with that line, or with those
 *   that are indented by more.
 * @returns {{ start: number, end: number } | undefined} Nothing where it tells nothing.
 */
export function valueAt(text, start, indent) {
  const quote = found(opening, text, start);
  if (quote !== '') {
    const begin = start + quote.length;
    return { start: begin, end: endOfString(text, begin, quote) };
  }
  if (found(errors, text, start) !== '') return undefined;
  if ('[{'.includes(text[start] ?? ' ')) return { start, end: endOfBrackets(text, start) };
  if (indent === undefined) {
    const value = found(word, text, start);
    return plain.test(value) || (scheme.test(`${value} `.slice(0, value.length + 1)) && !/\s/.test(value))
      ? undefined
      : { start, end: start + value.length };
  }
  const value = found(line, text, start);
  const end = start + value.length;
  if (/^(?:[|>][\d+-]{0,2})?\s{0,20}$/.test(value)) {
    const last = endOfBlock(text, end, indent);
    return last > end ? { start: end + found(lineEnd, text, end).length, end: last } : undefined;
  }
  return plain.test(value.trim()) ? undefined : { start, end };
}

/**
 * @param {string} text
 * @param {{ start: number, end: number }[]} places In any order; of those that overlap the first counts.
 * @param {(value: string) => string} hide
 * @returns {string}
 */
export function hidden(text, places, hide) {
  let shown = '';
  let done = 0;
  for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
    if (start < done || start === end) continue;
    const value = text.slice(start, end);
    const [how = ''] = scheme.exec(value) ?? [];
    shown += text.slice(done, start) + how + (how.length < value.length ? hide(value.slice(how.length)) : '');
    done = end;
  }
  return shown + text.slice(done);
}
