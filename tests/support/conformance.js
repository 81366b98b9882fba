/**
 * Runs conformance cases (tests/conformance/README.md) through the public API. Knows no test runner and nothing of Node: what
 * a case needs of its surroundings, servers, name resolution, other realms, is the `platform`.
 */
import {
  Mismatch,
  check,
  checkFailure,
  checkPrinted,
  checkSent,
  checkSuccess,
  checkUncaught,
  checkVerify,
  checkWarnings,
  equal,
} from './conformance/check.js';
import { runPromiseStep } from './conformance/promise-steps.js';
import { lookupIn, namesIn, substitute } from './conformance/substitute.js';
import { realize, textOf } from './conformance/values.js';

const argumentNames = ['url', 'method', 'headers', 'data', 'successCallback', 'failureCallback'];
const defaults = {
  proxy: { url: '${upstream}/', method: 'GET', headers: {}, data: {} },
  upload: {
    url: '${upstream}/',
    method: 'POST',
    headers: {},
    data: { format: 'RAW', value: { $: 'blob', text: 'file' } },
  },
};

/** Long enough for everything but the default time limit. */
const patience = 60_000;

const withDefaults = (step) =>
  step.do || step.promise ? step : { ...defaults[step.api ?? 'proxy'], ...step };

const listOf = (value) => (Array.isArray(value) ? value : [value]);

/** Whether a case watches what the whole process shares, and so must not run beside another. */
export function isAlone({ alone = false, given = {}, then }) {
  const watched = ['printed', 'uncaught', 'wasmHeap'];
  return (
    alone ||
    given.environment !== undefined ||
    listOf(then).some((one) => watched.some((name) => name in one))
  );
}

class Run {
  constructor(theCase, setting) {
    Object.assign(this, setting);
    this.theCase = theCase;
    this.results = [];
    this.ids = new Set();
    this.shims = [];
  }

  async open() {
    const { given = {} } = this.theCase;
    this.upstream = await this.platform.startUpstream({ tls: given.tls });
    const { url, port } = this.upstream;
    const closed = await this.platform.closedPort();
    const known = { upstream: url, port, closed, version: this.platform.version };
    const numbers = lookupIn(this.numbers);
    this.fill = (data) => {
      const filled = substitute(data, (name) => known[name] ?? numbers(name));
      equal([...namesIn(filled ?? null)], [], 'names that nobody knows');
      return filled;
    };
    const answers = this.fill(given.answers ?? [given.answer].filter(Boolean));
    if (answers.length > 0) {
      this.upstream.answerWith(
        answers.flatMap(({ times = 1, answer, ...rest }) => Array(times).fill(answer ?? rest)),
      );
    }
    this.closeEnvironment = this.platform.prepare(this.fill(given));
    const scope = { realms: this.platform.realms, given: { ca: this.upstream.ca } };
    for (const options of given.shims ?? [given.options ?? {}]) {
      this.shims.push(
        this.createShim({
          network: ['127.0.0.1', 'localhost'],
          ...this.transportOptions,
          ...realize(this.fill(options), scope),
        }),
      );
    }
  }

  async close() {
    for (const shim of this.shims) shim.dispose();
    this.closeEnvironment?.();
    await this.upstream?.close();
  }

  async runStep(step, expected) {
    const shim = this.shims[step.shim ?? 0];
    const { options = {} } = this.theCase.given ?? {};
    const context = { locale: options.locale ?? 'en', numbers: this.numbers, ids: this.ids };
    const before = this.platform.observe();
    const heap = shim[Symbol.for('kintone-shim.internals')].wasmHeapBytes();
    const requests = this.upstream.requests().length;
    const connections = this.upstream.connections().length;
    let result;
    if (step.promise) await runPromiseStep(step, expected, this, shim);
    else if (step.do) result = this.runAction(step, expected, shim, context);
    else await this.runCall(step, expected, shim, context);
    this.results.push(result);

    if (expected.sent) {
      checkSent(this.upstream.requests().slice(requests), expected.sent, this.platform.bodyFault);
    }
    const all = this.upstream.connections();
    if (expected.connected === false) equal(all.length - connections, 0, 'connections');
    const used = all[this.upstream.requests().at(-1)?.connection];
    if (expected.closed) check(used, 'no request arrived');
    if (expected.closed) await this.within(2_000, used.closed, 'the connection to be closed');
    if (expected.unread) check(used.bytesWritten < expected.unread, 'the answer was read to its end');
    const { printed, uncaught } = await this.platform.observed(before);
    if (expected.printed) checkPrinted(printed, expected.printed);
    checkUncaught(uncaught, expected.uncaught ?? []);
    if (expected.wasmHeap === 'unchanged') {
      equal(
        shim[Symbol.for('kintone-shim.internals')].wasmHeapBytes(),
        heap,
        'bytes of the memory of the Wasm',
      );
    }
  }

