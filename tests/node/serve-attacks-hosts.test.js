/** Which Host a request may name, so that no foreign name can be made to lead here (DNS rebinding). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertRefused,
  attack,
  exchangeBytes,
  openTarget,
  paths,
  readAnswer,
  requestBytes,
} from '../support/attacks.js';

const foreignHosts = [
  ['a name that an attacker lets resolve to 127.0.0.1', 'evil.example'],
  ['the same with our port', 'evil.example:{port}'],
  ['a name below localhost', 'evil.localhost:{port}'],
  ['a name that begins as localhost', 'localhost.evil.example:{port}'],
  ['a name that begins as the address', '127.0.0.1.evil.example:{port}'],
  ['the root dot', 'localhost.:{port}'],
  ['the root dot after the address', '127.0.0.1.:{port}'],
  ['a decimal address', '2130706433:{port}'],
  ['a hexadecimal address', '0x7f000001:{port}'],
  ['hexadecimal parts', '0x7f.0.0.1:{port}'],
  ['an octal address', '0177.0.0.1:{port}'],
  ['a short address', '127.1:{port}'],
  ['another loopback address', '127.0.0.2:{port}'],
  ['the unspecified address', '0.0.0.0:{port}'],
  ['an IPv4-mapped address', '[::ffff:127.0.0.2]:{port}'],
  ['the unspecified address of IPv6', '[::]:{port}'],
  ['an address of IPv6 without brackets', '::1'],
  ['a bracket left open', '[::1'],
  ['something behind the bracket', '[::1]evil.example'],
  ['credentials', 'evil.example@127.0.0.1:{port}'],
  ['credentials that look like us', '127.0.0.1:{port}@evil.example'],
  ['a path', '127.0.0.1:{port}/'],
  ['a list', '127.0.0.1:{port}, evil.example'],
  ['another list', 'evil.example, 127.0.0.1:{port}'],
  ['a blank', '127.0.0.1 evil.example'],
  ['a port that is none', '127.0.0.1:x'],
  ['two ports', '127.0.0.1:{port}:80'],
  ['an empty port', '127.0.0.1:'],
  ['percent', '127.0.0%2e1:{port}'],
  ['bytes beyond ASCII', 'localhost\xb7:{port}'],
  ['nothing', ''],
];

test('a Host that is not ours is refused, whatever is asked for', async (t) => {
  const { trap, server, fields, message } = await openTarget(t, { root: import.meta.dirname });
  for (const [what, pattern] of foreignHosts) {
    const host = pattern.replace('{port}', server.port);
    // A rebound page is of this very origin, as far as its browser knows.
    const sent = fields({ Host: host, Origin: `http://${host}` });
    for (const [method, target, body] of [
      ['POST', paths.call, message],
      ['POST', paths.upload, message],
      ['GET', paths.page, ''],
      ['GET', paths.script, ''],
      ['GET', '/serve.test.js', ''],
      ['GET', '/none', ''],
    ]) {
      const answer = await attack(server.port, method, target, [...sent, ['X-Kintone-Shim', 'page']], body);
      assertRefused(answer, 403, 'SHIM_HOST_REFUSED', `${what}: ${target}`);
      assert.ok(!answer.fields.includes('set-cookie'), what);
    }
  }
  assert.equal(trap.connections, 0);
});

test('no Host, two of them, or one in the target: no answer but a refusal', async (t) => {
  const { trap, server, fields, message, host } = await openTarget(t, { root: import.meta.dirname });
  const without = fields({ Host: undefined });
  const heads = [
    ['none', paths.call, without],
    ['two', paths.call, [...fields(), ['Host', host]]],
    ['a foreign one behind', paths.call, [...fields(), ['Host', 'evil.example']]],
    ['a foreign one in front', paths.call, [['Host', 'evil.example'], ...fields()]],
    ['in another case', paths.call, [...fields(), ['hOST', 'evil.example']]],
    ['absolute-form', `http://${host}${paths.call}`, fields()],
    ['absolute-form with a foreign host', `http://evil.example${paths.call}`, fields()],
    ['absolute-form without a Host', `http://${host}${paths.call}`, without],
    ['asterisk-form', '*', fields()],
    ['authority-form', host, fields()],
    ['two slashes', `//${host}${paths.call}`, fields()],
  ];
  for (const [what, target, sent] of heads) {
    const { status, text } = await attack(server.port, 'POST', target, sent, message);
    assert.ok(status >= 400 && status < 500, `${what}: ${status} ${text}`);
  }
  const old = requestBytes('POST', paths.call, without, message).toString('latin1');
  const answer = readAnswer(await exchangeBytes(server.port, old.replace('HTTP/1.1', 'HTTP/1.0')));
  assertRefused(answer, 403, 'SHIM_HOST_REFUSED', 'HTTP/1.0 without a Host');
  assert.equal(
    readAnswer(await exchangeBytes(server.port, 'CONNECT 169.254.169.254:80 HTTP/1.1\r\n\r\n')).text,
    '',
  );
  assert.equal(trap.connections, 0);
});
