/** Why kintone's side said no where its answer does not tell: the journal, the log, the terminal and the inspector do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShim } from 'kintone-shim';
import { Watcher } from '../support/inspector.js';
import { ask, openServer } from '../support/page-client.js';
import { runScript } from '../support/scripts.js';

const place = 'https://example.kintone.com/k/v1/';
const session = { 'X-Requested-With': 'XMLHttpRequest' };
const file = () => new Blob(['a']);

function form(parts) {
  const made = new FormData();
  for (const [name, ...value] of parts) made.append(name, ...value);
  return made;
}

const upload = (body, headers = session, more = {}) => ({
  path: 'file.json',
  method: 'POST',
  headers,
  body,
  ...more,
});
const json = (value, headers) => ({
  path: 'record.json',
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
const login = (text) => ({ 'X-Cybozu-Authorization': Buffer.from(text).toString('base64') });

/** What was asked, the code of the answer, and what the reason says. */
const refusals = {
  'no credentials': [
    upload(form([]), session, { credentials: 'omit' }),
    'CB_AU01',
    /neither X-Cybozu-Authorization/,
  ],
  'Basic in place of the password': [
    upload(form([]), { Authorization: 'Basic c2VjcmV0' }, { credentials: 'omit' }),
    'CB_AU01',
    /begins with "Basic", not with Bearer/,
  ],
  'no X-Requested-With': [upload(form([]), {}), 'CB_JH01', /jQuery does so for the page's own origin alone/],
  'no request token': [
    upload(form([['file', file(), 'a']])),
    'CB_CS01',
    /Neither the body nor the query has __REQUEST_TOKEN__/,
  ],
  'a request token of another name': [
    upload(
      form([
        ['file', file(), 'a'],
        ['REQUEST_TOKEN', 'x'],
      ]),
    ),
    'CB_CS01',
    /brings "REQUEST_TOKEN", but the name is __REQUEST_TOKEN__/,
  ],
  'a request token as a file': [
    upload(form([['__REQUEST_TOKEN__', file(), 'a']])),
    'CB_CS01',
    /__REQUEST_TOKEN__ has a file name/,
  ],
  'an old request token': [upload(form([['__REQUEST_TOKEN__', 'old']])), 'CB_CS01', /none of this page/],
  'a request token of another name in JSON': [
    json({ app: 1, record: {}, __requestToken__: 'x' }, session),
    'CB_CS01',
    /brings "__requestToken__"/,
  ],
  'another name of the part': [
    upload(
      form([
        ['files', file(), 'a'],
        ['x', 'y'],
      ]),
      login('a:b'),
    ),
    'CB_IL02',
    /no part called "file"; its parts are "files", "x"/,
  ],
  'a text as file': [upload(form([['file', 'text']]), login('a:b')), 'CB_IL02', /"file" has no file name/],
  'two files': [
    upload(
      form([
        ['file', file(), 'a'],
        ['file', file(), 'b'],
      ]),
      login('a:b'),
    ),
    'CB_IL02',
    /has 2 parts called "file"/,
  ],
  'a Content-Type on a GET': [
    { path: 'record.json?app=1&id=1', headers: { ...login('a:b'), 'Content-Type': 'application/json' } },
    'CB_IL02',
    /has "application\/json". Leave the header out/,
  ],
  'JSON in place of a form': [
    upload('{}', { ...login('a:b'), 'Content-Type': 'application/json' }),
    'GAIA_HM02',
    /is "application\/json", not multipart\/form-data/,
  ],
  'a Content-Type by hand': [
    upload('--b\r\n', { ...login('a:b'), 'Content-Type': 'multipart/form-data' }),
    'GAIA_HM02',
    /boundary in its Content-Type is missing/,
  ],
  'a form without its end': [
    upload('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na', {
      ...login('a:b'),
      'Content-Type': 'multipart/form-data; boundary=b',
    }),
    'GAIA_HM02',
    /ended before the form did/,
  ],
  'no base64': [json({}, { 'X-Cybozu-Authorization': 'a:b' }), 'CB_WA01', /base64 of login:password/],
  'no JSON': [json('a=b', login('a:b')), 'CB_IJ01', /of 3 bytes is no JSON/],
  'JSON that is no object': [json('[]', login('a:b')), 'CB_IJ01', /no object/],
  'an unknown fileKey': [
    { path: 'file.json?fileKey=0', headers: login('a:b') },
    'GAIA_BL01',
    /No file that is attached/,
  ],
};

const declared = {
  'an unknown user': [json({}, login('bob:x')), 'CB_WA01', /users has no "bob"/],
  'a wrong password': [json({}, login('alice:x')), 'CB_WA01', /password of "alice" is another one/],
  'an unknown API token': [json({}, { 'X-Cybozu-API-Token': 'x' }), 'GAIA_IA02', /apiTokens does not have/],
  'an API token of another app': [
    json({ app: 2, record: {} }, { 'X-Cybozu-API-Token': 'abc' }),
    'GAIA_IA02',
    /is of the app 2/,
  ],
  'an OAuth token': [json({}, { Authorization: 'Bearer x' }), 'CB_OA01', /no OAuth token is accepted/],
};

const users = { alice: 'secret' };
const apiTokens = { abc: 1 };

async function refusedBy(shim, { path, ...init }) {
  return shim.handle(new Request(place + path, init));
}

for (const [options, cases] of [
  [{}, refusals],
  [{ users, apiTokens }, declared],
]) {
  for (const [name, [request, code, reason]] of Object.entries(cases)) {
    test(`the journal says why: ${name}`, async (t) => {
      const shim = createShim(options);
      t.after(() => shim.dispose());
      const response = await refusedBy(shim, request);
      const text = await response.text();
      assert.equal(JSON.parse(text).code, code);
      const [entry, ...others] = shim.journal.requests();
      assert.deepEqual(others, []);
      assert.deepEqual(
        [entry.method, entry.status, entry.code],
        [request.method ?? 'GET', response.status, code],
      );
      assert.match(entry.reason, reason);
      // What kintone answers does not say it.
      const answered = `${JSON.stringify([...response.headers])}${text}`;
      assert.ok(!answered.includes(entry.reason) && !answered.includes('reason'));
      assert.doesNotMatch(entry.reason, /c2VjcmV0/);
      shim.reset();
      assert.deepEqual(shim.journal.requests(), []);
    });
  }
}

test('the key of an upload does not download it, and is told apart', async (t) => {
  const shim = createShim();
  t.after(() => shim.dispose());
  const kept = await refusedBy(shim, upload(form([['file', file(), 'a']]), login('a:b')));
  const { fileKey } = await kept.json();
  await refusedBy(shim, { path: `file.json?fileKey=${fileKey}`, headers: login('a:b') });
  const [stored, refused] = shim.journal.requests();
  assert.deepEqual([stored.status, stored.code, stored.reason], [200, undefined, undefined]);
  assert.match(refused.reason, /fileKey that an upload gave, which a record takes/);
});

test('in the language of the shim', async (t) => {
  const shim = createShim({ locale: 'ja' });
  t.after(() => shim.dispose());
  await refusedBy(shim, upload(form([]), {}));
  assert.match(shim.journal.requests()[0].reason, /X-Requested-Withがないか空です/);
});

test('the log and the inspector of a server say why', async (t) => {
  const server = await openServer(t);
  const watcher = await Watcher.open(t, server.inspectorUrl);
  const headers = { ...login('a:b'), 'Content-Type': 'application/json' };
  const { status } = await ask(`${server.url}/k/v1/file.json`, { method: 'POST', headers, body: '{}' });
  const { id } = await watcher.call();
  const said = /is "application\/json", not multipart\/form-data/;
  assert.match((await watcher.whole(id)).reason, said);
  assert.equal(server.lines.length, 1);
  assert.match(server.lines[0], /^\S+ POST \/k\/v1\/file\.json 400 \d+ ms: /);
  assert.match(server.lines[0], said);
  assert.equal(status, 400);
});

test('run says why, and so does a test on stderr, once for each code', async (t) => {
  const call = "await fetch('/k/v1/file.json', { method: 'POST', body: new FormData() });";
  const { stdout, stderr } = await runScript(t, `${call}\n${call}`);
  assert.equal(stdout.match(/-> 400 \(\d+ ms\): X-Requested-With is missing/g).length, 2);
  assert.equal(stderr, '');
  const both = await runScript(
    t,
    `const { createShim } = await import(${JSON.stringify(import.meta.resolve('kintone-shim'))});
     const shim = createShim();
     for (let i = 0; i < 2; i += 1) await shim.handle(new Request('${place}file.json', { method: 'POST', body: new FormData() }));`,
  );
  assert.equal(both.stderr.match(/^POST \S+ -> 400 CB_JH01: X-Requested-With is missing/gm).length, 1);
});
