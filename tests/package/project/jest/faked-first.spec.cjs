'use strict';
// Timers that are faked before the package is loaded.
const { expect, jest: mock, test } = require('@jest/globals');

test('freeze no call, in neither form', async () => {
  mock.useFakeTimers();
  const { createShim } = require('kintone-shim');
  const { kintone } = createShim({ network: ['127.0.0.1'] });
  const url = `${process.env.UPSTREAM}/faked-first`;
  const [promised] = await kintone.proxy(url, 'GET', {}, {});
  const called = await new Promise((resolve, reject) => {
    kintone.proxy(url, 'GET', {}, {}, resolve, reject);
  });
  expect([promised, called]).toEqual(['/faked-first 0', '/faked-first 0']);
});
