/* global kintone */

/**
 * Sends the file a user has chosen to a storage service: its bytes are the request body, unchanged.
 * @param {string} storageApi
 * @param {File} file
 * @returns {Promise<{ name: string, size: number, sha256: string }>}
 */
export async function storeFile(storageApi, file) {
  const [body, status] = await kintone.proxy.upload(
    `${storageApi}/files/${encodeURIComponent(file.name)}`,
    'PUT',
    { 'Content-Type': file.type },
    { format: 'RAW', value: file },
  );
  if (status !== 201) {
    throw new Error(body);
  }
  return JSON.parse(body);
}
