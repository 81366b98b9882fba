/* global kintone */

/**
 * What a sum in another currency is worth in yen today: a GET, JSON back, the Promise form.
 * @param {string} rateApi
 * @param {string} currency
 * @param {number} amount
 * @returns {Promise<string>}
 */
export async function inYen(rateApi, currency, amount) {
  const [body, status] = await kintone.proxy(`${rateApi}/rates/${currency}`, 'GET', {}, {});
  if (status !== 200) {
    throw new Error(`${currency} のレートを取得できません (${status})`);
  }
  const rate = JSON.parse(body);
  return `${amount} ${currency} = ${Math.round(amount * rate.JPY)} 円（${rate.provider}）`;
}
