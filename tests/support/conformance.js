/**
 * Runs conformance cases (tests/conformance/README.md) through the public API. Knows no test runner and nothing of Node: what
 * a case needs of its surroundings, servers, name resolution, other realms, is the `platform`
 * (conformance/node-platform.js, browser/page-platform.js).
 */
import { checkReply, checkViews, keptOf } from './conformance/answers.js';
import { runApiStep } from './conformance/api-steps.js';
import { runCall } from './conformance/call-steps.js';
import {
  Mismatch,
  check,
  checkAnswer,
  checkPrinted,
  checkSent,
  checkUncaught,
  checkVerify,
  equal,
} from './conformance/check.js';
import { runEventStep } from './conformance/event-steps.js';
import { fileHeader } from './conformance/form.js';
import { checkPage, listen, runPageStep } from './conformance/page-steps.js';
import { runPromiseStep } from './conformance/promise-steps.js';
import { DirectSteps, ServedSteps, isAsking, isOfService } from './conformance/rest-steps.js';
import { lookupIn, namesIn, substitute } from './conformance/substitute.js';
import { checkScreen, runLoadStep, runMemberStep, runScreenStep } from './conformance/screen-steps.js';
import { textOf } from './conformance/values.js';

/** A plug-in of the cases. */
const pluginId = 'faabchdodajloackbgnipilddblmkejp';

const defaults = {
  proxy: { url: '${upstream}/', method: 'GET', headers: {}, data: {} },
  upload: {
    url: '${upstream}/',
    method: 'POST',
    headers: {},
    data: { format: 'RAW', value: { $: 'blob', text: 'file' } },
  },
};
defaults.plugin = { pluginId, ...defaults.proxy };
defaults.pluginUpload = { pluginId, ...defaults.upload };

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
    /** What members of kintone gave, by their steps. */
    this.given = [];
    this.kept = {};
    this.ids = new Set();
    this.shims = [];
  }

  async open() {
    const { given = {} } = this.theCase;
    this.upstream = await this.platform.openUpstream({ tls: given.tls });
    const { url, port, closed } = this.upstream;
    const known = { upstream: url, port, closed, version: this.platform.version, file: fileHeader };
    const numbers = lookupIn(this.numbers);
    this.fill = (data) => {
      const late = {
        requestToken: () => this.requestToken(),
        base: () => this.platform.base ?? this.shims[0].origin,
      };
      const find = (name) => this.kept[name] ?? known[name] ?? late[name]?.() ?? numbers(name);
      const filled = substitute(data, find);
      equal([...namesIn(filled ?? null)], [], 'names that nobody knows');
      return filled;
    };
    const answers = this.fill(given.answers ?? [given.answer].filter(Boolean));
    await this.upstream.begin({
      answers: answers.flatMap(({ times = 1, ...answer }) => Array(times).fill(answer)),
      dns: this.fill(given.dns ?? {}),
      environment: this.fill(given.environment ?? {}),
    });
    for (const options of given.shims ?? [given.options ?? {}]) {
      this.shims.push(await this.openShim({ ...reachable, ...this.fill(options) }, this.upstream));
    }
    const isServed = this.through === 'http' && isOfService(this.theCase);
    if (given.server || isServed) {
      this.server = await this.openServer(this.shims[0], url);
      await this.server.loadPage();
    }
    const {
      server,
      platform: { turn },
      shims: [shim],
    } = this;
    const options = this.fill(given.options);
    const send = this.senderOf?.(shim) ?? ((address, init) => shim.handle(new Request(address, init)));
    this.rest = isServed ? new ServedSteps({ server, options }) : new DirectSteps({ send, options, turn });
  }

  /** The page's, where there is one. */
  requestToken() {
    return this.server?.token ?? this.shims[0].kintone.getRequestToken();
  }

  /** A step that asks kintone's REST side, so often as it says; the last answer. */
  async ask({ count = 1, ...step }, { response }) {
    let answer;
    for (let i = 0; i < count; i += 1) answer = await this.rest[step.do](step);
    if (answer) Object.assign(this.kept, keptOf(answer, response?.keep));
    return answer;
  }

  async close() {
    this.server?.close();
    for (const shim of this.shims) shim.dispose();
    await this.upstream?.close();
  }

  /** `then` is filled in when it is known what it may name: what was kept of an answer. */
  async runStep(step, then) {
    const { shim: number = 0 } = step;
    const shim = this.shims[number];
    if (this.shims.length > 1) await this.turnTo?.(number);
    const { options = {} } = this.theCase.given ?? {};
    const context = { locale: options.locale ?? 'en', numbers: this.numbers, ids: this.ids };
    const before = this.platform.observe();
    const heap = shim[Symbol.for('kintone-shim.internals')].wasmHeapBytes();
    const seenBefore = await this.upstream.seen();
    const answer = isAsking(step) ? await this.ask(step, then) : undefined;
    const expected = this.fill(then);
    let result;
    if (['open', 'page', 'member'].includes(step.do)) listen(step, this, shim);
    if (answer && expected.response) checkReply(answer, expected.response, context);
    else if (step.promise) await runPromiseStep(step, expected, this, shim);
    else if (step.do && !isAsking(step)) result = await this.runAction(step, expected, shim, context);
    else if (!step.do) await runCall(step, expected, this, shim, context);
    this.results.push(result);
    await checkViews(shim, expected);
    checkScreen(shim, expected);
    if (step.do !== 'fire') await checkPage(this, shim, expected);

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

  async runAction(step, expected, shim, context) {
    if (step.do === 'fire' || step.do === 'shim') return runEventStep(step, expected, this, shim, context);
    if (step.do === 'member') return runMemberStep(step, expected, this, shim, context);
    if (step.do === 'page') return runPageStep(step, expected, this, context);
    if (step.do === 'api') return runApiStep(step, expected, this, shim, context);
    if (step.do === 'loadPlugin') return runLoadStep(step, expected, this, shim, context);
    if (step.do === 'open' || step.do === 'plugin') {
      return runScreenStep(step, expected, this, shim, context);
    }
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
    if (step.do === 'look') return undefined;
    if (step.do === 'reload') return side.reload();
    if (step.do === 'advance') return side.advance(step.milliseconds);
    if (step.do === 'request') {
      const answer = await this.server.request(step, this.results[step.page]);
      return checkAnswer(answer, expected.response, context, textOf);
    }
    if (step.do === 'requestToken' || step.do === 'loadPage') {
      const token = await this.tokenOf(step, shim);
      if (expected.keep) this.kept[expected.keep] = token;
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

  /** In the process a page is loaded by `reload`. */
  async tokenOf({ do: action }, shim) {
    if (action === 'loadPage' && this.server) return this.server.loadPage();
    if (action === 'loadPage') shim.reload();
    return this.through === 'http' ? this.requestToken() : shim.kintone.getRequestToken();
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
 * @param {'handle' | 'http'} [setting.through] how kintone's REST side is asked
 * @param {(number: number) => void} [setting.turnTo] of several shims, that with this number comes next
 * @param {object} setting.numbers
 * @param {object} setting.platform
 */
export async function runCase(theCase, setting) {
  const run = new Run(theCase, setting);
  try {
    await run.open();
    const steps = listOf(theCase.when);
    const expected = listOf(theCase.then);
    equal(steps.length, expected.length, 'steps and what they are to bring');
    for (const [i, step] of steps.entries()) {
      await run.runStep(run.fill(withDefaults(step)), expected[i]);
    }
  } finally {
    await run.close();
  }
}
