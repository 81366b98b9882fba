// How much memory does a 200 MB upload take on top, beside fetch, and does the Wasm heap grow? Each upload runs in a
// fresh process, which measures itself.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { measurePairs } from './support/pairs.js';
import { mebibytes } from './support/row.js';
import { writeUploadFile } from './support/upload-body.js';

const script = fileURLToPath(new URL('support/upload-once.js', import.meta.url));

async function uploadOnce(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, ...args]);
  return JSON.parse(stdout);
}

async function measureMemory({ name, source, serverUrl, rounds }) {
  const heapGrowths = [];
  const { ours, peer, ratio, pairs } = await measurePairs({
    ours: async () => {
      const { extraBytes, heapBefore, heapAfter } = await uploadOnce('shim', source, serverUrl);
      heapGrowths.push({ heapBefore, heapAfter });
      return extraBytes;
    },
    peer: async () => (await uploadOnce('fetch', source, serverUrl)).extraBytes,
    rounds,
    warmUp: 0,
  });
  const [{ heapBefore }] = heapGrowths;
  return [
    {
      question: `200 MB upload from ${name}, extra memory / fetch`,
      ours: mebibytes(ours),
      peer: mebibytes(peer),
      value: ratio,
      unit: '×',
      bound: '<=',
      target: 0.4,
      detail: pairs,
    },
    {
      question: `200 MB upload from ${name}, growth of the Wasm heap`,
      ours: `${heapBefore.toLocaleString('en-US')} B`,
      peer: '',
      value: Math.max(...heapGrowths.map((heap) => heap.heapAfter - heap.heapBefore)),
      unit: ' B',
      bound: '<=',
      target: 0,
      detail: heapGrowths,
    },
  ];
}

/**
 * @param {{ serverUrl: string, quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ serverUrl, quick }) {
  const rounds = quick ? 1 : 5;
  const file = await writeUploadFile();
  try {
    return [
      ...(await measureMemory({ name: 'a file', source: file.path, serverUrl, rounds })),
      ...(await measureMemory({ name: 'memory', source: 'memory', serverUrl, rounds })),
    ];
  } finally {
    await file.remove();
  }
}
