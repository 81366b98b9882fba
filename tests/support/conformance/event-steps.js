/** Steps that fire an event at handlers which do as the case says (E01 to E18). */
import { check, checkMessage, checkWarnings, equal } from './check.js';
import { realize } from './values.js';

/** What is at a path such as `record.A.value`. */
const valueAt = (owner, path) => path.split('.').reduce((each, place) => each[place], owner);

/** Puts values at paths such as `record.A.value` or `record.T.value.0.value.C.value`. */
export function setAll(event, values = {}) {
  for (const [path, value] of Object.entries(values)) {
    const places = path.split('.');
    const last = places.pop();
    places.reduce((owner, place) => owner[place], event)[last] = realize(value, {});
  }
}

/** What a script has a handler return: the event, its own argument, a copy of the event, or a value. */
function returned(script, argument, event) {
  if (script === 'event') return event;
  if (script === 'argument') return argument;
  if (script === 'copy') return { ...event };
  return script?.value;
}

/** Adds one to the numbers at paths, as long as they are below a number. */
function incrementAll(event, below = {}) {
  for (const [path, end] of Object.entries(below)) {
    const number = Number(valueAt(event, path) ?? 0);
    if (number < end) setAll(event, { [path]: String(number + 1) });
  }
}

/**
 * A handler: `set` and `increments`, then `throws` (null: no Error), `rejects`, `fulfils` or `returns`; without any of them it returns undefined. `state` is what all handlers of
 * a step share: the event, and what they got.
 */
export function handlerOf({ set, increments, throws, rejects, fulfils, returns, adds, removes }, state) {
  return (argument) => {
    state.event ??= argument;
    state.got.push(argument);
    setAll(state.event, set);
    incrementAll(state.event, increments);
    if (adds) state.on(adds);
    if (removes !== undefined) state.off(removes);
    if (throws !== undefined) throw throws === null ? null : new Error(throws);
    if (rejects !== undefined) return Promise.reject(new Error(rejects));
    if (fulfils !== undefined) return Promise.resolve().then(() => returned(fulfils, argument, state.event));
    return returned(returns, argument, state.event);
  };
}

/** A value as case data: the event that all handlers share is the text "event". */
const told = (value, event) => (value === event ? 'event' : value === undefined ? { $: 'undefined' } : value);

/**
 * `do: "fire"` registers the step's `handlers`, runs its `off`s, and fires `event` of `type`; `do: "shim"` calls a function of the shim's.
 */
export async function runEventStep(step, expected, run, shim, context) {
  if (step.do === 'shim') return shim[step.call]();
  const { events } = shim.kintone;
  const { type, event, handlers = [], off = [] } = step;
  run.handlers ??= [];
  const state = run.eventState ?? { on: undefined, off: undefined };
  run.eventState = state;
  Object.assign(state, { event: undefined, got: [] });
  state.on = (script) => events.on(type, handlerOf(script, state));
  state.off = (number) => events.off(type, run.handlers[number]);
  for (const script of handlers) {
    const handler = script.same === undefined ? handlerOf(script, state) : run.handlers[script.same];
    run.handlers.push(handler);
    equal(events.on(script.types ?? type, handler), undefined, 'what on() returns');
  }
  for (const { arguments: given = [], handler, returns } of off) {
    const all = handler === undefined ? given : [...given, run.handlers[handler]];
    equal(events.off(...all), returns, 'what off() returns');
  }
  const result = await run.within(60_000, shim.fire(type, event), 'shim.fire');
  if (state.event) equal(state.event.type, type, 'event.type');
  const { cancelled = false, by = null, error = null, errors = {}, thrown = null } = expected;
  if (expected.got) {
    equal(
      state.got.map((each) => told(each, state.event)),
      expected.got,
      'arguments of the handlers',
    );
  }
  equal([result.cancelled, result.by], [cancelled, by], 'cancelled, by');
  equal([result.error, result.errors], [error, errors], 'error, errors');
  equal(result.event, { ...(expected.event ?? event), type }, 'the event as it is applied');
  checkWarnings(result.warnings, expected.warnings, context);
  if (thrown?.code) {
    equal(result.thrown?.code, thrown.code, `code of ${result.thrown}`);
    checkMessage(result.thrown.message, context.locale, context.numbers.mark);
  } else {
    equal(result.thrown?.message ?? null, thrown, 'thrown');
  }
  const texts = [...result.warnings, result.thrown ?? { message: '' }]
    .map(({ message }) => message)
    .join('\n');
  for (const each of expected.mentions ?? []) {
    check(texts.includes(each), `${texts} does not mention ${each}`);
  }
  return undefined;
}
