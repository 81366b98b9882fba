/** What a served page asks of its server, spelt out; and with the changes of a step (`request` in tests/conformance/README.md). */

/** The members of `changes` in the place of those of `object`; what becomes null is left out. */
const changed = (object, changes = {}) =>
  Object.fromEntries(Object.entries({ ...object, ...changes }).filter(([, value]) => value !== null));

/** Where a page asks for its token. */
export const pagePath = '/_shim/page.json';
export const pageFields = { 'X-Kintone-Shim': 'page' };

/** Where its calls go. */
export const callPath = '/k/api/proxy/call.json';

/** @returns {{ fields: object, text: string }} a call of `kintone.proxy` */
export function callOf(upstream, token, { fields, message }) {
  const right = { url: `${upstream}/`, method: 'GET', headers: {}, body: '', __REQUEST_TOKEN__: token };
  const own = { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' };
  return { fields: changed(own, fields), text: JSON.stringify(changed(right, message)) };
}
