/**
 * The members of kintone that tell of the open screen, or give its elements (W04 to W06, V01 to V05): the core says what they give
 * (wasm/core/page/page_members.h).
 */
import { pageMemberNames } from '../core/form-core.js';
import { printLine } from '../core/platform.js';
import { describe } from '../core/describe.js';

/** The key of a field's element in the row of a record. */
const rowKey = (record, code) => `row${record.$id.value} ${code}`;

/**
 * @param {import('../core/world.js').World} world
 * @param {ReturnType<typeof import('./page-elements.js').createElements>} elements
 * @param {() => { record?: object, shown?: object[] }} page What the open screen shows.
 * @returns {object} by their whole names
 */
export function createPageMembers(world, elements, page) {
  function call(name, given) {
    const arguments_ = [describe(given[0]), describe(given[1])];
    const { warning, ...told } = world.forms.pageMember(name, arguments_, elements.hasDocument());
    if (warning?.print) printLine(`${warning.message} [${warning.code}]`);
    if (told.message !== undefined) {
      const { code, message } = told;
      return Promise.reject(Object.assign(new Error(message), { code }));
    }
    if (told.kept !== undefined) return Promise.resolve(elements.kept(told.kept) ?? told.else);
    if (told.keep !== undefined) return elements.keep(told.keep, told.as);
    if (told.element !== undefined) return elements.elementOf(told.element, page().record?.[told.field]);
    if (told.elements === undefined) return told.value;
    const { shown = world.forms.list().shown } = page();
    return shown.map((record) => elements.elementOf(rowKey(record, told.field), record[told.field]));
  }

  const memberOf = (path) => {
    const name = path.slice('kintone.'.length);
    return (...given) => call(name, given);
  };
  return Object.fromEntries(pageMemberNames.map((path) => [path, memberOf(path)]));
}
