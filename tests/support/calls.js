/** What every test on real sockets needs: a server and a shim that end with the test, and calls told by their outcome. */
import assert from 'node:assert/strict';
import { createShim } from 'kintone-shim';
import { startUpstream } from './upstream.js';

/**
 * @param {import('node:test').TestContext} t
 * @param {Parameters<typeof startUpstream>[0]} [options]
 */
export async function openUpstream(t, options) {
  const upstream = await startUpstream(options);
  t.after(() => upstream.close());
  return upstream;
}

/**
 * @param {import('node:test').TestContext} t
 * @param {object} [options] of createShim; loopback may be reached unless they say otherwise
 */
export function openShim(t, options) {
  const shim = createShim({ network: ['127.0.0.1', 'localhost'], ...options });
  t.after(() => shim.dispose());
  return shim;
}

/** A shim and a server for it. */
export async function openBoth(t, options) {
  return { upstream: await openUpstream(t), shim: openShim(t, options) };
}

/** The shim's hooks for tests. */
export function internalsOf(shim) {
  return shim[Symbol.for('kintone-shim.internals')];
}

/** A GET without fields, in the promise form. */
export function get(shim, url, headers = {}) {
  return shim.kintone.proxy(url, 'GET', headers, {});
}

/** A POST of some text, in the promise form. */
export function post(shim, url, data, headers = {}) {
  return shim.kintone.proxy(url, 'POST', headers, data);
}

/** An upload by POST, in the promise form. */
export function upload(shim, url, value, headers = {}) {
  return shim.kintone.proxy.upload(url, 'POST', headers, { format: 'RAW', value });
}

/**
 * The answer of a call that must succeed.
 * @param {PromiseLike<[string, number, Record<string, string>]>} call
 */
export async function successOf(call) {
  const outcome = await settled(call);
  assert.ok('answer' in outcome, `the call failed: ${String(outcome.failure)}`);
  const [body, status, headers] = outcome.answer;
  assert.equal(outcome.answer.length, 3);
  return { body, status, headers };
}

/**
 * The error of a call that must fail with this code, and in the one form that failures have.
 * @param {PromiseLike<unknown>} call
 * @param {string} code
 */
export async function failureOf(call, code) {
  const outcome = await settled(call);
  assert.ok('failure' in outcome, `expected ${code}, the call succeeded: ${summaryOf(outcome.answer)}`);
  return errorIn(outcome.failure, code);
}

/**
 * @param {unknown} failure what a call rejected with, or gave to failureCallback
 * @param {string} code
 */
export function errorIn(failure, code) {
  assert.equal(
    typeof failure,
    'string',
    `a failure is a string, this is ${String(failure?.stack ?? failure)}`,
  );
  const error = JSON.parse(failure);
  assert.equal(error.code, code, failure);
  assert.match(error.id, /^[A-Za-z0-9]{20}$/, failure);
  assert.equal(typeof error.message, 'string', failure);
  assert.notEqual(error.message, '', failure);
  return error;
}

/** Either { answer } or { failure }; never rejects. */
export async function settled(call) {
  try {
    return { answer: await call };
  } catch (failure) {
    return { failure };
  }
}

/** What the journal has of the latest call. */
export function lastCall(shim) {
  return shim.journal.calls().at(-1);
}

function summaryOf(answer) {
  return (JSON.stringify(answer) ?? String(answer)).slice(0, 300);
}
