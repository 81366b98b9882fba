'use strict';
const url = 'https://api.example.com/';

/** Tests of a customization that are right or wrong by what finish() says alone. */
exports.spec = ({ test, shim }) => {
  test('all is well', async () => {
    shim.upstream.get(url).reply(200);
    await shim.kintone.proxy(url, 'GET', {}, {});
  });

  test('nothing is left of the test before', () => {
    if (shim.journal.calls().length > 0) throw new Error('a call is left');
  });

  test('a route is not used', () => {
    shim.upstream.get(url).reply(200);
  });

  test('a call is on its way', () => {
    shim.upstream.get(url).reply(200).delay(60_000);
    shim.kintone.proxy(
      url,
      'GET',
      {},
      {},
      () => {},
      () => {},
    );
  });
};
