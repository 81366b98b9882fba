// Requests to kintone from one emulated page, intercepted by one side, in a process of its own. Started by start-server.js, ends with its
// parent. It is asked for small requests (their milliseconds each) or for an upload (its milliseconds, and the memory it took on top).
// node intercept-load.js <ours | peer> <emulator>
import { collectGarbage } from '../../tests/support/garbage.js';
import { timed } from './pairs.js';
import { startPeak } from './peak-memory.js';
import { emulators, setUps } from './intercept-places.js';
import { formOf, openXHR, sent } from './intercept-requests.js';
import { openShim, smallFile, token } from './intercept-shim.js';
import { sides } from './intercept-sides.js';

const requestsATurn = 100;
const uploadBytes = 64 * 1024 * 1024;

const { File, FormData } = globalThis;
// The set-ups and the files that the peer, too, does all of it with.
const suited = {
  jsdom: { setUp: "globalThis with Node's fetch", filesOf: () => ({ File, FormData }) },
  'happy-dom': { setUp: "globalThis with the window's fetch", filesOf: (window) => window },
};

const [side, emulator] = process.argv.slice(2);
const { shim, uploadUrl, downloadUrl } = await openShim();
const window = emulators[emulator]();
const { setUp, filesOf } = suited[emulator];
const target = setUps[setUp](window);
const files = filesOf(window);
await sides[side](shim, target);

const download = {
  async fetch() {
    const response = await target.fetch(downloadUrl, { headers: token });
    return response.arrayBuffer();
  },
  async XHR() {
    const xhr = openXHR(target, { url: downloadUrl, fields: token, type: 'arraybuffer' });
    return (await sent(xhr)).response;
  },
};

const upload = {
  async fetch(body) {
    const response = await target.fetch(uploadUrl, { method: 'POST', headers: token, body });
    return response.status;
  },
  async XHR(body) {
    return (await sent(openXHR(target, { method: 'POST', url: uploadUrl, fields: token }), body)).status;
  },
};

function check(isRight) {
  if (!isRight) throw new Error(`${side}: the file did not arrive`);
}

async function small(api) {
  const took = await timed(async () => {
    for (let count = 0; count < requestsATurn; count += 1) {
      check((await download[api]()).byteLength === smallFile.length);
    }
  });
  return took / requestsATurn;
}

async function large(api) {
  await upload[api](formOf(files, smallFile, 'warm-up.bin'));
  const form = formOf(files, new Uint8Array(uploadBytes), 'large.bin');
  collectGarbage();
  const baseline = process.memoryUsage.rss();
  const endPeak = startPeak();
  let status;
  const took = await timed(async () => (status = await upload[api](form)));
  const extraBytes = endPeak() - baseline;
  check(status === 200 && shim.files.at(-1).size === uploadBytes);
  return { took, extraBytes };
}

const work = { small, large };
process.on('message', async ({ size, api }) => {
  collectGarbage();
  process.send(await work[size](api));
});
process.on('disconnect', () => process.exit());
process.send('');
