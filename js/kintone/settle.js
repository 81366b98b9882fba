import { KintonePromise } from './promise.js';

/**
 * The one place where a call's end reaches its caller. `how` is the core's word on P13 and P14.
 * @returns {{ returned: KintonePromise | undefined, settle: (outcome: object) => { callback: Function, args: unknown[] } | undefined }}
 *   `settle` gives the callback that is to run then.
 */
export function prepareSettlement(how, successCallback, failureCallback) {
  let resolve;
  let reject;
  const returned = how.returnsPromise
    ? new KintonePromise((onFulfilled, onRejected) => {
        resolve = onFulfilled;
        reject = onRejected;
      })
    : undefined;

  function settle(outcome) {
    if (outcome.success) {
      const { body, status, headers } = outcome;
      resolve?.([body, status, headers]);
      return how.runsSuccessCallback
        ? { callback: successCallback, args: [body, status, headers] }
        : undefined;
    }
    reject?.(outcome.error);
    return how.runsFailureCallback ? { callback: failureCallback, args: [outcome.error] } : undefined;
  }
  return { returned, settle };
}
