// Refuses one answer, and says how long that took and how far this process's memory went above where it stood before.
// node --expose-gc head-once.js <shim | http> <url>
import { get } from 'node:http';
import { createShim } from 'kintone-shim';
import { startPeak } from './peak-memory.js';

const [side, url] = process.argv.slice(2);

/** Resolves when the answer is refused. */
function callByHttp(address) {
  return new Promise((resolve, reject) => {
    const request = get(address, (response) => {
      response.resume().on('end', () => reject(new Error('it was not refused')));
    });
    request.on('error', resolve);
  });
}

const shim = createShim({ network: ['127.0.0.1'] });
const call =
  side === 'http'
    ? callByHttp
    : (address) =>
        shim.kintone.proxy(address, 'GET', {}, {}).then(
          () => Promise.reject(new Error('it was not refused')),
          () => {},
        );

// Loads the transport and compiles what a call runs.
await call(new URL('/', url).href).catch(() => {});
globalThis.gc();

const before = process.memoryUsage.rss();
const endPeak = startPeak();
const start = performance.now();
await call(url);
const milliseconds = performance.now() - start;
process.stdout.write(JSON.stringify({ milliseconds, bytes: endPeak() - before }));
process.exit();
