/**
 * Runs the Promises/A+ suite against a shim's `kintone.Promise` and prints what mocha counted, as JSON. A process of its own,
 * with `--unhandled-rejections=none`: the suite leaves rejections unhandled on purpose.
 */
import { createShim } from 'kintone-shim';
import runSuite from 'promises-aplus-tests';

const shim = createShim();
const { Promise: KintonePromise } = shim.kintone;

const adapter = {
  resolved: (value) => KintonePromise.resolve(value),
  rejected: (reason) => KintonePromise.reject(reason),
  deferred() {
    const deferred = {};
    deferred.promise = new KintonePromise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
    return deferred;
  },
};

const counts = { passed: 0, failed: 0, pending: 0, failures: [] };

/** A mocha reporter that only counts. */
function count(runner) {
  runner.on('pass', () => (counts.passed += 1));
  runner.on('pending', () => (counts.pending += 1));
  runner.on('fail', (test, error) => {
    counts.failed += 1;
    counts.failures.push(`${test.fullTitle()}: ${error.message}`);
  });
}

runSuite(adapter, { reporter: count }, () => {
  shim.dispose();
  console.log(JSON.stringify(counts));
});
