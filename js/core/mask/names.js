/** Names under which secrets stand: of headers, parameters, members, elements and fields of forms. */

/** Words before `key` where it is a secret; not `fileKey`, `publicKey` or `primaryKey`. */
const ofKeys =
  'access|account|admin|aes|api|app|application|auth|authentication|client|consumer|deploy|encrypt|encryption|decryption|functions|hmac|' +
  'host|ingest|ingestion|integration|license|master|merchant|partner|private|root|server|service|shared|signing|ssh|subscription|user|' +
  'webhook|write';

/** Not `author`, nor a `compass`. */
const secret = new RegExp(
  String.raw`auth(?!or(?!iz))|cookie|token|secret|passw|passphrase|passcode|passkey|pwd|credential|signature|session|sessid|jwt|assertion|` +
    String.raw`(?:^|[-_.\s[])(?:pass|pin|otp|totp|cvv|cvc|psk)\]?$|(?:pin|security|verification|access)[-_ ]?code|` +
    String.raw`(?:${ofKeys})[-_ ]?key(?!board|word)`,
  'i',
);

/** Where the case tells the words apart: `dbPass`. */
const secretInCamel = /[a-z\d](?:Pass|Pin|Otp)$/;

const secretInJapanese = /パスワード|パスコード|暗証番号|暗号鍵|秘密|トークン|認証情報/;

/** Of headers and parameters these, too; a member of such a name is a kind of error or a word for something. */
const secretField = /^(?:key|code|sig)$|^x-(?:.{1,50}-)?(?:key|sig)$/i;

/** @returns {boolean} Whether a member, an element or a field of a form has a value that nobody is shown. */
export const isSecretName = (name) =>
  secret.test(name) || secretInCamel.test(name) || secretInJapanese.test(name);

/** @returns {boolean} The same of a header or a parameter of a URL. */
export const isSecretField = (name) => isSecretName(name) || secretField.test(name);
