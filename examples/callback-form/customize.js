/* global kintone */

/**
 * The callback form, as older customizations have it: kintone.proxy returns nothing and calls one of the two.
 * @param {string} rateApi
 * @param {string} currency
 * @param {(text: string) => void} show
 */
export function showRate(rateApi, currency, show) {
  kintone.proxy(
    rateApi + '/rates/' + currency,
    'GET',
    { 'Accept-Language': 'ja' },
    {},
    function (body, status, headers) {
      show(status + ' ' + headers['Content-Type'] + ' ' + JSON.parse(body).JPY);
    },
    function (error) {
      show('エラー: ' + JSON.parse(error).code);
    },
  );
}
