import { createCandidate } from '../domain/candidate.ts';
import { mergeChanges, type FileChange } from '../domain/patch.ts';
import type { ModelMessage, ModelReply } from '../domain/ports.ts';
import { matchEdits } from '../safety/edits.ts';
import type { BuiltStep, StepInput, StepResult } from './built-step.ts';
import { callModel } from './call-model.ts';
import { checkCandidate, feedbackOf, questionOf } from './check-candidate.ts';
import { endAs } from './ending.ts';
import { mayCreate } from './new-files.ts';
import { readPatchReply, SUBMIT_PATCH } from './patch-reply.ts';
import { block, BUILDER_SYSTEM, fileBlock, taskBlock } from './prompts.ts';
import type { RunContext } from './run-context.ts';

type Reply = Extract<ModelReply, { kind: 'reply' }>;

type Attempt =
  | BuiltStep
  /** Nothing refuses the patch, and what it does may not be meant: who made it is asked once. */
  | { readonly kind: 'doubted'; readonly built: BuiltStep; readonly feedback: string }
  | {
      readonly kind: 'rejected';
      readonly reason: string;
      readonly feedback: string;
      readonly isFinal: boolean;
      /** Whether the fault may lie in files that earlier steps changed, so that the next attempt may change them too. */
      readonly isOfWhole?: boolean;
    };

/**
 * Lets the builder do a step: each refused attempt is fed back, up to the limit; an identical answer ends it early. What
 * gates doubt is fed back once: a builder that stands by it, or has nothing better that passes, leaves it to a person.
 */
export async function buildByModel(input: StepInput, run: RunContext): Promise<StepResult> {
  const prompt = await promptOf(input, run);
  const { maxAttempts } = run.config;
  const later: ModelMessage[] = [];
  let previous: string | null = null;
  let lastReason = '';
  let alsoChangeable: readonly string[] = [];
  let doubted: BuiltStep | null = null;
  const giveUp = (attempt: number, reason: string): StepResult | Promise<StepResult> =>
    doubted === null
      ? endAs('failed', reason, RETRY_HINT)
      : judgedAgain({ ...doubted, attempts: attempt }, input, run);
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    run.emit({ type: 'attempt.started', stepId: input.step.id, attempt });
    const reply = await callModel({ ...BUILDER_CALL, stable: input.context?.map, prompt, later }, run);
    const answer = JSON.stringify(reply.toolInput ?? reply.text);
    const isIdentical = answer === previous;
    const result = await tryReply(reply, { ...input, attempt, isIdentical, alsoChangeable }, run);
    if (result.kind === 'built') return result;
    if (result.kind === 'doubted') {
      if (doubted !== null || attempt === maxAttempts) return result.built;
      doubted = result.built;
      alsoChangeable = stagedFiles(input);
    } else {
      lastReason = result.reason;
      if (isIdentical) return giveUp(attempt, `The model gave the same refused answer twice: ${lastReason}`);
      if (result.isFinal) return giveUp(attempt, lastReason);
      if (result.isOfWhole === true) alsoChangeable = stagedFiles(input);
    }
    previous = answer;
    later.push({ role: 'assistant', text: answer }, { role: 'user', text: result.feedback });
  }
  const attempts = maxAttempts === 1 ? '1 attempt' : `${maxAttempts} attempts`;
  return giveUp(maxAttempts, `No valid patch after ${attempts}: ${lastReason}`);
}

/** What the gates say last is what counts on record. */
async function judgedAgain(
  built: BuiltStep,
  { step, staged, later }: StepInput,
  run: RunContext,
): Promise<BuiltStep> {
  const place = { stepId: step.id, attempt: built.attempts, later };
  return { ...built, check: await checkCandidate(mergeChanges(staged, built.changes), place, run) };
}

const RETRY_HINT = 'Nothing was changed. `ouroboros status --latest` shows every attempt.';

const BUILDER_CALL = {
  role: 'generator',
  system: BUILDER_SYSTEM,
  tool: SUBMIT_PATCH,
  purpose: 'generating the patch',
} as const;

type AttemptInput = StepInput & {
  readonly attempt: number;
  readonly isIdentical: boolean;
  /** Files of earlier steps that this attempt may change too. */
  readonly alsoChangeable: readonly string[];
};

async function tryReply(reply: Reply, input: AttemptInput, run: RunContext): Promise<Attempt> {
  const read = readPatchReply(reply);
  if (read.kind === 'unusable') return reject(read.reason, { ...input, isFinal: read.isFinal }, run);
  const base = createCandidate(run.tree, input.staged);
  const matched = await matchEdits(read.patch, {
    tree: base,
    changeable: [...changeableOf(input), ...(await newFilesOf(input, run)), ...input.alsoChangeable],
    mayCreate: read.patch.files.map(({ file }) => file).filter((path) => mayCreate(path, input.step.paths)),
  });
  if (matched.kind === 'rejected') return reject(matched.feedback, { ...input, isFinal: false }, run);
  const moved = movedSecret(matched.changes, reply.restored ?? []);
  if (moved !== null) return reject(moved, { ...input, isFinal: false }, run);
  for (const { path, edit } of matched.idle) {
    const what = edit === null ? 'The content' : `Edit ${edit}`;
    run.emit({ type: 'notice.given', message: `${what} of ${path} changes nothing and was left out.` });
  }
  return checkChanges(matched.changes, reply.model, { ...input, run });
}

