import { placeOrder } from './customize.js';

const record = {
  顧客名: { value: '株式会社サイボウズ商店' },
  商品: { value: '電動ドライバー' },
  数量: { value: '12' },
};

/** @type {import('../support/run-example.js').Example} */
export const example = {
  name: 'post-object',
  title: 'POST of an object',
  run: ({ url }) => placeOrder(url, record),
  calls: ['kintone.proxy POST /orders: 201'],
  returns: '受注番号 1042、/orders/1042',
};
