export default {
  build: { ssr: 'entry.mjs', outDir: 'out/vite' },
  ssr: { noExternal: true },
};
