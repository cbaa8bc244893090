import { defineConfig } from 'vitest/config';

// What starts processes again and again: a small process forks faster, so each of these files has a fresh one.
const STARTS_PROCESSES = [
  'test/{cli,models,pipeline,provenance}/**/*.test.ts',
  'test/safety/{sandbox,test-runs}/**/*.test.ts',
  'test/safety/{apply,git,lock,recover,rollback,undo}*.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      { extends: true, test: { name: 'processes', include: STARTS_PROCESSES, isolate: true } },
      {
        extends: true,
        test: {
          name: 'modules',
          include: ['test/**/*.test.ts'],
          exclude: [...STARTS_PROCESSES, 'test/fixtures/**'],
          // No module keeps state, so files can share a process: each would load the parsers and compilers anew.
          isolate: false,
        },
      },
    ],
  },
});
