// Callback form: nothing is returned, the callbacks' arguments have their types.
import { createShim, type ProxyFailure } from 'kintone-shim';

const { kintone } = createShim({ network: ['api.example.com'] });

export const nothing: void = kintone.proxy(
  'https://api.example.com/orders',
  'POST',
  { 'Content-Type': 'application/json', 'X-Retry': 3, 'X-Dry-Run': false, 'X-Unset': undefined },
  { item: 'りんご', count: 3, tags: ['fruit'] },
  (body, status, headers) => {
    console.log(body.toUpperCase(), status.toFixed(0), Object.keys(headers).length);
  },
  (error) => {
    const failure: ProxyFailure = JSON.parse(error);
    if (failure.code === 'SHIM_INVALID_ARGUMENT') console.log(failure.errors?.['data']?.messages.join());
  },
);

kintone.proxy('https://api.example.com/', 'GET', {}, null, (body) => console.log(body.length));
kintone.proxy('https://api.example.com/', 'GET', {}, {}, (body) => console.log(body.length), null);
