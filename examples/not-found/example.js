import { parcelState } from './customize.js';

/** @type {import('../support/run-example.js').Example} */
export const example = {
  name: 'not-found',
  title: 'A 404 is a success of the proxy',
  run: ({ url }) => parcelState(url, '4812-0000'),
  calls: ['kintone.proxy GET /parcels/4812-0000: 404'],
  returns: 'お問い合わせ番号 4812-0000 は見つかりません',
};
