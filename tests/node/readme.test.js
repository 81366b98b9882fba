/** What the READMEs say to paste does what they say. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Within the package, where its name leads to itself. */
async function folderOf(t) {
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build', 'readme-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Runs Node as a user would: not as a child of this test run. */
async function runNode(args, cwd) {
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code, output };
}

for (const name of ['README.md', 'README.ja.md']) {
  const read = async () => {
    const page = await readFile(join(root, name), 'utf8');
    return [...page.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code);
  };

  test(`${name}: the test to paste passes, and goes red without its route`, async (t) => {
    const blocks = await read();
    const folder = await folderOf(t);
    for (const file of ['address.js', 'address.test.js']) {
      const code = blocks.find((block) => block.startsWith(`// ${file}\n`));
      await writeFile(join(folder, file), code);
    }
    const passed = await runNode(['--test', 'address.test.js'], folder);
    assert.equal(passed.code, 0, passed.output);
    assert.match(passed.output, /pass 3\b/);
    const path = join(folder, 'address.test.js');
    const code = await readFile(path, 'utf8');
    await writeFile(path, code.replaceAll('shim.upstream.get', 'createShim().upstream.get'));
    const failed = await runNode(['--test', 'address.test.js'], folder);
    assert.equal(failed.code, 1);
    assert.match(failed.output, /fail 3\b/);
  });

  test(`${name}: what a script prints is what stands beside it`, async (t) => {
    const printing = (await read()).filter(
      (code) => code.startsWith('import { createShim }') && code.includes('console.log('),
    );
    assert.equal(printing.length, 2);
    const folder = await folderOf(t);
    for (const code of printing) {
      const told = [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => line);
      assert.ok(told.length > 0);
      await writeFile(join(folder, 'script.mjs'), code);
      assert.deepEqual(await runNode(['script.mjs'], folder), {
        code: 0,
        output: told.map((line) => `${line}\n`).join(''),
      });
    }
  });
}
