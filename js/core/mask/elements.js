/** Secrets in the elements of XML, SOAP and HTML, also where `<` and `>` are escaped. */
import { hidden } from './values.js';

const tag =
  /(?:<|&lt;|\\{1,15}u003c)(\/?)([\w.:\u0080-\uffff-]{1,100})((?:[^<>&\\]|&(?![lg]t;)|\\(?!\\{0,14}u003[ce])){0,2000})/gi;
const tagEnd = /(?:>|&gt;|\\{1,15}u003e)/iy;
const next = /<|&lt;|\\{1,15}u003c/gi;
const nameInTag = /\b(?:name|key|id|field|code)\s{0,20}=\s{0,20}\\{0,15}["']([^"']{1,100})["']/i;

/** An element whose whole text is a name, and the beginning of the one beside it, which has the value: XML-RPC, property lists. */
const pair =
  /^\s{0,100}([^<>&\\\s]{1,100})\s{0,100}(?:<|&lt;|\\{1,15}u003c)\/[\w.:-]{1,100}\s{0,20}(?:>|&gt;|\\{1,15}u003e)(?:\s|\\{1,15}[nrt]){0,100}(?=<|&lt;|\\{1,15}u003c)/i;
const longestPair = 500;
const isNameOfPair = (name) => /^(?:name|key|id|field|code|param|parameter|property|member)$/i.test(name);

/** Where the element of the value begins, behind one whose text, from `at` on, is a secret name; nothing behind any other. */
function valueOfPair(text, at, isSecret) {
  const found = pair.exec(text.slice(at, at + longestPair));
  return found && isSecret(found[1]) ? at + found[0].length : undefined;
}

/** Without its namespace. */
const localName = (name) => name.slice(name.indexOf(':') + 1);

/** Of WS-Security: what has a user's name and, in an element of its own, the password. */
const isLogin = (name) => /^usernametoken$/i.test(name);

/** The places at which elements of each name end, in order. */
function endsIn(tags) {
  const ends = new Map();
  for (const { 1: slash, 2: name, index } of tags) {
    if (slash === '') continue;
    if (!ends.has(name)) ends.set(name, []);
    ends.get(name).push(index);
  }
  for (const list of ends.values()) list.reverse();
  return ends;
}

/**
 * @param {string} text
 * @param {(name: string) => boolean} isSecret
 * @param {(value: string) => string} hide
 */
export function maskElements(text, isSecret, hide) {
  const tags = [...text.matchAll(tag)];
  const ends = endsIn(tags);
  const places = [];
  let done = 0;
  // Where an element begins that has the value of a name.
  let value = -1;
  for (const { 0: all, 1: slash, 2: name, 3: attributes, index } of tags) {
    if (slash !== '' || index < done) continue;
    const isNamed = index === value || (isSecret(localName(name)) && !isLogin(localName(name)));
    tagEnd.lastIndex = index + all.length;
    const begin = tagEnd.exec(text);
    if (begin && isNameOfPair(localName(name))) {
      value = valueOfPair(text, tagEnd.lastIndex, isSecret) ?? value;
    }
    if (!isNamed && !isSecret(nameInTag.exec(attributes)?.[1] ?? '')) continue;
    if (!begin || attributes.endsWith('/')) continue;
    const start = tagEnd.lastIndex;
    const own = isNamed ? (ends.get(name) ?? []) : [];
    while (own.length > 0 && own.at(-1) < start) own.pop();
    next.lastIndex = start;
    const end = own.at(-1) ?? next.exec(text)?.index ?? text.length;
    places.push({ start, end });
    done = end;
  }
  return hidden(text, places, hide);
}
