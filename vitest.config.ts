import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // No module keeps state, so files can share a process: each would load the parsers and compilers anew.
    isolate: false,
    maxWorkers: '100%',
    reporters: ['default'],
  },
});
