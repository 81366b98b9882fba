/** Steps that call kintone.api and its members (K01 to K08). */
import { check, checkFailure, equal } from './check.js';
import { realize } from './values.js';

/** A failure is kintone's parsed error object. Of an answer of the REST side only its code and its arguments are compared. */
function checkRejected(failure, expected, context) {
  check(
    !(failure instanceof Error) && typeof failure === 'object' && failure !== null,
    `a failure is a parsed error object, this is ${String(failure)}`,
  );
  if (failure.code.startsWith('SHIM_')) return checkFailure(JSON.stringify(failure), expected, context);
  return equal(failure.code, expected.code, `code of ${JSON.stringify(failure)}`);
}

/** Calls, waits for the end, and compares it. */
export async function runApiStep(step, expected, run, shim, context) {
  const seen = { success: [], failure: [] };
  const callback =
    ({ name }) =>
    (...given) =>
      seen[name].push(given);
  const { api } = shim.kintone;
  const called = step.member ? api[step.member] : api;
  let returned;
  try {
    returned = called(...realize(step.arguments, { realms: run.platform.realms, callback }));
  } catch (error) {
    const mentions = expected.throws?.mentions;
    check(mentions && error instanceof TypeError, `it throws ${String(error)}`);
    for (const each of mentions) check(error.message.includes(each), `${error.message} lacks ${each}`);
    return;
  }
  check(!expected.throws, 'it throws nothing');
  equal([seen.success.length, seen.failure.length], [0, 0], 'callbacks that ran before it returned');
  const isPromise = returned instanceof shim.kintone.Promise;
  if (expected.returns) equal(isPromise ? 'promise' : String(returned), expected.returns, 'what it returns');
  if (typeof returned === 'string') return equal(returned, expected.value, 'what it returns');
  const { success, failure } = await endOf(returned, isPromise, { seen, run, shim });
  const runs = { success: seen.success.length, failure: seen.failure.length };
  equal(runs, { success: 0, failure: 0, ...expected.callbacks }, 'calls of callbacks');
  if (expected.failure) checkRejected(failure, expected.failure, context);
  else equal(failure, undefined, 'failure');
  if ('value' in expected) equal(success, expected.value, 'what it is fulfilled with');
  if (expected.requested) {
    const { method } = shim.journal.requests().at(-1);
    equal({ method }, expected.requested, 'the request that it made');
  }
}

async function endOf(returned, isPromise, { seen, run, shim }) {
  if (isPromise) return run.outcomeOf(returned);
  await run.within(60_000, shim.settled(), 'shim.settled');
  return { success: seen.success[0]?.[0], failure: seen.failure[0]?.[0] };
}
