import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { createShim } from 'kintone-shim';
import { addressOf } from './address.js';

// The other end of the proxy: any WHATWG fetch will do, your mock's or a few lines of your own.
const addresses = { '103-6028': { prefecture: '東京都', city: '中央区', town: '日本橋' } };
async function fetch(url) {
  const postalCode = new URL(url).searchParams.get('zipcode');
  if (postalCode === '999-9999') {
    throw new TypeError('fetch failed');
  }
  const address = addresses[postalCode];
  return Response.json(address ?? { message: 'not found' }, { status: address ? 200 : 404 });
}

let shim;
let uninstall;

beforeEach(() => {
  shim = createShim({ network: ['postal.example.com'], fetch });
  uninstall = shim.install(globalThis);
});

afterEach(() => {
  uninstall();
  shim.dispose();
});

test('fills the address', async () => {
  assert.equal(await addressOf('103-6028'), '東京都中央区日本橋');

  const [call] = shim.journal.calls();
  assert.equal(call.method, 'GET');
  assert.equal(call.url, 'https://postal.example.com/v1/addresses?zipcode=103-6028');
  shim.verify();
});

test('says so when there is no such address', async () => {
  await assert.rejects(addressOf('000-0000'), { message: '該当する住所がありません' });
});

test('says so when the proxy itself fails', async () => {
  await assert.rejects(addressOf('999-9999'), { message: '住所検索に接続できません: SHIM_NETWORK_FAILED' });
});
