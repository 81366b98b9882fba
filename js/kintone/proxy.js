import { Conversation, locate } from '../core/conversation.js';
import { needStackForMore } from '../core/guard.js';
import { runSoon } from '../core/platform.js';
import { ownOf } from '../core/told.js';
import { attempt, describe, describeData, describeWithMembers } from './describe.js';
import { prepareSettlement } from './settle.js';

/** The JSON text of `data` (P06), and how making it went. */
function serialize(data) {
  let text;
  const how = attempt(() => {
    text = JSON.stringify(data)?.toWellFormed();
    return [text === undefined ? 'undefined' : text === '{}' ? 'object' : 'string'];
  });
  return { text, how };
}

/** Describes data by what a function takes as such. `keep` gets the Blob of a file. */
const describeBy = {
  value: describeData,
  file: (data, keep) => describeWithMembers(data, { names: ['format', 'value'], keep }),
};

function describeCall({ name: api, takes }, given, keep) {
  const { url, method, headers, data, successCallback, failureCallback, relayed } = given;
  return {
    api,
    url: describe(url),
    ...(typeof url === 'string' ? locate(url.toWellFormed()) : {}),
    method: describe(method),
    headers: describeWithMembers(headers),
    data: describeBy[takes](data, keep),
    successCallback: describe(successCallback),
    failureCallback: describe(failureCallback),
    relayed,
  };
}

/**
 * The way of a call, from its arguments to its outcome.
 * @param {import('../core/world.js').World} world
 * @param {{ name: string, parameters: string[], takes: 'value' | 'file' }[]} functions What can be called, as the core tells it.
 * @param {{ find: (request: object) => object, send: Function, clock: import('../core/clock.js').Clock }} outside The routes, the
 *   transport, `(request, body, conversation) => stop`, and the clock.
 * @param {import('../harness/journal.js').Journal} journal
 * @param {import('../harness/activity.js').Activity} activity
 */
export function createCalls(world, functions, { find, send, clock }, journal, activity) {
  /**
   * @param {{ name: string, takes: 'value' | 'file' }} called What was called.
   * @param {object} given The arguments by name.
   * @param {(how: object) => { returned?: unknown, settle: (outcome: object) => { callback: Function, args: unknown[] } | void }} prepare How the core wants the call to end.
   * @returns {{ returned: unknown, conversation: Conversation }}
   */
  function start(called, given, prepare) {
    const { data } = given;
    let body = typeof data === 'string' ? data.toWellFormed() : undefined;
    const facts = describeCall(called, given, (name, member) => {
      if (name === 'value') body = member;
    });
    needStackForMore();
    const exchange = world.openExchange(facts);
    try {
      let step = exchange.open();
      const { settlement, ignoresBody = false } = step;
      const { returned, settle } = prepare(settlement);
      if (step.next === 'json') {
        const { text, how } = serialize(data);
        body = text;
        step = exchange.serialized(how);
      }
      // The size that the core judged, whatever the Blob says of itself later.
      if (step.request?.body === 'blob') body = { blob: body, size: Number(facts.data[2][1][1][1]) };
      const { name: api } = called;
      let call = null;
      let served;
      const ask = (request, carried, wantsNearest) => {
        const found = find({ ...request, api, body: carried, wantsNearest });
        served = found.route?.served;
        if (call) served?.(call.entry);
        return found;
      };
      const outside = { find: ask, send, clock };
      const conversation = new Conversation(exchange, body, outside, (outcome, cause) => {
        journal.finish(call, outcome, cause);
        const last = settle(outcome);
        // In a task of its own: what a callback throws is an uncaught error, and changes nothing (P30).
        if (last) runSoon(() => activity.run(call.entry, last.callback, last.args));
        else activity.end(call.entry);
      });
      step = conversation.find(step);
      call = journal.begin(facts, { request: step.request, body, data, ignoresBody });
      served?.(call.entry);
      journal.attach(call, conversation);
      activity.begin(call.entry);
      conversation.proceed(step);
      return { returned, conversation };
    } catch (error) {
      // A stack that overflowed after all.
      exchange.discard();
      throw error;
    }
  }

  /**
   * @param {{ name: string, parameters: string[], takes: 'value' | 'file' }} called One of the core's functions.
   * @param {unknown[]} args
   */
  function call(called, args) {
    const given = ownOf(Object.fromEntries(called.parameters.map((each, i) => [each, args[i]])));
    const { successCallback, failureCallback } = given;
    const prepare = (how) => prepareSettlement(how, successCallback, failureCallback);
    return start(called, given, prepare).returned;
  }

  /**
   * A served page's call, on its way through the page's own server.
   * @param {{ api: string, url: unknown, method: unknown, headers: unknown, data: unknown, told?: unknown }} given
   *   `told`: what the page alone knows of it, the member `shim` of its message.
   * @param {AbortSignal} signal Ends the call.
   * @returns {Promise<object>} The outcome, of which `answer` is for the page. It never rejects for what is given.
   */
  function relay({ api, told, ...given }, signal) {
    return new Promise((resolve) => {
      const relayed = describeWithMembers(told);
      const all = { successCallback: undefined, failureCallback: undefined, ...given, relayed };
      const { conversation } = start(
        functions.find(({ name }) => name === api),
        all,
        () => ({ settle: resolve }),
      );
      if (signal.aborted) conversation.abort();
      else signal.addEventListener('abort', () => conversation.abort(), { once: true });
    });
  }

  return { call, relay };
}