/** A secret goes back to where it stood. Anywhere else the model would have copied what it could not see. */
function movedSecret(changes: readonly FileChange[], secrets: readonly string[]): string | null {
  const has = (bytes: Uint8Array | null, secret: string): boolean =>
    bytes !== null && new TextDecoder().decode(bytes).includes(secret);
  const moved = changes.find(({ before, after }) =>
    secrets.some((secret) => has(after, secret) && !has(before, secret)),
  );
  if (moved === undefined) return null;
  return `${moved.path} would get a value that was taken out of another file ([REDACTED:…]). Leave such values where they are.`;
}

async function checkChanges(
  changes: readonly FileChange[],
  model: string,
  input: AttemptInput & { readonly run: RunContext },
): Promise<Attempt> {
  const { step, attempt, staged, later, run } = input;
  const check = await checkCandidate(mergeChanges(staged, changes), { stepId: step.id, attempt, later }, run);
  if (check.failure !== null && run.config.safeMode) {
    const { gate, verdict } = check.failure;
    const isOfWhole = gate.judges === 'whole-change';
    const feedback = feedbackOf(check.failure) + (isOfWhole ? invitation(stagedFiles(input)) : '');
    const isFinal = !gate.isHealable;
    return {
      kind: 'rejected',
      reason: verdict.summary,
      feedback: withInstruction(feedback),
      isFinal,
      isOfWhole,
    };
  }
  const built: BuiltStep = {
    kind: 'built',
    changes,
    engine: { kind: 'model', model },
    attempts: attempt,
    check,
  };
  if (check.doubts.length === 0 || check.failure !== null) return built;
  return { kind: 'doubted', built, feedback: questionOf(check.doubts) + invitation(stagedFiles(input)) };
}

/** Files that earlier steps changed and that are still there. */
function stagedFiles({ staged }: StepInput): readonly string[] {
  return staged.flatMap(({ path, after }) => (after === null ? [] : [path]));
}

function invitation(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  return `\n\nFiles of earlier steps may be changed now, too: ${paths.join(', ')}.`;
}

function reject(
  reason: string,
  input: AttemptInput & { readonly isFinal: boolean },
  run: RunContext,
): Attempt {
  const { step, attempt, isIdentical, isFinal } = input;
  run.emit({ type: 'reply.rejected', stepId: step.id, attempt, reason, identicalToPrevious: isIdentical });
  return { kind: 'rejected', reason, feedback: withInstruction(reason), isFinal };
}

function withInstruction(problem: string): string {
  return `${problem}\n\nNothing of your last patch was kept. Submit the complete change again, against the files as first shown.`;
}

const MADE_BEFORE = 'As an earlier step left it; not changeable in this step.';

async function promptOf(input: StepInput, run: RunContext): Promise<string> {
  const { step, context } = input;
  const stagedPaths = new Set(input.staged.map((change) => change.path));
  const shown = (context?.files ?? []).filter((file) => step.paths.includes(file.path));
  const blocks: string[] = [];
  for (const file of shown) {
    const text = stagedPaths.has(file.path) ? await stagedText(file.path, input, run) : file.text;
    blocks.push(fileBlock(file.path, text, file.note));
  }
  for (const { path, after } of input.staged) {
    if (step.paths.includes(path) || after === null) continue;
    blocks.push(fileBlock(path, new TextDecoder().decode(after), MADE_BEFORE));
  }
  for (const file of context?.related ?? []) blocks.push(fileBlock(file.path, file.text, file.note));
  if (context !== null && context.brief !== null) blocks.push(block('notes', context.brief));
  const text = step.title === run.task.text ? step.title : `${run.task.text}\nThis step: ${step.title}`;
  const changeable = [...changeableOf(input), ...(await newFilesOf(input, run))];
  blocks.push(taskBlock({ text, functions: run.task.functions, changeable }));
  return blocks.join('\n\n');
}

async function stagedText(path: string, input: StepInput, run: RunContext): Promise<string> {
  const bytes = await createCandidate(run.tree, input.staged).read(path);
  return bytes === null ? '' : new TextDecoder().decode(bytes);
}

/** The files of the step that the user named: no other existing file may change. */
function changeableOf({ step, context }: StepInput): readonly string[] {
  const allowed = context?.changeable ?? [];
  return step.paths.filter((path) => allowed.includes(path));
}

/** Files that the plan names and that do not exist yet, or were made by an earlier step. */
async function newFilesOf({ step, context }: StepInput, run: RunContext): Promise<readonly string[]> {
  const allowed = context?.changeable ?? [];
  const planned = step.paths.filter((path) => mayCreate(path, allowed));
  const exists = await Promise.all(planned.map(async (path) => (await run.tree.read(path)) !== null));
  return planned.filter((_, index) => exists[index] !== true);
}
