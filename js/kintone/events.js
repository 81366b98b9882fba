/**
 * kintone.events (E01, E02), and the bare chain of an event's handlers (E03 to E10), which shim.fire runs. Handlers are kept, called and
 * awaited here; what follows from what they return, the core says (wasm/core/page/chain.h).
 */
import { needStackForEntries } from '../core/guard.js';
import { printLine } from '../core/platform.js';
import { attempt, describe, describeWithMembers } from '../core/describe.js';
import { changesOf, copyOf } from './event-changes.js';
import { HandlerErrors } from './handler-errors.js';

/** Characters of what a handler threw. */
const longestTold = 1_000;

/** What a handler returned, by the core's names; of a thenable its `then`, which is read once: as `listen`, or what is told here were a thenable itself. */
function look(value, { type, event }) {
  if (value === undefined) return { what: 'undefined', value };
  if (value === false) return { what: 'false', value };
  if (value === event) return { what: 'event', value };
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    return { what: 'other', value };
  }
  const { then } = value;
  if (typeof then === 'function') return { what: 'promise', value, listen: then };
  return { what: value.type === type ? 'copy' : 'other', value };
}

const thrown = (error) => ({ what: 'threw', value: error });

/** What comes of a handler at once. */
function call(handler, argument, fired, inside) {
  inside.count += 1;
  try {
    return look(handler(argument), fired);
  } catch (error) {
    return thrown(error);
  } finally {
    inside.count -= 1;
  }
}

/**
 * What comes of the Promise that it returned.
 * @param {{ value: any, listen?: any }} came
 */
async function settle({ value, listen }, fired) {
  try {
    return look(await new Promise((resolve, reject) => listen.call(value, resolve, reject)), fired);
  } catch (error) {
    return thrown(error);
  }
}

/** What was thrown, for people; looking at it may throw as well. */
const textOf = (error) =>
  attempt(() => {
    throw error;
  })[1].slice(0, longestTold);

/** The lines of its stack that say where. */
function framesOf(error) {
  try {
    return /(?:\n +at .*)+/.exec(error.stack)[0];
  } catch {
    return '';
  }
}

/**
 * @param {import('../core/world.js').World} world
 * @param {import('../harness/activity.js').Activity} activity
 */
