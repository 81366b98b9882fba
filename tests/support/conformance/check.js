/** What the end of a step must be: each function throws where it is not. Nothing here needs Node or a test runner. */

export class Mismatch extends Error {}

function shown(value) {
  const text = typeof value === 'bigint' || value === undefined ? String(value) : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
}

export function check(condition, message) {
  if (!condition) throw new Mismatch(message);
}

/** JSON values, in which the order of object members does not matter. */
export function equal(actual, expected, what) {
  check(isEqual(actual, expected), `${what}: ${shown(actual)}, expected ${shown(expected)}`);
}

function isEqual(a, b) {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
  );
}

/** A text of the shim: there, filled in, and in the run's form (`mark`) and language. */
export function checkMessage(message, locale, mark) {
  check(typeof message === 'string' && message !== '', `a message is a text, this is ${shown(message)}`);
  check(message.startsWith(mark[locale]), `a message begins with ${shown(mark[locale])}: ${shown(message)}`);
  check(!/\{\d\}/.test(message), `a place in a message was not filled in: ${message}`);
  const isJapanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(message);
  check(isJapanese || locale !== 'ja', `a Japanese message: ${message}`);
}

export const mentions = (text, facts = []) => {
  for (const fact of facts) check(text.includes(String(fact)), `${shown(text)} does not mention ${fact}`);
};

/** What a step throws or rejects with: `expected` is `{ name?, code?, mentions }`, or nothing. */
export function checkThrown(error, expected, { locale, numbers }) {
  if (!expected) {
    if (error) throw error;
    return;
  }
  equal(error?.name, expected.name ?? 'TypeError', `the name of ${String(error)}`);
  equal(error.code, expected.code, `code of ${error.message}`);
  if (expected.code) checkMessage(error.message, locale, numbers.mark);
  mentions(error.message, expected.mentions);
}

/** P16: the error string; `expected` is `{ code, errors?, mentions?, idLength? }`. No two have the same `id`. */
export function checkFailure(failure, expected, { locale, numbers, ids }) {
  check(typeof failure === 'string', `a failure is a string, this is ${String(failure?.stack ?? failure)}`);
  const error = JSON.parse(failure);
  const names = ['code', 'id', 'message', ...(expected.errors ? ['errors'] : [])];
  equal(error.code, expected.code, `code of ${failure}`);
  equal(Object.keys(error), names, `members of ${failure}`);
  const id = new RegExp(`^[A-Za-z0-9]{${numbers.number.errorIdLength}}$`);
  check(id.test(error.id) && !ids.has(error.id), `id: ${error.id}`);
  ids.add(error.id);
  if (expected.idLength !== undefined) equal(error.id.length, expected.idLength, 'characters of the id');
  checkMessage(error.message, locale, numbers.mark);
  mentions(error.message, expected.mentions);
  for (const each of expected.hides ?? []) check(!failure.includes(each), `${failure} mentions ${each}`);
  if (expected.errors) checkErrors(error.errors, expected.errors, { locale, numbers });
}

/** P01: `expected` names the arguments, as a list, or as an object with what their sentences mention. */
function checkErrors(errors, expected, { locale, numbers }) {
  const names = Array.isArray(expected) ? expected : Object.keys(expected);
  equal(Object.keys(errors).sort(), [...names].sort(), 'arguments in errors');
  for (const [name, entry] of Object.entries(errors)) {
    equal(Object.keys(entry), ['messages'], `members of errors.${name}`);
    check(entry.messages.length > 0, `errors.${name} has messages`);
    for (const message of entry.messages) checkMessage(message, locale, numbers.mark);
    if (!Array.isArray(expected)) mentions(entry.messages.join('\n'), expected[name]);
  }
}

/** P14: what a success delivers: `[body, status, headers]`, the members of `expected` compared. */
export function checkSuccess(answer, expected, textOf) {
  check(Array.isArray(answer) && answer.length === 3, `a success has three values: ${shown(answer)}`);
  const [body, status, headers] = answer;
  check(typeof body === 'string', `the body is a string, this is ${shown(body)}`);
  equal(typeof status, 'number', 'type of the status');
  check(Object.getPrototypeOf(headers) === Object.prototype, 'the headers are an ordinary object');
  check(
    Object.values(headers).every((value) => typeof value === 'string'),
    `header values are strings: ${shown(headers)}`,
  );
  if (expected.status !== undefined) equal(status, expected.status, 'status');
  if (expected.headers !== undefined) equal(headers, expected.headers, 'headers');
  if (expected.headerNames !== undefined) equal(Object.keys(headers), expected.headerNames, 'header names');
  const valuesOf = (name) =>
    fieldsCalled({ fields: Object.entries(headers) }, name).map(([, value]) => value);
  for (const [name, value] of Object.entries(expected.has ?? {})) {
    equal(valuesOf(name), [value], `header ${name}`);
  }
  for (const name of expected.lacks ?? []) equal(valuesOf(name), [], `header ${name}`);
  if (expected.body === undefined) return;
  const text = textOf(expected.body);
  equal(body.length, text.length, `length of the body ${shown(body.slice(0, 100))}`);
  check(body === text, `body: ${shown(body)}, expected ${shown(text)}`);
}

