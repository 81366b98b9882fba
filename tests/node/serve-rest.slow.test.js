/** F07, F08: the largest file that there may be, up and down by curl, and one byte more. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileBlob } from '../support/blobs.js';
import { startServe } from '../support/command.js';
import { peakMemoryOf, temporaryFilesOf } from '../support/open-files.js';
import { attach, downloadUrl } from '../support/rest-client.js';
import { until } from '../support/waiting.js';

const GB = 1_073_741_824;
const mostMemory = 150_000_000;
const timeout = 300_000;
const token = ['--header', 'X-Cybozu-API-Token: token'];

/** What curl says: the body, and the status behind it. */
async function curl(...args) {
  const child = spawn('curl', [
    '--silent',
    '--show-error',
    '--write-out',
    '\n%{http_code}',
    ...token,
    ...args,
  ]);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  assert.equal(code, 0, stderr);
  const [body, status] = stdout.split('\n');
  return { status, answer: JSON.parse(body) };
}

/** The hash of what curl downloads. */
async function downloadedHash(url) {
  const child = spawn('curl', ['--silent', '--fail', ...token, url]);
  const hash = createHash('sha256');
  for await (const part of child.stdout) hash.update(part);
  return hash.digest('hex');
}

test(
  '1 GB goes up and down unchanged in 150 MB of memory; one byte more is refused',
  { timeout },
  async (t) => {
    const { path, sha256 } = await fileBlob(t, GB);
    const server = await startServe(t, ['--api-token', 'token=1'], { timeout });
    const { pid } = server.child;
    const url = `${server.url}/k/v1/file.json`;
    const form = ['--form', `file=@${path};filename=大きい.bin`];

    const { status, answer } = await curl(...form, url);
    assert.equal(status, '200', JSON.stringify(answer));
    const afterUpload = peakMemoryOf(pid);
    const { keys } = await attach(server, answer.fileKey);
    assert.equal(await downloadedHash(downloadUrl(server, keys[0])), sha256);
    t.diagnostic(`peak memory: ${afterUpload} after the upload, ${peakMemoryOf(pid)} after the download`);
    assert.ok(peakMemoryOf(pid) <= mostMemory, `${peakMemoryOf(pid)} bytes at the peak`);

    await appendFile(path, 'a');
    const refused = await curl(...form, url);
    assert.equal(`${refused.status} ${refused.answer.code}`, '413 SHIM_FILE_TOO_LARGE');
    await until(() => temporaryFilesOf(pid).length === 1);
    assert.ok(peakMemoryOf(pid) <= mostMemory, `${peakMemoryOf(pid)} bytes at the peak`);
    assert.equal(await server.stop('SIGTERM'), 0);
  },
);
