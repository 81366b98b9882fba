import { showRate } from './customize.js';

/** @type {import('../support/run-example.js').Example} */
export const example = {
  name: 'callback-form',
  title: 'Callback form: success and failure',
  run: async ({ url, closedUrl }) => [
    await new Promise((shown) => showRate(url, 'EUR', shown)),
    await new Promise((shown) => showRate(closedUrl, 'EUR', shown)),
  ],
  calls: ['kintone.proxy GET /rates/EUR: 200', 'kintone.proxy GET /rates/EUR: SHIM_CONNECTION_REFUSED'],
  returns: ['200 application/json; charset=utf-8 161.35', 'エラー: SHIM_CONNECTION_REFUSED'],
};
