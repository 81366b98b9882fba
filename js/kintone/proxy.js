import { Conversation, locate } from '../core/conversation.js';
import { attempt, describe, describeBody, describeWithMembers } from './describe.js';
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

function describeCall(api, url, method, headers, data, successCallback, failureCallback, keep) {
  return {
    api,
    url: describe(url),
    ...(typeof url === 'string' ? locate(url.toWellFormed()) : {}),
    method: describe(method),
    headers: describeWithMembers(headers),
    data: api === 'upload' ? describeWithMembers(data, ['format', 'value'], keep) : describeBody(data),
    successCallback: describe(successCallback),
    failureCallback: describe(failureCallback),
  };
}

/** Frames: more than anything within the core needs. */
const stackNeeded = 300;

/** Overflows here, where that is an error like any other: in the core it would leave the module's own stack askew. */
function needStack(frames) {
  return frames === 0 ? 0 : 1 + needStack(frames - 1);
}

/**
 * Makes `kintone.proxy` and, as its member, `kintone.proxy.upload`.
 * @param {import('../core/world.js').World} world
 * @param {(request: object, body: unknown, conversation: Conversation) => () => void} send The transport.
 * @param {import('../harness/journal.js').Journal} journal
 */
export function createProxy(world, send, journal) {
  function call(api, url, method, headers, data, successCallback, failureCallback) {
    let body = typeof data === 'string' ? data.toWellFormed() : undefined;
    const keep = (name, member) => {
      if (name === 'value') body = member;
    };
    const facts = describeCall(api, url, method, headers, data, successCallback, failureCallback, keep);
    needStack(stackNeeded);
    const exchange = world.openExchange(facts);
    try {
      let step = exchange.open();
      const { returned, settle } = prepareSettlement(step.settlement, successCallback, failureCallback);
      if (step.next === 'json') {
        const { text, how } = serialize(data);
        body = text;
        step = exchange.serialized(how);
      }
      // The size that the core judged, whatever the Blob says of itself later.
      if (step.request?.body === 'blob') body = { blob: body, size: Number(facts.data[2][1][1][1]) };
      const entry = journal.begin(facts, step.request, body);
      const conversation = new Conversation(exchange, body, send, (outcome, cause) => {
        journal.finish(entry, outcome, cause);
        settle(outcome);
      });
      journal.attach(entry, conversation);
      conversation.proceed(step);
      return returned;
    } catch (error) {
      // A stack that overflowed after all.
      exchange.discard();
      throw error;
    }
  }

  const proxy = (...args) => call('proxy', ...args);
  proxy.upload = (...args) => call('upload', ...args);
  return proxy;
}
