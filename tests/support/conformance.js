/**
 * Runs conformance cases (tests/conformance/README.md) through the public API. Knows no test runner and nothing of Node: what
 * a case needs of its surroundings, servers, name resolution, other realms, is the `platform`
 * (conformance/node-platform.js, browser/page-platform.js).
 */
import {
  Mismatch,
  check,
  checkAnswer,
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

/** What a shim may reach, unless its case says otherwise. */
const reachable = { network: ['127.0.0.1', 'localhost'] };

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
    this.upstream = await this.platform.openUpstream({ tls: given.tls });
    const { url, port, closed } = this.upstream;
    const known = { upstream: url, port, closed, version: this.platform.version };
    const numbers = lookupIn(this.numbers);
    this.fill = (data) => {
      const filled = substitute(data, (name) => known[name] ?? numbers(name));
      equal([...namesIn(filled ?? null)], [], 'names that nobody knows');
      return filled;
    };
    const answers = this.fill(given.answers ?? [given.answer].filter(Boolean));
    await this.upstream.begin({
      answers: answers.flatMap(({ times = 1, answer, ...rest }) => Array(times).fill(answer ?? rest)),
      dns: this.fill(given.dns ?? {}),
      environment: this.fill(given.environment ?? {}),
    });
    for (const options of given.shims ?? [given.options ?? {}]) {
      this.shims.push(await this.openShim({ ...reachable, ...this.fill(options) }, this.upstream));
    }
    if (given.server) {
      this.server = await this.openServer(this.shims[0], url);
      await this.server.loadPage();
    }
  }

  async close() {
    this.server?.close();
    for (const shim of this.shims) shim.dispose();
    await this.upstream?.close();
  }

  async runStep(step, expected) {
    const { shim: number = 0 } = step;
    const shim = this.shims[number];
    if (this.shims.length > 1) await this.turnTo?.(number);
    const { options = {} } = this.theCase.given ?? {};
    const context = { locale: options.locale ?? 'en', numbers: this.numbers, ids: this.ids };
    const before = this.platform.observe();
    const heap = shim[Symbol.for('kintone-shim.internals')].wasmHeapBytes();
    const seenBefore = await this.upstream.seen();
    let result;
    if (step.promise) await runPromiseStep(step, expected, this, shim);
    else if (step.do) result = await this.runAction(step, expected, shim, context);
    else await this.runCall(step, expected, shim, context);
    this.results.push(result);

    await this.checkUpstream(expected, seenBefore);
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

  /** What arrived at the far end since `before`, and what became of the connection. */
  async checkUpstream({ sent, connected, closed, unread }, before) {
    const { requests, connections } = await this.upstream.seen();
    if (sent) await checkSent(requests.slice(before.requests.length), sent, this.platform.bodyFault);
    if (connected === false) equal(connections.length - before.connections.length, 0, 'connections');
    if (!closed) return;
    const number = requests.at(-1)?.connection;
    check(number !== undefined, 'no request arrived');
    await this.within(2_000, this.upstream.connectionClosed(number), 'the connection to be closed');
    const { bytesWritten } = (await this.upstream.seen()).connections[number];
    check(unread === undefined || bytesWritten < unread, 'the answer was read to its end');
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

  async runAction(step, expected, shim, context) {
    if (step.do === 'verify') {
      let thrown = null;
      try {
        shim.verify();
      } catch (error) {
        thrown = error;
      }
      return checkVerify(thrown, expected.throws, context);
    }
    // In a page, its server's shim is another.
    const side = this.server ?? shim;
    if (step.do === 'reload') return side.reload();
    if (step.do === 'advance') return side.advance(step.milliseconds);
    if (step.do === 'request') {
      const answer = await this.server.request(step, this.results[step.page]);
      return checkAnswer(answer, expected.response, context, textOf);
    }
    if (step.do === 'requestToken' || step.do === 'loadPage') {
      const token = step.do === 'loadPage' ? await this.server.loadPage() : shim.kintone.getRequestToken();
      check(typeof token === 'string', `the token is a string, this is ${String(token)}`);
      if (expected.matches) check(new RegExp(expected.matches).test(token), `token: ${token}`);
      if ('sameAs' in expected) equal(token, this.results[expected.sameAs], 'token');
      if ('differsFrom' in expected) check(token !== this.results[expected.differsFrom], `token: ${token}`);
      return token;
    }
    if (step.do === 'declaration') {
      const source = await this.platform.read(step.file);
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
 * @param {object} setting
 * @param {(options: object, upstream: object) => object} setting.openShim a shim with these options, as case data
 * @param {(shim: object, upstream: string) => object} [setting.openServer] that shim's server, as conformance/server.js has it
 * @param {(number: number) => void} [setting.turnTo] of several shims, that with this number comes next
 * @param {object} setting.numbers
 * @param {object} setting.platform
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
