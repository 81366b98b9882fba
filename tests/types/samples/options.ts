// Options, and that undefined is none.
import { createShim, type ShimLimits, type ShimOptions } from 'kintone-shim';

const limits: ShimLimits = {
  timeout: 1000,
  responseBody: 1024,
  responseHeaderLines: 10,
  responseHeaderLine: 200,
  uploadResponseHeaderLine: 100,
  upload: 2048,
  records: 4096,
};

const options: ShimOptions = {
  origin: 'https://example.cybozu.com',
  locale: 'ja',
  network: ['api.example.com', '127.0.0.1:8080', '*'],
  fetch: globalThis.fetch,
  seed: 42,
  limits,
  redirect: 'follow',
  promiseWhen: 'either',
  unresolvedHost: 'reject',
  binaryResponse: 'reject',
  emptyObjectBody: 'json',
  ca: ['-----BEGIN CERTIFICATE-----', new Uint8Array()],
  clock: 'manual',
  session: false,
  users: { alice: 'secret', bob: { password: 'secret', locale: 'ja' } },
  apiTokens: { token: 5 },
  guestSpaces: [7],
  apps: { 5: { fields: { Files: 'FILE', Name: { type: 'SINGLE_LINE_TEXT' } }, guestSpace: 7 } },
};

createShim();
createShim(options);
createShim({ network: 'live', seed: 'a seed', ca: new Uint8Array(), limits: { timeout: undefined } });
createShim({ network: 'offline', fetch: undefined });
createShim({
  fetch: async (url, init) => {
    console.log(url.length, init.method, init.headers.length);
    return new Response('ok');
  },
});
