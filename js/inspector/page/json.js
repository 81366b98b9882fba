/** JSON for people. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** What is nested deeper stays in its line: there may be a hundred thousand brackets. */
const deepest = 20;

/** JSON without the blanks between what it is made of. */
export const minified = (text) => (text.match(token) ?? []).join('');

/**
 * JSON in lines. Nothing of it changes but its blanks: a number has the digits that it had.
 * @param {string} text Any other text stays as it is.
 */
export function inLines(text) {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  let last = '';
  const parts = [];
  const beginLine = () => depth <= deepest && parts.push('\n', '  '.repeat(depth));
  for (const [part] of text.matchAll(token)) {
    const isEnd = part === '}' || part === ']';
    const isEmpty = isEnd && (last === '{' || last === '[');
    if (isEnd && !isEmpty) {
      depth -= 1;
      beginLine();
    } else if (isEmpty) depth -= 1;
    else if (last === '{' || last === '[' || last === ',') beginLine();
    parts.push(part === ':' ? ': ' : part);
    if (part === '{' || part === '[') depth += 1;
    last = part;
  }
  return parts.join('');
}
