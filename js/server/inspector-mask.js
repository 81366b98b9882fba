/** Secrets in what the inspector shows: they are masked before it leaves the server. */

const mask = '***';

/** Names of headers, parameters and members whose values nobody is shown; not `author`, nor a `fileKey`. */
const secretName =
  /auth(?!or(?!iz))|cookie|token|secret|passw|pwd|credential|signature|session|(?:api|access|private|subscription|license)[-_]?key/i;

/** Beyond that a text that comes back is masked wherever it stands; a shorter one could be any word. */
const leastEchoed = 8;
const mostEchoed = 100;

// Each run has an end: a text may be long, and made to be slow.
const userInfo = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s/?#@"'<>]{1,500})@/gi;
const parameter = /(^|[?&;#\s])([^=&?;#\s"'<>]{1,100})=([^&\s"'<>]+)/g;
const jsonMember = /("((?:[^"\\]|\\.){1,100})"\s{0,20}:\s{0,20})("(?:[^"\\]|\\.)*(?:"|\\?$)|[^\s",{}[\]]+)/g;
const scheme = /\b(Bearer|Basic|Digest)(\s+)([\w.~+/=-]{6,})/gi;

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Masks the texts of one call: a secret that was seen in one of them is masked in those that follow, too. */
export class Mask {
  #secrets = new Set();

  #hide(value) {
    for (const text of [value, decoded(value)]) {
      if (text.length >= leastEchoed && this.#secrets.size < mostEchoed) this.#secrets.add(text);
    }
    return mask;
  }

  /** @param {[string, string][]} fields */
  fields(fields) {
    return fields.map(([name, value]) => {
      if (!secretName.test(name)) return [name, this.text(value)];
      // What stands behind a scheme is the secret itself.
      const [, how = '', secret] = /^(\w+ )?([^]*)$/.exec(value);
      this.#hide(value);
      return [name, how + this.#hide(secret)];
    });
  }

  text(text) {
    let shown = text
      .replace(userInfo, (all, before, value) => `${before}${this.#hide(value)}@`)
      .replace(jsonMember, (all, before, name, value) => {
        if (!secretName.test(name)) return all;
        return `${before}"${this.#hide(value.replace(/^"|"$/g, ''))}"`;
      })
      .replace(parameter, (all, before, name, value) =>
        secretName.test(decoded(name)) ? `${before}${name}=${this.#hide(value)}` : all,
      )
      .replace(scheme, (all, how, blanks, value) => how + blanks + this.#hide(value));
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, mask);
    return shown;
  }
}
