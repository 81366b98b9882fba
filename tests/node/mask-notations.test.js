/** Secrets in any notation: what stands in it, and what nobody may see. What stands beside them stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mask, masked, shownUrl } from '../../js/core/mask/mask.js';

const secret = 'hunter2-S3cr3t';

/** Texts in which the secret stands; `kept` stays. */
const texts = {
  SOAP: `<soap:Body><wsse:UsernameToken><wsse:Username>kept</wsse:Username><wsse:Password Type="a">${secret}</wsse:Password></wsse:UsernameToken></soap:Body>`,
  'SOAP, all of whose element is secret': `<a>kept</a><Credentials><x a="b">${secret}</x></Credentials><b>kept</b>`,
  'an element with a name space and attributes': `<ns:ApiKey xml:lang="en">${secret}</ns:ApiKey><x>kept</x>`,
  CDATA: `<password><![CDATA[${secret}]]></password><x>kept</x>`,
  'escaped XML': `<x>&lt;password&gt;${secret}&lt;/password&gt;&lt;y&gt;kept&lt;/y&gt;</x>`,
  'XML in JSON': JSON.stringify({ xml: `<password>${secret}</password>`, it: 'kept' }),
  'XML in JSON as Go writes it': `{"xml":"\\u003cpassword\\u003e${secret}\\u003c/password\\u003e","it":"kept"}`,
  'XML that is cut off': `<a>kept</a><password>${secret}`,
  'an attribute': `<user password="${secret}" name="kept"/>`,
  "an attribute in the other's marks": `<user password='${secret}' name='kept'/>`,
  'attributes in pairs': `<param name="password" value="${secret}"/><param name="a" value="kept"/>`,
  'an element by its attribute': `<entry key="password">${secret}</entry><entry key="a">kept</entry>`,
  YAML: `user: kept\npassword: ${secret}\nafter: kept`,
  'YAML within more': `a:\n  - api_key: "${secret}"\n    user: kept`,
  'a long text of YAML': `private_key: |\n  first\n  ${secret}\nuser: kept`,
  'a list of YAML': `tokens:\n  - ${secret}\n  - b\nuser: kept`,
  'YAML with blanks': `passphrase: correct horse ${secret}\nuser: kept`,
  'YAML in JSON': JSON.stringify({ yaml: `user: kept\npassword: ${secret}\nafter: kept` }),
  GraphQL: `mutation { login(user: "kept", password: "${secret}") { token } }`,
  'GraphQL in JSON': JSON.stringify({
    query: `mutation { login(user: "kept", password: "${secret}") { ok } }`,
  }),
  'a block of GraphQL': `{ login(password: """${secret}""", user: "kept") }`,
  'an object of JavaScript': `{ user: 'kept', password: '${secret}', n: 1 }`,
  'a dictionary of Python': `{'user': 'kept', 'password': '${secret}'}`,
  settings: `user = kept\npassword = ${secret}\nafter = kept`,
  'an environment': `USER=kept\nDB_PASSWORD=${secret}\nAFTER=kept`,
  'a form': `user=kept&password=${secret}&n=1`,
  'a form with brackets': `a=kept&user%5Bpassword%5D=${secret}`,
  'a form with a mark': `user=kept&password=it's-${secret}&n=1`,
  multipart: `--b\r\nContent-Disposition: form-data; name="user"\r\n\r\nkept\r\n--b\r\nContent-Disposition: form-data; name="password"\r\nContent-Type: text/plain\r\n\r\n${secret}\r\n--b--\r\n`,
  'multipart in JSON': JSON.stringify({
    body: `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${secret}\r\n--b\r\nContent-Disposition: form-data; name="user"\r\n\r\nkept\r\n--b--`,
  }),
  'multipart that is cut off': `kept\r\n--b\r\nContent-Disposition: form-data; name=password\r\n\r\n${secret}`,
  'a pair': `[{"name":"password","value":"${secret}"},{"name":"a","value":"kept"}]`,
  'a pair with something between': `{"name": "password", "type": "text", "value": "${secret}"}, {"it":"kept"}`,
  'a pair the other way round': `{"value":"${secret}","name":"password"},{"value":"kept","name":"a"}`,
  'a pair in JSON': JSON.stringify({
    a: JSON.stringify({ key: 'client_secret', value: secret }),
    it: 'kept',
  }),
  'a pair of JavaScript': `{ name: 'password', value: '${secret}' }, { name: 'a', value: 'kept' }`,
  'a record': `{"password":{"type":"SINGLE_LINE_TEXT","value":"${secret}"},"user":{"value":"kept"}}`,
  "a record's field in Japanese": `{"パスワード":{"value":"${secret}"},"user":{"value":"kept"}}`,
  'a field of a head': `kept\nAuthorization: Bearer ${secret}\nX-A: kept`,
  'a command': `curl -H 'Authorization: Bearer ${secret}' -H 'X-A: kept'`,
  'a URL': `GET https://kept:${secret}@a.example/b`,
  'a parameter': `GET https://kept.example/b?api_key=${secret}`,
  'a parameter behind a semicolon': `GET https://kept.example/b?a=1;api_key=${secret}`,
  'a form with semicolons': `user=kept;password=${secret};n=1`,
  'XML-RPC': `<struct><member><name>password</name><value><string>${secret}</string></value></member><member><name>a</name><value>kept</value></member></struct>`,
  'XML-RPC in JSON, in lines': JSON.stringify({
    xml: `<member>\n  <name>password</name>\n  <value>${secret}</value>\n</member>\n<x>kept</x>`,
  }),
  'a property list': `<key>password</key><string>${secret}</string><key>a</key><string>kept</string>`,
  'a private key': `kept\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n${secret.replace('-', '+')}\n-----END RSA PRIVATE KEY-----\n`,
  'a private key in JSON, cut off': `{"it":"kept","pem":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n${secret.replace('-', '+')}`,
  'a private key with a head': `kept\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${secret}\n-----END RSA PRIVATE KEY-----`,
  'a key of PGP': `kept\n-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${secret}\n-----END PGP PRIVATE KEY BLOCK-----`,
  'a long private key': `kept\n-----BEGIN PRIVATE KEY-----\n${'MIIE\n'.repeat(5_000)}${secret}\n-----END PRIVATE KEY-----`,
  'lines with tabs': `user\tkept\npassword\t${secret}\nafter\tkept`,
  'lines with tabs in JSON': JSON.stringify({ text: `user\tkept\npassword\t${secret}\nafter\tkept` }),
  entries: `[["a","kept"],["password","${secret}"]]`,
  'entries in JSON': JSON.stringify({ text: `[ ["a", "kept"], [ "password", "${secret}" ] ]` }),
  'entries of JavaScript': `[['a', 'kept'], ['password', '${secret}']]`,
  'a connection string': `Server=kept;User Id=a;Password=${secret};`,
};

