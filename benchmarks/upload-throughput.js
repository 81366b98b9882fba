// How fast is the largest upload, 200 MB, beside fetch(url, { method: 'POST', body: blob, headers })?
import { measurePairs, timed } from './support/pairs.js';
import { throughput } from './support/row.js';
import { fileBackedBlob, memoryBlob, uploadBytes, writeUploadFile } from './support/upload-body.js';
import { uploadByFetch, uploadByShim } from './support/upload-sides.js';

async function measureUpload({ question, target, blob, serverUrl, rounds }) {
  const shimSide = uploadByShim(`${serverUrl}/sink`);
  const fetchSide = uploadByFetch(`${serverUrl}/sink`);
  const { ours, peer, ratio, pairs } = await measurePairs({
    ours: () => timed(() => shimSide.upload(blob)),
    peer: () => timed(() => fetchSide.upload(blob)),
    rounds,
  });
  shimSide.shim.dispose();
  return {
    question,
    ours: throughput(uploadBytes, ours),
    peer: throughput(uploadBytes, peer),
    value: 1 / ratio,
    unit: '×',
    bound: '>=',
    target,
    detail: pairs,
  };
}

/**
 * @param {{ serverUrl: string, quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ serverUrl, quick }) {
  const rounds = quick ? 3 : 11;
  const file = await writeUploadFile();
  try {
    return [
      await measureUpload({
        question: '200 MB upload from a file, speed / fetch',
        target: 1.3,
        blob: await fileBackedBlob(file.path),
        serverUrl,
        rounds,
      }),
      await measureUpload({
        question: '200 MB upload from memory, speed / fetch',
        target: 1.5,
        blob: memoryBlob(1),
        serverUrl,
        rounds,
      }),
    ];
  } finally {
    await file.remove();
  }
}
