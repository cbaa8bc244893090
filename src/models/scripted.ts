import type { Model, ModelReply, ModelRequest } from '../domain/ports.ts';
import { estimateTokens } from '../domain/tokens.ts';
import { localFault, type Fault } from './faults.ts';
import { mockEditOf } from './mock-patch.ts';
import type { MockScript, ScriptFault, ScriptStep } from './mock-script.ts';
import { MOCK_MODEL } from './profiles.ts';
import { changeableOf, filesOfPrompt, functionsOf } from './prompt-files.ts';
import { textsOf } from './request-texts.ts';
import { wait } from './wait.ts';

/** A played stall shows that stalls are handled; it need not take as long as one. */
const PLAYED_STALL_MS = 50;

/**
 * A complete model without a network, the same reply for the same request: it plans one step, sums the context up by
 * its file names, and changes each file that may be changed by one comment.
 */
export function createMockModel(): Model {
  return {
    complete: async (request, signal) => {
      signal.throwIfAborted();
      return replyOf(request, mockStep(request));
    },
  };
}

/** Plays a script: one step for each call of the builder. The other roles are answered as the mock does. */
export function createScriptModel(script: MockScript, stallTimeoutMs: number): Model {
  const waiting = [...script.steps];
  return {
    complete: async (request, signal) => {
      signal.throwIfAborted();
      if (request.role === 'reasoner' && script.plan !== undefined) {
        return replyOf(request, { kind: 'tool', input: script.plan, stopReason: 'tool_use' });
      }
      if (request.role !== 'generator') return replyOf(request, mockStep(request));
      const step = waiting.shift();
      if (step === undefined) {
        const calls = script.steps.length === 1 ? '1 call' : `${script.steps.length} calls`;
        return faultReply(
          localFault('script-exhausted', `The mock script answers ${calls} of the builder, no more.`),
        );
      }
      if (step.kind !== 'fault') return replyOf(request, step);
      if (step.fault === 'stall') await wait(Math.min(stallTimeoutMs, PLAYED_STALL_MS), signal);
      return step.fault === 'truncated' ? replyOf(request, CUT_SHORT) : faultReply(FAULTS[step.fault]);
    },
  };
}

type PlayedStep = Exclude<ScriptStep, { kind: 'fault' }>;

/** A tool call that the token limit cut short: nothing of its input may be used. */
const CUT_SHORT: PlayedStep = { kind: 'tool', input: undefined, stopReason: 'max_tokens' };

const FAULTS: Readonly<Record<Exclude<ScriptFault, 'truncated'>, Fault>> = {
  '429': { ...localFault('rate-limited', 'The script plays a rate limit.'), httpStatus: 429 },
  '500': { ...localFault('server-error', 'The script plays a server error.'), httpStatus: 500 },
  '529': { ...localFault('overloaded', 'The script plays an overloaded server.'), httpStatus: 529 },
  reset: localFault('stream-broken', 'The script plays a connection that was reset.'),
  stall: localFault('stalled', 'The script plays a stream that stalls.'),
};

function mockStep(request: ModelRequest): PlayedStep {
  const prompt = request.messages[0]?.text ?? '';
  if (request.role === 'compressor') return { kind: 'text', text: summaryOf(prompt), stopReason: 'end_turn' };
  const files = changeableOf(prompt);
  if (request.role === 'reasoner') {
    const steps = [{ title: 'Change the files', files, depends_on: [] }];
    return { kind: 'tool', input: { steps }, stopReason: 'tool_use' };
  }
  const shown = filesOfPrompt(prompt).filter((file) => files.includes(file.path));
  const functions = functionsOf(prompt);
  const edits = shown.map((file) => mockEditOf(file, functions)).filter((edit) => edit !== null);
  if (edits.length === 0) {
    const text = `The mock model knows no safe change of ${files.join(', ') || 'no file'}.`;
    return { kind: 'text', text, stopReason: 'end_turn' };
  }
  const input = { edits, files: [], explanation: 'Adds a remark of the mock model.' };
  return { kind: 'tool', input, stopReason: 'tool_use' };
}

function summaryOf(prompt: string): string {
  const paths = filesOfPrompt(prompt).map((file) => file.path);
  return `The mock model read ${paths.join(', ') || 'no file'}.`;
}

function replyOf(request: ModelRequest, step: PlayedStep): ModelReply {
  const text = step.kind === 'text' ? step.text : '';
  const toolInput = step.kind === 'tool' && step.stopReason === 'tool_use' ? step.input : undefined;
  return {
    kind: 'reply',
    text,
    toolInput,
    stopReason: step.stopReason,
    model: MOCK_MODEL,
    usage: {
      tokensIn: textsOf(request).reduce((sum, sent) => sum + estimateTokens(sent), 0),
      tokensOut: estimateTokens(text + (JSON.stringify(toolInput) ?? '')),
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
    },
    requestId: null,
    durationMs: 0,
  };
}

function faultReply(fault: Fault): ModelReply {
  return { kind: 'fault', ...fault, durationMs: 0 };
}
