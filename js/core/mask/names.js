/** Names under which secrets stand: of headers, parameters, members, elements and fields of forms. */

/** Words before `key` where it is a secret; not `fileKey`, `publicKey` or `primaryKey`. */
const ofKeys =
  'access|account|admin|aes|api|app|application|auth|authentication|client|consumer|deploy|encrypt|encryption|decryption|functions|hmac|' +
  'host|ingest|ingestion|integration|license|master|merchant|partner|private|root|server|service|shared|signing|ssh|subscription|user|' +
  'webhook|write';

/** Not `author`, nor a `compass`. */
const secret = new RegExp(
  String.raw`auth(?!or(?!iz))|cookie|token|secret|passw|passphrase|passcode|passkey|pwd|credential|signature|session|sessid|jwt|assertion|` +
    String.raw`(?:^|[-_.\s[])(?:pass|pw|pin|otp|totp|cvv|cvc|psk)\]?$|(?:pin|security|verification|access)[-_ ]?code|` +
    String.raw`(?:${ofKeys})[-_ ]?key(?!board|word)`,
  'i',
);

/** Where the case tells the words apart: `dbPass`. */
const secretInCamel = /[a-z\d](?:Pass|Pw|Pin|Otp)$/;

// パスワード, パスコード, 暗証番号, 暗号鍵, 秘密, トークン, 認証情報: written as ASCII, since a page of any charset may load the script.
const secretInJapanese =
  /\u30d1\u30b9\u30ef\u30fc\u30c9|\u30d1\u30b9\u30b3\u30fc\u30c9|\u6697\u8a3c\u756a\u53f7|\u6697\u53f7\u9375|\u79d8\u5bc6|\u30c8\u30fc\u30af\u30f3|\u8a8d\u8a3c\u60c5\u5831/;

/** Of headers and parameters these, too; a member of such a name is a kind of error or a word for something. */
const secretField = /^(?:key|code|sig)$|^x-(?:.{1,50}-)?(?:key|sig)$/i;

/** @returns {boolean} Whether a member, an element or a field of a form has a value that nobody is shown. */
export const isSecretName = (name) =>
  secret.test(name) || secretInCamel.test(name) || secretInJapanese.test(name);

/** @returns {boolean} The same of a header or a parameter of a URL. */
export const isSecretField = (name) => isSecretName(name) || secretField.test(name);
