/** What the guides show of types compiles, but for the lines that say so. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/command.js';
import { errorsOf, programOf } from './support/compile.js';

/** What @kintone/dts-gen would have written, and the names that the guide's other blocks have. */
const before = `import 'kintone-shim/globals';
import { createShim } from 'kintone-shim';
declare global {
  namespace kintone.types {
    interface SavedFields {
      Total: { type?: 'NUMBER'; value: string };
      合計: { type?: 'NUMBER'; value: string };
    }
  }
}
const shim = createShim();
`;

for (const name of ['docs/events.md', 'docs/ja/events.md']) {
  test(name, async (t) => {
    const [, block] = /^```ts\n([^]*?)^```$/m.exec(await readFile(join(root, name), 'utf8'));
    await mkdir(join(root, 'build'), { recursive: true });
    const folder = await mkdtemp(join(root, 'build', 'guide-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'guide.mts');
    const text = before + block;
    await writeFile(file, text);
    const wrong = text.split('\n').flatMap((line, i) => (/\/\/ (an error|エラー)/.test(line) ? [i + 1] : []));
    assert.equal(wrong.length, 1);
    const found = errorsOf(programOf([file])).map(({ where }) => Number(/:(\d+) /.exec(where)[1]));
    assert.deepEqual(found, wrong);
  });
}
