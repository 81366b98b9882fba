/** Steps that call kintone.proxy or kintone.proxy.upload: the call, its end, and how it is told. */
import { Mismatch, check, checkFailure, checkSuccess, checkWarnings, equal } from './check.js';
import { realize, textOf } from './values.js';

const functions = {
  proxy: ({ proxy }) => proxy,
  upload: ({ proxy }) => proxy.upload,
  plugin: ({ plugin }) => plugin.app.proxy,
  pluginUpload: ({ plugin }) => plugin.app.proxy.upload,
};

const namesOfProxy = ['url', 'method', 'headers', 'data', 'successCallback', 'failureCallback'];

const namesOf = ({ api = 'proxy' }) =>
  api.startsWith('plugin') ? ['pluginId', ...namesOfProxy] : namesOfProxy;

/** Where no Promise tells: what the callbacks were given, else what the journal has. */
function toldBy({ successCallback, failureCallback }, entry) {
  if (successCallback.length > 0) return { success: successCallback[0].values };
  if (failureCallback.length > 0) return { failure: failureCallback[0].values[0] };
  if (entry.state === 'failure') return { failure: entry.error };
  const { body, status, headers } = entry.response;
  return { success: [body, status, headers] };
}

function checkOutcome(told, expected, context) {
  if ('success' in told && expected.success) {
    checkSuccess(told.success, expected.success, textOf);
  } else if ('failure' in told && expected.failure) {
    checkFailure(told.failure, expected.failure, context);
  } else {
    const what = JSON.stringify(told).slice(0, 400);
    throw new Mismatch(`expected a ${expected.failure ? 'failure' : 'success'}: ${what}`);
  }
}

/** Callbacks run in a task of their own; one that does not come is a fault that checkRuns tells. */
async function untilCallbacksRan(platform, { successCallback, failureCallback }, { callbacks = {} }) {
  const expected = (callbacks.success ?? 0) + (callbacks.failure ?? 0);
  const end = platform.now() + 60_000;
  while (successCallback.length + failureCallback.length < expected && platform.now() < end) {
    await platform.turn();
  }
  await platform.turn();
}

/** P30: once, after the call has returned, with what the outcome is. */
function checkRuns(runs, { callbacks = {} }, told) {
  equal(runs.successCallback.length, callbacks.success ?? 0, 'calls of successCallback');
  equal(runs.failureCallback.length, callbacks.failure ?? 0, 'calls of failureCallback');
  for (const { values, hasReturned } of [...runs.successCallback, ...runs.failureCallback]) {
    check(hasReturned, 'a callback ran before kintone.proxy had returned');
    equal(values, told.success ?? [told.failure], 'arguments of the callback');
  }
}

/** Calls, waits for the end of the call, and compares it. */
export async function runCall(step, expected, run, shim, context) {
  const { platform } = run;
  const runs = { successCallback: [], failureCallback: [] };
  let hasReturned = false;
  const argumentNames = namesOf(step);
  const last = step.count ?? argumentNames.findLastIndex((name) => name in step) + 1;
  const args = argumentNames.slice(0, last).map((name) => {
    const callback = ({ throws }) => {
      return (...values) => {
        runs[name].push({ values, hasReturned });
        if (throws !== undefined) throw new Error(throws);
      };
    };
    return realize(step[name], { realms: platform.realms, callback });
  });
  const { kintone } = shim;
  const call = functions[step.api ?? 'proxy'](kintone);
  const began = platform.now();
  const returned = call(...args);
  hasReturned = true;
  const isPromise = returned instanceof kintone.Promise;
  const outcome = isPromise && !step.unhandled ? run.outcomeOf(returned) : null;
  const entry = shim.journal.calls().at(-1);
  await run.until(() => entry.state !== 'pending', 'the call to end');
  const duration = platform.now() - began;
  await untilCallbacksRan(platform, runs, expected);
  const told = (await outcome) ?? toldBy(runs, entry);

  if (expected.returns) equal(isPromise ? 'promise' : String(returned), expected.returns, 'returned');
  checkOutcome(told, expected, context);
  checkRuns(runs, expected, told);
  checkWarnings(entry.warnings, expected.warnings, context);
  equal(entry.state, expected.failure ? 'failure' : 'success', 'state in the journal');
  equal(entry.binary, expected.binary ?? false, 'binary in the journal');
  const { atLeast = 0, below = Infinity } = expected.duration ?? {};
  check(duration >= atLeast && duration < below, `ended after ${duration} ms`);
}
