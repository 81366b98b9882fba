import { Conversation, locate } from '../core/conversation.js';
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

function describeCall(given, keep) {
  const { api, url, method, headers, data, successCallback, failureCallback, relayed } = ownOf(given);
  return {
    api,
    url: describe(url),
    ...(typeof url === 'string' ? locate(url.toWellFormed()) : {}),
    method: describe(method),
    headers: describeWithMembers(headers),
    data:
      api === 'upload' ? describeWithMembers(data, { names: ['format', 'value'], keep }) : describeData(data),
    successCallback: describe(successCallback),
    failureCallback: describe(failureCallback),
    relayed,
  };
}

/** Frames: more than anything within the core needs. */
const stackNeeded = 300;

/** Overflows here, where that is an error like any other: in the core it would leave the module's own stack askew. */
function needStack(frames) {
  return frames === 0 ? 0 : 1 + needStack(frames - 1);
}

/**
 * The way of a call, from its arguments to its outcome.
 * @param {import('../core/world.js').World} world
 * @param {{ find: (request: object) => object, send: Function }} outside The routes, and the transport:
 *   `(request, body, conversation) => stop`.
 * @param {import('../harness/journal.js').Journal} journal
 */
export function createCalls(world, { find, send }, journal) {
  /**
   * @param {object} given The arguments by name, and which `api` they were given to.
   * @param {(how: object) => { returned?: unknown, settle: (outcome: object) => void }} prepare How the core wants the call to end.
   * @returns {{ returned: unknown, conversation: Conversation }}
   */
  function start(given, prepare) {
    const { data } = given;
    let body = typeof data === 'string' ? data.toWellFormed() : undefined;
    const facts = describeCall(given, (name, member) => {
      if (name === 'value') body = member;
    });
    needStack(stackNeeded);
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
      const { api } = given;
      let begun = null;
      let served;
      const ask = (request, carried, wantsNearest) => {
        const found = find({ ...request, api, body: carried, wantsNearest });
        served = found.route?.served;
        if (begun) served?.(begun.entry);
        return found;
      };
      const outside = { find: ask, send };
      const conversation = new Conversation(exchange, body, outside, (outcome, cause) => {
        journal.finish(begun, outcome, cause);
        settle(outcome);
      });
      step = conversation.find(step);
      begun = journal.begin(facts, step.request, body, ignoresBody);
      served?.(begun.entry);
      journal.attach(begun, conversation);
      conversation.proceed(step);
      return { returned, conversation };
    } catch (error) {
      // A stack that overflowed after all.
      exchange.discard();
      throw error;
    }
  }

  const call = (api, [url, method, headers, data, successCallback, failureCallback]) =>
    start({ api, url, method, headers, data, successCallback, failureCallback }, (how) =>
      prepareSettlement(how, successCallback, failureCallback),
    ).returned;

  /** `kintone.proxy` and, as its member, `kintone.proxy.upload`. */
  const proxy = (...args) => call('proxy', args);
  proxy.upload = (...args) => call('upload', args);

  /**
   * A served page's call, on its way through the page's own server.
   * @param {{ api: 'proxy' | 'upload', url: unknown, method: unknown, headers: unknown, data: unknown, told?: unknown }} given `told`:
   *   what the page alone knows of it, the member `shim` of its message.
   * @param {AbortSignal} signal Ends the call.
   * @returns {Promise<object>} The outcome, of which `answer` is for the page. It never rejects for what is given.
   */
  function relay({ told, ...given }, signal) {
    return new Promise((resolve) => {
      const relayed = describeWithMembers(told);
      const { conversation } = start({ ...given, relayed }, () => ({ settle: resolve }));
      if (signal.aborted) conversation.abort();
      else signal.addEventListener('abort', () => conversation.abort(), { once: true });
    });
  }

  return { proxy, relay };
}
