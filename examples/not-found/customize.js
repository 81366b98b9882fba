/* global kintone */

/**
 * Looks a parcel up. An answer of 404 is an answer like any other: kintone.proxy succeeds, the status says the rest.
 * @param {string} parcelApi
 * @param {string} number
 * @returns {Promise<string>}
 */
export async function parcelState(parcelApi, number) {
  const [body, status] = await kintone.proxy(`${parcelApi}/parcels/${number}`, 'GET', {}, {});
  if (status === 404) {
    return `お問い合わせ番号 ${number} は見つかりません`;
  }
  return JSON.parse(body).state;
}
