// One upload in a process of its own, which says how far its memory went above where it stood before.
// node --expose-gc upload-once.js <shim | fetch> <path of a file | memory> <server>
import { setTimeout as delay } from 'node:timers/promises';
import { startPeak } from './peak-memory.js';
import { fileBackedBlob, memoryBlob } from './upload-body.js';
import { uploadByFetch, uploadByShim } from './upload-sides.js';

const [side, source, serverUrl] = process.argv.slice(2);
const { shim, upload } =
  side === 'shim' ? uploadByShim(`${serverUrl}/sink`) : uploadByFetch(`${serverUrl}/sink`);
const heapBytes = () => shim?.[Symbol.for('kintone-shim.internals')].wasmHeapBytes();
const blob = source === 'memory' ? memoryBlob(1) : await fileBackedBlob(source);

// Loads the transport and compiles what an upload runs.
await upload(new Blob(['warm-up']));
globalThis.gc();
await delay(200);

const heapBefore = heapBytes();
const baseline = process.memoryUsage.rss();
const endPeak = startPeak();
await upload(blob);
const extraBytes = endPeak() - baseline;
process.stdout.write(JSON.stringify({ extraBytes, heapBefore, heapAfter: heapBytes() }));
process.exit();
