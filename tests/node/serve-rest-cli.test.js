/** F09 to F11, F08: `kintone-shim serve` with its flags for kintone's side, and its end in the middle of transfers. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { test } from 'node:test';
import { bytesOfLength, sha256 } from '../support/blobs.js';
import { startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';
import { temporaryFilesOf } from '../support/open-files.js';
import {
  attach,
  credentials,
  download,
  downloadUrl,
  keyOf,
  RawUpload,
  upload,
} from '../support/rest-client.js';
import { until } from '../support/waiting.js';

const MIB = 1_048_576;
const bytes = bytesOfLength(MIB);

const passwordOf = (login, password) => ({
  'X-Cybozu-Authorization': Buffer.from(`${login}:${password}`).toString('base64'),
});
const tokenOf = (token) => ({ 'X-Cybozu-API-Token': token });

async function outcomeOf(server, headers, path) {
  const { status, answer } = await upload(server, bytes, { headers, path });
  return answer.code ? `${status} ${answer.code}` : status;
}

test('--user, --api-token, --guest-space: those that are named, and no others', async (t) => {
  const server = await startServe(t, [
    ...['--user', 'alice:pass:word', '--user', 'bob@example.com:secret'],
    ...['--api-token', 'token=1', '--api-token', 'other==2'],
    ...['--guest-space', '7', '--guest-space', '12'],
  ]);
  for (const [headers, expected] of [
    [passwordOf('alice', 'pass:word'), 200],
    [passwordOf('bob@example.com', 'secret'), 200],
    [passwordOf('alice', 'pass'), '401 CB_WA01'],
    [passwordOf('carol', 'secret'), '401 CB_WA01'],
    [tokenOf('token'), 200],
    [tokenOf('other='), 200],
    [tokenOf('none'), '400 GAIA_IA02'],
    [{}, '401 CB_AU01'],
  ]) {
    assert.equal(await outcomeOf(server, headers), expected, JSON.stringify(headers));
  }
  for (const [space, expected] of [
    [7, 200],
    [12, 200],
    [8, '404 SHIM_GUEST_SPACE_NOT_FOUND'],
  ]) {
    assert.equal(await outcomeOf(server, credentials, `/k/guest/${space}/v1/file.json`), expected);
  }
  assert.equal(await server.stop('SIGTERM'), 0);
  assert.equal(server.told.stderr, '');
});

test('without them any credentials are accepted, with one warning', async (t) => {
  const server = await startServe(t, []);
  for (let i = 0; i < 3; i += 1) {
    assert.equal(await outcomeOf(server, tokenOf('any')), 200);
    assert.equal(await outcomeOf(server, passwordOf('any', 'body')), 200);
  }
  assert.equal(await server.stop('SIGTERM'), 0);
  assert.equal(server.told.stderr.match(/SHIM_WARN_CREDENTIALS_UNCHECKED/g).length, 1);
  assert.doesNotMatch(server.told.stderr + server.told.stdout, /any|body/);
});

test('a signal in the middle of an upload and of a download: it ends at once, and nothing stays', async (t) => {
  const large = bytesOfLength(24 * MIB);
  for (const [signal, ending] of [
    ['SIGTERM', 0],
    ['SIGINT', 0],
    ['SIGKILL', 'SIGKILL'],
  ]) {
    const folder = await folderOf(t);
    const server = await startServe(t, ['--api-token', 'token=1'], { env: { TMPDIR: folder } });
    const { keys } = await attach(server, await keyOf(server, large));
    assert.equal(sha256((await download(server, keys[0])).bytes), sha256(large));
    const half = await RawUpload.begin(server, large.length);
    await half.write(large.subarray(0, 2 * MIB));
    const outgoing = request(downloadUrl(server, keys[0]), { headers: credentials, agent: false });
    outgoing.on('error', () => {}).end();
    const [incoming] = await once(outgoing, 'response');
    const broken = once(incoming, 'error');
    await until(() => temporaryFilesOf(server.child.pid).length === 2);
    assert.deepEqual(await readdir(folder), []);
    // Neither of the two would ever end by itself.
    assert.equal(await server.stop(signal), ending);
    incoming.resume();
    assert.equal((await broken)[0].code, 'ECONNRESET');
    await until(() => half.isClosed);
    assert.equal(half.received, '');
    assert.deepEqual(await readdir(folder), []);
  }
});
