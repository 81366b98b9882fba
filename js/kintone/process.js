import { textOf } from './form-values.js';

/**
 * The requests of an action, for a bulkRequest: what has changed of the record, and then the action (E17).
 * @param {string} path Of the app's REST requests.
 * @param {{ app?: number, id?: number }} screen
 * @param {{ before: object, record: object, saved: object }} records As it was, as it is, and as it would be saved.
 * @param {string} action
 * @param {{ assignee?: string }} [next]
 */
export function requestsOf(path, { app, id }, { before, record, saved }, action, next) {
  const put = (name, payload) => ({ method: 'PUT', api: path + name, payload: { app, id, ...payload } });
  const changed = Object.entries(saved).filter(([code]) => textOf(before[code]) !== textOf(record[code]));
  // What others have saved meanwhile is not overwritten (Y14).
  const revision = before.$revision?.value;
  const about = { action, assignee: next?.assignee };
  return changed.length > 0
    ? [
        put('record.json', { revision, record: Object.fromEntries(changed) }),
        put('record/status.json', about),
      ]
    : [put('record/status.json', { ...about, revision })];
}
