import type { Clock, ModelReply, ModelRequest, ModelTool } from '../../src/domain/ports.ts';

export const realClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };

export const patchTool: ModelTool = {
  name: 'submit_patch',
  description: 'Submit the complete change.',
  inputSchema: {
    type: 'object',
    properties: { edits: { type: 'array', items: { type: 'string', minLength: 1 } } },
    required: ['edits'],
    additionalProperties: false,
  },
};

/** A builder's request, with whatever a test wants different. */
export function modelRequest(different: Partial<ModelRequest> = {}): ModelRequest {
  return {
    role: 'generator',
    model: 'claude-sonnet-5-5',
    effort: 'medium',
    system: 'You change source code.',
    messages: [{ role: 'user', text: 'Task: rename x' }],
    tool: patchTool,
    maxOutputTokens: 32_000,
    purpose: 'generating the patch',
    ...different,
  };
}

/** A prompt in the form that the pipeline writes. */
export function builderPrompt(
  files: Readonly<Record<string, string>>,
  changeable = Object.keys(files),
): string {
  const blocks = Object.entries(files).map(
    ([path, text]) => `<file path=${JSON.stringify(path)}>\n${text}\n</file>`,
  );
  return [...blocks, `Changeable files: ${changeable.join(', ')}\nTask: tidy up`].join('\n\n');
}

/** What a fault says, without the time it took. */
export function timeless<T extends ModelReply>(reply: T): Omit<T, 'durationMs'> {
  const { durationMs: _, ...rest } = reply;
  return rest;
}
