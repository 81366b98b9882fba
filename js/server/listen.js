/**
 * @param {import('node:http').Server} server
 * @param {number} port 0 for any free one.
 * @param {string} host
 * @returns {Promise<import('node:net').AddressInfo>} Where it listens.
 * @throws What the platform says where it cannot.
 */
export function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()));
    });
  });
}

/** A host or an address as it stands in a URL. */
export const inUrl = (host) => (host.includes(':') ? `[${host}]` : host);
