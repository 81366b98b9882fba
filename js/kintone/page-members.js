/**
 * The members of kintone that tell of the open screen, give its elements, or keep a state of it (W04 to W08, V01 to V05): the core says what
 * they give (wasm/core/page/page_members.h, promised_members.h).
 */
import { describe, describeWithMembers } from '../core/describe.js';
import { constants } from '../core/module.js';
import { printLine } from '../core/platform.js';

/** Levels of an argument that the core may look at: of styles of lists. */
const depth = 6;

const described = (given) =>
  typeof given === 'object' && given !== null ? describeWithMembers(given, { depth }) : describe(given);

/** The key of a field's element in the row of a record. */
const rowKey = (record, code) => `row${record.$id.value} ${code}`;

/**
 * @param {import('../core/world.js').World} world
 * @param {ReturnType<typeof import('./page-elements.js').createElements>} elements
 * @param {ReturnType<typeof import('./dialogs.js').createDialogs>} dialogs
 * @param {{ page: () => { record?: object, shown?: object[] }, ask: (method: string, path: string, params: object) => Promise<{ isOk: boolean, value: any }> }} around
 *   What the open screen shows, and kintone's REST side.
 * @returns {object} by their whole names
 */
export function createPageMembers(world, elements, dialogs, { page, ask }) {
  /** What is kept: a pair of a key and what holds where nothing is, or an object of them. */
  const kept = (tree) =>
    Array.isArray(tree)
      ? (elements.kept(tree[0]) ?? tree[1])
      : Object.fromEntries(Object.entries(tree).map(([name, each]) => [name, kept(each)]));

  function call(name, given, answers) {
    const called = [name, described(given[0]), described(given[1]), elements.hasDocument(), answers];
    const { warning, promise, ...told } = world.forms.pageMember(called);
    if (warning?.print) printLine(`${warning.message} [${warning.code}]`);
    if (!promise) return valueOf(told);
    return told.asks ? asked(told.asks, name, given) : settled(told, given);
  }

  async function settled(told, [config]) {
    const { code, message, dialog, isMade, unanswered } = told;
    if (message !== undefined) throw Object.assign(new Error(message), { code });
    if (isMade) return dialogs.made({ ...dialog, body: config.body }, config.beforeClose, unanswered);
    if (unanswered) return dialogs.confirm(dialog, unanswered);
    return dialog ? dialogs.show(dialog) : valueOf(told);
  }

  async function asked(asks, name, given) {
    const answers = await Promise.all(asks.map(({ path, params }) => ask('GET', path, params)));
    const refused = answers.find(({ isOk }) => !isOk);
    if (refused) throw refused.value;
    return call(
      name,
      given,
      answers.map(({ value }) => value),
    );
  }

  function valueOf(told) {
    if (told.kept !== undefined) return kept(told.kept);
    if (told.keep !== undefined) return told.keep.forEach(([key, state]) => elements.keep(key, state));
    if (told.element !== undefined) return elements.elementOf(told.element, page().record?.[told.field]);
    if (told.elements === undefined) return told.value;
    // Of a list that nobody opened a served page knows no records.
    const { shown = world.forms.list().shown ?? [] } = page();
    return shown.map((record) => elements.elementOf(rowKey(record, told.field), record[told.field]));
  }

  const memberOf = (path) => {
    const name = path.slice('kintone.'.length);
    return (...given) => call(name, given);
  };
  return Object.fromEntries(constants.pageMembers.map((path) => [path, memberOf(path)]));
}
