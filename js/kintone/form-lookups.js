/** What `field.lookup` of handlers does to a form (E09): the core says what is asked, and what of the answer goes where. */
import { fieldsOf } from './form-values.js';

/**
 * @param {import('../core/form-core.js').FormCore} forms
 * @param {(method: string, path: string, parameters: object) => Promise<{ isOk: boolean, answer: any }>} ask Of kintone's REST side.
 * @param {object} record Of the form, with the marks that count: what is looked up is put into it.
 */
export async function lookUp(forms, ask, record) {
  const marked = [...fieldsOf(record)].filter(([, field]) => field?.lookup !== undefined);
  for (const [code, field, row] of marked) {
    const { value, lookup } = field;
    let found = forms.lookUp(code, { value, lookup });
    if (found.asks) {
      const { isOk, answer } = await ask('GET', found.asks.path, found.asks.params);
      // An app that is not there has no record, either.
      found = isOk ? forms.lookUp(code, { value, lookup }, answer) : {};
    }
    const { key = {}, fields = {} } = found;
    if (found.key) Object.assign(field, { value: undefined }, key);
    const owner = row?.value ?? record;
    for (const filled of Object.keys(fields)) {
      if (Object.hasOwn(owner, filled)) owner[filled].value = fields[filled].value;
    }
  }
}