test('a secret in any notation is seen by nobody', () => {
  for (const [name, text] of Object.entries(texts)) {
    assert.match(text, /hunter2.S3cr3t/, name);
    for (const shown of [new Mask().text(text), masked(text)]) {
      assert.doesNotMatch(shown, /hunter2|S3cr3t/, `${name}: ${shown}`);
      const keeps = name === 'a URL' || /kept/.test(shown);
      assert.ok(keeps, `${name}: ${shown}`);
    }
  }
});

test('a number in an entry', () => {
  assert.equal(new Mask().text('[["pin",12345678],["a",1]]'), '[["pin",***],["a",1]]');
});

test('names of secrets', () => {
  const names =
    'consumerKey appKey encryptionKey passcode pin userPin dbPass clientKey privateKey private_key access_key apiKeyId APIKEY ' +
    'pw dbPw otp cvv securityCode sessid client_secret x_auth_token masterKey signing-key webhookKey';
  for (const name of names.split(' ')) {
    assert.equal(new Mask().text(`{"${name}":"abc","a":1}`), `{"${name}":"***","a":1}`);
    assert.equal(new Mask().text(`a=1&${name}=abc`), `a=1&${name}=***`);
    assert.equal(new Mask().text(`<${name}>abc</${name}>`), `<${name}>***</${name}>`);
  }
  const headers =
    'DD-APPLICATION-KEY DD-API-KEY Client-Key X-Api-Key X-Chatworktoken Ocp-Apim-Subscription-Key X-Pin';
  for (const name of headers.split(' ')) {
    assert.deepEqual(new Mask().fields([[name, 'abc']]), [[name, '***']]);
  }
});

