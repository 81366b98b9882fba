// How long do uploads to kintone's side over HTTP take beside the least that a node:http server has to do for them: one that writes the
// same bytes to a temporary file, for large ones, and one that reads them and answers a constant, for small ones? Both servers are
// processes of their own, the client is the same. And how much memory does a large one take?
import { uploadByFetch, uploadBySockets, uploadPieces } from './support/form-client.js';
import { fileOf } from './support/form-data.js';
import { measurePairs, median, timed } from './support/pairs.js';
import { mebibytes, timeRow } from './support/row.js';
import { startProcess } from './support/start-server.js';

const path = '/k/v1/file.json';
const largeBytes = 200 * 1024 * 1024;
const pieceLength = 1024 * 1024;
const smallBytes = 500;
const atOnce = 8;

/** What a side's server keeps is forgotten before, so that no round has the disk or the memory of earlier ones. */
async function large({ url, ask }, target) {
  const piece = fileOf('random', pieceLength);
  const pieces = Array(largeBytes / pieceLength).fill(piece);
  await ask('forget');
  await ask('startPeak');
  const took = await timed(() => uploadPieces(url + target, pieces));
  return { took, peak: await ask('endPeak') };
}

async function measureLarge(ours, bare, rounds) {
  const peaks = { ours: [], peer: [] };
  const side = (name, server, target) => async () => {
    const { took, peak } = await large(server, target);
    peaks[name].push(peak);
    return took;
  };
  const measured = await measurePairs({
    ours: side('ours', ours, path),
    peer: side('peer', bare, '/written'),
    rounds,
  });
  await Promise.all([ours, bare].map(({ ask }) => ask('forget')));
  const peak = Math.max(...peaks.ours);
  return [
    timeRow('serve: 200 MB upload / node:http writing the same file', measured, 1.3),
    {
      question: "serve: 200 MB upload, the server's memory at its peak",
      ours: mebibytes(peak),
      peer: mebibytes(median(peaks.peer)),
      value: peak / 1e6,
      unit: ' MB',
      bound: '<=',
      target: 150,
      detail: peaks,
    },
  ];
}

async function measureSmall({ question, upload, ours, bare, rounds, uploads }) {
  const load = { file: fileOf('random', smallBytes), uploads, atOnce };
  const side = (server, target) => async () => {
    await server.ask('forget');
    return upload(server.url + target, load);
  };
  const measured = await measurePairs({
    ours: side(ours, path),
    peer: side(bare, '/constant'),
    rounds,
    warmUp: 3,
  });
  const aSecond = (ms) => `${Math.round((uploads / ms) * 1000).toLocaleString('en-US')}/s`;
  return {
    question,
    ours: aSecond(measured.ours),
    peer: aSecond(measured.peer),
    value: 1 / measured.ratio,
    unit: '×',
    bound: '>=',
    target: 0.7,
    detail: measured.pairs,
  };
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const ours = await startProcess('upload-server.js', 'shim');
  const bare = await startProcess('upload-server.js', 'bare');
  const rounds = quick ? 7 : 31;
  const rows = await measureLarge(ours, bare, quick ? 3 : 15);
  for (const [client, upload, uploads] of [
    ['by fetch', uploadByFetch, 500],
    ['from raw sockets', uploadBySockets, 2000],
  ]) {
    const question = `serve: small uploads ${client} / node:http answering a constant`;
    rows.push(await measureSmall({ question, upload, ours, bare, rounds, uploads }));
  }
  return rows;
}
