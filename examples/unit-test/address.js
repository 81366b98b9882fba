/* global kintone */

/**
 * The function under test, as it stands in the plug-in: it fills an address from a postal code.
 * @param {string} postalCode
 * @returns {Promise<string>}
 */
export async function addressOf(postalCode) {
  const url = `https://postal.example.com/v1/addresses?zipcode=${encodeURIComponent(postalCode)}`;
  const [body, status] = await kintone.proxy(url, 'GET', {}, {}).catch((error) => {
    throw new Error(`住所検索に接続できません: ${JSON.parse(error).code}`);
  });
  if (status === 404) {
    throw new Error('該当する住所がありません');
  }
  const { prefecture, city, town } = JSON.parse(body);
  return prefecture + city + town;
}
