/** Texts that others write take a time that grows as they do: shown by doubling them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masked } from '../../js/core/mask/mask.js';
import { injected } from '../../js/server/inject.js';
import { assertLinear } from '../support/doubling.js';

const oneMi = 1024 * 1024;

test('masking', async () => {
  const pieces = [
    ...['"', '\\"', '\\\\\\"', '\\', 'a', 'a.', 'a://', '%', '&', '=', '<', '@', '\n', '- ', '\\n', ' '],
    ...['"a":"', '"token":', '"token":"\\', '"token":[', '"token":{"token":', '{"token":["', '"token": '],
    ...[
      '\\"token\\":\\"',
      '\\"token\\":[\\\\\\"',
      '&a=',
      '&token',
      'Bearer ',
      '://@',
      'a:b@',
      'https://a:1/@',
    ],
    ...[
      '<token>',
      '<token',
      '</token>',
      '<token a="',
      '&lt;token&gt;',
      '<a key="token">',
      '<token><![CDATA[',
    ],
    ...[
      'token:\n',
      'token: |\n ',
      '\ntoken:\n  - a',
      "token='",
      "token: '",
      'token: {',
      'token = ',
      'token: """',
    ],
    ...[
      'name="token"',
      '{"name":"token"',
      '{"value":"',
      '"value":"a","name":"token"',
      'form-data;name=token',
      'form-data; ',
    ],
    ...[
      '<name>token</name>',
      '<name>token</name><value>',
      '["token","',
      '["token","a",',
      'token\t',
      '\ntoken\t',
      '\\ntoken\\t',
      '\t',
      '\\t',
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN A',
    ],
    ...[
      'eyJ',
      '-eyJa.',
      'https://a?bは',
      'https://a?b="',
      '\\"/',
      '\\\\"/a',
      'https://',
      'https://a?b&',
      '"https://',
      'hook/1/',
    ],
  ];
  for (const piece of pieces) await assertLinear(masked, piece, oneMi / 16);
  // Secrets that may come back are looked for in all of it.
  const many = (text) => Array.from({ length: text.length / 32 }, (_, i) => `&token=a-secret-${i}`).join('');
  await assertLinear((text) => masked(many(text)), ' ', oneMi / 8);
});

test('finding the place for the script in a page', async () => {
  const pieces = [
    '<title>',
    '<title',
    '<!--',
    '<!-->',
    '-->',
    '<head ',
    '<head "',
    "<head '",
    '<head a="<head "',
    '<html "',
    ' ',
    '<!doctype',
    '<',
  ];
  for (const piece of pieces) await assertLinear((page) => injected(Buffer.from(page)), piece, oneMi);
  const hidden = `<head ${'"'.padEnd(6_000, '<head ')}`;
  await assertLinear((page) => injected(Buffer.from(page)), hidden, oneMi);
  assert.match(injected(Buffer.from('<title>')).toString(), /^<script/);
});
