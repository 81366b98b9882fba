/** What the packed README and guides say to paste and to type, from the test of the first page to the last command. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { before, test } from 'node:test';
import { until } from '../../support/waiting.js';

const folder = 'readme';

const babel = { plugins: ['@babel/plugin-transform-modules-commonjs'] };

/**
 * How each runner is named where a test imports it, how it runs what is in `folder/name`, and how it counts.
 * @type {Record<string, { from: (names: string) => string, files?: object, run: Function, counted: RegExp[] }>}
 */
const howTo = {
  node: {
    from: (names) => `import { ${names} } from 'node:test';`,
    run: (project, within) => project.node(['--test'], {}, within),
    counted: [/^. pass 3$/m, /^. fail 3$/m],
  },
  vitest: {
    from: (names) => `import { ${names} } from 'vitest';`,
    run: (project, within) => project.tool('vitest/vitest.mjs', ['run', '--root', within], { NO_COLOR: '1' }),
    counted: [/^ *Tests .*\b3 passed\b/m, /^ *Tests .*\b3 failed\b/m],
  },
  jest: {
    from: (names) => `import { ${names} } from '@jest/globals';`,
    files: { 'babel.config.json': JSON.stringify(babel) },
    run: (project, within) =>
      project.tool('jest/bin/jest.js', ['--rootDir', within], { CI: 'true', NO_COLOR: '1' }),
    counted: [/^Tests: .*\b3 passed\b/m, /^Tests: .*\b3 failed\b/m],
  },
  mocha: {
    from: (names) => `import { ${names.replace(/\btest\b/, 'it as test')} } from 'mocha';`,
    // It has one process for all files, and so one global kintone.
    run: async (project, within) => {
      const runs = ['address', 'broken'].map((name) =>
        project.tool('mocha/bin/mocha.js', ['--no-color', `${within}/${name}.test.js`]),
      );
      const [passed, failed] = await Promise.all(runs);
      return { code: passed.code || failed.code, output: passed.output + failed.output };
    },
    // A hook that fails ends its file.
    counted: [/\b3 passing\b/, /\b2 failing\b/],
  },
};

const blocksOf = (page, language) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text);

/** Each command of a page's blocks for a shell, without its remark. */
const commandsOf = (page) =>
  blocksOf(page, 'sh').flatMap((block) =>
    block
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, ''))
      .filter(Boolean),
  );

async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The URL that a server prints as its own. */
async function urlOf(child) {
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (told += chunk));
  const found = await until(() => /at (http:\S+)\/\n/.exec(told) ?? (child.exitCode !== null && [told]));
  assert.ok(found[1], found[0]);
  return found[1];
}

/**
 * @param {{ project: import('../support/project.js').Project }} setting filled before the tests run
 * @param {string[]} runners those of `howTo` that the project has
 */
export function pasted(setting, runners) {
  for (const name of runners) {
    test(`the test to paste passes in ${name}, and goes red without its route`, async () => {
      const { from, files = {}, run, counted } = howTo[name];
      const { project } = setting;
      const blocks = blocksOf(await project.read('node_modules/kintone-shim/README.md'), 'js');
      const [address, good] = ['address.js', 'address.test.js'].map((file) =>
        blocks
          .find((block) => block.startsWith(`// ${file}\n`))
          .replace(/^import \{ (.*) \} from 'node:test';$/m, (_line, names) => from(names)),
      );
      const written = {
        'package.json': JSON.stringify({ type: 'module' }),
        ...files,
        'address.js': address,
        'address.test.js': good,
        'broken.test.js': good.replaceAll('shim.upstream.get', 'shim.upstream.put'),
      };
      const within = `${folder}/${name}`;
      const paths = Object.entries(written).map(([file, text]) => [`${within}/${file}`, text]);
      await project.write(Object.fromEntries(paths));
      const { code, output } = await run(project, within);
      assert.notEqual(code, 0);
      for (const pattern of counted) assert.match(output, pattern);
    });
  }
}

/** @param {{ project: import('../support/project.js').Project }} setting filled before the tests run */
export function typed(setting) {
  const within = `${folder}/commands`;
  let page;

  before(async () => {
    const names = ['README', 'docs/browser', 'docs/uploads', 'docs/intercept', 'docs/cli'];
    const pages = names.map((name) => setting.project.read(`node_modules/kintone-shim/${name}.md`));
    page = (await Promise.all(pages)).join('\n');
    const files = {
      'package.json': JSON.stringify({ type: 'module' }),
      'public/index.html': '<!doctype html><title>A page</title>',
      '領収書.pdf': 'a file',
      'customize.js': 'console.log(typeof kintone.proxy);',
      'more.js': 'console.log(typeof kintone.getRequestToken());',
      'plugin/manifest.json': JSON.stringify({ name: 'a', desktop: { js: ['customize.js', 'more.js'] } }),
      'apps.mjs': "export default { 5: { fields: { Name: 'SINGLE_LINE_TEXT' } } };",
    };
    const listens = "kintone.events.on('app.record.create.show', () => {});";
    for (const name of ['customize.js', 'more.js']) files[`plugin/${name}`] = files[name] + listens;
    const paths = Object.entries(files).map(([file, text]) => [`${within}/${file}`, text]);
    await setting.project.write(Object.fromEntries(paths));
  });

  test('scripts print what stands beside them', async () => {
    const scripts = blocksOf(page, 'js').filter(
      (code) => code.startsWith('import ') && /console\.log\(.*\); \/\/ /.test(code),
    );
    assert.equal(scripts.length, 4);
    for (const code of scripts) {
      const told = [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => `${line}\n`);
      assert.ok(told.length > 0);
      // Port 3000 may be somebody else's here.
      const script = code.replaceAll('3000', await freePort());
      await setting.project.write({ [`${within}/script.mjs`]: script });
      const { code: ended, stdout, stderr } = await setting.project.node(['script.mjs'], {}, within);
      assert.deepEqual([ended, stdout], [0, told.join('')], stderr);
    }
  });

  test('kintone-shim run runs scripts in turn', async () => {
    const lines = commandsOf(page).filter((line) => line.startsWith('npx kintone-shim run '));
    assert.ok(lines.length > 0);
    for (const line of lines) {
      const { code, output } = await setting.project.shell(line, within);
      assert.equal(code, 0, output);
      assert.match(output, /^function\nstring\n[^]*\ncalls: 0, faults: 0\n$/);
    }
  });

  test('kintone-shim serve serves pages with kintone in them, and takes files', async () => {
    const commands = commandsOf(page);
    const lines = commands.filter((line) => line.startsWith('npx kintone-shim serve '));
    const curl = commands.find((line) => line.startsWith('curl '));
    assert.ok(lines.length > 1);
    for (const line of lines) {
      const args = line.split(' ').slice(2);
      const child = setting.project.startCommand([...args, '--port', '0'], within);
      const url = await urlOf(child);
      assert.match(await (await fetch(url)).text(), /<script src="\/_shim\/kintone\.js"/);
      const { code, output } = await setting.project.shell(
        curl.replace('http://localhost:8000', url),
        within,
      );
      assert.equal(code, 0, output);
      assert.match(output, /"fileKey":"[0-9a-f-]{36}"/);
      child.kill('SIGTERM');
      assert.deepEqual(await once(child, 'close'), [0, null]);
    }
  });

  test('every command of the package is one of these', () => {
    const others = commandsOf(page).filter(
      (line) => /kintone-shim/.test(line) && !/^npx kintone-shim (run|serve) /.test(line),
    );
    assert.deepEqual(others, ['npm install --save-dev kintone-shim']);
  });
}
