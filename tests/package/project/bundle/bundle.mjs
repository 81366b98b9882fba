// node bundle.mjs <bundler> <esm | cjs> <folder>: makes main.mjs or main.cjs there, with everything in it.
import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [bundler, format, folder] = process.argv.slice(2);
const extension = format === 'esm' ? 'mjs' : 'cjs';
const entry = join(import.meta.dirname, `main.${extension}`);
const main = `main.${extension}`;

const bundlers = {
  async esbuild() {
    const { build } = await import('esbuild');
    await build({
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format,
      outfile: join(folder, main),
    });
  },

  async webpack() {
    const { default: webpack } = await import('webpack');
    const isModule = format === 'esm';
    const compiler = webpack({
      mode: 'production',
      target: 'node',
      entry,
      experiments: { outputModule: isModule },
      output: {
        path: folder,
        filename: main,
        module: isModule,
        chunkFormat: isModule ? 'module' : 'commonjs',
      },
    });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    if (stats.hasErrors()) throw new Error(stats.toString());
  },

  async ncc() {
    const ncc = createRequire(import.meta.url)('@vercel/ncc');
    const { code, assets } = await ncc(entry, { quiet: true });
    await writeFile(join(folder, main), code);
    for (const [name, { source }] of Object.entries(assets)) await writeFile(join(folder, name), source);
  },

  async vite() {
    const { build } = await import('vite');
    await build({
      root: import.meta.dirname,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: { ssr: entry, outDir: folder, rollupOptions: { output: { format, entryFileNames: main } } },
    });
  },
};

await bundlers[bundler]();
