// How long does an upload in the process take, shim.handle(request), beside a handler that reads the same form with
// Node's request.formData() and answers a key?
import { randomUUID } from 'node:crypto';
import { createShim } from 'kintone-shim';
import { fileOf } from './support/form-data.js';
import { measurePairs, timed } from './support/pairs.js';
import { timeRow } from './support/row.js';

const url = 'https://example.kintone.com/k/v1/file.json';
const headers = { 'X-Cybozu-API-Token': 'token' };

async function measureUpload({ question, size, uploadsATurn, rounds, target }) {
  const shim = createShim({ apiTokens: { token: 1 } });
  const file = new File([fileOf('random', size)], 'report.bin');
  const request = () => {
    const body = new FormData();
    body.append('file', file);
    return new Request(url, { method: 'POST', headers, body });
  };
  const check = (isRight) => {
    if (!isRight) throw new Error('the file did not arrive');
  };
  const perUpload = async (upload) => {
    // What earlier turns left.
    shim.reset();
    const took = await timed(async () => {
      for (let count = 0; count < uploadsATurn; count += 1) await upload();
    });
    return took / uploadsATurn;
  };
  const measured = await measurePairs({
    ours: () =>
      perUpload(async () => {
        const response = await shim.handle(request());
        check((await response.json()).fileKey);
      }),
    peer: () =>
      perUpload(async () => {
        const form = await request().formData();
        check(form.get('file').size === size);
        const response = Response.json({ fileKey: randomUUID() });
        check((await response.json()).fileKey);
      }),
    rounds,
    warmUp: 3,
  });
  shim.dispose();
  return timeRow(question, measured, target);
}

/**
 * @param {{ quick: boolean }} options
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure({ quick }) {
  return [
    await measureUpload({
      question: 'shim.handle: small upload / by request.formData()',
      size: 500,
      uploadsATurn: 500,
      rounds: quick ? 7 : 31,
      // Whoever asks, and whether they may, is looked at too.
      target: 1.5,
    }),
    await measureUpload({
      question: 'shim.handle: 100 MB upload / by request.formData()',
      size: 100 * 1024 * 1024,
      uploadsATurn: 1,
      rounds: quick ? 3 : 11,
      target: 1.0,
    }),
  ];
}