test('names of something else', () => {
  const names =
    'fileKey publicKey primaryKey key code keyword userKeyword compass pinned pinCount spin opinion authorName hostKeyboard shippingCode';
  for (const name of names.split(' ')) {
    for (const text of [`{"${name}":"abc","a":1}`, `<${name}>abc</${name}>`, `${name}: abc`]) {
      assert.equal(new Mask().text(text), text);
    }
  }
  for (const text of [
    '{"errors":{"headers.Authorization":{"messages":["must not contain a line break"]},"password":{"messages":["Required field."]}}}',
    JSON.stringify({ inner: '{"errors":{"password":{"messages":["Required field."]}}}' }),
    'query($password: String!) { a(password: $password) { token } }',
    '{"name":"password","type":"text"}',
    'The token of a request is missing.',
    '<p>Session</p>',
    '<name>user</name><value>abc</value>',
    '<label>Password</label><b>forgotten?</b>',
    'Enter the password\tnow',
    '["password","token","code"]',
    '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----',
    'at login (file:///a/token.js:12:3)',
  ]) {
    assert.equal(new Mask().text(text), text);
  }
});

test('keys that are known by their looks', () => {
  for (const key of [
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    `ghp_${'a1B2'.repeat(9)}`,
    'xoxb-1234567890-abcdefghij',
    `sk_live_${'a1B2'.repeat(6)}`,
    'AKIAIOSFODNN7EXAMPLE',
  ]) {
    assert.equal(new Mask().text(`it is ${key} here`), 'it is *** here');
  }
});

test('the key in the path of a webhook', () => {
  for (const [url, shown] of [
    [
      'https://hooks.slack.com/services/T0001/B0002/XXXXXXXXXXXXXXXXXXXXXXXX',
      'https://hooks.slack.com/services/***/***/***',
    ],
    ['https://discord.com/api/webhooks/1234567890/abc-DEF_123', 'https://discord.com/api/webhooks/***/***'],
    [
      'https://a.webhook.office.com/webhookb2/1b-2@3c/IncomingWebhook/4d5e/6f',
      'https://a.webhook.office.com/***/***/IncomingWebhook/***/***',
    ],
    [
      'https://api.telegram.org/bot123456:ABC-DEF1234/sendMessage',
      'https://api.telegram.org/bot123456:***/sendMessage',
    ],
    [
      'https://maker.ifttt.com/trigger/event/with/key/abcdefg1',
      'https://maker.ifttt.com/trigger/event/with/key/***',
    ],
    ['https://hooks.zapier.com/hooks/catch/123/b2c3d4', 'https://hooks.zapier.com/hooks/catch/***/***'],
    ['https://hook.eu1.make.com/q7w8e9r0t1y2u3i4o5p6', 'https://hook.eu1.make.com/***'],
    ['https://webhook.site/550e8400-e29b-41d4-a716-446655440000', 'https://webhook.site/***'],
    ['https://a.example/in/9f86d081884c7d659a2feaa0c55ad015', 'https://a.example/in/***'],
    ['https://a.example/in/Zm9vYmFyQmF6MTIzNDU2', 'https://a.example/in/***'],
  ]) {
    assert.equal(shownUrl(url), shown);
    assert.equal(new Mask().text(url), shown);
    assert.equal(masked(`POST ${url} -> 200`), `POST ${shown} -> 200`);
  }
  for (const url of [
    'https://api.chatwork.com/v2/rooms/123456789/messages',
    'https://a.example/items/550e8400-e29b-41d4-a716-446655440000',
    'https://a.example/2024-01-15T10-30-00Z-report/a-long-name-of-2024-with-words',
    'https://a.example/%E9%A0%98%E5%8F%8E%E6%9B%B8%E9%A0%98%E5%8F%8E%E6%9B%B8',
    'https://example.kintone.com/k/v1/records.json',
  ]) {
    assert.equal(shownUrl(url), url);
  }
});
