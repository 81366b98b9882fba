/**
 * Builds the package into dist/: the C++ core to WebAssembly (CMake, Emscripten), then the JavaScript around it (esbuild),
 * the module inlined. Quick when nothing has changed. `--out`, `--wasm` and `--source` are for tests that build an altered
 * core: where to, from which build folder, from which copy of wasm/.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wasmModule } from './wasm-text.mjs';

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

/** What no page can run is not in the script for pages. */
const withoutSockets = {
  name: 'without-sockets',
  setup({ onLoad }) {
    onLoad({ filter: /\/js\/transport\/node\.js$/ }, () => ({
      contents: 'export const createNodeTransport = undefined;',
    }));
  },
};

/** For the script of pages: see wasm-text.mjs. */
const wasmAsText = {
  name: 'wasm-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.wasm$/ }, ({ path }) => ({ contents: wasmModule(readFileSync(path)) }));
  },
};

async function buildJavaScript() {
  const { build } = await import('esbuild');
  // What another build left is not packed.
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  // In lines as written: Node shows the whole line of an error that nobody catches.
  const common = {
    absWorkingDir: root,
    bundle: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    minifySyntax: true,
    platform: 'neutral',
    target: 'es2022',
    external: ['kintone-shim', 'node:*'],
    alias: { 'kintone-core': wasmFolder },
    loader: { '.wasm': 'base64' },
  };
  const esm = { ...common, format: 'esm' };
  const cjs = { ...common, format: 'cjs', define: { 'import.meta.url': '__filename' } };
  // For `<script src>`: a file that nobody but the browser reads, and that has no URL of its own.
  const script = {
    ...common,
    charset: 'ascii',
    format: 'iife',
    minify: true,
    plugins: [withoutSockets, wasmAsText],
    define: { 'import.meta.url': 'undefined' },
  };
  const outputs = [
    // It has no file beside it: bundlers would take what Emscripten's glue says of one for an asset.
    [{ ...esm, define: script.define }, 'js/index.js', 'index.js'],
    [cjs, 'js/index.js', 'index.cjs'],
    [esm, 'js/auto.js', 'auto.js'],
    [cjs, 'js/auto-common.js', 'auto.cjs'],
    [esm, 'js/server.js', 'server.js'],
    [cjs, 'js/server.js', 'server.cjs'],
    [esm, 'js/intercept.js', 'intercept.js'],
    [cjs, 'js/intercept.js', 'intercept.cjs'],
    [esm, 'js/cli/cli.js', 'cli.js'],
    [script, 'js/script.js', 'kintone-shim.js'],
    [script, 'js/inspector/page/main.js', 'inspector.js'],
    [common, 'js/inspector/page/inspector.css', 'inspector.css'],
  ];
  const buildOne = ([how, entry, name]) => build({ ...how, entryPoints: [entry], outfile: join(dist, name) });
  await Promise.all(outputs.map(buildOne));
  cpSync(join(wasmFolder, 'kintone.wasm'), join(dist, 'kintone.wasm'));
  cpSync(join(root, 'js/inspector/page/inspector.html'), join(dist, 'inspector.html'));
}

buildWasm();
await buildJavaScript();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`built kintone-shim ${version}`);
