import { textOf } from './form-values.js';

/**
 * The requests of an action, for a bulkRequest: what has changed of the record, and then the action (E17).
 * @param {{ path: string, app: number, id: number }} where
 * @param {{ before: object, record: object, saved: object }} records As it was, as it is, and as it would be saved.
 * @param {{ action: string, assignee?: string }} step
 */
export function requestsOf({ path, app, id }, { before, record, saved }, step) {
  const put = (name, payload) => ({ method: 'PUT', api: path + name, payload: { app, id, ...payload } });
  const changed = Object.entries(saved).filter(([code]) => textOf(before[code]) !== textOf(record[code]));
  const status = put('record/status.json', step);
  return changed.length > 0
    ? [put('record.json', { record: Object.fromEntries(changed) }), status]
    : [status];
}
