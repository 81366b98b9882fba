import { printLine, runSoon } from '../core/platform.js';
import { KintonePromise } from './promise.js';

/**
 * The one place where a call's end reaches its caller. `how` is the core's word on P13 and P14. Callbacks run in a task of
 * their own, so that one that throws is an uncaught error and changes nothing (P30).
 * @returns {{ returned: KintonePromise | undefined, settle: (outcome: object) => void }}
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
      if (how.runsSuccessCallback) runSoon(() => successCallback(body, status, headers));
      resolve?.([body, status, headers]);
      return;
    }
    if (how.runsFailureCallback) runSoon(() => failureCallback(outcome.error));
    if (outcome.dropped) printLine(outcome.dropped);
    reject?.(outcome.error);
  }
  return { returned, settle };
}
