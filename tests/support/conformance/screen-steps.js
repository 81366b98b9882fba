/** Steps that open screens, and that save and read what plug-ins keep (W01, G02, G03, G07, G08). */
import { check, checkThrown, equal, mentions } from './check.js';
import { setAll } from './event-steps.js';
import { checkEvents, checkFields } from './page-steps.js';
import { realize } from './values.js';

/**
 * `do: "open"` goes to a screen; `do: "plugin"` calls a member of kintone.plugin.app, right behind
 * one with the arguments `before`, and waits until what it saves is saved.
 */
export async function runScreenStep(step, expected, run, shim, context) {
  let error;
  let returned;
  let callbacks = 0;
  const callback =
    () =>
    (...given) => {
      equal(given, [], 'arguments of successCallback');
      callbacks += 1;
    };
  const scope = { realms: run.platform.realms, callback };
  try {
    if (step.do === 'open') {
      run.page = await shim.open(realize(step.type, scope), realize(step.options, scope));
    } else {
      const call = (given) => shim.kintone.plugin.app[step.member](...realize(given, scope));
      if (step.before) call(step.before);
      returned = call(step.arguments);
    }
    equal(callbacks, 0, 'callbacks that ran at once');
  } catch (thrown) {
    error = thrown;
  }
  await run.within(60_000, shim.settled(), 'shim.settled');
  checkThrown(error, expected.throws, context);
  if ('returns' in expected) equal(returned, realize(expected.returns, scope), 'what it returns');
  if ('callbacks' in expected) equal(callbacks, expected.callbacks, 'calls of successCallback');
}

/** `do: "loadPlugin"`: what of a plug-in runs, where there is a folder for its files. */
export async function runLoadStep(step, expected, run, shim, context) {
  let loaded;
  let error;
  try {
    loaded = await run.platform.loadPlugin(shim, step.manifest, step.options);
  } catch (thrown) {
    error = thrown;
  }
  checkThrown(error, expected.throws, context);
  if (!expected.loads) return;
  const { pluginId, html, files } = expected.loads;
  if (pluginId !== '?') equal(loaded.pluginId, pluginId, 'pluginId');
  check(/^[a-p]{32}$/.test(loaded.pluginId), `${loaded.pluginId} is no id of a plug-in`);
  equal(loaded.files, files, 'the files that are told');
  const ran = files.map((name) => [name, loaded.pluginId]);
  equal(loaded.ran, ran, 'the files that ran, and $PLUGIN_ID');
  equal(loaded.html, html, 'the HTML');
}

/** An element, as cases say it. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value?.nodeType === 'number' ? 'element' : value;
}

/** The owner of a member of kintone by its whole name, and the name that it has there. */
function placeOf(kintone, path) {
  const [, ...names] = path.split('.');
  const name = names.pop();
  return [names.reduce((owner, each) => owner[each], kintone), name];
}

/**
 * `do: "member"`: what a member of kintone gives, where there is a window, or what it rejects with. `replaces` puts a function in its place, which
 * returns that.
 */
export async function runMemberStep(step, expected, run, shim, context) {
  const restore = shim.install(run.platform.realms.window?.() ?? globalThis);
  const [owner, name] = placeOf(shim.kintone, step.name);
  let error;
  try {
    if ('replaces' in step) owner[name] = () => step.replaces;
    if (expected.type) return equal(typeof owner[name], expected.type, `type of ${step.name}`);
    const returned = owner[name](...realize(step.arguments ?? [], {}));
    // What happens before it returns (R07).
    if (expected.events) checkEvents(run.listening.heard, expected.events);
    const given = await returned;
    if ('gives' in expected) equal(plain(given), realize(expected.gives, {}), step.name);
    if (expected.form) checkFields(given.record, expected.form, step.name);
    setAll(given, step.spoils);
    run.given.push(given);
    if ('sameAs' in expected) {
      check(given === run.given[expected.sameAs], `${step.name} gives another element`);
    }
  } catch (thrown) {
    error = thrown;
  } finally {
    restore();
  }
  if (error && expected.rejects) return equal(error.code, expected.rejects.code, `code of ${error.message}`);
  return checkThrown(error, expected.throws, context);
}

/** What a shim shows of its screen. */
export function checkScreen(shim, { screen, screenType, plugins, navigation, dialogs }) {
  if (screen) equal(shim.screen, screen, 'shim.screen');
  if (screenType) equal(shim.screen.type, screenType, 'shim.screen.type');
  if (plugins) equal(shim.plugins, plugins, 'shim.plugins');
  if (navigation) equal(shim.navigation, navigation, 'shim.navigation');
  if (!dialogs) return;
  equal(shim.dialogs.length, dialogs.length, `shim.dialogs ${JSON.stringify(shim.dialogs)}`);
  for (const [i, facts] of dialogs.entries()) mentions(shim.dialogs[i].text, facts);
}
