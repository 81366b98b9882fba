/** Secrets in what is shown: which are masked, and in which forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mask } from '../../js/core/mask/mask.js';

const masked = (text) => new Mask().text(text);

test('what is no secret stays', () => {
  for (const text of [
    'author=me',
    '{"authority":"x","authorId":"y","fileKey":"abc","key":"name","code":"CB_IL02","compass":"n"}',
    '{"hasToken":true,"session":null}',
    'a=b&c=d&fileKey=e',
    'https://a.example/@b',
    'tokyo=1',
    '{"a":"password","b":"\\"c\\""}',
  ]) {
    assert.equal(masked(text), text);
  }
  const fields = [
    ['X-Author', 'me'],
    ['Idempotency-Key', 'a-long-key'],
  ];
  assert.deepEqual(new Mask().fields(fields), fields);
});

test('parameters and members of the names that services give to secrets', () => {
  for (const name of ['key', 'code', 'sig', 'pass', 'passphrase', 'jwt', 'client_assertion', 'pass%77ord']) {
    assert.equal(masked(`https://a.example/?a=b&${name}=hidden`), `https://a.example/?a=b&${name}=***`);
  }
  for (const name of ['pass', 'db_pass', 'passphrase', 'jwt', 'client_assertion', '\\u0070assword']) {
    assert.equal(masked(`{"${name}":"hidden","a":1}`), `{"${name}":"***","a":1}`);
  }
});

test('values of any kind, and members of JSON within a string of JSON', () => {
  assert.equal(masked('{"token":12345,"tokens":["a","]"],"a":[]}'), '{"token":"***","tokens":"***","a":[]}');
  assert.equal(masked('{"credentials":{"a":{"b":"}"}},"c":1}'), '{"credentials":"***","c":1}');
  let secret = { token: 'a"b\\', list: [1, { password: ['x', 'y"}'] }], shown: ']"\\' };
  let shown = { token: '***', list: [1, { password: '***' }], shown: ']"\\' };
  for (let depth = 0; depth < 5; depth += 1) {
    assert.equal(masked(JSON.stringify(secret)), JSON.stringify(shown));
    secret = { inner: JSON.stringify(secret), after: 'it' };
    shown = { inner: JSON.stringify(shown), after: 'it' };
  }
});

test('a secret whose end was cut off is masked', () => {
  assert.equal(masked('{"password":"abc'), '{"password":"***"');
  assert.equal(masked('{"password":"abc\\'), '{"password":"***"');
  assert.equal(masked('{"password":["abc","d'), '{"password":"***"');
  assert.equal(masked('{"a":"{\\"password\\":\\"abc'), '{"a":"{\\"password\\":\\"***\\"');
});

test('of a header nothing stays but the scheme', () => {
  const fields = [
    ['Authorization', 'Bearer abc def'],
    ['Proxy-Authorization', 'Basic abc'],
    ['X-Auth', 'Token abc'],
    ['Authorization', 'AWS4-HMAC-SHA256 Credential=abc, Signature=def'],
    ['Password', 'correct horse battery'],
    ['X-Functions-Key', 'abc'],
    ['X-Key', 'abc'],
    ['Code', 'abc'],
  ];
  const shown = new Mask().fields(fields).map(([, value]) => value);
  assert.deepEqual(shown, ['Bearer ***', 'Basic ***', 'Token ***', ...Array(5).fill('***')]);
});

test('a secret that comes back is masked in any form', () => {
  const secret = 'abc/def+ghi"j \\é';
  const forms = [
    secret,
    JSON.stringify(secret),
    encodeURIComponent(secret),
    new URLSearchParams({ a: secret }),
  ];
  const mask = new Mask();
  mask.fields([['X-Api-Key', secret]]);
  for (const form of forms) assert.doesNotMatch(mask.text(`it was ${form} again`), /abc|def|ghi/);
  for (const form of [JSON.stringify({ password: secret }), `password=${encodeURIComponent(secret)}`]) {
    const other = new Mask();
    other.text(form);
    assert.equal(other.text(`it was ${secret} again`), 'it was *** again');
  }
  const login = new Mask();
  login.fields([['X-Cybozu-Authorization', Buffer.from('me:long-password').toString('base64')]]);
  assert.equal(login.text('{"it":"long-password"}'), '{"it":"***"}');
});
