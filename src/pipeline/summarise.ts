import { extname } from 'node:path';
import { digestOf } from '../domain/digest.ts';
import { OuroborosError } from '../domain/errors.ts';
import { redactAll } from '../domain/redaction.ts';
import { callModel, UnusableModelError } from './call-model.ts';
import { fileBlock, SUMMARY_SYSTEM } from './prompts.ts';
import type { RunContext } from './run-context.ts';

/** A part of a file that is too large to show: a definition, or what lies between two. */
export type Chunk = {
  readonly path: string;
  readonly text: string;
  /** Of the text. */
  readonly sha256: string;
};

type SummariserRun = Pick<RunContext, 'config' | 'model' | 'signal' | 'warmUp' | 'summaries'>;

/** A summary of a line; a longer one would soon be longer than the code. */
const MAX_CHARACTERS = 600;

/**
 * What the compressor's model says of each chunk, one line each and the same in every run: it is asked once for each
 * text that it has not seen. Null where the config asks for none, or the model had nothing to say: then an outline must do.
 * @throws OuroborosError for a fault or a budget that ends the run
 */
export async function summariseChunks(
  chunks: readonly Chunk[],
  run: SummariserRun,
): Promise<readonly (string | null)[]> {
  if (run.config.summaries === 'static' || run.model === null) return chunks.map(() => null);
  const summaries: (string | null)[] = [];
  const byContent = new Map<string, string | null>();
  // One after the other, so that a limit of the run stops them with the first call that passes it.
  for (const chunk of chunks) {
    const known = byContent.get(chunk.sha256);
    const summary = known === undefined ? await summaryOf(chunk, run) : known;
    byContent.set(chunk.sha256, summary);
    summaries.push(summary);
  }
  return summaries;
}

async function summaryOf(chunk: Chunk, run: SummariserRun): Promise<string | null> {
  const key = {
    content: chunk.sha256,
    model: run.config.roles.compressor.model,
    prompt: digestOf(SUMMARY_SYSTEM),
  };
  const kept = run.summaries.read(key);
  if (kept !== null) return kept;
  const said = await ask(chunk, run);
  if (said === null) return null;
  // The reply has the secrets of the code back; what is kept must not.
  const [, safe = ''] = redactAll([chunk.text, said]).texts;
  const summary = oneLine(safe);
  if (summary === '') return null;
  await run.summaries.keep(key, summary);
  return summary;
}

/** The path is not told: the same code is to read the same wherever it stands. */
async function ask(chunk: Chunk, run: SummariserRun): Promise<string | null> {
  try {
    const reply = await callModel(
      {
        role: 'compressor',
        system: SUMMARY_SYSTEM,
        prompt: fileBlock(`part${extname(chunk.path)}`, chunk.text),
        tool: null,
        purpose: 'summarising a part of a large file',
      },
      run,
    );
    return reply.stopReason === 'end_turn' ? reply.text : null;
  } catch (error) {
    // Its server does not answer this prompt, or none at all: the run can go on without.
    if (error instanceof UnusableModelError) return null;
    if (error instanceof OuroborosError && error.code === 'model-unreachable') return null;
    throw error;
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS).trimEnd()}…` : line;
}
