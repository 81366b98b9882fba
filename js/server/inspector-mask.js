/** Secrets in what the inspector shows: they are masked before it leaves the server. */
import { Buffer } from 'node:buffer';
import { maskMembers } from './inspector-members.js';

const mask = '***';

/** Names of headers, parameters and members whose values nobody is shown; not `author`, nor a `fileKey`. */
const secretName =
  /auth(?!or(?!iz))|cookie|token|secret|passw|passphrase|pwd|(?:^|[-_])pass$|credential|signature|session|jwt|assertion|(?:api|access|private|subscription|license|functions|master|account|signing)[-_]?key/i;

/** Of headers and parameters these, too; a member of such a name is a kind of error or a word for something. */
const secretField = /^(?:key|code|sig)$|^x-(?:.{1,50}-)?(?:key|sig)$/i;

const isSecretField = (name) => secretName.test(name) || secretField.test(name);

/** What stands before a secret and is none. */
const scheme = /^(?:Bearer|Basic|Digest|Token) +/i;

/** Beyond that a text that comes back is masked wherever it stands; a shorter one could be any word. */
const leastEchoed = 8;
const mostEchoed = 100;
const longestInForms = 4_096;

// Each run has an end: a text may be long, and made to be slow.
const userInfo = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s/?#@"'<>]{1,500})@/gi;
const parameter = /(^|[?&;#\s])([^=&?;#\s"'<>]{1,100})=([^&\s"'<>]+)/g;
const authorization = /\b(Bearer|Basic|Digest)(\s+)([\w.~+/=-]{6,})/gi;

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

/** The password of `login:password`. */
function passwordIn(text) {
  const [, password = ''] = /^[^:\p{Cc}\ufffd]+:([^\p{Cc}\ufffd]+)$/u.exec(Buffer.from(text, 'base64')) ?? [];
  return password;
}

/** A secret as it may come back. */
function formsOf(value) {
  const plain = [value, fromPercents(value), fromPercents(value.replaceAll('+', ' ')), fromJson(value)];
  return plain.flatMap((text) => [text, inJson(text), tried(encodeURIComponent, text), inForm(text)]);
}

/** Masks the texts of one call: a secret that was seen in one of them is masked in those that follow, too. */
export class Mask {
  #secrets = new Set();

  #hide(value) {
    if (this.#secrets.size >= mostEchoed) return mask;
    // A long one comes back as it is, or not at all.
    for (const text of value.length > longestInForms ? [value] : formsOf(value)) {
      if (text.length >= leastEchoed && this.#secrets.size < mostEchoed) this.#secrets.add(text);
    }
    return mask;
  }

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

  text(text) {
    const members = maskMembers(text, secretName, (value) => this.#hide(value));
    let shown = members
      .replace(userInfo, (all, before, value) => `${before}${this.#hide(value)}@`)
      .replace(parameter, (all, before, name, value) =>
        isSecretField(fromPercents(name)) ? `${before}${name}=${this.#hide(value)}` : all,
      )
      .replace(authorization, (all, how, blanks, value) => how + blanks + this.#hide(value));
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, mask);
    return shown;
  }
}
