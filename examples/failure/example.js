import { fetchReport } from './customize.js';

/** @type {import('../support/run-example.js').Example} */
export const example = {
  name: 'failure',
  title: 'Two failures: nobody listens, an answer that breaks off',
  run: async ({ url, closedUrl }) => [
    await fetchReport(`${closedUrl}/reports/monthly`),
    await fetchReport(`${url}/reports/broken-off`),
  ],
  calls: [
    'kintone.proxy GET /reports/monthly: SHIM_CONNECTION_REFUSED',
    'kintone.proxy GET /reports/broken-off: SHIM_RESPONSE_TRUNCATED',
  ],
  returns: [
    'レポートを取得できません: SHIM_CONNECTION_REFUSED',
    'レポートを取得できません: SHIM_RESPONSE_TRUNCATED',
  ],
};