  /** Calls, waits for the end of the call, and compares it. */
  async runCall(step, expected, shim, context) {
    const runs = { successCallback: [], failureCallback: [] };
    let hasReturned = false;
    const last = step.count ?? argumentNames.findLastIndex((name) => name in step) + 1;
    const args = argumentNames.slice(0, last).map((name) => {
      const callback = ({ throws }) => {
        return (...values) => {
          runs[name].push({ values, hasReturned });
          if (throws !== undefined) throw new Error(throws);
        };
      };
      return realize(step[name], { realms: this.platform.realms, callback });
    });
    const { kintone } = shim;
    const call = step.api === 'upload' ? kintone.proxy.upload : kintone.proxy;
    const began = this.platform.now();
    const returned = call(...args);
    hasReturned = true;
    const isPromise = returned instanceof kintone.Promise;
    const outcome = isPromise && !step.unhandled ? this.outcomeOf(returned) : null;
    const entry = shim.journal.calls().at(-1);
    await this.until(() => entry.state !== 'pending', 'the call to end');
    const duration = this.platform.now() - began;
    await this.untilCallbacksRan(runs, expected);
    const told = (await outcome) ?? this.toldBy(runs, entry);

    if (expected.returns) equal(isPromise ? 'promise' : String(returned), expected.returns, 'returned');
    this.checkOutcome(told, expected, context);
    this.checkRuns(runs, expected, told);
    checkWarnings(entry.warnings, expected.warnings, context);
    equal(entry.state, expected.failure ? 'failure' : 'success', 'state in the journal');
    equal(entry.binary, expected.binary ?? false, 'binary in the journal');
    const { atLeast = 0, below = Infinity } = expected.duration ?? {};
    check(duration >= atLeast && duration < below, `ended after ${duration} ms`);
  }

  outcomeOf(promise) {
    return this.within(
      patience,
      promise.then(
        (success) => ({ success }),
        (failure) => ({ failure }),
      ),
      'the Promise to settle',
    );
  }

  /** Where no Promise tells: what the callbacks were given, else what the journal has. */
  toldBy({ successCallback, failureCallback }, entry) {
    if (successCallback.length > 0) return { success: successCallback[0].values };
    if (failureCallback.length > 0) return { failure: failureCallback[0].values[0] };
    if (entry.state === 'failure') return { failure: entry.error };
    const { body, status, headers } = entry.response;
    return { success: [body, status, headers] };
  }

  checkOutcome(told, expected, context) {
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
  async untilCallbacksRan({ successCallback, failureCallback }, { callbacks = {} }) {
    const expected = (callbacks.success ?? 0) + (callbacks.failure ?? 0);
    const end = this.platform.now() + 1_000;
    while (successCallback.length + failureCallback.length < expected && this.platform.now() < end) {
      await this.platform.turn();
    }
    await this.platform.turn();
  }

  /** P30: once, after the call has returned, with what the outcome is. */
  checkRuns(runs, { callbacks = {} }, told) {
    equal(runs.successCallback.length, callbacks.success ?? 0, 'calls of successCallback');
    equal(runs.failureCallback.length, callbacks.failure ?? 0, 'calls of failureCallback');
    for (const { values, hasReturned } of [...runs.successCallback, ...runs.failureCallback]) {
      check(hasReturned, 'a callback ran before kintone.proxy had returned');
      equal(values, told.success ?? [told.failure], 'arguments of the callback');
    }
  }

  runAction(step, expected, shim, context) {
    if (step.do === 'verify') {
      let thrown = null;
      try {
        shim.verify();
      } catch (error) {
        thrown = error;
      }
      return checkVerify(thrown, expected.throws, context);
    }
    if (step.do === 'reload') return shim.reload();
    if (step.do === 'requestToken') {
      const token = shim.kintone.getRequestToken();
      check(typeof token === 'string', `the token is a string, this is ${String(token)}`);
      if (expected.matches) check(new RegExp(expected.matches).test(token), `token: ${token}`);
      if ('sameAs' in expected) equal(token, this.results[expected.sameAs], 'token');
      if ('differsFrom' in expected) check(token !== this.results[expected.differsFrom], `token: ${token}`);
      return token;
    }
    if (step.do === 'declaration') {
      const source = this.platform.read(step.file);
      const found = new RegExp(
        `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*(?:const |readonly |type )?${step.name}\\b`,
      ).exec(source);
      check(found, `${step.file} declares ${step.name}`);
      return equal(found[1].includes('@deprecated'), expected.deprecated, 'deprecated');
    }
    throw new TypeError(`no such action: ${step.do}`);
  }

  async until(condition, what) {
    const end = this.platform.now() + patience;
    while (!condition()) {
      check(this.platform.now() < end, `waited in vain for ${what}`);
      await this.platform.turn();
    }
  }

  within(milliseconds, promise, what) {
    return this.platform.within(milliseconds, promise, () => new Mismatch(`waited in vain for ${what}`));
  }
}

/**
 * Throws where the case does not hold.
 * @param {object} theCase
 * @param {{ createShim: Function, numbers: object, platform: object, transportOptions?: object }} setting
 */
export async function runCase(theCase, setting) {
  const run = new Run(theCase, setting);
  try {
    await run.open();
    const steps = listOf(theCase.when).map((step) => run.fill(withDefaults(step)));
    const expected = listOf(run.fill(theCase.then));
    equal(steps.length, expected.length, 'steps and what they are to bring');
    for (const [i, step] of steps.entries()) {
      await run.runStep(step, expected[i]);
    }
  } finally {
    await run.close();
  }
}
