import { inYen } from './customize.js';

/** @type {import('../support/run-example.js').Example} */
export const example = {
  name: 'get-json',
  title: 'GET, JSON back',
  run: ({ url }) => inYen(url, 'USD', 1200),
  calls: ['kintone.proxy GET /rates/USD: 200'],
  returns: '1200 USD = 179424 円（東京為替情報センター）',
};
