// The same upload twice: as a plug-in writes it, and as one would write it with Node's fetch.
import { createShim } from 'kintone-shim';

const headers = { 'Content-Type': 'application/octet-stream' };

function check(body, blob) {
  const { received } = JSON.parse(body);
  if (received !== blob.size) {
    throw new Error(`the server received ${received} of ${blob.size} bytes`);
  }
}

/**
 * @param {string} url
 */
export function uploadByShim(url) {
  const shim = createShim({ network: ['127.0.0.1'] });
  return {
    shim,
    /** @param {Blob} value */
    async upload(value) {
      const [body] = await shim.kintone.proxy.upload(url, 'POST', headers, { format: 'RAW', value });
      check(body, value);
    },
  };
}

/**
 * @param {string} url
 */
export function uploadByFetch(url) {
  return {
    /** @param {Blob} body */
    async upload(body) {
      const response = await fetch(url, { method: 'POST', body, headers });
      check(await response.text(), body);
    },
  };
}
