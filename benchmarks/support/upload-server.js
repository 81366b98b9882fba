// The other end of uploads, in a process of its own: kintone's side of the package, or the least that a node:http server has to do for
// the same body. Started by start-server.js, ends with its parent.
// node upload-server.js <shim | bare>
import { randomUUID } from 'node:crypto';
import { closeSync, createWriteStream, openSync, unlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createShim } from 'kintone-shim';
import { serve } from 'kintone-shim/server';
import { collectGarbage } from '../../tests/support/garbage.js';
import { startPeak } from './peak-memory.js';

const longerThanKeysLive = 4 * 24 * 60 * 60 * 1000;

async function startShim() {
  const shim = createShim({ apiTokens: { token: 1 } });
  const { url } = await serve({ shim });
  return { url, forget: () => shim.advance(longerThanKeysLive) };
}

/** `/written` keeps what comes in a temporary file that is unlinked at once, anything else reads it. Both answer the same. */
async function startBare() {
  const answer = JSON.stringify({ fileKey: randomUUID() });
  const kept = [];

  async function write(request) {
    const path = join(tmpdir(), `kintone-shim-bench-${randomUUID()}`);
    const fd = openSync(path, 'wx');
    unlinkSync(path);
    kept.push(fd);
    await finished(request.pipe(createWriteStream(null, { fd, autoClose: false })));
  }

  async function read(request) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  const server = createServer(async (request, response) => {
    await (request.url === '/written' ? write(request) : read(request));
    response.writeHead(200, {
      'Content-Type': 'application/json;charset=utf-8',
      'Content-Length': answer.length,
    });
    response.end(answer);
  });
  server.requestTimeout = 0;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, forget: () => kept.splice(0).forEach((fd) => closeSync(fd)) };
}

const { url, forget } = process.argv[2] === 'shim' ? await startShim() : await startBare();
let endPeak;
const answers = {
  forget() {
    forget();
    collectGarbage();
    return true;
  },
  startPeak() {
    endPeak = startPeak();
    return true;
  },
  endPeak: () => endPeak(),
};
process.on('message', (question) => process.send(answers[question]()));
process.on('disconnect', () => process.exit());
process.send(url);
