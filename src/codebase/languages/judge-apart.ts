import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import type { Judgement, JudgedSource, JudgeTools } from './judgement.ts';

/** What the process is asked, and what it answers. */
export type ApartQuestion = {
  readonly source: JudgedSource;
  readonly timeoutMs: number;
  readonly isBrief: boolean;
};
export type ApartAnswer = { readonly judgements: readonly Judgement[] };

/** Why nothing is said of a text whose time is over. */
export const TOO_LONG = 'all parsers together took too long';

// V8's optimising compiler for WebAssembly takes hundreds of megabytes on the parsers.
const NODE_FLAGS = ['--wasm-tier-up-filter=0'];

/**
 * Judges a text in a process of its own, which is killed when the time is over: native parsers cannot be interrupted in
 * any other way. Without an answer the one judgement is that there is none.
 */
export async function judgeApart(
  source: JudgedSource,
  { timeoutMs, deadline, isBrief = false, signal }: JudgeTools,
): Promise<readonly Judgement[]> {
  const entry = new URL(`./judge-apart-entry${extname(import.meta.filename)}`, import.meta.url);
  const child = fork(entry, { serialization: 'advanced', execArgv: NODE_FLAGS, stdio: 'ignore', signal });
  const limitMs = Math.max(0, deadline - performance.now());
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limitMs);
  try {
    const question: ApartQuestion = { source, timeoutMs, isBrief };
    child.send(question);
    const answer = await answerOf(child);
    if (answer !== null) return answer.judgements;
    return [unjudged(isLate ? TOO_LONG : 'the process of its parsers ended')];
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

/** That nobody could say anything of a text. */
export function unjudged(reason: string): Judgement {
  return { parser: 'ouroboros', isAuthority: false, part: 0, report: { kind: 'broken', reason } };
}

/** Null where the process ends without one. */
async function answerOf(child: ChildProcess): Promise<ApartAnswer | null> {
  const { promise, resolve } = Promise.withResolvers<ApartAnswer | null>();
  child.on('message', (answer: ApartAnswer) => resolve(answer));
  child.on('error', () => resolve(null));
  child.on('exit', () => resolve(null));
  return promise;
}
