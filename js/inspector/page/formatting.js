/** How values are shown. */

const { Intl } = globalThis;

/** Control characters, and those that would have the text around them shown in another order. */
export const unsafe = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** What changes a text although nothing is seen of it: a BOM, which JSON may not begin with. */
const unseen = /[\u00ad\u200b\u2060\ufeff]/u;

const hidden = new RegExp([unsafe, unseen].map(({ source }) => source).join('|'), 'gu');

function symbolOf(char) {
  const code = char.codePointAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** A text in which nothing hides; not for copies. */
export const visible = (text) => text.replace(hidden, symbolOf);

/** The same of a text of lines. */
export const visibleLines = (text) =>
  text.replace(hidden, (char, at) =>
    char === '\n' || char === '\t' || (char === '\r' && text[at + 1] === '\n') ? char : symbolOf(char),
  );

/** Escapes of a URL whose character means nothing there; those of `#`, `%`, `&`, `+`, `/`, `?`, `\\` and of controls stay. */
const escapes = /(?:%(?!2[356bf]|3f|5c|7f|[01])[\da-f]{2})+/gi;

/** A URL as people write it: not for copies. Escapes that are no UTF-8 stay. */
export const decoded = (url) =>
  url.replace(escapes, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });

/** Characters of a text's end that are shown where its middle is cut. */
const longestEnd = 16;

/** A text in two parts, of which the first may be cut; no character with its marks is torn. */
export function halves(text) {
  if (text.length < 1.5 * longestEnd) return [text, ''];
  const last = text.slice(-longestEnd);
  const end = last.slice(/^[\udc00-\udfff\p{M}\u200d]*/u.exec(last)[0].length);
  return [text.slice(0, text.length - end.length), end];
}

const units = ['KB', 'MB', 'GB'];

/** As kintone counts: a KB has 1,024 bytes. */
export function bytes(count) {
  if (count < 1024) return `${count} B`;
  let value = count / 1024;
  let unit = 0;
  // What would be rounded to 1,024 is one of the next.
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A time that something took, of milliseconds; nothing where it is not over. */
export function duration(count) {
  if (count === undefined) return '';
  if (count < 999.5) return `${Math.round(count)} ms`;
  const seconds = count / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
}

const dayAndTime = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

export const time = (since) => dayAndTime.format(since).slice(-'HH:MM:SS'.length);
export const date = (since) => dayAndTime.format(since);
