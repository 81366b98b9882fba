/** URLs without what may be a secret in them: their user, query and fragment, and what in their path is the key to a webhook. */
import { endsOf, quotesOf } from './members.js';

export const mask = '***';

/** Characters of a segment that could be a key. */
const leastOfKey = 20;

const isGuid = (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** How often a text changes between digits, capitals and small letters, for each of them; random ones do in every second place. */
function changesIn(text) {
  const kinds = text
    .replace(/[^A-Za-z\d]/g, '')
    .replace(/\d/g, '0')
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A');
  return (kinds.replace(/(.)\1+/g, '$1').length - 1) / kinds.length;
}

/** Whether nobody would write a segment so: long, of letters and digits that follow each other by chance. The id of a record may be a GUID. */
const isRandom = (segment) =>
  segment.length >= leastOfKey &&
  segment.length <= 4_000 &&
  /^[\w~=:-]+$/.test(segment) &&
  /\d/.test(segment) &&
  /[a-z]/i.test(segment) &&
  !isGuid(segment) &&
  changesIn(segment) >= 0.2;

/** Words that a path to a webhook has beside its keys: `/services/`, `/IncomingWebhook/`, `/v1/`. */
const isWord = (segment) => /^(?:[a-z]{0,16}|v\d{1,3})$/i.test(segment);

/** A segment after which one stands that is the key to something. */
const isKeyWord = (segment) => /^(?:api-?)?(?:key|token|secret)$/i.test(segment);

/** A path in which `hide` stands for each key. `host`: the name of a server for webhooks has the word in it. */
function shownPath(path, host, hide) {
  let isHook = /(?:^|[.-])(?:web)?hooks?\b/i.test(host);
  let last = '';
  return path.replace(/[^/\\]+/g, (segment) => {
    const before = last;
    last = segment;
    // Telegram's token stands behind the number of its bot.
    const [, bot] = /^(bot\d{1,20}:)./i.exec(segment) ?? [];
    if (bot) return bot + hide(segment.slice(bot.length));
    if (isHook ? !isWord(segment) : isRandom(segment)) return hide(segment);
    if (isKeyWord(before) && segment.length >= 8 && /\d/.test(segment)) return hide(segment);
    isHook ||= /hook/i.test(segment);
    return segment;
  });
}

const begin = /^(?:[a-z][a-z\d+.-]{0,20}:[/\\]+|[/\\]{2})/i;

/** What stands before the host, with its at sign; also a password with a slash in it: what follows the colon is no port. */
function userIn(place) {
  const slash = place.search(/[/\\]/);
  const authority = slash < 0 ? place : place.slice(0, slash);
  const end = authority.lastIndexOf('@') + 1;
  const isCut = end === 0 && !authority.startsWith('[') && /:(?!\d*$)/.test(authority);
  return place.slice(0, isCut ? place.lastIndexOf('@') + 1 : end);
}

/**
 * A URL of which the parts are apart: in its user and path `hide` stands for each secret.
 * @param {string} url Its query and fragment may be there.
 * @param {(secret: string) => string} hide
 * @param {boolean} keepsUser Whether it is seen that there was a user.
 */
export function maskUrl(url, hide, keepsUser) {
  const [scheme = ''] = begin.exec(url) ?? [];
  const rest = url.slice(scheme.length);
  const end = rest.search(/[?#]/);
  const place = end < 0 ? rest : rest.slice(0, end);
  const login = scheme === '' ? '' : userIn(place);
  const secret = login.slice(login.indexOf(':') + 1, -1);
  const shownUser = login !== '' ? `${hide(secret)}@` : '';
  const address = place.slice(login.length);
  const host = scheme === '' ? '' : (/^[^/\\]*/.exec(address)?.[0] ?? '');
  return (
    scheme +
    (keepsUser ? shownUser : '') +
    host +
    shownPath(address.slice(host.length), host, hide) +
    rest.slice(place.length)
  );
}

/**
 * @param {unknown} url A URL, or what was given as one.
 * @returns {string} For a line of a terminal or a log.
 */
export const shownUrl = (url) =>
  maskUrl(String(url), () => mask, false)
    .replace(/#[^]*$/, '')
    .replace(/\?[^]*$/, '?...');

/** Characters of a URL's beginning: whatever stands in front of `://`. */
const scheme = /[a-z][a-z\d+.-]{0,20}:\/\//gi;

/** Behind a quotation mark that ends something. */
const behindQuote = /["'`\\\s)\]},:;.]/;

/** Where a URL without quotation marks ends that begins at `start`. */
function endOfBare(text, start) {
  // Where the last value of the query begins, and whether that is not ASCII.
  let value = 0;
  let isForeign = false;
  for (let i = start; i < text.length; i += 1) {
    const char = text[i];
    if (/[\s<>]/.test(char)) return i;
    if (/["'`\\]/.test(char) && (i + 1 === text.length || behindQuote.test(text[i + 1]))) return i;
    if (char === '?' || char === '#' || (value > 0 && (char === '&' || char === '='))) {
      value = i + 1;
      isForeign = false;
    } else if (value > 0 && char > '~' && !isForeign) {
      // Such a value ends at a blank. Behind another a text in Japanese may go on without one.
      if (i > value) return i;
      isForeign = true;
    }
  }
  return text.length;
}

/**
 * The URLs in a text, in order: those in quotation marks end where these do, blanks in them or not, and may be paths.
 * @param {string} text
 * @param {(url: string) => string} show
 * @returns {string}
 */
export function replaceUrls(text, show) {
  const quotes = quotesOf(text);
  const ends = endsOf(quotes);
  /** @type {{ start: number, end?: number }[]} */
  const places = [...text.matchAll(scheme)].map(({ index }) => ({ start: index }));
  for (const [i, { end: start, depth }] of quotes.entries()) {
    // A path in a string of a text's own was given as a URL.
    if (!(depth > 0 && text[start] === '/') && !begin.test(text.slice(start, start + 24))) continue;
    const last = quotes[ends[i]];
    // A string of the same depth has the backslashes before its mark that are not the mark's own.
    const end = !last ? text.length : last.depth < depth ? last.at : last.end - 2 ** depth;
    places.push({ start, end });
  }
  places.sort((a, b) => a.start - b.start || (b.end ?? 0) - (a.end ?? 0));
  let shown = '';
  let done = 0;
  for (const { start, end: told } of places) {
    if (start < done) continue;
    const end = told ?? endOfBare(text, start);
    shown += text.slice(done, start) + show(text.slice(start, end));
    done = end;
  }
  return shown + text.slice(done);
}
