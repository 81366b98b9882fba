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

// Each search has an end: a text may be long.
const some = '{0,4000}';

/** What was given, in a string of its own: it ends where that does, blanks in it or not, and may be no URL. */
const given = String.raw`(\\+")((?:[a-z][a-z\d+.-]*:/)?/.${some}?)(?<!\\)\1`;

/** ASCII, up to the end of the string in which it stands: a quotation mark before another, a blank or what stands between values. */
const ascii = String.raw`(?:(?!["\\](?:["\\\s)\]},:;]|$))[!-~])*`;

/** Where its last value is not ASCII it ends at a blank. Else a text in Japanese may go on without one. */
const query = String.raw`\?(?:\S${some}[&=])?(?:[^\s!-~]\S*|${ascii})`;

const inText = new RegExp(String.raw`${given}|https?://[^\s?#]*(?:${query})?(?:#\S*)?`, 'gi');

/**
 * @param {string} text
 * @returns {string}
 */
export const masked = (text) =>
  text.replace(inText, (all, quote, quoted) =>
    quote === undefined ? shownUrl(all) : `${quote}${shownUrl(quoted)}${quote}`,
  );
