/** curl, as the samples of kintone's pages call it: -F up, -OJ down, and what goes wrong by hand. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { test } from 'node:test';
import {
  alice,
  apps,
  declared,
  digest,
  files,
  openKintone,
  passwordField,
  tokens,
  uploadKey,
} from '../support/clients.js';
import { folderOf } from '../support/folder.js';

const token = ['-H', `X-Cybozu-API-Token: ${tokens.orders}`];

/** A server, a folder to work in, and curl there. */
async function connect(t, options = declared) {
  const kintone = await openKintone(t, options);
  const folder = await folderOf(t);

  async function run(args, input = '') {
    const child = spawn('curl', ['-sS', '--noproxy', '*', ...args], { cwd: folder, timeout: 60_000 });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const [stdout, stderr, [code]] = await Promise.all([
      buffer(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    assert.equal(code, 0, stderr);
    return stdout;
  }

  /** @returns {Promise<{ status: number, type: string, answer: object }>} */
  async function ask(path, args, input) {
    const told = ['-w', '\n%{http_code} %{content_type}', `${kintone.url}${path}`];
    const [, body, status, type] = /^(.*)\n(\d+) (.*)$/s.exec(await run([...args, ...told], input));
    return { status: Number(status), type, answer: JSON.parse(body) };
  }

  const post = (path, body) =>
    ask(
      path,
      [...token, '-H', 'Content-Type: application/json', '--data-binary', '@-'],
      JSON.stringify(body),
    );

  /** The file that a record shows which got this upload key. */
  async function attach(fileKey) {
    const record = { Files: { value: [{ fileKey }] } };
    const { status, answer } = await post('/k/v1/record.json', { app: apps.orders, record });
    assert.equal(status, 200, JSON.stringify(answer));
    const query = `app=${apps.orders}&id=${answer.id}`;
    const shown = await ask(`/k/v1/record.json?${query}`, token);
    return shown.answer.record.Files.value[0];
  }

  return { ...kintone, folder, run, ask, attach };
}

async function assertUploaded({ status, type, answer }) {
  assert.equal(status, 200, JSON.stringify(answer));
  assert.equal(type, 'application/json;charset=utf-8');
  assert.deepEqual(Object.keys(answer), ['fileKey']);
  assert.match(answer.fileKey, uploadKey);
  return answer.fileKey;
}

for (const { name, bytes, contentType } of files) {
  test(`-F file=@, then -OJ: ${name} of ${bytes.length} bytes`, async (t) => {
    const { url, folder, run, ask, attach } = await connect(t);
    await writeFile(join(folder, name), bytes);
    const upload = ['-X', 'POST', ...token, '-F', `file=@${name}`];
    const shown = await attach(await assertUploaded(await ask('/k/v1/file.json', upload)));
    assert.deepEqual(shown, { contentType, fileKey: shown.fileKey, name, size: String(bytes.length) });

    const down = join(folder, 'down');
    const download = `${url}/k/v1/file.json?fileKey=${shown.fileKey}`;
    const head = await run([...token, '-D', '-', '--create-dirs', '--output-dir', down, '-OJ', download]);
    const [saved, ...more] = await readdir(down);
    assert.deepEqual(more, []);
    assert.equal(digest(await readFile(join(down, saved))), digest(bytes));
    assert.match(head.toString(), /^HTTP\/1\.1 200 OK\r\n/);
    // curl takes no offence at two.
    const lengths = head.toString().match(/^Content-Length: \d+\r$/gim);
    assert.deepEqual(lengths, [`Content-Length: ${bytes.length}\r`]);
    // curl leaves encoded-words as they stand, and cuts a name at a slash, which is one of base64's digits.
    const [, disposed] = /^Content-Disposition: attachment; filename="(.*)"\r$/im.exec(head);
    assert.equal(saved, disposed.split('/').at(-1));
    assert.equal(decodeWords(disposed), name);
  });
}

/** RFC 2047, 2 and 6.2: blanks between encoded-words are none. */
function decodeWords(value) {
  return value
    .replaceAll(/\?= (?==\?)/g, '?=')
    .replaceAll(/=\?UTF-8\?B\?([A-Za-z\d+/=]*)\?=/g, (_, base64) => Buffer.from(base64, 'base64').toString());
}

test('names by ;filename=, with quotes, backslashes, percent signs and paths', async (t) => {
  const { ask, attach } = await connect(t);
  for (const [given, name, more = []] of [
    ['請求書.txt', '請求書.txt'],
    ['"say \\"hi\\".txt"', 'say %22hi%22.txt'],
    ['"say \\"hi\\".txt"', 'say "hi".txt', ['--form-escape']],
    ['100%41.txt', '100%41.txt'],
    ['"a;b,c.txt"', 'a;b,c.txt'],
    ['../../etc/passwd', 'passwd'],
    ['"C:\\\\Users\\\\taro\\\\表.csv"', '表.csv'],
  ]) {
    const upload = [...token, ...more, '-F', `file=@-;filename=${given}`];
    const key = await assertUploaded(await ask('/k/v1/file.json', upload, 'text'));
    assert.equal((await attach(key)).name, name, given);
  }
});

test('a pipe, chunked; Expect: 100-continue; a request token and other parts beside the file', async (t) => {
  const { ask, attach, run, url } = await connect(t);
  const { bytes } = files.at(-1);
  for (const how of [
    ['-H', 'Transfer-Encoding: chunked'],
    ['-H', 'Expect: 100-continue'],
    ['-F', '__REQUEST_TOKEN__=of nobody', '-F', 'note=何でも'],
    ['--http1.0'],
  ]) {
    const upload = [...token, ...how, '-F', 'file=@-;filename=pipe.bin'];
    const { fileKey, size } = await attach(await assertUploaded(await ask('/k/v1/file.json', upload, bytes)));
    assert.equal(size, String(bytes.length));
    const download = `${url}/k/v1/file.json?fileKey=${fileKey}`;
    assert.equal(digest(await run([...token, download])), digest(bytes));
  }
});

test('no multipart, no file, two files, another name', async (t) => {
  const { ask, shim } = await connect(t);
  for (const [args, status, code] of [
    [['--data-binary', '@-'], 400, 'GAIA_HM02'],
    [['-H', 'Content-Type: application/octet-stream', '--data-binary', '@-'], 400, 'GAIA_HM02'],
    [['-H', 'Content-Type: multipart/form-data', '--data-binary', '@-'], 400, 'GAIA_HM02'],
    [['-H', 'Content-Type: multipart/form-data; boundary=x', '--data-binary', '@-'], 400, 'GAIA_HM02'],
    [['-X', 'POST'], 400, 'GAIA_HM02'],
    [['-F', 'file=text'], 400, 'CB_IL02'],
    [['-F', 'upload=@-;filename=a.txt'], 400, 'CB_IL02'],
    [['-F', 'file=@-;filename=a.txt', '-F', 'file=text;filename=b.txt'], 400, 'CB_IL02'],
    [['-X', 'PUT', '-F', 'file=@-;filename=a.txt'], 405, 'SHIM_NOT_IMPLEMENTED'],
    [['-X', 'DELETE'], 405, 'SHIM_NOT_IMPLEMENTED'],
    [['-T', '-'], 405, 'SHIM_NOT_IMPLEMENTED'],
  ]) {
    const refused = await ask('/k/v1/file.json', [...token, ...args], 'text');
    assert.deepEqual([refused.status, refused.answer.code], [status, code], args.join(' '));
    assert.equal(refused.type, 'application/json;charset=utf-8');
  }
  assert.deepEqual(shim.files, []);
});

test('by password, without credentials, and with a Content-Type on a download', async (t) => {
  const { ask, run, url, attach } = await connect(t);
  const form = ['-F', 'file=@-;filename=a.txt'];
  const [[name, value]] = Object.entries(passwordField(alice));
  const password = ['-H', `${name}: ${value}`];
  const shown = await attach(await assertUploaded(await ask('/k/v1/file.json', [...password, ...form], 'a')));
  const { status, answer } = await ask('/k/v1/file.json', form, 'a');
  assert.deepEqual([status, answer.code], [401, 'CB_AU01']);
  // -u is Basic authentication, which stands in front of kintone and is not kintone's.
  const basic = await ask('/k/v1/file.json', ['-u', `${alice.username}:${alice.password}`, ...form], 'a');
  assert.deepEqual([basic.status, basic.answer.code], [401, 'CB_AU01']);

  const download = `/k/v1/file.json?fileKey=${shown.fileKey}`;
  assert.equal((await run([...password, `${url}${download}`])).toString(), 'a');
  const typed = await ask(download, [...password, '-H', 'Content-Type: application/json']);
  assert.deepEqual([typed.status, typed.answer.code], [400, 'CB_IL02']);
  // As kintone's page of Download File has it: GET with the parameter as JSON.
  const asJson = ['-X', 'GET', '-H', 'Content-Type: application/json', '--data-binary', '@-'];
  const body = JSON.stringify({ fileKey: shown.fileKey });
  assert.equal((await run([...password, ...asJson, `${url}/k/v1/file.json`], body)).toString(), 'a');
});
