/** Steps that open screens, and that save and read what plug-ins keep (W01, G02, G03, G07, G08). */
import { check, checkMessage, equal } from './check.js';
import { realize } from './values.js';

/** What a step throws or rejects with: `expected` is `{ code?, mentions }`, or nothing. */
function checkThrown(error, expected, { locale, numbers }) {
  if (!expected) {
    if (error) throw error;
    return;
  }
  check(error instanceof TypeError, `it throws a TypeError, this is ${String(error)}`);
  equal(error.code, expected.code, `code of ${error.message}`);
  if (expected.code) checkMessage(error.message, locale, numbers.mark);
  for (const each of expected.mentions ?? []) {
    check(error.message.includes(String(each)), `${error.message} does not mention ${each}`);
  }
}

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
    if (step.do === 'open') await shim.open(realize(step.type, scope), realize(step.options, scope));
    else {
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

/** `do: "member"`: what a member of kintone gives, where there is a window, or what it rejects with. */
export async function runMemberStep(step, expected, run, shim) {
  const restore = shim.install(run.platform.realms.window?.() ?? globalThis);
  const [, ...names] = step.name.split('.');
  const member = names.reduce((owner, name) => owner[name], shim.kintone);
  try {
    const given = await member(...(step.arguments ?? []));
    if ('gives' in expected) equal(plain(given), realize(expected.gives, {}), step.name);
    run.given.push(given);
    if ('sameAs' in expected) {
      check(given === run.given[expected.sameAs], `${step.name} gives another element`);
    }
  } catch (error) {
    if (!expected.rejects) throw error;
    equal(error.code, expected.rejects.code, `code of ${error.message}`);
  } finally {
    restore();
  }
}

/** What a shim shows of its screen. */
export function checkScreen(shim, { screen, screenType, plugins, navigation }) {
  if (screen) equal(shim.screen, screen, 'shim.screen');
  if (screenType) equal(shim.screen.type, screenType, 'shim.screen.type');
  if (plugins) equal(shim.plugins, plugins, 'shim.plugins');
  if (navigation) equal(shim.navigation, navigation, 'shim.navigation');
}
