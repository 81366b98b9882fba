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
