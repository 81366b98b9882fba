/** What a refusal of `data` says to write instead, written: it works (P08, U03). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Window } from 'happy-dom';
import { JSDOM } from 'jsdom';
import { sha256 } from '../support/blobs.js';
import { failureOf, openBoth, successOf } from '../support/calls.js';

const form = () => {
  const made = new FormData();
  made.append('file', new File(['of the form'], 'a.txt'));
  return made;
};

function fileListOf(window) {
  const input = window.document.createElement('input');
  input.type = 'file';
  const files = Object.create(window.FileList.prototype, { 0: { value: new File(['chosen'], 'a.txt') } });
  Object.defineProperty(input, 'files', { value: files });
  return input;
}

const { window } = new JSDOM('<!doctype html>');

/** What is given, and what arrives once the advice is followed. */
const values = {
  'a FormData': [form(), 'of the form'],
  'a string': ['text', 'text'],
  'a long string': ['x'.repeat(2_000_000), 'x'.repeat(2_000_000)],
  'a number': [5, '5'],
  'a Uint8Array': [new TextEncoder().encode('bytes'), 'bytes'],
  'an ArrayBuffer': [new TextEncoder().encode('bytes').buffer, 'bytes'],
  URLSearchParams: [new URLSearchParams({ a: 'b c' }), 'a=b+c'],
  'a plain object': [{ a: 1 }, '{"a":1}'],
  'an array of Files': [[new File(['first'], 'a.txt')], 'first'],
  'a FileList': [fileListOf(window).files, 'chosen'],
  'a file input': [fileListOf(window), 'chosen'],
  'a Promise': [Promise.resolve(new Blob(['awaited'])), 'awaited'],
  'a Response': [new Response('fetched'), 'fetched'],
  'a Request': [new Request('http://a.test/', { method: 'POST', body: 'request' }), 'request'],
  'a ReadableStream': [new Blob(['stream']).stream(), 'stream'],
  nothing: [undefined, 'of the input', { input: { files: [new Blob(['of the input'])] } }],
  null: [null, 'of the input', { input: { files: [new Blob(['of the input'])] } }],
};

/** The code that a message says to write. */
const adviceIn = (message) => /Write instead: (.+?)(?:\. Or send .*)?$/s.exec(message)?.[1];

/** Runs it, as a test's author would, where these names stand for what was given. */
function follow(code, names) {
  const AsyncFunction = async function () {}.constructor;
  return new AsyncFunction(...Object.keys(names), `return (${code});`)(...Object.values(names));
}

for (const [what, [value, arrives, others = {}]] of Object.entries(values)) {
  test(`proxy.upload given ${what} says what to write instead, and that works`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const send = (given) =>
      shim.kintone.proxy.upload(upstream.url, 'POST', {}, { format: 'RAW', value: given });
    const { errors } = await failureOf(send(value), 'SHIM_INVALID_ARGUMENT');
    const [message] = errors['data.value'].messages;
    assert.match(message, /^must be a Blob or a File; given: /);
    await successOf(send(await follow(adviceIn(message), { value, ...others })));
    const [{ body }] = upstream.requests;
    assert.equal(
      Buffer.isBuffer(body) ? String(body) : body.sha256,
      Buffer.isBuffer(body) ? arrives : sha256(arrives),
    );
    assert.equal(upstream.requests.length, 1);
  });
}

test('proxy.upload given a FormData says how to send the whole form, and that works', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const value = form();
  const { errors } = await failureOf(
    shim.kintone.proxy.upload(upstream.url, 'POST', {}, { format: 'RAW', value }),
    'SHIM_INVALID_ARGUMENT',
  );
  const [, make, body, type] = /with (r = .+?), the value (.+?) and the header 'Content-Type': (.+)$/.exec(
    errors['data.value'].messages[0],
  );
  assert.equal(make, 'r = new Response(value)');
  const r = await follow(make.slice('r = '.length), { value });
  const headers = { 'Content-Type': await follow(type, { r }) };
  const whole = { format: 'RAW', value: await follow(body, { r }) };
  await successOf(shim.kintone.proxy.upload(upstream.url, 'POST', headers, whole));
  const [sent] = upstream.requests;
  const read = await new Response(sent.body, { headers: Object.fromEntries(sent.fields) }).formData();
  assert.equal(await read.get('file').text(), 'of the form');
});

test('what no Blob can be made of is refused without advice', async (t) => {
  const { shim } = await openBoth(t);
  for (const value of [Symbol('x'), () => {}, new Map(), new Date(0)]) {
    const { errors } = await failureOf(
      shim.kintone.proxy.upload('http://a.test/', 'POST', {}, { format: 'RAW', value }),
      'SHIM_INVALID_ARGUMENT',
    );
    assert.match(errors['data.value'].messages[0], /^must be a Blob or a File; given: \w+$/);
  }
});

for (const [what, data] of Object.entries({
  'a Promise': Promise.resolve({ format: 'RAW', value: new Blob(['awaited']) }),
})) {
  test(`proxy.upload given ${what} as data itself says what to write instead, and that works`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const { errors } = await failureOf(
      shim.kintone.proxy.upload(upstream.url, 'POST', {}, data),
      'SHIM_INVALID_ARGUMENT',
    );
    const given = await follow(adviceIn(errors.data.messages[0]), { data });
    await successOf(shim.kintone.proxy.upload(upstream.url, 'POST', {}, given));
    assert.equal(String(upstream.requests[0].body), 'awaited');
  });
}

const textForm = (FormData) => {
  const made = new FormData();
  made.append('a', 'b c');
  return made;
};

const datas = {
  'a Blob': [new Blob(['bytes']), 'bytes'],
  'a File': [new File(['bytes'], 'a.txt'), 'bytes'],
  'a Uint8Array': [new TextEncoder().encode('bytes'), 'bytes'],
  'a FormData': [textForm(FormData), 'a=b+c'],
  "jsdom's FormData": [textForm(window.FormData), 'a=b+c'],
  "happy-dom's FormData": [textForm(new Window().FormData), 'a=b+c'],
  URLSearchParams: [new URLSearchParams({ a: 'b c' }), 'a=b+c'],
  Headers: [new Headers({ a: 'b' }), '{"a":"b"}'],
  'a Map': [new Map([['a', 1]]), '{"a":1}'],
  'a Set': [new Set([1, 2]), '[1,2]'],
  'a Promise': [Promise.resolve({ a: 1 }), '{"a":1}'],
  'a Response': [new Response('fetched'), 'fetched'],
  'a ReadableStream': [new Blob(['stream']).stream(), 'stream'],
  'a number': [5, '5'],
  true: [true, 'true'],
  undefined: [undefined, ''],
  null: [null, ''],
};

for (const [what, [data, arrives]] of Object.entries(datas)) {
  test(`kintone.proxy given ${what} as data says what to write instead, and that works`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    const { kintone } = shim;
    const [url, method, headers] = [upstream.url, 'POST', {}];
    const { errors } = await failureOf(kintone.proxy(url, method, headers, data), 'SHIM_INVALID_ARGUMENT');
    const code = adviceIn(errors.data.messages[0]);
    const followed = follow(code, { kintone, url, method, headers, data });
    if (code.startsWith('kintone.proxy.upload(')) await successOf(followed);
    else await successOf(kintone.proxy(url, method, headers, await followed));
    assert.equal(String(upstream.requests[0].body ?? ''), arrives);
  });
}
