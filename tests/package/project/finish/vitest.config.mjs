import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['vitest.spec.mjs'], setupFiles: process.env.SET_UP ? ['./set-up.mjs'] : [] },
});
