/* global kintone */

/**
 * Passes a kintone record on as an order: a POST whose data is an object, sent as its JSON text.
 * @param {string} orderApi
 * @param {Record<string, { value: string }>} record
 * @returns {Promise<string>}
 */
export function placeOrder(orderApi, record) {
  const order = {
    customer: record.顧客名.value,
    item: record.商品.value,
    quantity: Number(record.数量.value),
  };
  return kintone
    .proxy(`${orderApi}/orders`, 'POST', { 'Content-Type': 'application/json' }, order)
    .then(([body, status, headers]) => {
      if (status !== 201) {
        throw new Error(body);
      }
      return `受注番号 ${JSON.parse(body).id}、${headers.Location}`;
    });
}