export function createEvents(world, activity) {
  /** Handlers by the type of their events, in the order in which they came. */
  const handlers = new Map();
  /** Handlers that run right now, within one another (R02). */
  const inside = { count: 0 };
  /** What ends the chains that wait for a handler. */
  const running = new Set();
  const errors = new HandlerErrors((message) => world.note(message));

  function typesOf(name, given) {
    const [type, second] = given;
    const types = Array.isArray(type) ? [...type] : [type];
    const described = Array.isArray(type) ? describeWithMembers(types) : describe(type);
    world.checkEventArguments(name, given.length, described, describe(second));
    return types;
  }

  function on(...given) {
    for (const type of typesOf('on', given)) {
      if (!handlers.has(type)) handlers.set(type, []);
      handlers.get(type).push(given[1]);
    }
  }

  function off(...given) {
    const types = typesOf('off', given);
    let isFound = false;
    for (const type of given.length === 0 ? [...handlers.keys()] : types) {
      const list = handlers.get(type) ?? [];
      const rest = given.length > 1 ? list.filter((each) => each !== given[1]) : [];
      isFound ||= rest.length < list.length;
      if (rest.length > 0) handlers.set(type, rest);
      else handlers.delete(type);
    }
    return isFound;
  }

  /**
   * Runs the handlers, one after the other, to what the last one that ran came to; gives each Promise that is awaited. Those that are added or
   * removed meanwhile change nothing.
   * @param {{ type: string, event: object }} fired
   * @param {{ handlers: number, last: number, awaited: number }} progress How many there are, the number of the one that runs, and of the first
   *   whose Promise was awaited.
   * @param {() => boolean} isOn False where a reset has ended it: then no further handler runs.
   */
  function* run(fired, progress, isOn) {
    const { type, event } = fired;
    const list = [...(handlers.get(type) ?? [])];
    progress.handlers = list.length;
    let argument = event;
    let came = look(undefined, fired);
    for (const [i, handler] of list.entries()) {
      const turnAfter = ({ what }) => world.eventTurn(type, what, i === list.length - 1);
      progress.last = i + 1;
      came = call(handler, argument, fired, inside);
      let turn = turnAfter(came);
      while (turn === 'await') {
        progress.awaited ||= i + 1;
        came = yield settle(came, fired);
        turn = turnAfter(came);
      }
      if (turn === 'end' || !isOn()) break;
      if (turn === 'returned') argument = came.value;
    }
    return came;
  }

  async function runAwaiting(steps) {
    let step = steps.next();
    while (!step.done) step = steps.next(await step.value);
    return step.value;
  }

  /** Told of what handlers throw. */
  let watcher = () => {};

  /** What kintone's console would say, with where it happened; and what the test is told. */
  function report(fault, { what, value }) {
    watcher();
    printLine(`${fault.message} [${fault.code}]${what === 'threw' ? framesOf(value) : ''}`);
    if (what === 'threw' && value !== undefined && value !== null) return value;
    const Type = what === 'threw' ? Error : TypeError;
    return Object.assign(new Type(fault.message), { code: fault.code });
  }

  /**
   * What the chain comes to. `kept`: the event as it was fired, to which is applied what counts. `isTold`: the test is told of what
   * handlers throw; `isOpening`: a screen is opened.
   */
  function conclude(kept, { type, event }, came, progress, { isTold, isOpening }) {
    let ended = came;
    /** @type {{ changes: object[], eventError: unknown[], fieldErrors: unknown[][] }} */
    let found = { changes: [], eventError: ['undefined'], fieldErrors: [] };
    try {
      found = changesOf(kept, event);
    } catch (error) {
      // A getter that a handler put there: kintone would read it as well.
      if (came.what !== 'threw') ended = thrown(error);
    }
    const { what, value } = ended;
    const verdict = world.eventVerdict({
      type,
      ...progress,
      what,
      value: what === 'threw' ? ['threw', textOf(value)] : describe(value),
      isOpening,
      registered: progress.handlers > 0 ? [] : [...handlers.keys()],
      changes: found.changes.map(({ fact }) => fact),
      eventError: found.eventError,
      fieldErrors: found.fieldErrors,
    });
    for (const place of verdict.applied) found.changes[place].apply();
    const warnings = verdict.warnings.map(({ code, message, print }) => {
      if (print) printLine(`${message} [${code}]`);
      return Object.freeze({ code, message });
    });
    const { fault } = verdict;
    const error = fault ? report(fault, ended) : null;
    if (fault) errors.add(error, isTold ? undefined : fault.message);
    return {
      event: kept,
      cancelled: verdict.cancelled,
      by: verdict.by ?? null,
      error: verdict.error ?? null,
      errors: Object.fromEntries(verdict.errors),
      thrown: error,
      warnings: Object.freeze(warnings),
    };
  }

  /** @param {string} type @param {object} event As it is kept, and as handlers get it: copies. */
  const begun = (type, event) => ({
    kept: copyOf({ ...event, type }),
    fired: { type, event: copyOf({ ...event, type }) },
    progress: { handlers: 0, last: 0, awaited: 0 },
  });

  /** What a reset ends a chain with. */
  function aborted(api, type) {
    const { code, message } = world.fault('callAborted', api, type);
    return Object.assign(new Error(message), { code });
  }

  /** An event that takes no Promises (E07): what its handlers come to is there at once. No test is told of what they throw. */
  function fireNow(type, event) {
    const { kept, fired, progress } = begun(type, event);
    const abort = () => running.delete(abort);
    running.add(abort);
    const isOn = () => running.has(abort);
    try {
      const { value: came } = run(fired, progress, isOn).next();
      if (!isOn()) throw aborted('shim.fire', type);
      return conclude(kept, fired, came, progress, { isTold: false, isOpening: false });
    } finally {
      running.delete(abort);
    }
  }

  /** The bare chain: see types/events.d.ts. */
  function fire(type, event, { isTold = true, isOpening = false } = {}) {
    return new Promise((resolve, reject) => {
      needStackForEntries();
      world.checkEventArguments('fire', 2, describe(type), describe(event));
      const { kept, fired, progress } = begun(type, event);
      const entry = {
        api: 'shim.fire',
        method: type,
        get url() {
          return `${progress.last}/${progress.handlers}`;
        },
        waitsForOthers: true,
      };
      const end = (tell, how) => {
        running.delete(abort);
        activity.end(entry);
        tell(how);
      };
      const abort = () => end(reject, aborted(entry.api, type));
      running.add(abort);
      activity.begin(entry);
      const isOn = () => running.has(abort);
      runAwaiting(run(fired, progress, isOn))
        .then((came) => isOn() && conclude(kept, fired, came, progress, { isTold, isOpening }))
        .then(
          (result) => end(resolve, result),
          (error) => end(reject, error),
        );
    });
  }

  return {
    events: { on, off },
    fire,
    fireNow,
    isInHandler: () => inside.count > 0,
    hasHandler: (type) => handlers.has(type),
    watch(each) {
      watcher = each;
    },
    drop: () => handlers.clear(),
    errorsHere: () => errors.open(),
    /** What handlers threw, and no test has looked at, is kept for verify(). */
    noteErrors: () => errors.tell(),
    abort() {
      for (const each of [...running]) each();
      errors.clear();
    },
  };
}
