import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { addressOf } from './address.js';

const addresses = 'https://postal.example.com/v1/addresses';

let shim;
let uninstall;

beforeEach(() => {
  shim = createShim();
  uninstall = shim.install(globalThis);
});

afterEach(() => {
  uninstall();
  shim.dispose();
});

test('fills the address', async () => {
  const address = { prefecture: '東京都', city: '中央区', town: '日本橋' };
  shim.upstream.get(`${addresses}?zipcode=103-6028`).reply(200, address);
  assert.equal(await addressOf('103-6028'), '東京都中央区日本橋');
  shim.verify();
});

test('says so when there is no such address', async () => {
  shim.upstream.get(`${addresses}?*`).reply(404, { message: 'not found' });
  await assert.rejects(addressOf('000-0000'), { message: '該当する住所がありません' });
});

test('says so when the proxy itself fails', async () => {
  shim.upstream.get(`${addresses}?*`).fail('timeout');
  await assert.rejects(addressOf('103-6028'), { message: '住所検索に接続できません: GAIA_PR03' });
});
