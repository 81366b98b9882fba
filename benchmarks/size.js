// What does the C++ weigh on its way to a user: the Wasm and the glue that Emscripten writes for it? And the script of pages, whole?
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';

const root = new URL('../', import.meta.url);
const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Kilobytes, by gzip, for all that a page or a test loads. */
const budget = 220;

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

async function distFiles() {
  const folder = new URL('dist/', root);
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(new URL(name, folder));
      return { name, bytes: content.length, gzip: packed(content) };
    }),
  );
}

/**
 * @returns {Promise<import('./support/row.js').Row[]>}
 */
export async function measure() {
  const wasm = await readFile(new URL('dist/kintone.wasm', root));
  const glueSource = await readFile(new URL('build/wasm/kintone.mjs', root), 'utf8');
  const glue = Buffer.from((await transform(glueSource, { minify: true, format: 'esm' })).code);
  const files = await distFiles();
  const script = files.find(({ name }) => name === 'kintone-shim.js');
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    {
      question: `wasm + glue, gzip; all of dist ${kilobytes(total)} plain`,
      ours: `${kilobytes(packed(wasm))} + ${kilobytes(packed(glue))}`,
      peer: '',
      value: (packed(wasm) + packed(glue)) / 1024,
      unit: ' KB',
      bound: '<=',
      target: budget,
      detail: { wasm: wasm.length, glue: glue.length, files },
    },
    {
      question: 'kintone-shim.js for <script>, gzip',
      ours: kilobytes(script.gzip),
      peer: '',
      value: script.gzip / 1024,
      unit: ' KB',
      bound: '<=',
      target: budget,
      detail: script,
    },
  ];
}
