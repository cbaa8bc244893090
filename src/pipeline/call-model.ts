import { OuroborosError } from '../domain/errors.ts';
import type { ModelFault, ModelMessage, ModelReply, ModelRole, ModelTool } from '../domain/ports.ts';
import type { RunContext } from './run-context.ts';

/** Thinking counts as output for some models; this leaves room for it. */
const MAX_OUTPUT_TOKENS = 32_000;

export type ModelCall = {
  readonly role: ModelRole;
  readonly system: string;
  /** Code that stands before the prompt and is the same for every task on one state of the tree. */
  readonly stable?: string | undefined;
  readonly prompt: string;
  /** What was said after the prompt: earlier attempts and their feedback. */
  readonly later?: readonly ModelMessage[];
  readonly tool: ModelTool | null;
  readonly purpose: string;
};

/**
 * Calls the model of a role and returns a reply; retries and fallback have happened below.
 * @throws OuroborosError for a fault that ends the run, and {@link UnusableModelError} for one that means a failed task.
 */
export async function callModel(
  call: ModelCall,
  run: Pick<RunContext, 'config' | 'model' | 'signal' | 'warmUp'>,
): Promise<Extract<ModelReply, { kind: 'reply' }>> {
  if (run.model === null)
    throw new OuroborosError('environment', 'There is no model to ask.', { hint: NO_MODEL_HINT });
  const { model, effort } = run.config.roles[call.role];
  const answered = new AbortController();
  const completing = run.model.complete(
    {
      role: call.role,
      model,
      effort,
      system: call.system,
      stable: call.stable,
      messages: [{ role: 'user', text: call.prompt }, ...(call.later ?? [])],
      tool: call.tool,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      purpose: call.purpose,
      onSent: () => run.warmUp(answered.signal),
    },
    run.signal,
  );
  const reply = await completing.finally(() => answered.abort());
  if (reply.kind === 'reply') return reply;
  throw errorOfFault(reply.fault, reply.message);
}

/** The model answered, or would have, but nothing of it can be used: the run ends as `failed`. */
export class UnusableModelError extends Error {}

const NO_MODEL_HINT = 'Set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for a local server, or use --mock.';

function errorOfFault(fault: ModelFault, message: string): Error {
  switch (fault) {
    case 'unauthorised':
      return new OuroborosError('model-unauthorised', `The model's server refused the key: ${message}`, {
        hint: 'Check ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN.',
      });
    case 'rate-limited':
    case 'overloaded':
    case 'server-error':
    case 'unreachable':
    case 'stream-broken':
    case 'stalled':
      return new OuroborosError(
        'model-unreachable',
        `The model could not be reached (${fault}): ${message}`,
        {
          hint: 'Nothing was changed. Try again later, or choose another model with --model.',
        },
      );
    case 'bad-request':
    case 'context-exceeded':
    case 'script-exhausted':
      return new UnusableModelError(message);
  }
}
