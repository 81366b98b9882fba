/** P05 to P08: what becomes of data with POST and PUT. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { failureOf, openBoth, successOf } from '../support/calls.js';

/** That this data arrives as these bytes, with their length announced and no Content-Type. */
async function assertSent(t, data, expected, options) {
  const { upstream, shim } = await openBoth(t, options);
  for (const method of ['POST', 'PUT']) {
    await successOf(shim.kintone.proxy(upstream.url, method, {}, data));
    const { body, fields } = upstream.requests.at(-1);
    assert.ok(Buffer.isBuffer(body), `${method}: no Content-Length`);
    assert.equal(body.toString('latin1'), Buffer.from(expected).toString('latin1'));
    const names = fields.map(([name]) => name.toLowerCase());
    assert.deepEqual(names, [
      'host',
      'connection',
      'accept',
      'accept-encoding',
      'user-agent',
      'content-length',
    ]);
    assert.equal(fields.at(-1)[1], String(Buffer.byteLength(expected)));
  }
}

const strings = {
  'an empty string': ['', ''],
  ASCII: ['a=1&b=2', 'a=1&b=2'],
  'UTF-8': ['日本語 é 😀', '日本語 é 😀'],
  'line ends and NUL': ['a\r\nb\nc\rd\0e', 'a\r\nb\nc\rd\0e'],
  'a BOM': ['\u{FEFF}text', Buffer.from('efbbbf74657874', 'hex')],
  'JSON as a string': ['{"a": 1 }', '{"a": 1 }'],
  'a high surrogate alone': ['a\uD83Db', Buffer.from('61efbfbd62', 'hex')],
  'a low surrogate alone': ['a\uDE00b', Buffer.from('61efbfbd62', 'hex')],
  'a high surrogate at the end': ['text\uD83D', Buffer.from('74657874efbfbd', 'hex')],
  'surrogates in the wrong order': ['\uDE00\uD83D', Buffer.from('efbfbdefbfbd', 'hex')],
  'a lone surrogate beside a pair': ['\uD83D😀x', Buffer.from('efbfbdf09f988078', 'hex')],
};

for (const [name, [data, expected]] of Object.entries(strings)) {
  test(`a string goes out unchanged: ${name}`, (t) => assertSent(t, data, expected));
}

const objects = {
  members: [
    { a: 1, b: 'text', c: [true, null], d: { e: 1.5 } },
    '{"a":1,"b":"text","c":[true,null],"d":{"e":1.5}}',
  ],
  'non-ASCII': [{ 名: '日本語' }, '{"名":"日本語"}'],
  'an array': [[1, 'two', { three: 3 }], '[1,"two",{"three":3}]'],
  'an empty array': [[], '[]'],
  'undefined and functions are left out': [{ a: undefined, b: () => {}, c: 1 }, '{"c":1}'],
  'toJSON of the object': [{ toJSON: () => ({ own: 'form' }) }, '{"own":"form"}'],
  'toJSON of a member': [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  'a Date': [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  'an instance of a class': [
    new (class Point {
      x = 1;
      get y() {
        return 2;
      }
    })(),
    '{"x":1}',
  ],
  'no prototype': [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  'another realm': [runInNewContext('({ a: [1] })'), '{"a":[1]}'],
  'an array of another realm': [runInNewContext('[1, 2]'), '[1,2]'],
  'a lone surrogate': [{ a: '\uD83D' }, '{"a":"\\ud83d"}'],
  'a member called __proto__': [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
};

for (const [name, [data, expected]] of Object.entries(objects)) {
  test(`an object goes out as its JSON text: ${name}`, (t) => assertSent(t, data, expected));
}

test('{} sends an empty body', (t) => assertSent(t, {}, ''));
test("{} with emptyObjectBody: 'json' sends {}", (t) => assertSent(t, {}, '{}', { emptyObjectBody: 'json' }));
test('{} of another realm and without a prototype sends an empty body', async (t) => {
  await assertSent(t, runInNewContext('({})'), '');
  await assertSent(t, Object.create(null), '');
});

test('a long string arrives whole', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const data = '日本語'.repeat(100_000);
  await successOf(shim.kintone.proxy(upstream.url, 'POST', {}, data));
  assert.ok(upstream.requests[0].body.equals(Buffer.from(data)));
});

const circular = {};
circular.self = circular;
const refused = {
  'a Blob': new Blob(['b']),
  'a File': new File(['b'], 'name'),
  FormData: new FormData(),
  URLSearchParams: new URLSearchParams('a=1'),
  Headers: new Headers(),
  'a Map': new Map([['a', 1]]),
  'a Set': new Set([1]),
  'an ArrayBuffer': new ArrayBuffer(1),
  'a typed array': new Uint8Array(1),
  'a Buffer': Buffer.from('b'),
  'a DataView': new DataView(new ArrayBuffer(1)),
  'a number': 42,
  NaN: Number.NaN,
  'a boolean': true,
  'a bigint': 1n,
  'a symbol': Symbol('s'),
  'a function': () => {},
  null: null,
  undefined,
  'a circular object': circular,
  'an object with a bigint': { a: 1n },
  'an object whose toJSON gives nothing': { toJSON: () => undefined },
};

for (const [name, data] of Object.entries(refused)) {
  test(`refused as data: ${name}`, async (t) => {
    const { upstream, shim } = await openBoth(t);
    for (const method of ['POST', 'PUT']) {
      const error = await failureOf(
        shim.kintone.proxy(upstream.url, method, {}, data),
        'SHIM_INVALID_ARGUMENT',
      );
      assert.deepEqual(Object.keys(error.errors), ['data']);
      assert.ok(error.errors.data.messages.length > 0);
    }
    assert.equal(upstream.connections.length, 0);
  });
}

test('a Blob is sent to kintone.proxy.upload by the message', async (t) => {
  const { upstream, shim } = await openBoth(t);
  const error = await failureOf(
    shim.kintone.proxy(upstream.url, 'POST', {}, new Blob(['b'])),
    'SHIM_INVALID_ARGUMENT',
  );
  assert.match(error.errors.data.messages.join(' '), /kintone\.proxy\.upload/);
});
