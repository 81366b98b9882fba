/**
 * Certificates made at run time: X.509 v3 over P-256, written as DER by hand, because Node reads certificates but does not
 * make them. Layout: RFC 5280, section 4.1.
 */
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const DAY = 86_400_000;
const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** Object identifiers, already encoded. */
const COMMON_NAME = Buffer.from('550403', 'hex');
const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('551d13', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('551d11', 'hex');

/** @typedef {{ key: string, cert: string }} Credentials both PEM */

/**
 * @param {{ hosts?: string[] }} [options]
 * @returns {Credentials} a certificate that nobody vouches for, by default for localhost and 127.0.0.1
 */
export function selfSigned({ hosts = ['localhost', '127.0.0.1'] } = {}) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return issue({ subject: hosts[0], privateKey, issuer: hosts[0], issuerKey: privateKey, hosts });
}

/**
 * @returns {{ ca: string, issueFor: (hosts: string[], options?: { expired?: boolean }) => Credentials }}
 *   a certification authority of our own: its certificate, and the means to sign others with it
 */
export function createAuthority() {
  // OpenSSL finds the issuer by its name: two authorities must not share one.
  const name = `Authority ${randomBytes(8).toString('hex')}`;
  const { privateKey: issuerKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { cert: ca } = issue({ subject: name, privateKey: issuerKey, issuer: name, issuerKey });
  return {
    ca,
    issueFor(hosts, { expired = false } = {}) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return issue({ subject: hosts[0], privateKey, issuer: name, issuerKey, hosts, expired });
    },
  };
}

/** Without hosts it is a certificate of an authority. */
function issue({ subject, privateKey, issuer, issuerKey, hosts, expired = false }) {
  const now = Date.now();
  const [from, until] = expired ? [now - 10 * DAY, now - 5 * DAY] : [now - DAY, now + 10 * DAY];
  const algorithm = der(SEQUENCE, der(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
  const toBeSigned = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))), // version 3
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(issuer),
    der(SEQUENCE, timeOf(from), timeOf(until)),
    nameOf(subject),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, hosts ? subjectAltName(hosts) : authorityConstraint())),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  const certificate = der(SEQUENCE, toBeSigned, algorithm, bitString(signature));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: pem(certificate) };
}

/** One value: tag, length, content. */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function bitString(bytes) {
  return der(BIT_STRING, Buffer.from([0]), bytes);
}

function nameOf(commonName) {
  const value = der(UTF8_STRING, Buffer.from(commonName));
  return der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_IDENTIFIER, COMMON_NAME), value)));
}

/** YYMMDDHHMMSSZ */
function timeOf(milliseconds) {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]/g, '');
  return der(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function authorityConstraint() {
  const isAuthority = der(OCTET_STRING, der(SEQUENCE, TRUE));
  return der(SEQUENCE, der(OBJECT_IDENTIFIER, BASIC_CONSTRAINTS), TRUE, isAuthority);
}

function subjectAltName(hosts) {
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host)
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host)),
  );
  return der(SEQUENCE, der(OBJECT_IDENTIFIER, SUBJECT_ALT_NAME), der(OCTET_STRING, der(SEQUENCE, ...names)));
}

function pem(bytes) {
  const lines = bytes.toString('base64').match(/.{1,64}/g);
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
