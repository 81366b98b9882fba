/**
 * What may be a secret in the texts that are shown, in a terminal, a log, the inspector: one mask for all of them. What a call gives
 * to its caller, and the journal to a test, is as it is.
 */
import { maskElements } from './elements.js';
import { maskLines, maskPairs, maskParts } from './lines.js';
import { maskMembers } from './members.js';
import { isSecretField, isSecretName } from './names.js';
import { mask, maskUrl, replaceUrls, shownUrl } from './urls.js';
import { scheme } from './values.js';

export { shownUrl };

/** Beyond that a text that comes back is masked wherever it stands; a shorter one could be any word. */
const leastEchoed = 8;
const mostEchoed = 100;
const longestInForms = 4_096;

// Each run has an end: a text may be long, and made to be slow.
const inText = {
  name: /(?:^|[?&;#\s])([^=&?;#\s"'<>]{1,100})=/g,
  value: /(?:[^&\s"<>\\\u007f-\uffff]|\\(?!\\{0,15}"))+/y,
  // Behind a URL a text in Japanese may go on without a blank, and stays; a value that begins so ends at a blank.
  more: /(?:[^&\s"<>\\]|\\(?!\\{0,15}"))+/y,
};
const inUrl = { name: /[?&;#]([^=&?;#]{1,100})=/g, value: /[^&#]+/y, more: /[^&#]+/y };
const authorization = /\b(Bearer|Basic|Digest)(\s{1,20})([\w.~+/=-]{6,})/gi;

/** What services give out as their keys, whatever it is called. */
const known =
  /\b(?:eyJ[\w-]{10,400}\.[\w-]{2,4000}(?:\.[\w-]{0,1000})?|gh[opsru]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,100}|xox[a-z]-[\w-]{10,300}|xapp-[\w-]{10,300}|[rs]k_(?:live|test)_\w{10,200}|AKIA[A-Z\d]{16}|AIza[\w-]{35}|SG\.[\w-]{16,64}\.[\w-]{16,64}|npm_\w{36})/g;

/** A private key in PEM (RFC 7468, 10), or of PGP: what stands between its marks, or behind the first, where the text is cut off. */
const keyBegin = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

function maskKeys(text, hide) {
  let shown = '';
  let done = 0;
  for (const { 0: begin, index } of text.matchAll(keyBegin)) {
    if (index < done) continue;
    const start = index + begin.length;
    const end = text.indexOf('-----END ', start);
    const stop = end < 0 ? text.length : end;
    shown += text.slice(done, start) + (stop > start ? hide(text.slice(start, stop)) : '');
    done = stop;
  }
  return shown + text.slice(done);
}

function tried(decode, text) {
  try {
    return decode(text);
  } catch {
    return text;
  }
}

const fromPercents = (text) => tried(decodeURIComponent, text);
const fromJson = (text) => tried((inner) => JSON.parse(`"${inner}"`), text);
const inJson = (text) => JSON.stringify(text).slice(1, -1);
const inForm = (text) => tried(encodeURIComponent, text).replaceAll('%20', '+');

const inPercents = (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** The password of `login:password`. */
function passwordIn(text) {
  const bytes = tried(globalThis.atob, text);
  if (bytes === text) return '';
  const login = fromPercents(bytes.replace(/[%\x80-\xff]/g, inPercents));
  return /^[^:\p{Cc}]+:(\P{Cc}+)$/u.exec(login)?.[1] ?? '';
}

/** A secret as it may come back. */
function formsOf(value) {
  const plain = [value, fromPercents(value), fromPercents(value.replaceAll('+', ' ')), fromJson(value)];
  return plain.flatMap((text) => [text, inJson(text), tried(encodeURIComponent, text), inForm(text)]);
}

/** Characters of a URL in front of a parameter. */
const longestBefore = 500;

function isInUrl(text, at) {
  const before = text.slice(Math.max(0, at - longestBefore), at);
  const scheme = before.lastIndexOf('://');
  return scheme >= 0 && !/[\s"'<>]/.test(before.slice(scheme));
}

/** Parameters, of a URL or wherever they stand. Of one that is no secret the value is looked through: `a=b;password=c`. */
function maskParameters(text, { name, value, more }, hide) {
  const endOf = (part, at) => {
    part.lastIndex = at;
    return part.test(text) ? part.lastIndex : at;
  };
  let shown = '';
  let done = 0;
  name.lastIndex = 0;
  for (let match = name.exec(text); match; match = name.exec(text)) {
    if (!isSecretField(fromPercents(match[1]))) continue;
    const start = name.lastIndex;
    let end = endOf(value, start);
    if (end === start || !isInUrl(text, start)) end = endOf(more, end);
    if (end === start) continue;
    shown += text.slice(done, start) + hide(text.slice(start, end));
    done = end;
    name.lastIndex = end;
  }
  return shown + text.slice(done);
}

/** Masks the texts of one call: a secret that was seen in one of them is masked in those that follow, too. */
export class Mask {
  #secrets = new Set();
  #hide = (value) => {
    if (this.#secrets.size >= mostEchoed) return mask;
    // A long one comes back as it is, or not at all.
    for (const text of value.length > longestInForms ? [value] : formsOf(value)) {
      if (text.length >= leastEchoed && this.#secrets.size < mostEchoed) this.#secrets.add(text);
    }
    return mask;
  };

  /** @param {[string, string][]} fields */
  fields(fields) {
    return fields.map(([name, value]) => {
      if (!isSecretField(name)) return [name, this.text(value)];
      // What stands behind a scheme is the secret itself.
      const [how = ''] = scheme.exec(value) ?? [];
      const secret = value.slice(how.length);
      this.#hide(value);
      this.#hide(secret);
      this.#hide(passwordIn(secret));
      return [name, how + mask];
    });
  }

  /** A URL, whole: blanks and whatever else is in it are of it. */
  url(url) {
    const place = maskUrl(url, this.#hide, true);
    const end = place.search(/[?#]/);
    if (end < 0) return this.#withoutEchoes(place);
    const parameters = maskParameters(place.slice(end), inUrl, this.#hide);
    return this.#withoutEchoes(place.slice(0, end) + parameters);
  }

  #withoutEchoes(text) {
    let shown = text;
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, mask);
    return shown;
  }

  /** @param {string} text @returns {string} */
  text(text) {
    const notations = [maskMembers, maskPairs, maskParts, maskElements, maskLines];
    let shown = notations.reduce((masked, take) => take(masked, isSecretName, this.#hide), text);
    shown = maskParameters(shown, inText, this.#hide)
      .replace(authorization, (all, how, blanks, value) => how + blanks + this.#hide(value))
      .replace(known, this.#hide);
    shown = maskKeys(shown, this.#hide);
    return this.#withoutEchoes(replaceUrls(shown, (url) => this.url(url)));
  }
}

/**
 * A text for a terminal: of its URLs the queries and fragments are left out, too, since their parameters may have any name.
 * @param {string} text
 * @returns {string}
 */
export const masked = (text) => replaceUrls(new Mask().text(text), shownUrl);
