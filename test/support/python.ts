import { spawnSync } from 'node:child_process';

/** Whether tests that need `python3` run: a machine without it counts them as skipped, CI as failed. */
export const testsPython =
  process.env['CI'] !== undefined || spawnSync('python3', ['--version']).status === 0;
