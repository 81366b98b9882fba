// How many bytes of a file a second does the form parser read, the copy into Wasm included, beside busboy and @fastify/busboy? Each side
// is given the same chunks and counts the bytes of the file that come out.
import FastifyBusboy from '@fastify/busboy';
import busboy from 'busboy';
import { createShim } from 'kintone-shim';
import { fileKinds, fileOf, formChunks, formType } from './support/form-data.js';
import { compare, measureTurns, median, timed } from './support/pairs.js';

const size = 64 * 1024 * 1024;
/** One alone is over too soon to be timed well. */
const formsATurn = 4;

const site = createShim()[Symbol.for('kintone-shim.internals')].openSite({
  host: null,
  relay: null,
  folder: false,
});
const head = {
  method: 'POST',
  target: '/k/v1/file.json',
  fields: [
    ['Host', '127.0.0.1'],
    ['Content-Type', formType],
    ['X-Cybozu-API-Token', 'token'],
    ['Transfer-Encoding', 'chunked'],
  ].flat(),
  localAddress: '127.0.0.1',
  localPort: 80,
  secure: false,
};

function readByShim(chunks) {
  const { rest } = site.receive(head);
  let count = 0;
  const take = (bytes) => {
    count += bytes.length;
  };
  for (const chunk of chunks) rest.feed(chunk, take);
  const { status } = rest.answer();
  rest.end();
  return status === 200 ? count : 0;
}

function readByStream(parser, chunks) {
  let count = 0;
  return new Promise((resolve, reject) => {
    parser.on('file', (name, file) => {
      file.on('data', (bytes) => {
        count += bytes.length;
      });
    });
    parser.on('error', reject).on('finish', () => resolve(count));
    let next = 0;
    const write = () => {
      while (next < chunks.length) {
        if (!parser.write(chunks[next++])) {
          parser.once('drain', write);
          return;
        }
      }
      parser.end();
    };
    write();
  });
}

const headers = { 'content-type': formType };
const readers = [
  readByShim,
  (chunks) => readByStream(busboy({ headers }), chunks),
  (chunks) => readByStream(new FastifyBusboy({ headers }), chunks),
];

/** Its figure: milliseconds a form. */
async function readForms(read, chunks) {
  const took = await timed(async () => {
    for (let form = 0; form < formsATurn; form += 1) {
      const count = await read(chunks);
      if (count !== size) throw new Error(`${count} of the file's ${size} bytes came out`);
    }
  });
  return took / formsATurn;
}

const gigabytes = (ms) => size / 1e6 / ms;
const shown = (ms) => gigabytes(ms).toFixed(1);

/** The row of two of the sides. */
function pairRow(question, turns, peer, peerText) {
  const { ours, ratio, pairs } = compare(turns.map((figures) => [figures[0], figures[peer]]));
  return {
    question,
    ours: `${shown(ours)} GB/s`,
    peer: peerText,
    value: 1 / ratio,
    unit: '×',
    bound: '>=',
    target: 1,
    detail: pairs,
  };
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  const rows = [];
  const speeds = {};
  for (const kind of fileKinds) {
    const chunks = formChunks(fileOf(kind, size));
    const sides = readers.map((read) => () => readForms(read, chunks));
    const turns = await measureTurns({ sides, rounds: quick ? 5 : 21, warmUp: 2 });
    const [ours, theirs, fastifys] = readers.map((_, side) => median(turns.map((figures) => figures[side])));
    const both = `${shown(theirs)} (@fastify/busboy ${shown(fastifys)}) GB/s`;
    rows.push(pairRow(`form parser: ${kind} / busboy`, turns, 1, both));
    if (kind === 'random') {
      rows.push(pairRow(`form parser: ${kind} / @fastify/busboy`, turns, 2, `${shown(fastifys)} GB/s`));
    }
    speeds[kind] = gigabytes(ours);
  }
  const slowest = fileKinds.reduce((one, other) => (speeds[other] < speeds[one] ? other : one));
  return [
    ...rows,
    {
      question: `form parser: the slowest, ${slowest}`,
      ours: `${speeds[slowest].toFixed(1)} GB/s`,
      peer: '',
      value: speeds[slowest],
      unit: ' GB/s',
      bound: '>=',
      target: 1,
      detail: speeds,
    },
  ];
}
