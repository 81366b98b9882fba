/** Steps that make a kintone.Promise, chain from it and look at how the chain ends (Q01, Q02). */
import { check, equal } from './check.js';
import { realize } from './values.js';

function start(link, kintone, scope) {
  const Kind = link.on === 'native' ? Promise : kintone.Promise;
  if (link.call) return Kind[link.call](realize(link.with, scope));
  if (link.new) {
    const { resolves, rejects, throws } = link.new;
    return new Kind((resolve, reject) => {
      if (throws !== undefined) throw throws;
      if (rejects !== undefined) reject(rejects);
      else resolve(realize(resolves, scope));
    });
  }
  if (link.proxy) return kintone.proxy(link.proxy.url, link.proxy.method, {}, {});
  throw new TypeError(`not the start of a chain: ${JSON.stringify(link)}`);
}

function follow(promise, link, scope) {
  const [[method, handlers]] = Object.entries(link);
  return promise[method](...[handlers].flat().map((handler) => realize(handler, scope)));
}

/** An AggregateError as its errors. */
const plain = (value) => (value instanceof AggregateError ? { errors: value.errors } : value);

/**
 * `step.promise` is a list: how the chain starts, then its links. With `unhandled` nobody looks at its end.
 */
export async function runPromiseStep(step, expected, run, { kintone }) {
  const [first, ...links] = step.promise;
  const scope = { realms: run.platform.realms, kintone };
  let promise = start(first, kintone, scope);
  const isNative = first.on === 'native';
  if (!isNative) check(promise instanceof kintone.Promise, 'it is a kintone.Promise');
  for (const link of links) {
    promise = follow(promise, link, scope);
    if (!isNative) check(promise instanceof kintone.Promise, 'what a kintone.Promise returns is one');
  }
  if (step.unhandled) return;
  const { success, failure } = await run.outcomeOf(promise);
  if ('status' in expected) equal(success?.[1], expected.status, 'status');
  else if ('fulfilled' in expected) equal(success, expected.fulfilled, 'fulfilled with');
  else if ('rejected' in expected) equal(plain(failure), expected.rejected, 'rejected with');
  if (expected.failure) equal(JSON.parse(failure).code, expected.failure.code, 'code');
}
