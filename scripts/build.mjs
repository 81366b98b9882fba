/**
 * Builds the package into dist/: the C++ core to WebAssembly (CMake, Emscripten), then the JavaScript around it (esbuild),
 * the module inlined. Quick when nothing has changed. `--out`, `--wasm` and `--source` are for tests that build an altered
 * core: where to, from which build folder, from which copy of wasm/.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: { out: { type: 'string' }, wasm: { type: 'string' }, source: { type: 'string' } },
});
const wasmFolder = resolve(root, values.wasm ?? 'build/wasm');
const dist = resolve(root, values.out ?? 'dist');

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    // The linker runs acorn, which Debian keeps where a Node from elsewhere does not look.
    env: { ...process.env, NODE_PATH: '/usr/share/nodejs' },
  });
  if (status === 0) return;
  process.stderr.write(error ? `${command}: ${error.message}\n` : `${stdout}${stderr}`);
  process.exit(1);
}

function buildWasm() {
  if (!existsSync(join(wasmFolder, 'build.ninja'))) {
    const source = values.source ? [`-DKINTONE_SOURCE_DIR=${resolve(values.source)}`] : [];
    run('emcmake', 'cmake', '--preset', 'wasm', '-B', wasmFolder, ...source);
  }
  run('cmake', '--build', wasmFolder);
}

async function buildJavaScript() {
  const { build } = await import('esbuild');
  mkdirSync(dist, { recursive: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    charset: 'utf8',
    legalComments: 'none',
    loader: { '.wasm': 'base64' },
    logLevel: 'warning',
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'neutral',
    target: 'es2022',
    external: ['kintone-shim', 'undici/*', 'node:*'],
    alias: { 'kintone-core': wasmFolder },
  };
  const esm = { ...common, format: 'esm' };
  const cjs = {
    ...common,
    format: 'cjs',
    define: { 'import.meta.url': '__filename' },
  };
  await Promise.all([
    build({ ...esm, entryPoints: ['js/index.js'], outfile: join(dist, 'index.js') }),
    build({ ...cjs, entryPoints: ['js/index.js'], outfile: join(dist, 'index.cjs') }),
    build({ ...esm, entryPoints: ['js/auto.js'], outfile: join(dist, 'auto.js') }),
    build({ ...cjs, entryPoints: ['js/auto.js'], outfile: join(dist, 'auto.cjs') }),
    build({
      ...cjs,
      entryPoints: ['js/transport/node.js'],
      outfile: join(dist, 'node.cjs'),
      platform: 'node',
    }),
  ]);
  cpSync(join(wasmFolder, 'kintone.wasm'), join(dist, 'kintone.wasm'));
}

buildWasm();
await buildJavaScript();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`built kintone-shim ${version}`);
