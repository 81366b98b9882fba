/** The option `integrity` of fetch, as of Subresource Integrity. */
import { digest } from '../core/platform.js';

const algorithms = ['sha256', 'sha384', 'sha512'];

const token = /^(sha256|sha384|sha512)-([\w+/-]+={0,2})(\?.*)?$/;

/** The same bytes have two spellings. */
const plain = (base64) => base64.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');

/**
 * @param {string} integrity What is no hash in it says nothing; the strongest algorithm counts.
 * @param {Uint8Array} bytes
 * @returns {Promise<boolean>} Whether the bytes are among those that it names, or it names none.
 */
export async function isIntact(integrity, bytes) {
  const named = integrity
    .split(/\s+/)
    .map((each) => token.exec(each))
    .filter(Boolean);
  const strongest = algorithms.findLast((algorithm) => named.some(([, name]) => name === algorithm));
  if (!strongest) return true;
  const actual = plain(await digest(strongest, bytes));
  return named.some(([, name, hash]) => name === strongest && plain(hash) === actual);
}
