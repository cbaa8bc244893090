import { testLimits } from '../../src/safety/sandbox/box-limits.ts';
import { theBox } from './box.ts';

// Runs a program that does not end in a box, with a mark in its environment. Killed by the test.
await theBox().run(
  {
    command: ['sh', '-c', 'sleep 60 & sleep 60'],
    folder: '/',
    mounts: [],
    environment: { MARK: process.argv[2] ?? '' },
    programFolders: [],
    limits: testLimits(60_000),
  },
  new AbortController().signal,
);
