/** Relay messages bent at random, the same in every run: as objects, as texts, as bytes, as frames of uploads. */

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function randomFrom(start) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(20_240_601);
const below = (count) => Math.floor(random() * count);
const oneOf = (list) => list[below(list.length)];

const values = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1e308,
    0.1,
    '',
    ' ',
    'a',
    '\0',
    '\ud800',
    '\u{1f600}',
    '__proto__',
    'constructor',
  ],
  ...[
    [],
    [[]],
    {},
    { a: 1 },
    { length: 2 ** 31 },
    { toJSON: 'a' },
    { then: 'a' },
    { size: 1, type: '', slice: 'a' },
  ],
  ...['GET', 'POST', 'PATCH', 'http://', 'http://x', 'http://[', '//a', 'data:,', 'RAW'],
  ...[
    { __proto__: null, toString: 'a', valueOf: 'b' },
    { constructor: { prototype: {} } },
    'a'.repeat(3_000),
  ],
];

/** Texts that JSON.stringify would not write. */
const texts = [
  ...[
    '',
    ' ',
    '{',
    '}',
    '[]',
    '""',
    'null',
    'NaN',
    'undefined',
    '{}{}',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '01',
    '1e',
    '"\\x"',
  ],
  ...[
    '"\\ud800"',
    '{"a":1}//',
    '/**/{}',
    '[1,]',
    '\ufeff',
    '\ufeff\ufeff{}',
    '{"__proto__":{"url":"a"}}',
    'true',
    '1e999',
    '-',
  ],
  ...[
    '['.repeat(200_000),
    '{"a":'.repeat(100_000),
    `[${'[],'.repeat(50_000)}[]]`,
    `"${'a'.repeat(2_000_000)}"`,
  ],
];

/** Ways to bend the message, as the object that it is. */
const objectChanges = [
  (message) => {
    message[oneOf(Object.keys(message))] = oneOf(values);
  },
  (message) => {
    delete message[oneOf(Object.keys(message))];
  },
  (message) => {
    message[oneOf(['api', 'relayed', 'data', 'body', 'shim', '__proto__', 'toJSON', ''])] = oneOf(values);
  },
  (message) => {
    message.headers = {
      [oneOf(['a', '', 'Host', 'Content-Length', '__proto__', 'a\r\nb', '\u3042'])]: oneOf(values),
    };
  },
  (message) => {
    message.headers = Object.fromEntries(
      Array.from({ length: oneOf([10, 1_000, 5_000]) }, (_, i) => [`a${i}`, 'b']),
    );
  },
  (message) => {
    message.method = 'POST';
    message.body = oneOf([...values, 'a'.repeat(1_000_000), 'deep']);
  },
  (message) => {
    message.url = String(message.url).replace(/^http:/, () =>
      oneOf(['HTTP:', 'ftp:', 'http:\\', '', 'http:http:']),
    );
  },
  (message) => {
    message.url += oneOf([' ', '\r\n', '\0', '\u3042', '#a', '?'.repeat(2_000), '/'.repeat(2_000_000)]);
  },
];

/** Ways to bend the JSON text. */
const textChanges = [
  () => oneOf(texts),
  (text) => text.slice(0, below(text.length)),
  (text) => text.slice(below(text.length)),
  (text) => text + oneOf(texts),
  (text) => oneOf(texts) + text,
  (text) =>
    text.replace(
      '{',
      `{"${oneOf(['url', 'method', '__REQUEST_TOKEN__'])}":${JSON.stringify(oneOf(values))},`,
    ),
  (text) =>
    text.replace(
      /\}$/,
      `,"${oneOf(['url', 'method', '__REQUEST_TOKEN__'])}":${JSON.stringify(oneOf(values))}}`,
    ),
  (text) => text.replaceAll('"', oneOf(["'", '\\"', '\u201c', ''])),
  (text) => text.replaceAll(':', oneOf([' : ', '=', '::'])),
  (text) => `[${text}]`,
  (text) => JSON.stringify(text),
  (text) => `${' '.repeat(below(100_000))}${text}`,
  (text) => text.replace('__REQUEST_TOKEN__', '\\u005f_REQUEST_TOKEN__'),
];

/** Ways to bend the bytes. */
const byteChanges = [
  (bytes) => {
    const bent = Buffer.from(bytes);
    for (let i = below(4); i >= 0 && bent.length > 0; i -= 1) bent[below(bent.length)] = below(256);
    return bent;
  },
  (bytes) => {
    const place = below(bytes.length + 1);
    const added = Buffer.from(Array.from({ length: below(20) }, () => below(256)));
    return Buffer.concat([bytes.subarray(0, place), added, bytes.subarray(place)]);
  },
  (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  (bytes) =>
    Buffer.concat([bytes, Buffer.from(oneOf([[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff], [0], [0xe3, 0x81]]))]),
  (bytes) => Buffer.concat([bytes, bytes]),
];

/**
 * The bytes of a message, with some changes of one kind or none.
 * @param {object} message
 * @returns {Buffer}
 */
export function bentMessage(message) {
  const kind = below(4);
  const bent = structuredClone(message);
  if (kind === 0) {
    for (let i = below(3); i >= 0; i -= 1) if (Object.keys(bent).length > 0) oneOf(objectChanges)(bent);
  }
  let text = JSON.stringify(bent).replace('"deep"', '['.repeat(100_000) + ']'.repeat(100_000));
  if (kind === 1) text = oneOf(textChanges)(text);
  const bytes = Buffer.from(text);
  return kind === 2 ? oneOf(byteChanges)(bytes) : bytes;
}

function framed(head, file, length = head.length) {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length >>> 0);
  return Buffer.concat([prefix, head, file]);
}

/**
 * The bytes of an upload, bent somewhere or nowhere.
 * @param {object} message
 * @returns {Buffer}
 */
export function bentUpload(message) {
  const head = bentMessage({ ...message, method: 'POST' });
  const file = Buffer.alloc(below(3) * 700, 'f');
  const kind = below(6);
  const whole = framed(head, file);
  if (kind === 0) {
    return framed(
      head,
      file,
      oneOf([0, 1, head.length - 1, head.length + 1, 2 ** 23, 2 ** 23 + 1, 2 ** 31, 2 ** 32 - 1]),
    );
  }
  if (kind === 1) return whole.subarray(0, below(whole.length));
  if (kind === 2) return oneOf(byteChanges)(whole);
  return whole;
}
