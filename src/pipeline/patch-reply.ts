import * as z from 'zod';
import type { ModelReply, ModelTool } from '../domain/ports.ts';

const patchReplySchema = z.object({
  edits: z.array(z.object({ file: z.string(), search: z.string(), replace: z.string() })).default([]),
  files: z.array(z.object({ file: z.string(), content: z.string() })).default([]),
  explanation: z.string().optional(),
});

/** A builder's reply that has the right form; whether its edits match is another question. */
type PatchReply = z.infer<typeof patchReplySchema>;

export type ReadReply =
  | { readonly kind: 'patch'; readonly patch: PatchReply }
  | { readonly kind: 'unusable'; readonly reason: string; readonly isFinal: boolean };

/** The tool that a builder calls. Kept short: it is sent with every call. */
export const SUBMIT_PATCH: ModelTool = {
  name: 'submit_patch',
  description: 'Submit the complete change.',
  inputSchema: {
    type: 'object',
    properties: {
      edits: {
        type: 'array',
        items: {
          type: 'object',
          properties: { file: { type: 'string' }, search: { type: 'string' }, replace: { type: 'string' } },
          required: ['file', 'search', 'replace'],
          additionalProperties: false,
        },
      },
      files: {
        type: 'array',
        description: 'New files, whole.',
        items: {
          type: 'object',
          properties: { file: { type: 'string' }, content: { type: 'string' } },
          required: ['file', 'content'],
          additionalProperties: false,
        },
      },
      explanation: { type: 'string', description: 'One sentence.' },
    },
    required: ['edits', 'files', 'explanation'],
    additionalProperties: false,
  },
};

/** Takes a reply only when its stop reason says that it is whole and it fits the schema. */
export function readPatchReply(reply: Extract<ModelReply, { kind: 'reply' }>): ReadReply {
  const { stopReason, toolInput } = reply;
  if (stopReason === 'refusal')
    return { kind: 'unusable', reason: 'The model declined the task.', isFinal: true };
  if (stopReason === 'max_tokens')
    return unusable('The reply was cut short at its token limit; submit a smaller change.');
  if (stopReason !== 'tool_use' || toolInput === undefined) {
    return unusable('The reply did not call submit_patch; submit the change by calling it once.');
  }
  const parsed = patchReplySchema.safeParse(toolInput);
  if (!parsed.success)
    return unusable(`The input of submit_patch has the wrong form: ${describeIssues(parsed.error)}.`);
  if (parsed.data.edits.length + parsed.data.files.length === 0) {
    return unusable('The submitted patch holds no edit and no file.');
  }
  return { kind: 'patch', patch: parsed.data };
}

/** The first issues of a zod error, as one clause: where, and what is wrong. */
export function describeIssues(error: z.ZodError): string {
  const shown = error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return shown.join('; ');
}

function unusable(reason: string): ReadReply {
  return { kind: 'unusable', reason, isFinal: false };
}
