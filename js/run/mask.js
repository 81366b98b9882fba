/** URLs without what may be a secret in them: their user, query and fragment. */

/**
 * @param {unknown} url A URL, or what was given as one.
 * @returns {string}
 */
export const shownUrl = (url) =>
  String(url)
    .replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(/#[^]*$/, '')
    .replace(/\?[^]*$/, '?...');

/**
 * In a text a URL within quotation marks of a string ends where they do, blanks in it or not: such is one that was given and is none. Any
 * other ends at a blank; its query, too, where a text in Japanese goes on without one. Each search has an end: a text may be long.
 */
const inText =
  /(\\+")((?:[a-z][a-z\d+.-]*:\/)?\/.{0,4000}?)(?<!\\)\1|https?:\/\/[^\s?#]*(?:\?(?:\S{0,4000}[&=])?(?:[\x80-\uffff]\S*|(?:[^\s"\\\x80-\uffff]|["\\](?!["\\\s)\]},:;]|$))*))?(?:#\S*)?/gi;

/**
 * @param {string} text
 * @returns {string}
 */
export const masked = (text) =>
  text.replace(inText, (all, quote, quoted) =>
    quote === undefined ? shownUrl(all) : `${quote}${shownUrl(quoted)}${quote}`,
  );