/** `expected`: codes, or `{ repeat: code, times }`. */
export function checkWarnings(warnings, expected = [], { locale, numbers }) {
  equal(
    warnings.map(({ code }) => code),
    Array.isArray(expected) ? expected : Array(expected.times).fill(expected.repeat),
    'warnings',
  );
  for (const { message } of warnings) checkMessage(message, locale, numbers.mark);
}

const fieldsCalled = (request, name) =>
  request.fields.filter(([other]) => other.toLowerCase() === name.toLowerCase());

/** One request as it arrived; `expected`: `method, target, has, lacks, body, raw`, each optional. */
async function checkRequest(request, expected, bodyFault) {
  if (expected.method !== undefined) equal(request.method, expected.method, 'method sent');
  if (expected.target !== undefined) equal(request.target, expected.target, 'target sent');
  for (const [name, value] of Object.entries(expected.has ?? {})) {
    equal(
      fieldsCalled(request, name).map(([, text]) => text),
      [value].flat().map(String),
      `field ${name} sent`,
    );
  }
  for (const name of expected.lacks ?? []) equal(fieldsCalled(request, name), [], `field ${name} sent`);
  if (expected.body !== undefined) {
    const fault = await bodyFault(request.body, expected.body);
    check(!fault, `body sent: ${fault}`);
  }
  if (expected.raw !== undefined) equal(request.raw, expected.raw.join('\r\n'), 'bytes sent');
}

/** What a server answered: `expected` is `{ status, code?, mentions?, result? }`, the last what the upstream answered. */
export function checkAnswer({ status, text }, expected, context, textOf) {
  equal(status, expected.status, `status of ${text}`);
  if (expected.code) checkFailure(text, expected, context);
  if (!expected.result) return;
  const { result } = JSON.parse(text);
  checkSuccess([result.body, result.status, result.headers], expected.result, textOf);
}

/** What arrived at the upstream. `bodyFault(received, expected)` says in which way a body differs. */
export async function checkSent(requests, expected, bodyFault) {
  equal(
    requests.length,
    expected.length,
    `requests sent (${requests.map(({ method, target }) => `${method} ${target}`)})`,
  );
  for (const [i, one] of expected.entries()) await checkRequest(requests[i], one, bodyFault);
}

/** Errors that nobody caught: `{ error: message }` or `{ rejection: value }`, where a failure string stands as its code. */
export function checkUncaught(uncaught, expected) {
  const codeOf = (text) => {
    try {
      return { code: JSON.parse(text).code };
    } catch {
      return text;
    }
  };
  const seen = uncaught.map((one) =>
    'rejection' in one && typeof one.rejection === 'string' ? { rejection: codeOf(one.rejection) } : one,
  );
  equal(seen, expected, 'uncaught errors');
}

/** A line that says why kintone's side refused a request is for people, and belongs to no rule. */
const isReason = (line) => /^[A-Z]+ \S+ -> \d{3} \w+: /.test(line);

/** Of the stack of what was thrown: it belongs to the line before. */
const isFrame = (line) => /^ {4}at /.test(line);

export function checkPrinted(printed, expected) {
  const lines = printed.filter((line) => !isReason(line) && !isFrame(line));
  equal(lines.length, expected.length, `lines printed (${shown(lines)})`);
  for (const [i, facts] of expected.entries()) mentions(lines[i], facts);
}

export function checkVerify(error, expected, { locale, numbers }) {
  if (expected === null) return check(error === null, `verify() threw ${String(error)}`);
  check(error instanceof Error, 'verify() throws an Error');
  equal(error.code, expected.code, 'code of what verify() threw');
  checkMessage(error.message.split('\n')[0], locale, numbers.mark);
  mentions(error.message, expected.mentions);
}
