/** What the READMEs and guides say to paste does what they say. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const guides = readdirSync(join(root, 'docs'), { recursive: true })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name));
const pages = ['README.md', 'README.ja.md', ...guides];

const readPage = (name) => readFile(join(root, name), 'utf8');

async function readBlocks(name) {
  return [...(await readPage(name)).matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code);
}

/** Runs Node as a user would: not as a child of this test run. */
async function runNode(args, cwd) {
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code, output };
}

async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Within the package, where its name leads to itself. */
async function folderOf(t) {
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build', 'readme-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

for (const name of ['README.md', 'README.ja.md']) {
  test(`${name} fits on two screens: 130 lines of 120 characters`, async () => {
    const lines = (await readPage(name)).trimEnd().split('\n');
    assert.ok(lines.length <= 130, `${lines.length} lines`);
    assert.deepEqual(
      lines.filter((line) => [...line].length > 120),
      [],
    );
  });

  test(`${name}: the test to paste passes, and goes red without its route`, async (t) => {
    const blocks = await readBlocks(name);
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
    await writeFile(path, code.replaceAll('shim.upstream.get', 'shim.upstream.put'));
    const failed = await runNode(['--test', 'address.test.js'], folder);
    assert.equal(failed.code, 1);
    assert.match(failed.output, /fail 3\b/);
  });
}

// A block that begins as a program and prints: what it prints stands beside it.
const isProgram = (code) => code.startsWith('import ') && /console\.log\(.*\); \/\/ /.test(code);

for (const name of pages) {
  test(`${name}: what a script prints is what stands beside it`, async (t) => {
    const programs = (await readBlocks(name)).filter(isProgram);
    if (/^README/.test(name)) assert.equal(programs.length, 2);
    if (/^docs\/(ja\/)?(uploads|intercept).md$/.test(name)) assert.equal(programs.length, 1);
    const folder = await folderOf(t);
    for (const code of programs) {
      const told = [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => `${line}\n`);
      // Port 3000 may be somebody else's here.
      await writeFile(join(folder, 'script.mjs'), code.replaceAll('3000', await freePort()));
      assert.deepEqual(await runNode(['script.mjs'], folder), { code: 0, output: told.join('') });
    }
  });

  test(`${name}: each link leads to something that the package has`, async () => {
    const { files } = JSON.parse(await readPage('package.json'));
    const shipped = [...files, 'package.json'];
    const links = [...(await readPage(name)).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
    for (const link of links.filter((each) => !/^https?:/.test(each))) {
      const path = join(dirname(name), link);
      assert.ok(existsSync(join(root, path)), `${link} is not there`);
      assert.ok(shipped.includes(path.split('/')[0]), `${link} is not in the package`);
    }
  });
}
