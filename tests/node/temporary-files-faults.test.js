/** F08: what becomes of the server's temporary files where the machine has no more to give, and where nobody takes care of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runModule } from '../support/child.js';

const modulePath = fileURLToPath(new URL('../../js/server/temporary-files.js', import.meta.url));
const prelude = `
  import { createKeeper } from ${JSON.stringify(modulePath)};
  const bytes = new Uint8Array(1 << 20);
  const fill = async (sink, times) => {
    for (let i = 0; i < times; i += 1) await sink.write(bytes);
    return sink.end();
  };
  const codeOf = (sink, times = 1) => fill(sink, times).then(() => 'kept', (error) => error.code);
`;

test('files of shims that were forgotten are closed', async () => {
  const { stdout, stderr } = await runModule(
    `${prelude}
    import { readdirSync } from 'node:fs';
    const open = () => readdirSync('/proc/self/fd').length;
    await (await fill(createKeeper().openSink(), 1)).drop();
    const before = open();
    const forget = async () => {
      await fill(createKeeper().openSink(), 1);
      createKeeper().openSink().write(bytes);
      (await fill(createKeeper().openSink(), 1)).stream();
    };
    for (let i = 0; i < 20; i += 1) await forget();
    console.log(open() > before + 30);
    // The engine may hold on to the last one for a while.
    while (open() > before + 1) {
      gc();
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log('closed');`,
    { flags: ['--expose-gc'] },
  );
  assert.equal(stdout, 'true\nclosed\n', stderr);
});

test('no descriptor left: the error says so, and what was discarded makes room', async () => {
  const script = `${prelude}
    const keeper = createKeeper();
    const sinks = [];
    let code;
    do {
      sinks.push(keeper.openSink());
      code = await codeOf(sinks.at(-1));
    } while (code === 'kept' && sinks.length < 100);
    console.log(sinks.length < 100, code, await codeOf(sinks.at(-1)));
    for (const sink of sinks) sink.discard();
    do {
      sinks.push(keeper.openSink());
      code = await codeOf(sinks.at(-1));
    } while (code === 'EMFILE');
    console.log(code);`;
  const command = 'ulimit -n 60 && exec "$0" --input-type=module --eval "$1"';
  const how = { encoding: 'utf8', timeout: 60_000 };
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, script], how);
  assert.equal(stdout, 'true EMFILE EMFILE\nkept\n', stderr);
});

test('no folder for temporary files: the error says so; small files need none', async () => {
  const { stdout, stderr } = await runModule(
    `${prelude}
    const keeper = createKeeper();
    console.log(await codeOf(keeper.openSink()));
    const small = keeper.openSink();
    small.write(bytes.subarray(0, 10));
    console.log(small.end().size);`,
    { env: { TMPDIR: '/nowhere' } },
  );
  assert.equal(stdout, 'ENOENT\n10\n', stderr);
});

test('a folder that may not be written to: the error says so', async (t) => {
  // What is not root's is not root's to be refused.
  const isRoot = process.getuid() === 0;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', `${prelude} console.log(await codeOf(createKeeper().openSink()));`],
    {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: '/' },
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    },
  );
  t.diagnostic(isRoot ? 'as nobody' : 'as an ordinary user');
  assert.equal(stdout, 'EACCES\n', stderr);
});
