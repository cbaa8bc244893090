import * as z from 'zod';
import { landingOptions, objectIdSchema, refMoveSchema } from '../domain/git-events.ts';
import type { EventOf } from '../domain/event.ts';
import type { RunRecord } from '../domain/run-record.ts';

/** What a run did in git; left out for one that only wrote files. */
export const gitSchema = z
  .object({
    commit: z
      .object({
        commit: objectIdSchema,
        parent: objectIdSchema,
        message: z.string(),
        paths: z.array(z.string()),
        signed: z.boolean(),
      })
      .nullable(),
    refs: z
      .array(
        refMoveSchema.extend({
          purpose: z.enum(['branch', 'commit', 'merge', 'undo']),
          approver: z.string().describe('The options that asked for it.'),
          timestamp: z.iso.datetime(),
        }),
      )
      .describe('What was moved, in order; null stands for no such ref.'),
    merge_refused: z
      .object({ branch: z.string(), into: z.string().nullable(), reason: z.string() })
      .nullable(),
    pushed: z
      .object({ remote: z.string(), branch: z.string(), commit: objectIdSchema, approver: z.string() })
      .nullable(),
    push_refused: z.object({ remote: z.string(), branch: z.string(), reason: z.string() }).nullable(),
  })
  .optional();

/** Where the change was asked to go in git; left out where it only goes into the work tree. */
export const landingRequestSchema = landingOptions
  .omit({ mergeInto: true })
  .extend({ merge_into: landingOptions.shape.mergeInto })
  .optional();

type ArtifactGit = z.infer<typeof gitSchema>;

/** What a run did in git, as the artifact says it. */
export function gitOf({ git }: RunRecord): { readonly git?: ArtifactGit } {
  const { commit, moves, mergeRefused, pushed, pushRefused } = git;
  if (commit === null && moves.length === 0) return {};
  return {
    git: {
      commit: commit === null ? null : commitOf(commit),
      refs: moves.flatMap(({ at, value }) =>
        value.moves.map((move) => ({
          ...move,
          purpose: value.purpose,
          approver: value.approver,
          timestamp: at,
        })),
      ),
      merge_refused: withoutType(mergeRefused),
      pushed: withoutType(pushed),
      push_refused: withoutType(pushRefused),
    },
  };
}

/** The request for it, as the artifact says it. */
export function landingRequestOf({ options }: EventOf<'run.started'>): {
  readonly landing?: z.infer<typeof landingRequestSchema>;
} {
  if (options.landing === undefined) return {};
  const { mergeInto, ...rest } = options.landing;
  return { landing: { ...rest, merge_into: mergeInto } };
}

function commitOf({
  commit,
  parent,
  message,
  paths,
  isSigned,
}: EventOf<'commit.made'>): NonNullable<NonNullable<ArtifactGit>['commit']> {
  return { commit, parent, message, paths, signed: isSigned };
}

function withoutType<T extends { readonly type: string }>(event: T | null): Omit<T, 'type'> | null {
  if (event === null) return null;
  const { type: _type, ...rest } = event;
  return rest;
}
