/** docs/plug-ins.md leads from an empty folder to a tested plug-in: its commands and files, as they stand. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { root, startServe } from '../support/command.js';
import { folderOf } from '../support/folder.js';

const install = 'npm install --save-dev kintone-shim jsdom';
const serve = 'npx kintone-shim serve ';

/** The commands of the guide's first chapter, a text for each block, and its files: each is named in the line before its block. */
async function readGuide(name) {
  const [, chapter] = (await readFile(join(root, name), 'utf8')).split(/^## /m);
  const blocks = (pattern) => [...chapter.matchAll(pattern)].map(([, ...found]) => found);
  const files = blocks(/^`([\w./-]+)`[^\n]*[:：]\n\n```\w+\n([^]*?)^```$/gm);
  return { commands: blocks(/^```sh\n([^]*?)^```$/gm).flat(), files: Object.fromEntries(files) };
}

/** Runs commands as a user's shell would: not as a child of this test run. */
async function shell(commands, cwd) {
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  try {
    const { stdout } = await promisify(execFile)('sh', ['-ec', commands], { cwd, env });
    return { code: 0, output: stdout };
  } catch ({ code, stdout, stderr }) {
    return { code, output: stdout + stderr };
  }
}

/** What the packages are that npm would install. */
async function link(folder) {
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/kintone-shim'));
  await symlink(join(root, 'node_modules/jsdom'), join(folder, 'node_modules/jsdom'));
}

for (const name of ['docs/plug-ins.md', 'docs/ja/plug-ins.md']) {
  describe(name, () => {
    test('from an empty folder to a plug-in whose tests pass, and fail where it is broken', async (t) => {
      const { commands, files } = await readGuide(name);
      const [make, run, ...more] = commands;
      assert.equal(more.length, 1);
      assert.ok(make.includes(`\n${install}\n`));
      const empty = await folderOf(t);
      const made = await shell(make.replace(install, ':'), empty);
      assert.equal(made.code, 0, made.output);
      const folder = join(empty, 'total');
      await link(folder);
      for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
      const passed = await shell(run, folder);
      assert.equal(passed.code, 0, passed.output);
      assert.match(passed.output, /pass 3\b/);

      const desktop = join(folder, 'plugin/desktop.js');
      const broken = files['plugin/desktop.js'].replace('* Number(unitPrice)', '').replace('> 10', '> 11');
      await writeFile(desktop, broken);
      const failed = await shell(run, folder);
      assert.equal(failed.code, 1);
      assert.match(failed.output, /fail 2\b/);
    });

    test('the plug-in is in the served page, and its settings page has the form', async (t) => {
      const { commands, files } = await readGuide(name);
      const lines = commands.at(-1).trimEnd().split('\n');
      const last = lines.pop();
      assert.ok(last.startsWith(serve));
      const folder = await folderOf(t, files);
      const made = await shell(lines.join('\n'), folder);
      assert.equal(made.code, 0, made.output);
      const server = await startServe(t, last.slice(serve.length).split(' '), { cwd: folder });
      const page = await (await fetch(server.url)).text();
      const scripts = [...page.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src);
      const texts = scripts.map(async (src) => (await fetch(new URL(src, server.url))).text());
      const isDesktop = (text) => text.includes(files['plugin/desktop.js'].trim());
      assert.ok((await Promise.all(texts)).some(isDesktop), page);
      const [, path] = /settings of \S+: http:\/\/[^/]+(\/\S+)/.exec(server.told.stdout);
      const settings = await (await fetch(server.url + path)).text();
      assert.ok(settings.includes(files['plugin/config.html'].trim()), settings);
    });
  });
}
