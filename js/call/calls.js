/** Begins calls: those of the page's own code, and those that a served page sends to its server. */
import { describe, describeData, describeWithMembers, locate } from '../core/describe.js';
import { needStackForSteps } from '../core/guard.js';
import { Call } from './call.js';
import { prepareSettlement } from './settle.js';

/** Describes data by what a function takes as such. `keep` gets the Blob of a file. */
const describeBy = {
  value: (data) => describeData(data),
  file: (data, keep) => describeWithMembers(data, { names: ['format', 'value'], keep }),
};

const nowhere = { host: undefined, port: undefined };

/** The arguments of a call by their names: all of them, given or not. */
class Given {
  url;
  method;
  headers;
  data;
  successCallback;
  failureCallback;
  /** What a served page tells of a call, described. */
  relayed;
  /** Of a plug-in's call; what a served page says of it. */
  pluginId;
  app;
}

/** A call as the core is told it, see wasm/core/proxy/crossing.h. */
function describeCall({ name, takes }, given, keep) {
  const { url, method, headers, data, successCallback, failureCallback, relayed, pluginId, app } = given;
  const { host, port } = typeof url === 'string' ? locate(url.toWellFormed()) : nowhere;
  return {
    api: name,
    // Of a plug-in's call alone: what is undefined does not cross.
    pluginId: pluginId === undefined ? undefined : describe(pluginId),
    app,
    url: describe(url),
    host,
    port,
    method: describe(method),
    headers: describeWithMembers(headers),
    data: describeBy[takes](data, keep),
    successCallback: describe(successCallback),
    failureCallback: describe(failureCallback),
    relayed,
  };
}

/**
 * @param {import('../core/world.js').World} world
 * @param {{ name: string, parameters: string[], takes: 'value' | 'file' }[]} functions What can be called, as the core tells it.
 * @param {object} around See `Call`.
 */
export function createCalls(world, functions, around) {
  /**
   * @param {{ name: string, takes: 'value' | 'file' }} called
   * @param {object} given The arguments by name.
   * @param {(how: object) => { returned?: unknown, settle: (outcome: object) => { callback: Function, args: unknown[] } | void }} prepare How the core wants the call to end.
   * @returns {{ returned: unknown, call: Call }}
   */
  function start(called, given, prepare) {
    const { data } = given;
    let body = typeof data === 'string' ? data.toWellFormed() : undefined;
    const facts = describeCall(called, given, (name, member) => {
      if (name === 'value') body = member;
    });
    needStackForSteps();
    const { exchange, step } = world.openExchange(facts);
    try {
      const { returned, settle } = prepare(step.settlement);
      const call = new Call(exchange, { facts, data, body }, around);
      call.start(step, settle);
      return { returned, call };
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
  function callFunction(called, args) {
    const given = new Given();
    const { parameters } = called;
    for (let i = 0; i < parameters.length && i < args.length; i += 1) given[parameters[i]] = args[i];
    const { successCallback, failureCallback } = given;
    const prepare = (how) => prepareSettlement(how, successCallback, failureCallback);
    return start(called, given, prepare).returned;
  }

  /**
   * A served page's call, on its way through the page's own server.
   * @param {{ api: string, url: unknown, method: unknown, headers: unknown, data: unknown, told?: unknown, appId?: unknown, pluginId?: unknown }} given
   *   `told`: what the page alone knows of it, the member `shim` of its message.
   * @param {AbortSignal} signal Ends the call.
   * @returns {Promise<object>} The outcome, of which `answer` is for the page. It never rejects for what is given.
   */
  function relay({ api, told, appId, ...given }, signal) {
    return new Promise((resolve) => {
      const relayed = describeWithMembers(told);
      const app = Number.isSafeInteger(appId) ? appId : undefined;
      const all = { successCallback: undefined, failureCallback: undefined, ...given, app, relayed };
      const called = functions.find(({ name }) => name === api);
      const { call } = start(called, all, () => ({ settle: resolve }));
      if (signal.aborted) call.abort();
      else signal.addEventListener('abort', () => call.abort(), { once: true });
    });
  }

  return { callFunction, relay };
}
