/** What `field.lookup` of handlers (E09), or the entry of a key, does to a form: the core says what is asked, and what of the answer goes where. */
import { fieldAt, fieldsOf } from './form-values.js';

/** @typedef {{ code: string, place: any[], field: { value: any, lookup: unknown } }} Mark The key of a lookup, and what is asked for. */

/** @returns {Mark[]} */
export function marksIn(record) {
  const marked = [...fieldsOf(record)].filter(([, field]) => field?.lookup !== undefined);
  return marked.map(([code, { value, lookup }, place]) => ({ code, place, field: { value, lookup } }));
}

/**
 * @param {import('../core/form-core.js').FormCore} forms
 * @param {(method: string, path: string, parameters: object) => Promise<{ isOk: boolean, answer: any }>} ask Of kintone's REST side.
 * @param {Mark} mark
 */
export async function lookUp(forms, ask, { code, field }) {
  const found = forms.lookUp(code, field);
  if (!found.asks) return found;
  const { isOk, answer } = await ask('GET', found.asks.path, found.asks.params);
  // An app that is not there has no record, either.
  return isOk ? forms.lookUp(code, field, answer) : {};
}

const keyText = ({ value }) => String(value ?? '');

/** Puts what is found into a record; false where nothing is, its row is gone, or the key is another by now. */
export function putFound(record, { place, field }, { key, fields = {} }) {
  const at = key && fieldAt(record, place);
  if (!at || keyText(at.field) !== keyText(field)) return false;
  Object.assign(at.field, { value: undefined }, key);
  const owner = at.row?.value ?? record;
  for (const filled of Object.keys(fields)) {
    if (Object.hasOwn(owner, filled)) owner[filled].value = fields[filled].value;
  }
  return true;
}
