import * as z from 'zod';
import { METRICS } from '../domain/metrics-events.ts';
import { INSTALL_PROGRAMS, TEST_RUNNERS } from '../domain/test-events.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

const testCountsSchema = z.object({ passed: count, failed: count, skipped: count });

/** What the project's own tests said of a run's changes. */
export const testsSchema = z
  .object({
    runs: z.array(
      z.object({
        runner: z.enum(TEST_RUNNERS),
        folder: z.string().describe('Relative to the root of the work tree.'),
        choice: z.enum(['all', 'related']),
        sandbox: z.string().nullable().describe('null: without one, as --allow-unsandboxed-tests allowed.'),
        as_root: z
          .boolean()
          .describe('Whether root ran ouroboros; in a sandbox the tests are not run by root.'),
        result: z.enum(['passed', 'failed', 'inconclusive']),
        before: testCountsSchema,
        after: testCountsSchema.nullable().describe('null where the run with the change showed nothing.'),
        new_failures: z.array(z.string()),
        vanished: z.array(z.string()).describe('Passed before the change and do not run with it.'),
        flaky: z
          .array(z.string())
          .describe('Failed with the change, and now and then without it; not counted.'),
        flaky_with_change: z
          .array(z.string())
          .optional()
          .describe('Failed now and then with the change, and never without it: the change is held.'),
        coverage: z
          .array(
            z.object({ path: z.string(), lines: count, covered: count, missed: z.array(z.int().positive()) }),
          )
          .optional()
          .describe('Of the changed lines that can be run, those that tests ran; where the runner counts.'),
        unmeasured: z.string().optional().describe('Why the lines were not counted.'),
        violations: z
          .array(z.string())
          .optional()
          .describe('What the tests tried with the change and the sandbox kept them from.'),
        left_out: z
          .array(z.string())
          .optional()
          .describe('Large untracked files that the tests did not see.'),
        installs: z
          .array(z.object({ program: z.enum(INSTALL_PROGRAMS), lock: z.string(), duration_ms: count }))
          .optional()
          .describe('Packages that were installed for the run, with the network and without scripts.'),
        shares: z
          .object({ before: share, after: share })
          .optional()
          .describe('Of the lines of the changed files those that tests ran; with --revert-if-worse.'),
        before_ms: count,
        duration_ms: count,
      }),
    ),
    not_run: z.array(
      z.object({
        holds: z
          .boolean()
          .optional()
          .describe(
            'Whether they were started and showed nothing: the change is not applied by itself then.',
          ),
        reason: z.string(),
        hint: z.string().nullable(),
      }),
    ),
  })
  .optional();

/** What --revert-if-worse measured after the change was applied. */
export const metricsSchema = z
  .array(
    z.object({
      metric: z.enum(METRICS),
      before: z.number().nonnegative(),
      after: z.number().nonnegative(),
      limit: z.number().nonnegative(),
      is_worse: z.boolean(),
    }),
  )
  .optional();
